from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding
from statute.carriere.retour_de_disponibilite import AUTRE, demande_de_retour, droit_au_retour
from statute.days import months_after
from statute.outcome import Verdict

Said = Callable[..., Finding | None]
Told = Callable[..., str]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


TODAY = date(2026, 11, 24)


def test_a_return_is_asked_for_three_months_before_the_end(said: Said) -> None:
    told = answer(said("DIS-03", date_de_fin=date(2027, 3, 31)))
    assert "se demande au plus tard le 31 décembre 2026, soit 3 mois avant" in told
    assert told.startswith("La réintégration ou le renouvellement d’une disponibilité")
    assert "passée" not in told


def test_the_deadline_of_a_long_month_is_the_last_day_of_a_short_one(said: Said) -> None:
    # no 31 February
    told = answer(said("DIS-03", date_de_fin=date(2027, 5, 31)))
    assert "se demande au plus tard le 28 février 2027" in told


def test_a_deadline_is_past_only_from_the_day_after(said: Said) -> None:
    end = date(2027, 2, 24)  # three months after 24 November 2026
    assert "passée" not in answer(said("DIS-03", on=TODAY, date_de_fin=end))
    late = answer(said("DIS-03", on=date(2026, 11, 25), date_de_fin=end))
    assert "Cette date est passée" in late


def test_without_the_end_the_delay_is_told_with_its_exception(said: Said) -> None:
    told = answer(said("DIS-03"))
    assert "au moins 3 mois avant la fin" in told
    assert "ne dépasse pas 3 mois" in told


@given(st.dates(date(2023, 1, 1), date(2035, 12, 31)))
def test_the_deadline_is_always_three_months_before_and_earlier(end: date) -> None:
    assert demande_de_retour(TODAY, TODAY, end).values == (months_after(end, -3),)
    assert months_after(end, -3) < end


@given(st.dates(date(2023, 1, 1), date(2035, 12, 31)), st.integers(0, 2000))
def test_a_longer_absence_never_gives_back_a_right_that_a_shorter_one_lacks(
    start: date, days: int
) -> None:
    order = [Verdict.OUI, Verdict.A_VERIFIER]
    shorter, longer = (
        droit_au_retour(TODAY, AUTRE, start, start + timedelta(days=n)).verdict
        for n in (days, days + 1)
    )
    assert shorter in order
    assert longer in order
    assert order.index(shorter) <= order.index(longer)


def test_coming_back_is_told_from_the_request_to_the_refusals(told: Told) -> None:
    comeback = told("DIS-06", date_de_fin=date(2027, 3, 31), motif_de_la_disponibilite="santé")
    assert comeback.index("31 décembre 2026") < comeback.index("de droit")
    assert comeback.index("de droit") < comeback.index("3 refus")


def test_a_contractual_agent_does_not_come_back_from_a_disponibilite(said: Said) -> None:
    assert said("DIS-06", statut="contractuel", date_de_fin=date(2027, 3, 31)) is None


def test_one_of_the_first_three_vacancies_is_offered_within_three_years(said: Said) -> None:
    told = answer(said("DIS-05"))
    assert "jusqu’à 3 ans dans les autres cas, une des 3 premières vacances d’emploi" in told


def test_three_refusals_may_end_in_dismissal_after_the_committee(said: Said) -> None:
    told = answer(said("DIS-05", statut="titulaire"))
    assert "Après 3 refus successifs" in told
    assert "possible, sur avis de la commission administrative paritaire" in told


def test_a_contractual_agent_has_no_disponibilite(said: Said) -> None:
    assert said("DIS-03", statut="contractuel") is None
    assert said("DIS-05", statut="contractuel") is None
