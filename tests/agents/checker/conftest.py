"""The fake team, and a check of one text by it."""

from collections.abc import Callable
from typing import cast

import pytest

from agents.checker.graph import check
from agents.checker.state import Checked
from agents.dependencies import Dependencies
from cases.model import Classification, Urgency
from tests.agents.checker.fakes import FakeTeam, a_ticket


@pytest.fixture
def fake_team() -> FakeTeam:
    return FakeTeam()


@pytest.fixture
def checks(fake_team: FakeTeam) -> Callable[..., object]:
    """Check one text as a ticket received on 24 November 2026."""

    async def checked(
        text: str,
        category: str = "autre",
        *,
        subject: str = "",
        sensitive: bool = False,
        refusal: str | None = None,
    ) -> Checked:
        classification = Classification(category, 0.8, (), Urgency.NORMALE, sensitive, "", refusal)
        return await check(a_ticket(text, subject), classification, cast(Dependencies, fake_team))

    return checked
