from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.depart.capital_deces import capital_deces
from statute.outcome import Euros

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


@pytest.mark.parametrize("status", ["titulaire", "stagiaire"])
def test_the_family_receives_a_year_of_pay_or_a_quarter_of_it(said: Said, status: str) -> None:
    told = answer(said("DEC-01", statut=status))
    assert "dernière rémunération brute annuelle" in told
    assert "À partir de cet âge, il est de 25 % de celle-ci" in told
    assert "3 % du traitement annuel de l’indice brut 585" in told


def test_what_only_the_state_pays_is_not_said(said: Said) -> None:
    told = answer(said("DEC-01"))
    assert "13 600" not in told
    assert "tripl" not in told


def test_the_family_of_a_contractuel_is_another_matter(said: Said) -> None:
    assert said("DEC-01", statut="contractuel") is None


def test_a_death_before_the_code_has_no_answer(said: Said) -> None:
    assert said("DEC-01", on=date(2022, 2, 28)) is None
    assert outcome(said("DEC-01", on=date(2022, 3, 1))) is FindingOutcome.VALUE


@given(
    st.integers(1, 500_000),
    st.integers(16, 61),
    st.integers(1, 20),
    st.sampled_from(["oui", "non"]),
)
def test_the_parts_of_each_make_the_whole_benefit(
    gross: int, age: int, children: int, spouse: str
) -> None:
    outcome = capital_deces(
        date(2026, 11, 24),
        remuneration_brute_annuelle=Decimal(gross),
        age_au_deces=age,
        conjoint_survivant=spouse,
        enfants_ayants_droit=children,
    )
    parts = {step.name: step.value for step in outcome.steps}
    child, whole = parts["par_enfant"], parts["capital"]
    mate = parts.get("conjoint", Euros(Fraction(0)))
    assert isinstance(child, Euros)
    assert isinstance(whole, Euros)
    assert isinstance(mate, Euros)
    assert mate.amount + children * child.amount == whole.amount


@given(st.integers(1, 500_000), st.integers(16, 74))
def test_an_older_agent_never_leaves_more(gross: int, age: int) -> None:
    def capital(years: int) -> object:
        outcome = capital_deces(
            date(2026, 11, 24), remuneration_brute_annuelle=Decimal(gross), age_au_deces=years
        )
        return outcome.values[0] if outcome.values else None

    younger, older = capital(age), capital(age + 1)
    if isinstance(younger, Euros) and isinstance(older, Euros):
        assert older.amount <= younger.amount
