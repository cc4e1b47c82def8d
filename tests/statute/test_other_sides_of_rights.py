"""What people ask beside the main value of discipline, protection, the file, unions and strikes."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]
MET, NOT_MET, VALUE = FindingOutcome.MET, FindingOutcome.NOT_MET, FindingOutcome.VALUE

CODE = date(2022, 3, 1)
"""The general code of the public service enters into force."""
KNOWN = date(2024, 1, 10)


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("rule", "outcome", "words"),
    [
        ("DSC-07", VALUE, ("3 ans", "poursuites pénales l’interrompent")),
        ("DSC-08", NOT_MET, ("prive de toute rémunération", "sursis", "5 ans", "3 ans")),
        ("DSC-09", MET, ("traitement", "indemnité de résidence", "4 mois", "moitié au plus")),
        ("PRO-06", VALUE, ("confidentiel", "sans délai", "enquête administrative")),
        ("PRO-08", MET, ("faute personnelle détachable", "condamnations")),
        ("PRO-09", VALUE, ("peut être accordée", "conjoint", "PACS")),
        ("LAI-01", NOT_MET, ("opinions religieuses", "façon égale")),
        ("LAI-02", VALUE, ("9 décembre", "référent laïcité")),
        ("SYN-01", MET, ("y adhérer", "exercer un mandat")),
        ("SYN-03", VALUE, ("nécessités du service", "décharges d’activité")),
        ("GRE-02", NOT_MET, ("service fait",)),
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
        ("DOS-02", ("politiques, syndicales, religieuses ou philosophiques",)),
        ("DOS-03", ("rectifier", "observations", "copie")),
        ("PRO-05", ("bonne foi", "mutation", "affectation")),
        ("PRO-07", ("avocat", "par écrit", "plafonds horaires")),
        ("OBL-02", ("décision expresse", "secret professionnel")),
        ("SYN-02", ("12 jours ouvrables", "traitement")),
    ],
)
def test_what_the_law_fixes_is_said(said: Said, rule: str, words: tuple[str, ...]) -> None:
    told = answer(said(rule))
    assert [found for found in words if found not in told] == []


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 24), "jusqu’au 10 janvier 2027"),
        (date(2027, 1, 10), "jusqu’au 10 janvier 2027"),
        (date(2027, 1, 11), "depuis le 10 janvier 2027"),
    ],
)
def test_facts_are_too_old_three_years_after_they_are_known(
    said: Said, on: date, words: str
) -> None:
    finding = said("DSC-07", on=on, date_de_connaissance_des_faits=KNOWN)
    assert words in answer(finding)


@pytest.mark.parametrize("status", ["titulaire", "contractuel"])
@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("LAI-01", "ne peut pas manifester ses opinions religieuses"),
        ("SYN-01", "fonctionnaire ou contractuel"),
        ("SYN-02", "12 jours ouvrables"),
        ("PRO-08", "agent poursuivi au pénal"),
    ],
)
def test_what_is_said_of_any_agent_is_said_to_each(
    said: Said, rule: str, status: str, words: str
) -> None:
    assert words in answer(said(rule, statut=status))


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("DSC-08", CODE),
        ("DSC-09", CODE),
        ("DOS-02", CODE),
        ("DOS-03", CODE),
        ("PRO-05", CODE),
        ("PRO-06", CODE),
        ("PRO-07", CODE),
        ("PRO-09", CODE),
        ("LAI-02", CODE),
        ("OBL-02", CODE),
        ("SYN-03", CODE),
        ("GRE-02", CODE),
    ],
)
def test_it_is_silent_before_its_first_day(said: Said, rule: str, first: date) -> None:
    assert said(rule, on=first - timedelta(days=1)) is None
    assert said(rule, on=first) is not None
