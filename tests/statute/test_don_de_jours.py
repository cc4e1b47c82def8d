from collections.abc import Callable
from datetime import date

from cases.model import Finding

Said = Callable[..., Finding | None]


def test_days_are_given_unnamed_and_for_nothing_to_a_parent_or_a_carer(said: Said) -> None:
    finding = said("CA-12")
    assert finding is not None
    for word in ("anonyme", "sans contrepartie", "gravement malade ou décédé", "autonomie"):
        assert word in finding.answer


def test_the_employer_cannot_oppose_a_gift_for_a_child(said: Said) -> None:
    finding = said("CA-12")
    assert finding is not None
    assert "Pour un enfant, l’employeur, informé, ne peut pas le refuser" in finding.answer


def test_the_gift_is_said_since_the_code_and_not_before(said: Said) -> None:
    assert said("CA-12", on=date(2022, 2, 28)) is None
    assert said("CA-12", on=date(2022, 3, 1)) is not None
