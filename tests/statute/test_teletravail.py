from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.outcome import Count, Euros
from statute.temps.teletravail import allocation, jours

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


JULY, AUGUST = date(2026, 7, 31), date(2026, 8, 1)


def texts(finding: Finding | None) -> list[str]:
    assert finding is not None
    return [citation.text for citation in finding.citations]


def test_three_days_a_week_and_two_on_site_with_the_chief_s_agreement(said: Said) -> None:
    told = answer(said("TEL-01"))
    assert "Le télétravail est de 3 jours par semaine au maximum" in told
    assert "au moins 2 jours sur site" in told
    assert "moyenne mensuelle" in told
    assert "l’accord du chef de service" in told


@pytest.mark.parametrize(("worked", "possible"), [(5, "3 jours"), (4, "2 jours"), (2, "0 jour")])
def test_a_short_week_keeps_its_two_days_on_site(said: Said, worked: int, possible: str) -> None:
    told = answer(said("TEL-01", jours_par_semaine=Decimal(worked)))
    assert told.startswith(f"Le télétravail est de {possible} au plus pour")


@given(st.decimals(0, 7, places=1))
def test_more_days_worked_never_mean_fewer_days_at_home(worked: Decimal) -> None:
    def at_home(days: Decimal) -> Fraction:
        days_at_home = jours(AUGUST, days).values[0]
        assert isinstance(days_at_home, Count)
        return Fraction(days_at_home.number)

    assert at_home(worked) <= at_home(worked + 1)


@pytest.mark.parametrize("row", ["TEL-01", "TEL-02", "TEL-03"])
def test_the_decree_is_cited_until_july_2026_and_the_code_after(said: Said, row: str) -> None:
    assert "décret 2016-151" in texts(said(row, on=JULY))
    assert "décret 2016-151" not in texts(said(row, on=AUGUST))
    assert "CGFP" in texts(said(row, on=AUGUST))


def test_health_pregnancy_and_care_lift_the_three_days(said: Said) -> None:
    told = answer(said("TEL-02"))
    assert "Dépasser 3 jours de télétravail par semaine est possible" in told
    health = (
        "Pour la santé ou un handicap, c’est 6 mois au plus, renouvelables, après avis du médecin"
    )
    assert health in told
    assert "à la demande de l’agent, avec l’accord du chef de service" in told
    assert "Les autres motifs sont une grossesse" in told
    assert "Pour un proche aidant, c’est 3 mois au plus, renouvelables" in told


def test_carers_have_their_derogation_since_23_december_2021(said: Said) -> None:
    assert said("TEL-02", on=date(2021, 12, 22)) is None
    assert "aidant" in answer(said("TEL-02", on=date(2021, 12, 23)))


def test_the_notice_is_two_months_or_one_until_july_2026(said: Said) -> None:
    finding = said("TEL-03", on=JULY)
    assert outcome(finding) is FindingOutcome.VALUE
    notice = "Le préavis est de 2 mois, ou de 1 mois pendant la période d’adaptation"
    assert notice in answer(finding)


def test_since_august_2026_the_notice_is_to_be_checked(said: Said) -> None:
    finding = said("TEL-03", on=AUGUST)
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "du décret n° 2016-151 le fixait à 2 mois (1 mois" in answer(finding)


@pytest.mark.parametrize(
    ("day", "days", "due"),
    [
        (date(2022, 12, 31), 89, "220 €"),
        (date(2023, 1, 1), 88, "253,44 €"),
        (date(2023, 12, 31), 89, "253,44 €"),
        (date(2024, 1, 1), 98, "282,24 €"),
        (date(2025, 1, 1), 120, "253,44 €"),
    ],
)
def test_the_allowance_is_paid_by_the_day_up_to_the_cap_of_the_year(
    said: Said, day: date, days: int, due: str
) -> None:
    told = answer(said("TEL-04", on=day, jours_de_teletravail=days))
    assert told.startswith(f"L’allocation est de {due} pour {days} jours")
    assert "délibération" in told


def test_without_days_the_allowance_is_told_by_the_day(said: Said) -> None:
    told = answer(said("TEL-04"))
    assert "2,88 € par jour de télétravail, dans la limite de 253,44 € pour 2026" in told
    assert "soit 88 jours" in told  # 253,44 / 2,88
    assert "ni obligatoire ni automatique" in told
    assert "282,24 € ne valait que pour 2024" in told
    assert "282,24" not in answer(said("TEL-04", on=date(2023, 6, 1)))


def test_nothing_is_known_of_the_allowance_before_its_decree_nor_after_this_year(
    said: Said,
) -> None:
    assert said("TEL-04", on=date(2021, 8, 31)) is None
    assert outcome(said("TEL-04", on=date(2026, 12, 31))) is FindingOutcome.VALUE
    assert outcome(said("TEL-04", on=date(2027, 1, 1))) is FindingOutcome.TO_CHECK


@given(st.integers(0, 259))
def test_one_day_more_never_lowers_the_allowance_nor_passes_the_cap(days: int) -> None:
    def due(count: int, halves: int = 0) -> Fraction:
        paid = allocation(date(2026, 11, 24), count, halves).values[0]
        assert isinstance(paid, Euros)
        return paid.amount

    assert due(days) <= due(days, 1) <= due(days + 1) <= Fraction("253.44")


def test_the_code_of_august_2026_is_named_but_not_yet_read(said: Said) -> None:
    assert said("N26-08", on=JULY) is None
    finding = said("N26-08", on=AUGUST)
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "livre IV, décret 2026-366" in answer(finding)
