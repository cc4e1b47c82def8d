from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.carriere.disponibilite import convenances, convenances_avec_retour, de_droit
from statute.days import months_after
from statute.facts import Period
from statute.outcome import Outcome, Verdict

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


THE_DECREE = date(2025, 12, 7)
THE_DAY_BEFORE = date(2025, 12, 6)


def test_personal_reasons_last_five_years_and_ten_over_the_career(said: Said) -> None:
    told = answer(said("DIS-01"))
    assert "dure 5 ans au plus" in told
    assert "10 ans sur la carrière" in told
    assert "n’est pas de droit : elle dépend des nécessités du service" in told


def test_until_the_decree_of_december_2025_eighteen_months_back_were_needed(said: Said) -> None:
    told = answer(said("DIS-01", on=THE_DAY_BEFORE))
    assert "il faut 18 mois de retour continu" in told


def test_from_the_decree_no_return_is_needed_before_renewing(said: Said) -> None:
    told = answer(said("DIS-01", on=THE_DECREE))
    assert "18 mois avant de renouveler n’est plus exigé" in told
    assert "il faut" not in told


def test_leave_before_march_2019_never_counts_in_the_five_years(said: Said) -> None:
    for on in (THE_DAY_BEFORE, THE_DECREE):
        told = answer(said("DIS-01", on=on))
        assert "avant le 29 mars 2019 ne comptent pas" in told


def test_nothing_is_said_of_personal_reasons_before_march_2019(said: Said) -> None:
    assert said("DIS-01", on=date(2019, 3, 28)) is None
    assert said("DIS-01", on=date(2019, 3, 29)) is not None


def test_raising_a_child_is_of_right_until_the_twelfth_birthday(said: Said) -> None:
    # 12 years = 144 months
    below = said("DIS-02", age_de_l_enfant=143)
    at_twelve = said("DIS-02", age_de_l_enfant=144)
    assert outcome(below) is FindingOutcome.MET
    assert outcome(at_twelve) is FindingOutcome.NOT_MET
    assert "n’est plus de droit à ses 12 ans" in answer(at_twelve)


def test_the_age_was_eight_until_may_2020(said: Said) -> None:
    # 8 years = 96 months
    for on, expected in (
        (date(2020, 5, 7), FindingOutcome.NOT_MET),
        (date(2020, 5, 8), FindingOutcome.MET),
    ):
        assert outcome(said("DIS-02", on=on, age_de_l_enfant=96)) is expected
    assert "moins de 8 ans" in answer(said("DIS-02", on=date(2020, 5, 7)))


def test_care_and_following_a_spouse_are_of_right_for_three_years(said: Said) -> None:
    told = answer(said("DIS-02"))
    assert "moins de 12 ans" in told
    assert "soigner un conjoint, un enfant ou un ascendant" in told
    assert "suivre son conjoint" in told
    assert "3 ans au plus, renouvelables" in told


def test_no_number_of_renewals_is_stated(said: Said) -> None:
    assert "renouvellements est à vérifier" in answer(said("DIS-02"))


def test_advancement_goes_on_five_years_when_working_or_raising_a_child(said: Said) -> None:
    told = answer(said("DIS-04"))
    assert "travaille" in told
    assert "élève un enfant" in told
    assert "5 ans au plus" in told


def test_otherwise_advancement_and_pension_stop(said: Said) -> None:
    told = answer(said("DIS-04", statut="titulaire"))
    assert "Dans les autres cas, l’avancement s’arrête" in told
    assert "arrête les droits à retraite" in told
    assert said("DIS-04", statut="contractuel") is None


def test_proofs_of_activity_went_every_year_until_the_decree(said: Said) -> None:
    finding = said("N26-13", on=THE_DAY_BEFORE)
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "chaque année les justificatifs" in answer(finding)


def test_proofs_of_activity_are_given_once_from_the_decree(said: Said) -> None:
    finding = said("N26-13", on=THE_DECREE)
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "une seule fois, à son retour" in answer(finding)
    assert "chaque année n’est plus nécessaire" in answer(finding)
    assert "à vérifier" in answer(finding)


PERIODS = st.lists(st.dates(date(2010, 1, 1), date(2026, 2, 28)), max_size=6, unique=True).map(
    lambda days: tuple(Period(*two) for two in zip(*[iter(sorted(days))] * 2, strict=False))
)
START = date(2026, 3, 1)


@given(PERIODS, st.integers(0, 2))
def test_having_taken_less_never_ends_a_period_earlier(
    taken: tuple[Period, ...], left_out: int
) -> None:
    less = tuple(one for place, one in enumerate(taken) if place != left_out)
    assert last_day(convenances(START, START, taken)) <= last_day(convenances(START, START, less))


@given(PERIODS)
def test_no_period_for_personal_reasons_is_longer_than_five_years(
    taken: tuple[Period, ...],
) -> None:
    for rule in (convenances, convenances_avec_retour):
        assert last_day(rule(START, START, taken)) <= date(2031, 2, 28)


def last_day(outcome: Outcome) -> date:
    """The last day granted; the eve of all days where none is."""
    day = outcome.values[0] if outcome.verdict is not Verdict.NON else date.min
    assert isinstance(day, date)
    return day


@given(st.dates(date(2010, 1, 1), date(2026, 11, 24)))
def test_raising_a_child_is_of_right_until_the_eve_of_twelve_years_at_the_latest(
    born: date,
) -> None:
    outcome = de_droit(date(2026, 11, 24), naissance_de_l_enfant=born)
    assert outcome is not None
    twelve = months_after(born, 144)
    assert (outcome.verdict is Verdict.OUI) == (twelve > date(2026, 11, 24))
    for last in outcome.values:
        assert isinstance(last, date)
        assert last < twelve
