from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.famille.calendrier_naissance import de_la_mere
from statute.outcome import Span

Said = Callable[..., Finding | None]
TODAY = date(2026, 11, 24)
DUE = date(2027, 3, 15)


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


def test_a_calendar_asks_for_the_due_day_and_the_rank(said: Said) -> None:
    assert outcome(said("NAI-90")) is FindingOutcome.UNDECIDED
    assert outcome(said("NAI-90", naissance_prevue=DUE)) is FindingOutcome.UNDECIDED
    assert outcome(said("NAI-90", naissance_prevue=DUE, rang_de_l_enfant=1)) is FindingOutcome.VALUE
    assert outcome(said("NAI-90", naissance_prevue=DUE, enfants_attendus=2)) is FindingOutcome.VALUE


def test_the_other_parent_s_calendar_asks_for_the_birth_and_the_children(said: Said) -> None:
    assert outcome(said("NAI-91")) is FindingOutcome.UNDECIDED
    assert outcome(said("NAI-91", naissance_de_l_enfant=DUE)) is FindingOutcome.UNDECIDED
    one = said("NAI-91", naissance_de_l_enfant=DUE, enfants_attendus=1)
    assert outcome(one) is FindingOutcome.VALUE


@given(
    st.dates(date(2027, 1, 1), date(2035, 12, 31)),
    st.integers(1, 4),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 4),
)
def test_each_leave_begins_the_day_after_the_one_before(
    due: date, children: int, moved: int, before: int, after: int
) -> None:
    found = de_la_mere(
        TODAY,
        TODAY,
        due,
        rang_de_l_enfant=1,
        enfants_attendus=children,
        semaines_reportees=moved,
        semaines_pathologiques_avant=before,
        semaines_pathologiques_apres=after,
    )
    spans = [value for value in found.values if isinstance(value, Span)]
    assert len(spans) == 2 + bool(before) + bool(after)
    assert all(last.last + timedelta(days=1) == first.first for last, first in pairwise(spans))
