"""Cards that answer one side of a matter by itself: the deadline to reply, the refusal, the pay."""

from collections.abc import Callable
from datetime import date

import pytest

from cases.model import Finding, FindingOutcome
from statute.facts import FactValue

Said = Callable[..., Finding | None]
Facts = dict[str, FactValue]

Case = tuple[str, Facts, str]

IN_GENERAL: tuple[Case, ...] = (
    ("CTR-20", {}, "son silence vaut refus"),
    ("CTR-21", {}, "3 ans et plus en tout"),
    ("CTR-22", {}, "pas le contrat de projet"),
    ("CTR-23", {}, "Une nouvelle période d’essai n’est pas possible"),
    ("CTR-24", {}, "sans préavis ni indemnité"),
    ("CTR-25", {}, "au plus tard 1 mois après la fin du CDD"),
    ("STG-05", {}, "Cette prolongation ne compte pas pour l’ancienneté"),
    ("STG-06", {}, "La titularisation n’est pas automatique"),
    ("DIS-07", {}, "Une disponibilité demandée par l’agent n’est pas rémunérée"),
    ("DET-03", {}, "ses droits à l’avancement et à la retraite"),
    ("DET-04", {}, "placé d’office en disponibilité"),
    ("MUT-03", {}, "examinées en priorité"),
    ("ENT-02", {}, "jamais avant"),
    ("DEM-02", {"statut": "titulaire"}, "ne vaut pas acceptation"),
    ("DEM-03", {"statut": "titulaire"}, "irrévocable"),
    ("DEM-04", {"statut": "titulaire"}, "aucun préavis"),
    ("RUP-05", {}, "l’employeur peut la refuser, comme l’agent"),
    ("LIM-02", {}, "Le recul pour les enfants ne peut pas être refusé"),
    ("RTR-05", {}, "ne chiffre pas une pension"),
)
ON_THEIR_FACTS: tuple[Case, ...] = (
    ("CTR-20", {"date_de_notification": date(2026, 11, 20)}, "au plus tard le 28 novembre 2026"),
    ("CTR-21", {"mois_de_services": 40}, "Un entretien est obligatoire"),
    ("CTR-22", {"cas_du_contrat": "saison"}, "Un contrat saisonnier"),
    ("CTR-25", {"date_de_fin": date(2026, 11, 30)}, "au plus tard le 30 décembre 2026"),
    ("STG-05", {"date_de_nomination_stagiaire": date(2026, 3, 1)}, "jusqu’au 29 février 2028"),
    ("ENT-02", {"reponse_a_la_revision": date(2026, 11, 16)}, "au plus tard le 16 décembre 2026"),
    ("DEM-04", {"statut": "stagiaire", "depart_souhaite": date(2027, 3, 31)}, "28 février 2027"),
    ("LIM-02", {"date_de_naissance": date(1960, 5, 14)}, "avant le 14 novembre 2026"),
)
REFUSALS = ("CTR-20", "CTR-23", "STG-06", "DIS-07", "DEM-02")
RIGHTS = ("DET-03", "MUT-03")
OF_OTHERS = (
    ("CTR-24", "titulaire"),
    ("DET-04", "contractuel"),
    ("DEM-03", "contractuel"),
)


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


@pytest.mark.parametrize(("rule_id", "facts", "words"), [*IN_GENERAL, *ON_THEIR_FACTS])
def test_each_side_has_its_answer(said: Said, rule_id: str, facts: Facts, words: str) -> None:
    assert words in answer(said(rule_id, **facts))


@pytest.mark.parametrize("rule_id", REFUSALS)
def test_what_the_law_denies_is_a_plain_no(said: Said, rule_id: str) -> None:
    status: Facts = {"statut": "titulaire"} if rule_id == "DEM-02" else {}
    finding = said(rule_id, **status)
    assert finding is not None
    assert finding.outcome is FindingOutcome.NOT_MET


@pytest.mark.parametrize("rule_id", RIGHTS)
def test_what_the_law_gives_is_a_plain_yes(said: Said, rule_id: str) -> None:
    finding = said(rule_id)
    assert finding is not None
    assert finding.outcome is FindingOutcome.MET


@pytest.mark.parametrize(("rule_id", "status"), OF_OTHERS)
def test_it_says_nothing_to_whom_it_does_not_concern(said: Said, rule_id: str, status: str) -> None:
    assert said(rule_id, statut=status) is None


def test_either_may_refuse_an_agreed_departure_before_and_after_the_law_of_2026(said: Said) -> None:
    before, after = (said("RUP-05", on=day) for day in (date(2025, 6, 1), date(2026, 11, 24)))
    assert answer(before) == answer(after)


def test_a_pension_is_said_to_be_the_fund_s_to_compute(said: Said) -> None:
    assert "CNRACL" in answer(said("RTR-05"))
