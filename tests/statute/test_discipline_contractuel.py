from collections.abc import Callable
from datetime import date

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]
CONTRACTUEL = "contractuel"


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def test_the_scale_of_sanctions_is_said_with_the_commission_and_the_limits(said: Said) -> None:
    scale = answer(said("CTR-15", statut=CONTRACTUEL))
    for part in (
        "avertissement", "blâme", "3 jours au plus", "(CCP)", "4 jours à 6 mois en CDD",
        "1 an en CDI", "licenciement sans préavis ni indemnité", "Passé 3 ans",
        "10 ans et sur demande", "sans consultation de la commission",
    ):  # fmt: skip
        assert part in scale


def test_the_longest_exclusion_depends_on_the_contract(said: Said) -> None:
    cdd = answer(said("CTR-15", statut=CONTRACTUEL, type_de_contrat="CDD"))
    cdi = answer(said("CTR-15", statut=CONTRACTUEL, type_de_contrat="CDI"))
    assert "4 jours à 6 mois en CDD (1 an en CDI)" in cdd
    assert "4 jours à 1 an en CDI (6 mois en CDD)" in cdi


def test_fonctionnaires_have_another_scale_so_the_status_is_asked_for(said: Said) -> None:
    assert said("CTR-15", statut="titulaire") is None
    finding = said("CTR-15")
    assert finding is not None
    assert finding.outcome is FindingOutcome.UNDECIDED
    assert finding.missing[0] == "statut"


def test_nothing_is_said_of_the_scale_before_the_decree_of_august_2022(said: Said) -> None:
    assert said("CTR-15", on=date(2022, 8, 11), statut=CONTRACTUEL) is None
    assert "3 jours" in answer(said("CTR-15", on=date(2022, 8, 12), statut=CONTRACTUEL))
