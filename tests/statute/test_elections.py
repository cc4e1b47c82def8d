from collections.abc import Callable
from datetime import date

import pytest

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


@pytest.mark.parametrize(
    ("status", "votes", "does_not"),
    [
        ("titulaire", "et pour la commission administrative paritaire", "consultative"),
        ("stagiaire", "mais pas pour la commission administrative paritaire", "consultative"),
        ("contractuel", "et pour la commission consultative paritaire", "administrative"),
    ],
)
def test_each_status_has_its_own_commission(
    said: Said, status: str, votes: str, does_not: str
) -> None:
    told = answer(said("ELE-01", statut=status))
    assert "comité social territorial (CST)" in told
    assert votes in told
    assert does_not not in told


def test_everybody_votes_on_the_tenth_of_december(said: Said) -> None:
    told = answer(said("ELE-01"))
    assert "10 décembre 2026" in told
    assert "(CST)" in told
    assert "(CAP)" in told
    assert "(CCP)" in told
    assert "de 72 heures à 8 jours" in told


def test_after_the_day_the_elections_are_past(said: Said) -> None:
    assert "ont lieu" in answer(said("ELE-01", on=date(2026, 12, 10)))
    assert "ont eu lieu" in answer(said("ELE-01", on=date(2026, 12, 11)))
    assert said("ELE-01", on=date(2025, 7, 3)) is None


@pytest.mark.parametrize(
    ("on", "days"), [(date(2025, 12, 31), "5 jours francs"), (date(2026, 1, 1), "8 jours francs")]
)
def test_a_candidate_is_declared_ineligible_in_clear_days(said: Said, on: date, days: str) -> None:
    assert days in answer(said("ELE-02", on=on))


def test_the_new_delay_recalls_the_old_one(said: Said) -> None:
    assert "8 jours francs, et non plus 5" in answer(said("ELE-02"))
    assert "événement postérieur" in answer(said("ELE-02", on=date(2025, 12, 31)))


def test_blank_votes_are_written_down_since_2026(said: Said) -> None:
    assert "votes blancs" in answer(said("ELE-02"))
    assert "votes blancs" not in answer(said("ELE-02", on=date(2025, 12, 31)))
    assert said("ELE-02", on=date(2025, 1, 31)) is None
