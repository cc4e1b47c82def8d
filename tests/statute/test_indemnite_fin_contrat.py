from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]


def of(finding: Finding | None) -> tuple[FindingOutcome, str]:
    assert finding is not None
    return finding.outcome, finding.answer.replace("\u00a0", " ")


def test_the_indemnity_is_a_tenth_with_all_its_conditions(said: Said) -> None:
    outcome, answer = of(said("CTR-10"))
    assert outcome is FindingOutcome.VALUE
    for part in (
        "10 % du total brut", "1 an au plus", "renouvellements compris", "mené à son terme",
        "2 fois le SMIC", "saisonnier", "projet", "refus d’un CDI", "sous 1 mois",
        "prime de précarité", "stagiaire ou élève après un concours",
    ):  # fmt: skip
        assert part in answer


def test_a_contract_of_thirteen_months_gives_none(said: Said) -> None:
    assert of(said("CTR-10", duree_du_contrat=12))[0] is FindingOutcome.VALUE
    assert of(said("CTR-10", duree_du_contrat=13))[0] is FindingOutcome.NOT_MET


def test_a_cdi_gives_none(said: Said) -> None:
    assert of(said("CTR-10", type_de_contrat="CDI"))[0] is FindingOutcome.NOT_MET
    assert of(said("CTR-10", type_de_contrat="CDD"))[0] is FindingOutcome.VALUE


def test_eight_months_at_1900_euros_give_about_1520(said: Said) -> None:
    pay = Decimal(1900)
    answer = of(said("CTR-10", duree_du_contrat=8, remuneration_brute_mensuelle=pay))[1]
    assert answer.startswith("L’indemnité de fin de contrat est d’environ 1 520 €")


@pytest.mark.parametrize(
    ("on", "ceiling", "said_as"),
    [
        (date(2025, 12, 31), "3603.60", "3 603,60 €"),
        (date(2026, 1, 1), "3646.06", "3 646,06 €"),
        (date(2026, 5, 31), "3646.06", "3 646,06 €"),
        (date(2026, 6, 1), "3734.04", "3 734,04 €"),
    ],
)
def test_pay_must_be_below_twice_the_smic_of_the_day(
    said: Said, on: date, ceiling: str, said_as: str
) -> None:
    at, below = Decimal(ceiling), Decimal(ceiling) - Decimal("0.01")
    assert said_as in of(said("CTR-11", on=on))[1]
    assert of(said("CTR-11", on=on, remuneration_brute_mensuelle=at))[0] is FindingOutcome.NOT_MET
    assert of(said("CTR-11", on=on, remuneration_brute_mensuelle=below))[0] is FindingOutcome.VALUE


@pytest.mark.parametrize("on", [date(2023, 6, 1), date(2027, 6, 1)])
def test_an_unknown_smic_leaves_its_figure_out(said: Said, on: date) -> None:
    answer = of(said("CTR-11", on=on, remuneration_brute_mensuelle=Decimal(9000)))[1]
    assert "2 fois le SMIC" in answer
    assert "€" not in answer


def test_the_end_of_a_contract_adds_up_the_tenth_and_the_leave(said: Said) -> None:
    facts = {"duree_du_contrat": 10, "remuneration_brute_mensuelle": Decimal(2000)}
    whole = of(said("CTR-18", **facts, jours_de_conge_restants=Decimal(3)))[1]
    assert whole.startswith(
        "La somme versée à la fin du CDD est de 2 288 € bruts. "
        "L’indemnité de fin de contrat est de 2 000 €"
    )
    none_left = of(said("CTR-18", **facts, jours_de_conge_restants=Decimal(0)))[1]
    assert none_left.startswith("La somme versée à la fin du CDD est de 2 000 €")


def test_before_2021_there_was_no_such_indemnity(said: Said) -> None:
    assert said("CTR-10", on=date(2020, 12, 31)) is None
    assert said("CTR-10", on=date(2021, 1, 1)) is not None
