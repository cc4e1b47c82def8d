"""What a town says once counts for each of its tickets, and is never asked of a requester."""

from collections.abc import Awaitable, Callable

from agents.checker.state import Checked
from app.agent_dependencies import facts_of
from app.settings.town_settings import Town
from statute.book import Book
from statute.facts import FACTS
from tests.agents.checker.fakes import FakeTeam

Checks = Callable[..., Awaitable[Checked]]
DECISION = "J'ai reçu le 8 octobre 2026 un refus de détachement : jusqu'à quand le contester ?"


async def test_a_town_that_signed_no_convention_is_told_of_no_mediation(
    checks: Checks, fake_team: FakeTeam
) -> None:
    fake_team.finds = ("RECO-01",)
    (unknown,) = (await checks(DECISION, "autre")).findings
    fake_team.of_town = facts_of(Town(mediation="non"))
    (known,) = (await checks(DECISION, "autre")).findings
    assert "médiation" in unknown.answer
    assert "médiation" not in known.answer


def test_a_town_that_said_nothing_gives_no_fact() -> None:
    assert facts_of(Town()) == {}
    assert facts_of(Town(mediation="oui")) == {"convention_de_mediation": "oui"}


def test_what_the_town_says_is_asked_of_nobody() -> None:
    of_town = {name for name, fact in FACTS.items() if fact.of_town}
    assert of_town == {"convention_de_mediation"}
    for rule in Book.of().rules:
        finding = rule.undecided({}, rule.in_force_since, ("statut",))
        assert not of_town & set(finding.missing)
