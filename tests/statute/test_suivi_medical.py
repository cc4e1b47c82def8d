from collections.abc import Callable
from datetime import date

from cases.model import Finding

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


LAST_DAY_BEFORE = date(2025, 12, 11)
FIRST_DAY = date(2025, 12, 12)


def test_the_visit_was_every_two_years_until_11_december_2025(said: Said) -> None:
    told = answer(said("VIP-01", on=LAST_DAY_BEFORE))
    assert "avait lieu au moins tous les 2 ans" in told
    assert "5 ans" not in told


def test_the_visit_is_every_five_years_since(said: Said) -> None:
    told = answer(said("VIP-01", on=FIRST_DAY))
    assert "a lieu au moins tous les 5 ans (et non plus 2 ans)" in told


def test_a_reinforced_follow_up_is_four_years_with_a_visit_within_two(said: Said) -> None:
    told = answer(said("VIP-01"))
    assert "tous les 4 ans, avec une visite intermédiaire dans les 2 ans" in told


def test_the_visit_is_for_every_status(said: Said) -> None:
    assert answer(said("VIP-01", statut="contractuel")) == answer(
        said("VIP-01", statut="titulaire")
    )
