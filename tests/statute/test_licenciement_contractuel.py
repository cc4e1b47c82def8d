from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.contrat.licenciement_contractuel import indemnite_de_licenciement, licenciement
from statute.outcome import Count, Outcome

Said = Callable[..., Finding | None]
TODAY = date(2026, 11, 24)
CONTRACTUEL = "contractuel"


def of(finding: Finding | None) -> tuple[FindingOutcome, str]:
    assert finding is not None
    return finding.outcome, finding.answer.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("months", "notice", "doubled"),
    [
        (5, "8 jours", "16 jours"),
        (6, "1 mois", "2 mois"),
        (23, "1 mois", "2 mois"),
        (24, "2 mois", "4 mois"),
    ],
)
def test_the_notice_of_a_dismissal_doubles_for_a_declared_disability(
    said: Said, months: int, notice: str, doubled: str
) -> None:
    facts = {"statut": CONTRACTUEL, "mois_de_services": months}
    assert f"est de {notice}" in of(said("CTR-13", **facts))[1]
    assert f"est de {doubled}" in of(said("CTR-13", **facts, handicap_reconnu="oui"))[1]


def test_the_notice_ends_a_number_of_months_after_the_letter(said: Said) -> None:
    facts = {"statut": CONTRACTUEL, "mois_de_services": 30}
    answer = of(said("CTR-13", **facts, date_de_notification=date(2026, 12, 31)))[1]
    assert "jusqu’au 28 février 2027" in answer


def test_without_seniority_the_whole_scale_of_notices_is_said(said: Said) -> None:
    answer = of(said("CTR-13", statut=CONTRACTUEL))[1]
    for part in ("8 jours", "1 mois", "2 mois", "4 mois au plus", "pendant l’essai", "faute"):
        assert part in answer


def test_the_status_is_asked_for_since_others_differ(said: Said) -> None:
    for row in ("CTR-13", "CTR-14"):
        finding = said(row)
        assert finding is not None
        assert finding.missing[0] == "statut"
        assert said(row, statut="titulaire") is None


@pytest.mark.parametrize(
    ("months", "pay"),
    [
        (6, "0,5 mois"),
        (17, "0,5 mois"),
        (18, "1 mois"),
        (31, "1,5 mois"),
        (144, "6 mois"),
        (156, "6,33 mois"),
        (180, "7 mois"),
    ],
)
def test_a_year_is_half_a_month_of_pay_for_twelve_years_then_a_third(
    said: Said, months: int, pay: str
) -> None:
    answer = of(said("CTR-14", statut=CONTRACTUEL, mois_de_services=months))[1]
    assert f"est de {pay} de la dernière rémunération nette" in answer


def test_less_than_six_months_of_service_gives_no_indemnity(said: Said) -> None:
    facts = {"statut": CONTRACTUEL}
    assert of(said("CTR-14", **facts, mois_de_services=5))[0] is FindingOutcome.NOT_MET
    assert of(said("CTR-14", **facts, mois_de_services=6))[0] is FindingOutcome.VALUE


def test_the_formula_is_said_whole_and_its_caps_are_to_check(said: Said) -> None:
    answer = of(said("CTR-14", statut=CONTRACTUEL))[1]
    for part in ("1/2 mois", "12 ans", "1/3", "6 mois", "10 %", "mois restants", "à vérifier"):
        assert part in answer


@given(st.integers(6, 599))
def test_a_longer_service_never_gives_less(months: int) -> None:
    def pay(served: int) -> Fraction:
        (value,) = indemnite_de_licenciement(TODAY, served).values
        assert isinstance(value, Count)
        return Fraction(value.number)

    assert pay(months) <= pay(months + 1)


def test_pregnancy_leaves_and_ten_weeks_after_forbid_dismissal(said: Said) -> None:
    answer = of(said("CTR-16"))[1]
    for part in ("grossesse", "maternité", "naissance", "paternité", "adoption", "10 semaines"):
        assert part in answer


def test_the_ten_weeks_are_counted_from_the_end_of_the_leave(said: Said) -> None:
    answer = of(said("CTR-16", date_de_fin=date(2027, 3, 31)))[1]
    assert "jusqu’au 9 juin 2027" in answer
    assert said("CTR-16", on=date(2022, 8, 11)) is None
    assert "10 semaines" in of(said("CTR-16", on=date(2022, 8, 12)))[1]


def test_a_dismissal_takes_effect_after_the_notice_and_the_leave_left(said: Said) -> None:
    facts = {"statut": CONTRACTUEL, "date_d_arrivee": date(2024, 1, 1)}
    whole = {**facts, "date_de_notification": date(2026, 12, 1)}
    answer = of(said("CTR-19", **whole, jours_de_conge_restants=Decimal(3)))[1]
    assert "préavis de 2 mois jusqu’au 1er février 2027, puis 3 jours ouvrés" in answer
    assert "prend effet le 4 février 2027" in answer
    assert "à la fin du préavis" in of(said("CTR-19", **facts))[1]
    assert said("CTR-19", statut="titulaire") is None


@given(st.integers(0, 400), st.integers(0, 60), st.dates(date(2023, 1, 1), date(2028, 12, 31)))
def test_more_leave_or_more_service_never_ends_it_sooner(
    months: int, left: int, letter: date
) -> None:
    def effect(served: int, days: int) -> date:
        outcome = licenciement(
            TODAY, letter, mois_de_services=served, jours_de_conge_restants=Decimal(days)
        )
        assert isinstance(outcome, Outcome)
        assert isinstance(outcome.values[0], date)
        return outcome.values[0]

    assert letter < effect(months, left) <= effect(months, left + 1)
    assert effect(months, left) <= effect(months + 1, left)
