"""What people ask beside the main value of sick leave, long illness, accidents and unfitness."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cases.model import Finding, FindingOutcome
from statute.facts import FactValue, Period

Said = Callable[..., Finding | None]
Facts = dict[str, FactValue]
MET, NOT_MET, VALUE = FindingOutcome.MET, FindingOutcome.NOT_MET, FindingOutcome.VALUE

CODE = date(2022, 3, 1)
"""The general code of the public service enters into force."""
OF_WINTER = (Period(date(2026, 1, 5), date(2026, 2, 18)),)


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("rule", "outcome", "words"),
    [
        (
            "CLM-05",
            VALUE,
            ("conseil médical", "soins prolongés", "caractère invalidant et de gravité confirmée"),
        ),
        ("CLM-07", MET, ("tout employeur public", "temps partiel thérapeutique")),
        ("CLM-08", VALUE, ("1 an puis 2 ans", "3 ans", "supplément familial")),
        (
            "CLD-03",
            VALUE,
            ("1 an de longue maladie à plein traitement", "après avis du conseil médical"),
        ),
        (
            "CLD-04",
            VALUE,
            ("5 ans", "une fois par groupe de maladies dans la carrière", "en plusieurs fois"),
        ),
        ("CAR-03", VALUE, ("premier jour de l’arrêt", "s’il reprend dès le lendemain")),
        ("CAR-04", MET, ("remboursé", "longue maladie", "longue durée", "imputable au service")),
        ("CIT-08", VALUE, ("subrogé", "invité à y participer")),
        ("PPR-03", MET, ("adapté", "en priorité dans sa collectivité")),
        ("PPR-04", NOT_MET, ("à titre personnel", "un au moins égal")),
    ],
)
def test_the_other_side_is_said(
    said: Said, rule: str, outcome: FindingOutcome, words: tuple[str, ...]
) -> None:
    finding = said(rule)
    assert finding is not None
    assert finding.outcome is outcome
    assert [found for found in words if found not in answer(finding)] == []


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("CMO-09", ("jour de carence", "1/30", "10 %", "50 %")),
        ("CMO-10", ("conseil médical", "12 mois", "préparation au reclassement")),
        ("CMO-11", ("90 jours calendaires", "90 %", "12 mois glissants")),
        ("CMO-12", ("avis médical favorable", "réduit ou supprimé")),
        ("CLM-06", ("premier constat médical", "jour de carence", "rembours")),
        ("CGM-02", ("1 an",)),
        ("CIT-06", ("présumée imputable", "directement causée", "incapacité permanente")),
        ("CIT-07", ("service effectif", "à tout moment")),
        ("ATI-01", ("au moins 10 %", "accident de service", "maladie professionnelle")),
        ("TPT-05", ("maintien comme pour un retour à l’emploi", "rééducation")),
    ],
)
def test_what_the_law_fixes_is_said(said: Said, rule: str, words: tuple[str, ...]) -> None:
    told = answer(said(rule))
    assert [found for found in words if found not in told] == []


@pytest.mark.parametrize(
    ("rule", "facts", "words"),
    [
        ("CMO-09", {"statut": "titulaire", "traitement_mensuel": Decimal(3000)}, "100 €"),
        ("CMO-09", {"statut": "titulaire", "traitement_mensuel": Decimal(3000)}, " 10 €"),
        ("CMO-09", {"statut": "titulaire", "traitement_mensuel": Decimal(3000)}, " 50 €"),
        ("CMO-11", {"statut": "titulaire", "jours_d_arret_sur_un_an": 60}, "30 jours calendaires"),
        (
            "CMO-11",
            {"statut": "contractuel", "mois_de_services": 27, "jours_d_arret_sur_un_an": 20},
            "40 jours calendaires",
        ),
        ("CMO-11", {"statut": "titulaire", "arrets_de_maladie": OF_WINTER}, "45 jours calendaires"),
        ("CMO-11", {"statut": "titulaire", "arrets_de_maladie": OF_WINTER}, "18 février 2027"),
        ("CLM-08", {"indice_majore": 446}, "2 195,56 €"),
        ("CLM-08", {"indice_majore": 446}, "1 097,78 €"),
        (
            "CLM-08",
            {"traitement_mensuel": Decimal(3000), "points_de_nbi": 20},
            "tant que l’agent n’est pas remplacé",
        ),
        ("CGM-02", {"date_de_reprise": date(2026, 2, 1)}, "1er février 2027"),
        ("CGM-02", {"date_de_reprise": date(2025, 11, 24)}, "24 novembre 2026"),
        ("CAR-03", {"date_de_l_arret": date(2026, 11, 30)}, "Le 30 novembre 2026"),
        (
            "CAR-03",
            {"date_de_l_arret": date(2026, 11, 30), "jour_travaille": "oui"},
            "Le 1er décembre 2026",
        ),
        (
            "CLD-03",
            {"debut_de_la_longue_maladie": date(2024, 5, 12)},
            "commence le 12 mai 2025 au plus tôt",
        ),
        ("CLD-03", {"debut_de_la_longue_maladie": date(2024, 5, 12)}, "11 mai 2027"),
        ("TPT-05", {"statut": "stagiaire"}, "sans arrêt de travail"),
    ],
)
def test_the_facts_give_its_figure(said: Said, rule: str, facts: Facts, words: str) -> None:
    assert words in answer(said(rule, **facts))


@pytest.mark.parametrize(
    ("rule", "status"),
    [
        ("CMO-10", "contractuel"),
        ("CMO-12", "contractuel"),
        ("CLM-05", "contractuel"),
        ("CLM-06", "contractuel"),
        ("CLM-07", "contractuel"),
        ("CLD-04", "contractuel"),
        ("CIT-06", "contractuel"),
        ("CIT-07", "contractuel"),
        ("CIT-08", "contractuel"),
        ("PPR-03", "contractuel"),
        ("PPR-04", "contractuel"),
        ("CGM-02", "titulaire"),
    ],
)
def test_it_says_nothing_to_whom_it_does_not_concern(said: Said, rule: str, status: str) -> None:
    assert said(rule, statut=status) is None


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("CAR-04", CODE),
        ("CIT-08", CODE),
        ("PPR-03", CODE),
    ],
)
def test_it_is_silent_before_its_first_day(said: Said, rule: str, first: date) -> None:
    assert said(rule, on=first - timedelta(days=1)) is None
    assert said(rule, on=first) is not None


def test_the_least_rate_of_the_allowance_is_that_of_an_accident_alone(said: Said) -> None:
    day = date(2025, 3, 3)
    after_an_accident = said("ATI-01", taux_d_invalidite=9, date_de_l_accident=day)
    at_the_least = said("ATI-01", taux_d_invalidite=10, date_de_l_accident=day)
    of_a_disease = said("ATI-01", taux_d_invalidite=9, constat_de_la_maladie_professionnelle=day)
    assert after_an_accident is not None
    assert after_an_accident.outcome is NOT_MET
    for finding in (at_the_least, of_a_disease):
        assert finding is not None
        assert finding.outcome is not NOT_MET
