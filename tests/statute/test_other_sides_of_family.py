"""What people ask beside the main value of birth, adoption and the care of a child or relative."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from cases.model import Finding, FindingOutcome
from statute.facts import FactValue, Period

Said = Callable[..., Finding | None]
Facts = dict[str, FactValue]
MET, NOT_MET, VALUE = FindingOutcome.MET, FindingOutcome.NOT_MET, FindingOutcome.VALUE

CODE = date(2022, 3, 1)
"""The general code of the public service enters into force."""
LAST_OF_2024, FIRST_OF_2025 = date(2024, 12, 31), date(2025, 1, 1)
OF_2026 = date(2026, 1, 1)
"""Children born or due from this day on open the further leave of birth."""
OF_OCTOBER: Facts = {
    "rang_de_l_enfant": 1,
    "enfants_attendus": 1,
    "naissance_prevue": date(2026, 10, 5),
    "naissance_de_l_enfant": date(2026, 10, 5),
}
OF_MARCH: Facts = {
    "rang_de_l_enfant": 1,
    "enfants_attendus": 1,
    "naissance_prevue": date(2027, 3, 15),
}


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("rule", "outcome", "words"),
    [
        ("ADO-02", MET, ("25 jours", "32 jours")),
        ("CPA-04", NOT_MET, ("ni traitement ni primes",)),
        ("CPA-05", MET, ("avant le terme prévu",)),
        ("CPA-06", MET, ("en surnombre", "à son choix", "son ancien emploi")),
        ("CPA-07", NOT_MET, ("50, 60, 70 ou 80 %", "3 ans de l’enfant")),
        ("CPA-08", MET, ("jusqu’aux 3 ans du nouvel enfant", "3 ans après l’arrivée au foyer")),
        ("CSN-05", MET, ("2 périodes d’un mois",)),
        ("CPP-02", NOT_MET, ("AJPP", "droits acquis avant le congé")),
        ("CPP-03", MET, ("fractionné ou pris à temps partiel", "310 jours ouvrés", "36 mois")),
        ("CPP-04", MET, ("1 fois", "310 jours ouvrés de plus", "nouvelle période de 36 mois")),
        ("CPP-05", MET, ("son ancien emploi", "ressources du ménage")),
        ("CPR-02", NOT_MET, ("AJPA",)),
        ("CPR-03", MET, ("d’un an", "3 mois")),
        ("CPR-05", MET, ("handicap", "perte d’autonomie")),
        ("CSF-03", MET, ("demande écrite", "3 mois", "1 fois", "congés annuels")),
        ("MAT-08", MET, ("6e semaine après l’accouchement",)),
        ("MAT-10", MET, ("son ancien emploi", "emploi équivalent")),
        ("MAT-12", VALUE, ("8 semaines", "6 après la naissance")),
        ("MAT-14", MET, ("en entier", "sans jour de carence")),
        ("PAT-03", VALUE, ("6 mois", "21 autres jours", "28 si naissances multiples")),
        ("PAT-04", VALUE, ("1 mois au moins",)),
        ("PAT-05", MET, ("de droit", "sans condition de mariage")),
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
        ("ADO-03", ("3 jours", "quinze jours")),
        ("CPR-04", ("service effectif", "pour la retraite")),
        ("CSF-02", ("AJAP", "service effectif")),
        ("CSF-04", ("personne de confiance", "3 jours après le décès")),
        ("CSN-04", ("1 ou 2 mois", "1er janvier 2026")),
        ("MAT-09", ("durée totale",)),
    ],
)
def test_what_the_law_fixes_is_said(said: Said, rule: str, words: tuple[str, ...]) -> None:
    told = answer(said(rule))
    assert [found for found in words if found not in told] == []


@pytest.mark.parametrize(
    ("rule", "facts", "words"),
    [
        ("ADO-02", {"enfants_adoptes": 1}, "25 jours"),
        ("ADO-02", {"enfants_adoptes": 2}, "32 jours"),
        (
            "CPP-04",
            {"debut_du_conge": date(2026, 12, 1), "jours_de_presence_parentale": 200},
            "110 jours ouvrés",
        ),
        (
            "CPP-04",
            {"debut_du_conge": date(2026, 12, 1), "jours_de_presence_parentale": 310},
            "30 novembre 2029",
        ),
        ("MAT-08", {"naissance_de_l_enfant": date(2026, 10, 5)}, "16 novembre 2026"),
        ("MAT-08", {**OF_OCTOBER, "reprise_en_attendant": date(2026, 11, 23)}, "21 jours"),
        ("MAT-08", {**OF_OCTOBER, "reprise_en_attendant": date(2026, 11, 23)}, "13 décembre 2026"),
        ("MAT-09", {**OF_MARCH, "naissance_de_l_enfant": date(2027, 3, 20)}, "28 mai 2027"),
        ("MAT-09", {**OF_MARCH, "naissance_de_l_enfant": date(2027, 3, 1)}, "23 mai 2027"),
        ("MAT-14", {"statut": "contractuel"}, "contractuelles aussi"),
        (
            "PAT-03",
            {"naissance_de_l_enfant": date(2026, 10, 5), "enfants_attendus": 1},
            "5 avril 2027",
        ),
        ("PAT-03", {"naissance_de_l_enfant": date(2026, 10, 5), "enfants_attendus": 1}, "21 jours"),
        (
            "PAT-03",
            {"fin_de_l_hospitalisation": date(2026, 11, 9), "enfants_attendus": 2},
            "9 mai 2027",
        ),
        (
            "PAT-03",
            {"fin_de_l_hospitalisation": date(2026, 11, 9), "enfants_attendus": 2},
            "28 jours",
        ),
        (
            "PAT-04",
            {"periodes_de_paternite": (Period(date(2027, 1, 11), date(2027, 1, 31)),)},
            "11 décembre 2026",
        ),
        ("PAT-05", {"statut": "contractuel"}, "ne peut pas être refusé"),
    ],
)
def test_the_facts_give_its_figure(said: Said, rule: str, facts: Facts, words: str) -> None:
    assert words in answer(said(rule, **facts))


@pytest.mark.parametrize(
    ("rule", "status"),
    [
        ("CPA-05", "contractuel"),
        ("CPA-06", "contractuel"),
        ("CPA-08", "contractuel"),
        ("CPP-05", "contractuel"),
        ("MAT-10", "contractuel"),
    ],
)
def test_it_says_nothing_to_whom_it_does_not_concern(said: Said, rule: str, status: str) -> None:
    assert said(rule, statut=status) is None


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("ADO-03", CODE),
        ("CPA-04", CODE),
        ("CPA-07", CODE),
        ("CPP-02", CODE),
        ("CPP-03", CODE),
        ("CPR-03", CODE),
        ("CPR-04", CODE),
        ("CPR-05", CODE),
        ("CSF-02", CODE),
        ("CSF-03", CODE),
        ("CSF-04", CODE),
        ("MAT-12", CODE),
        ("CSN-04", OF_2026),
        ("CSN-05", OF_2026),
    ],
)
def test_it_is_silent_before_its_first_day(said: Said, rule: str, first: date) -> None:
    assert said(rule, on=first - timedelta(days=1)) is None
    assert said(rule, on=first) is not None


def test_the_days_of_allowance_are_capped_in_all_since_2025_alone(said: Said) -> None:
    before, since = (answer(said("CPR-02", on=day)) for day in (LAST_OF_2024, FIRST_OF_2025))
    assert "22 jours par mois" in before
    assert "66 jours" not in before
    assert "22 jours par mois" in since
    assert "66 jours en tout" in since
