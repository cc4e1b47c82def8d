from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.facts import CONTRACTUEL, STAGIAIRE, TITULAIRE
from statute.famille.conge_parental import periodes

Said = Callable[..., Finding | None]
TODAY = date(2026, 11, 24)


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


def test_parental_leave_is_of_right_and_unpaid_until_three(said: Said) -> None:
    told = answer(said("CPA-01"))
    assert "Le congé parental, de droit et non rémunéré, ne peut pas être refusé" in told
    assert "non rémunéré" in told
    assert "jusqu’aux 3 ans de l’enfant" in told
    assert "1 an s’il est plus âgé" in told
    assert "contractuel doit compter au moins 1 an de services" in told


def test_the_third_birthday_is_worked_out(said: Said) -> None:
    told = answer(said("CPA-01", naissance_de_l_enfant=date(2025, 5, 3)))
    assert "le 3 mai 2028" in told


def test_the_leave_ends_on_the_third_birthday(said: Said) -> None:
    born = date(2023, 11, 24)
    before = said("CPA-01", on=date(2026, 11, 23), naissance_de_l_enfant=born)
    after = said("CPA-01", on=date(2026, 11, 24), naissance_de_l_enfant=born)
    assert outcome(before) is FindingOutcome.VALUE
    assert outcome(after) is FindingOutcome.NOT_MET


def test_the_age_in_months_decides_as_the_birthday_does(said: Said) -> None:
    assert outcome(said("CPA-01", age_de_l_enfant=35)) is FindingOutcome.VALUE
    assert outcome(said("CPA-01", age_de_l_enfant=36)) is FindingOutcome.NOT_MET


def test_a_contract_agent_needs_a_year_of_service(said: Said) -> None:
    eleven = said("CPA-01", statut=CONTRACTUEL, mois_de_services=11)
    twelve = said("CPA-01", statut=CONTRACTUEL, mois_de_services=12)
    permanent = said("CPA-01", statut=TITULAIRE, mois_de_services=11)
    assert outcome(eleven) is FindingOutcome.NOT_MET
    assert outcome(twelve) is FindingOutcome.VALUE
    assert outcome(permanent) is FindingOutcome.VALUE


def test_the_row_says_nothing_of_trainees(said: Said) -> None:
    assert said("CPA-01", statut=STAGIAIRE) is None


def test_periods_last_two_to_six_months_and_are_asked_ahead(said: Said) -> None:
    told = answer(said("CPA-02"))
    assert "de 2 à 6 mois" in told
    assert "2 mois avant son début" in told
    assert "Son renouvellement se demande 1 mois avant la fin" in told
    assert "4 semaines avant le retour" in told


def test_the_end_of_the_period_gives_the_last_day_to_renew(said: Said) -> None:
    assert "le 30 mai 2027 au plus tard" in answer(said("CPA-02", date_de_fin=date(2027, 6, 30)))
    assert "le 28 février 2027 au plus tard" in answer(
        said("CPA-02", date_de_fin=date(2027, 3, 31))
    )
    assert "au plus tard" not in answer(said("CPA-02"))


def test_periods_of_two_months_date_from_may_2020(said: Said) -> None:
    assert said("CPA-02", on=date(2020, 5, 7)) is None
    assert said("CPA-02", on=date(2020, 5, 8)) is not None


@given(st.dates(date(2020, 5, 8), date(2035, 12, 31)))
def test_a_renewal_is_asked_28_to_31_days_before_the_end(end: date) -> None:
    (last,) = periodes(TODAY, date_de_fin=end, aujourd_hui=TODAY).values
    assert last in [end - timedelta(days=count) for count in range(28, 32)]


@given(st.dates(date(2020, 5, 8), date(2035, 12, 31)), st.integers(1, 60))
def test_a_later_leave_is_never_asked_earlier(start: date, days: int) -> None:
    def asked(day: date) -> date:
        (last,) = periodes(TODAY, debut_du_conge=day, aujourd_hui=TODAY).values
        assert isinstance(last, date)
        return last

    assert asked(start) <= asked(start + timedelta(days=days))


def test_advancement_is_kept_for_five_years_of_the_career(said: Said) -> None:
    told = answer(said("CPA-03"))
    assert "5 ans au plus sur toute la carrière" in told
    assert "retraite" in told


def test_advancement_is_a_matter_of_permanent_agents(said: Said) -> None:
    assert said("CPA-03", statut=TITULAIRE) is not None
    assert said("CPA-03", statut=CONTRACTUEL) is None
