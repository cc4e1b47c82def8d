from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding
from statute.carriere.avancement import echelon, liste_d_aptitude
from statute.facts import Period

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


THE_DECREES = date(2025, 11, 21)
THE_DAY_BEFORE = date(2025, 11, 20)


def test_a_step_comes_of_right_by_seniority_alone(said: Said) -> None:
    told = answer(said("AVA-01"))
    assert "de plein droit" in told
    assert "ancienneté seule" in told
    assert "l’entretien professionnel n’y change rien" in told
    assert "automatique" in told
    assert "Aucune demande n’est nécessaire" in told


def test_steps_are_not_spoken_of_to_a_contractual_agent(said: Said) -> None:
    assert said("AVA-01", statut="contractuel") is None
    assert said("AVA-01", statut="titulaire") is not None


def test_the_step_rule_starts_with_the_code(said: Said) -> None:
    assert said("AVA-01", on=date(2022, 2, 28)) is None
    assert said("AVA-01", on=date(2022, 3, 1)) is not None


def test_a_grade_is_never_automatic(said: Said) -> None:
    told = answer(said("AVA-02"))
    assert "n’est pas automatique" in told
    assert "tableau annuel" in told


def test_the_rate_is_the_assembly_s_after_the_committee(said: Said) -> None:
    told = answer(said("AVA-02", statut="titulaire"))
    assert "taux fixé par délibération" in told
    assert "après avis du comité social territorial (CST)" in told


def test_a_list_is_national_and_lasts_two_years_then_a_third_and_a_fourth(said: Said) -> None:
    told = answer(said("AVA-03"))
    assert "vaut 2 ans, et 4 ans au plus" in told
    assert "dans toute la France" in told
    assert "Une 3e puis une 4e année sont possibles" in told
    assert "ne vaut pas nomination" in told


def test_a_third_year_on_the_list_is_asked_for_in_writing(said: Said) -> None:
    told = answer(said("AVA-03", statut="titulaire"))
    assert "sur demande écrite de l’agent avant chacune : rien n’est automatique" in told
    assert said("AVA-03", statut="contractuel") is None


def test_until_november_2025_each_way_kept_a_quarter_in_category_b(said: Said) -> None:
    told = answer(said("AVA-04", on=THE_DAY_BEFORE))
    assert "au moins un quart (25 %)" in told


def test_from_the_decree_only_the_rate_counts_in_category_b(said: Said) -> None:
    told = answer(said("AVA-04", on=THE_DECREES))
    assert "plus aucune part minimale" in told
    assert "25 %" not in told
    assert "valables jusqu’au 31 décembre 2026" in told


def test_a_small_commune_may_create_principal_posts_from_the_decree(said: Said) -> None:
    told = answer(said("AVA-05", on=THE_DECREES))
    assert "moins de 2 000 habitants" in told
    for post in ("attaché principal", "ingénieur principal", "conseiller principal"):
        assert post in told


def test_nothing_is_said_of_small_communes_before_the_decree(said: Said) -> None:
    assert said("AVA-05", on=THE_DAY_BEFORE) is None


def test_a_social_centre_counts_its_commune_s_inhabitants(said: Said) -> None:
    told = answer(said("AVA-06", on=THE_DECREES))
    assert "assimilé à sa commune" in told
    assert "à son intercommunalité" in told


def test_nothing_is_said_of_social_centres_before_the_decree(said: Said) -> None:
    assert said("AVA-06", on=THE_DAY_BEFORE) is None


@given(st.dates(date(2022, 3, 1), date(2027, 1, 1)), st.integers(1, 72), st.integers(0, 900))
def test_days_that_do_not_count_put_a_step_off_by_as_many(
    reached: date, months: int, days: int
) -> None:
    (usual,), (later,) = echelon(reached, months).values, echelon(reached, months, days).values
    assert isinstance(usual, date)
    assert isinstance(later, date)
    assert (later - usual).days == days


@given(st.dates(date(2025, 1, 1), date(2027, 1, 1)), st.integers(1, 600))
def test_a_suspension_moves_the_last_day_alone(listed: date, days: int) -> None:
    leave = Period(listed, date.fromordinal(listed.toordinal() + days - 1))
    *usual, last = liste_d_aptitude(THE_DECREES, THE_DECREES, listed).values
    *others, later = liste_d_aptitude(THE_DECREES, THE_DECREES, listed, (leave,)).values
    assert others == usual
    assert isinstance(last, date)
    assert isinstance(later, date)
    assert (later - last).days == days
