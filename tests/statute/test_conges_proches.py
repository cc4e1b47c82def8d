from collections.abc import Callable
from datetime import date

from cases.model import Finding, Verification
from statute.facts import CONTRACTUEL, TITULAIRE

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def test_presence_beside_a_sick_child_is_310_days_in_36_months(said: Said) -> None:
    told = answer(said("CPP-01"))
    assert "310 jours ouvrés au plus sur 36 mois, renouvelables 1 fois" in told
    assert "renouvelables 1 fois" in told
    assert "n’est pas rémunéré" in told
    assert "AJPP" in told


def test_a_contract_agent_has_the_same_presence_leave(said: Said) -> None:
    contract = answer(said("CPP-01", statut=CONTRACTUEL))
    assert "contractuels compris" in contract
    assert contract == answer(said("CPP-01", statut=TITULAIRE))
    assert said("CPP-01", on=date(2022, 2, 28)) is None


def test_leave_beside_the_dying_is_three_months_renewable_once(said: Said) -> None:
    told = answer(said("CSF-01"))
    assert "3 mois au plus, renouvelables 1 fois" in told
    assert "n’est pas rémunéré" in told
    assert "AJAP" in told


def test_the_post_is_kept_by_decree_from_the_22_of_february_2026(said: Said) -> None:
    before = said("CSF-01", on=date(2026, 2, 21))
    after = said("CSF-01", on=date(2026, 2, 22))
    assert "emploi" not in answer(before)
    assert "L’emploi est conservé" in answer(after)
    assert before is not None
    assert after is not None
    assert (before.verification, after.verification) == (
        Verification.OFFICIAL,
        Verification.SECONDARY,
    )


def test_carers_have_three_months_within_one_year_of_the_career(said: Said) -> None:
    told = answer(said("CPR-01"))
    assert "3 mois au plus, renouvelables, dans la limite d’un an sur toute la carrière" in told


def test_carers_are_not_paid_but_may_have_22_daily_allowances_a_month(said: Said) -> None:
    told = answer(said("CPR-01", statut=CONTRACTUEL))
    assert "n’est pas rémunéré" in told
    assert "AJPA), 22 jours par mois au plus" in told
    assert said("CPR-01", on=date(2022, 2, 28)) is None
