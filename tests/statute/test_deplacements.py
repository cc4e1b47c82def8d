from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.outcome import Euros
from statute.remuneration.deplacements import bareme, cumul

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


@pytest.mark.parametrize(
    ("day", "meal", "nights"),
    [
        (date(2023, 9, 21), "17,50 €", ["70 €", "90 €", "110 €", "120 €"]),
        (date(2023, 9, 22), "20 €", ["90 €", "120 €", "140 €", "150 €"]),
    ],
)
def test_a_meal_and_a_night_rose_on_22_september_2023(
    said: Said, day: date, meal: str, nights: list[str]
) -> None:
    told = answer(said("FRA-01", on=day))
    assert f"le repas est remboursé {meal} et la nuit {nights[0]}, {nights[1]} dans" in told
    assert f"et {nights[2]} à Paris" in told
    handicapped = "Pour un agent handicapé à mobilité réduite, la nuit est remboursée"
    assert f"{handicapped} {nights[3]}" in told


def test_the_town_sets_its_nights_within_the_caps_and_2027_is_unknown(said: Said) -> None:
    told = answer(said("FRA-01"))
    assert "La délibération de la collectivité fixe le barème des nuits" in told
    assert "les repas aux frais réels" in told
    assert outcome(said("FRA-01", on=date(2027, 1, 1))) is FindingOutcome.TO_CHECK


@pytest.mark.parametrize(
    ("power", "driven", "due"),
    [
        (5, 2_000, "640 €"),  # 2 000 x 0,32
        (5, 2_001, "640,40 €"),  # and one at 0,40
        (6, 2_000, "820 €"),
        (7, 12_000, "5 500 €"),  # 820 + 8 000 x 0,51 + 2 000 x 0,30
        (8, 10_000, "5 300 €"),  # 900 + 8 000 x 0,55
        (8, 10_001, "5 300,32 €"),
    ],
)
def test_each_band_of_kilometres_has_its_rate(
    said: Said, power: int, driven: int, due: str
) -> None:
    told = said("FRA-02", on=date(2026, 5, 31), puissance_fiscale=power, kilometres=driven)
    assert f"sont de {due} au total" in answer(told)


def test_without_a_car_the_whole_scale_is_told(said: Said) -> None:
    told = answer(said("FRA-02", on=date(2026, 5, 31)))
    first = "0,32 € pour 5 CV et moins, 0,41 € pour 6 et 7 CV ou 0,45 € pour 8 CV et plus"
    assert f"{first}, jusqu’à 2 000 km. Dans le même ordre, il est ensuite payé 0,40 €" in told
    assert "0,40 €, 0,51 € ou 0,55 € jusqu’à 10 000 km" in told
    assert "0,23 €, 0,30 € ou 0,32 € au-delà" in told


def test_with_a_car_alone_its_three_rates_are_told(said: Said) -> None:
    told = answer(said("FRA-02", on=date(2026, 5, 31), puissance_fiscale=7))
    assert "0,41 € jusqu’à 2 000 km, 0,51 € de là à 10 000 km et 0,30 € au-delà" in told


@pytest.mark.parametrize("row", ["FRA-02", "N26-07"])
def test_the_raise_of_june_to_december_2026_is_to_be_checked(said: Said, row: str) -> None:
    for day in (date(2026, 6, 1), date(2026, 12, 31)):
        finding = said(row, on=day, puissance_fiscale=8)
        assert outcome(finding) is FindingOutcome.TO_CHECK
        assert "un taux à vérifier" in answer(finding)
        assert "0,45 € jusqu’à 2 000 km, 0,55 € de là à 10 000 km et 0,32 € au-delà" in (
            answer(finding)
        )
        assert "0,32 € pour 5 CV et moins, 0,41 €" in answer(said(row, on=day))


def test_the_raise_begins_on_1_june_2026_and_ends_with_the_year(said: Said) -> None:
    assert said("N26-07", on=date(2026, 5, 31)) is None
    assert said("N26-07", on=date(2027, 1, 1)) is None
    assert outcome(said("FRA-02", on=date(2026, 5, 31))) is FindingOutcome.VALUE
    assert "aucune valeur sûre" in answer(said("FRA-02", on=date(2027, 1, 1)))


@given(st.integers(1, 60), st.integers(0, 199_999))
def test_one_kilometre_more_is_always_paid_more(power: int, driven: int) -> None:
    day = date(2026, 1, 15)
    assert cumul(day, power, driven) < cumul(day, power, driven + 1)


@given(st.integers(1, 60), st.integers(0, 30_000), st.integers(0, 5_000), st.integers(0, 5_000))
def test_a_trip_cut_in_two_is_paid_as_one(power: int, before: int, one: int, two: int) -> None:
    day = date(2026, 1, 15)

    def due(already: int, trip: int) -> Fraction:
        value = bareme(day, power, None, trip, already).values[0]
        assert isinstance(value, Euros)
        return value.amount

    assert due(before, one + two) == due(before, one) + due(before + one, two)


def test_a_mission_is_the_sum_of_its_lines_and_the_raise_stays_to_be_checked(said: Said) -> None:
    trip = {
        "nuits_a_paris": 2,
        "repas_a_ses_frais": 4,
        "puissance_fiscale": 7,
        "kilometres_deja_payes": 1_900,
        "kilometres_du_deplacement": 300,
    }
    refund = "Le remboursement de cette mission est de"
    assert answer(said("FRA-03", on=date(2026, 5, 31), **trip)).startswith(
        f"{refund} 503 € au plus"
    )
    finding = said("FRA-03", on=date(2026, 6, 1), **trip)
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert f"{refund} 360 € au plus, sans les 300 km" in answer(finding)
