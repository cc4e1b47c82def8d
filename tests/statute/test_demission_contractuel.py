from collections.abc import Callable
from datetime import date

import pytest

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("months", "notice"),
    [(0, "8 jours"), (5, "8 jours"), (6, "1 mois"), (23, "1 mois"), (24, "2 mois")],
)
def test_the_notice_of_a_resignation_grows_with_seniority(
    said: Said, months: int, notice: str
) -> None:
    said_so = answer(said("CTR-12", statut="contractuel", mois_de_services=months))
    assert f"préavis de {notice}" in said_so
    assert "lettre recommandée" in said_so
    assert "15 jours avant" in said_so


def test_the_letter_leaves_in_time_for_the_day_of_departure(said: Said) -> None:
    said_so = answer(
        said("CTR-12", statut="contractuel", mois_de_services=8, date_de_depart=date(2027, 3, 31))
    )
    assert "au plus tard le 28 février 2027" in said_so


def test_the_status_is_asked_for_since_a_fonctionnaire_has_another_rule(said: Said) -> None:
    finding = said("CTR-12")
    assert finding is not None
    assert finding.outcome is FindingOutcome.UNDECIDED
    assert finding.missing[0] == "statut"


def test_without_seniority_the_whole_scale_is_told(said: Said) -> None:
    told = answer(said("CTR-12", statut="contractuel"))
    assert "8 jours avant 6 mois d’ancienneté, 1 mois de 6 mois à moins de 2 ans" in told
    assert "2 mois à partir de 2 ans" in told


def test_fonctionnaires_resign_by_another_rule(said: Said) -> None:
    assert said("CTR-12", statut="titulaire", mois_de_services=8) is None


def test_the_article_is_known_since_15_august_2016(said: Said) -> None:
    facts = {"statut": "contractuel", "mois_de_services": 8}
    assert said("CTR-12", on=date(2016, 8, 14), **facts) is None
    assert "1 mois" in answer(said("CTR-12", on=date(2016, 8, 15), **facts))
