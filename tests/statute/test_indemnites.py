from collections.abc import Callable
from datetime import date

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


def test_three_zones_three_shares_and_a_least_index(said: Said) -> None:
    told = answer(said("IR-01"))
    assert "3 % en zone 1, 1 % en zone 2 et 0 % en zone 3" in told
    assert "Le minimum est celui de l’indice majoré 366" in told
    assert "commune d’affectation, et non celle du domicile" in told


def test_an_index_under_the_minimum_gets_the_minimum_s_residence_indemnity(said: Said) -> None:
    for index in (340, 366):
        told = answer(said("IR-01", indice_majore=index))
        assert "54,05 € par mois en zone 1, 18,02 € en zone 2 et 0 € en zone 3" in told
    assert "54,20 € par mois en zone 1" in answer(said("IR-01", indice_majore=367))


def test_the_least_index_of_the_residence_indemnity_moves_with_the_minimum(said: Said) -> None:
    assert "indice majoré 361" in answer(said("IR-01", on=date(2023, 12, 31)))
    assert "indice majoré 366" in answer(said("IR-01", on=date(2024, 1, 1)))
    assert outcome(said("IR-01", on=date(2027, 1, 1))) is FindingOutcome.TO_CHECK


def test_the_special_indemnity_near_geneva_is_to_be_checked_and_no_rate_is_told(
    said: Said,
) -> None:
    finding = said("IR-02")
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "Haute-Savoie" in answer(finding)
    assert "%" not in answer(finding)


def test_the_special_indemnity_did_not_exist_before_its_decree(said: Said) -> None:
    assert said("IR-02", on=date(2023, 12, 11)) is None
    assert said("IR-02", on=date(2023, 12, 12)) is not None


def test_two_towns_may_pay_different_primes_within_the_state_s(said: Said) -> None:
    told = answer(said("RI-01"))
    assert "l’assemblée délibérante de chaque collectivité" in told
    assert "deux communes peuvent donc verser des primes différentes" in told


def test_the_code_says_nothing_of_primes_before_it_is_in_force(said: Said) -> None:
    assert said("RI-01", on=date(2022, 2, 28)) is None
    assert said("RI-01", on=date(2022, 3, 1)) is not None
