from collections.abc import Callable
from datetime import date

import pytest

from cases.model import Finding, FindingOutcome, Verification

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


def test_each_parent_may_take_one_or_two_months(said: Said) -> None:
    told = answer(said("CSN-01"))
    assert "dure 1 ou 2 mois, au choix de chaque parent" in told
    assert "Il peut aussi se prendre en 2 périodes d’un mois" in told
    assert "9 mois de la naissance" in told
    assert "depuis le 1er juillet 2026" in told


def test_before_2026_the_leave_does_not_exist(said: Said) -> None:
    assert said("CSN-01", on=date(2025, 12, 31)) is None
    assert said("N26-02", on=date(2025, 12, 31)) is None
    assert "au plus tôt le 1er juillet 2026" in answer(said("CSN-01", on=date(2026, 1, 1)))


def test_the_nine_months_are_known_once_the_decree_is_out(said: Said) -> None:
    assert "9 mois" not in answer(said("CSN-01", on=date(2026, 5, 31)))
    assert "9 mois" in answer(said("CSN-01", on=date(2026, 6, 1)))


@pytest.mark.parametrize("on", [date(2026, 3, 1), date(2026, 11, 24)])
def test_only_children_born_or_due_from_2026_open_the_leave(said: Said, on: date) -> None:
    before = said("CSN-01", on=on, naissance_de_l_enfant=date(2025, 6, 30))
    assert outcome(before) is FindingOutcome.NOT_MET
    assert "naissance était prévue" in answer(before)
    unsure = said("CSN-01", on=on, naissance_de_l_enfant=date(2025, 12, 31))
    assert outcome(unsure) is FindingOutcome.UNDECIDED
    after = said("N26-02", on=on, naissance_de_l_enfant=date(2026, 8, 1))
    assert outcome(after) is FindingOutcome.VALUE


def test_a_known_birth_gives_the_last_day_to_begin(said: Said) -> None:
    told = answer(said("CSN-01", naissance_de_l_enfant=date(2026, 9, 10)))
    assert "au plus tard le 10 juin 2027" in told  # nine months later


def test_an_early_birth_of_2026_may_have_more_time_which_is_to_check(said: Said) -> None:
    born = date(2026, 3, 10)  # nine months: 10 December 2026
    in_time = said("CSN-01", on=date(2026, 12, 10), naissance_de_l_enfant=born)
    late = said("CSN-01", on=date(2026, 12, 11), naissance_de_l_enfant=born)
    assert "10 décembre 2026" in answer(in_time)
    for finding in (in_time, late):
        assert outcome(finding) is FindingOutcome.TO_CHECK
    begun = date(2026, 12, 1)
    sure = said("CSN-01", on=begun, naissance_de_l_enfant=born, debut_du_conge=begun)
    assert outcome(sure) is FindingOutcome.VALUE


def test_a_birth_after_june_2026_leaves_nothing_to_check(said: Said) -> None:
    late = said("CSN-01", on=date(2027, 4, 2), naissance_de_l_enfant=date(2026, 7, 1))
    assert outcome(late) is FindingOutcome.VALUE
    assert "au plus tard le 1er avril 2027" in answer(late)


def test_rates_that_one_source_gives_are_not_said(said: Said) -> None:
    told = answer(said("CSN-02"))
    assert outcome(said("CSN-02")) is FindingOutcome.TO_CHECK
    assert "au moins 50 %" in told
    assert "décret du 30 mai 2026" in told
    assert "70" not in told


def test_one_source_alone_gives_the_rates_of_public_agents(said: Said) -> None:
    finding = said("CSN-02")
    assert finding is not None
    assert finding.verification is Verification.SECONDARY
    assert "décret 2026-428" in {citation.text for citation in finding.citations}


def test_before_the_decree_half_of_pay_is_sure_and_the_rate_is_to_check(said: Said) -> None:
    finding = said("CSN-02", on=date(2026, 5, 31))
    assert outcome(finding) is FindingOutcome.TO_CHECK
    told = answer(finding)
    assert "au moins 50 % du traitement" in told
    assert "70" not in told
    assert "60" not in told
    after = said("CSN-02", on=date(2026, 6, 1))
    assert after is not None
    assert "décret 2026-428" in {citation.text for citation in after.citations}


def test_the_pay_of_the_leave_is_unknown_before_the_law(said: Said) -> None:
    assert said("CSN-02", on=date(2025, 12, 31)) is None
    assert outcome(said("CSN-02", on=date(2026, 1, 1))) is FindingOutcome.TO_CHECK


def test_notice_is_a_month_or_fifteen_days_after_the_paternity_leave(said: Said) -> None:
    told = answer(said("CSN-03"))
    assert "se demande 1 mois à l’avance au moins, ou 15 jours" in told
    assert "entre 15 jours et 1 mois" in told
    assert "est à vérifier dans ce texte" in told


def test_before_the_decree_only_the_frame_of_the_notice_is_known(said: Said) -> None:
    before = said("CSN-03", on=date(2026, 5, 31))
    assert outcome(before) is FindingOutcome.TO_CHECK
    assert "entre 15 jours et 1 mois" in answer(before)
    assert outcome(said("CSN-03", on=date(2026, 6, 1))) is FindingOutcome.VALUE
