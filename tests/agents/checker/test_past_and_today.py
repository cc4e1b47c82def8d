"""What was so on a past day is not told as so today; what is past is past today."""

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from agents.checker.state import Checked
from tests.agents.checker.fakes import FakeTeam

Checks = Callable[..., Awaitable[Checked]]


async def test_a_past_amount_is_told_with_its_day(checks: Checks, fake_team: FakeTeam) -> None:
    fake_team.finds = ("CTR-10",)
    told = (await checks("En mars 2026, quel plafond de prime en CDD ?")).findings[0].answer
    assert "3\u00a0646,06\u00a0€" in told
    assert told.endswith("Cette réponse vaut pour le 1er\u00a0mars 2026.")


async def test_what_goes_on_is_told_the_amount_of_today_too(
    checks: Checks, fake_team: FakeTeam
) -> None:
    fake_team.finds = ("CTR-10",)
    told = (await checks("En mars 2026, quel plafond ? Toujours en CDD.")).findings[0].answer
    past, _, now = told.partition("Cette réponse vaut pour le 1er\u00a0mars 2026. Aujourd’hui : ")
    assert "3\u00a0646,06\u00a0€" in past
    assert "3\u00a0734,04\u00a0€" in now


async def test_an_amount_that_has_not_changed_is_told_without_day(
    checks: Checks, fake_team: FakeTeam
) -> None:
    fake_team.finds = ("CAR-01",)
    told = (await checks("Mon arrêt de mars 2026 a-t-il un jour de carence ?")).findings[0].answer
    assert "vaut pour" not in told


@pytest.mark.parametrize(
    ("today", "late"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True), (None, False)]
)
async def test_a_limit_is_past_on_the_day_of_the_letter(
    checks: Checks, fake_team: FakeTeam, today: date | None, *, late: bool
) -> None:
    fake_team.finds, fake_team.today = ("DIS-03",), today
    checked = await checks("Titulaire, ma disponibilité se termine le 31 mars 2027.")
    assert checked.on == date(2027, 3, 31)
    assert ("Cette date est passée" in checked.findings[0].answer) is late


async def test_an_old_day_of_a_career_hides_no_rule(checks: Checks, fake_team: FakeTeam) -> None:
    fake_team.finds = ("CTR-02",)
    checked = await checks(
        "Contractuel du 1er mars 2021 au 28 février 2023, puis du 1er juin 2023 au 31 mai 2027 : "
        "quand aurai-je un CDI ?"
    )
    assert [finding.rule for finding in checked.findings] == ["CTR-02"]


async def test_a_day_before_the_rule_alone_is_answered_by_nothing(
    checks: Checks, fake_team: FakeTeam
) -> None:
    fake_team.finds = ("CTR-02",)
    assert not (await checks("En mars 2021, quand avait-on un CDI ?")).findings
