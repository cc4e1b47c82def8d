import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.evaluation.comparison import bootstrap, compare, mcnemar
from cli.evaluation.measures import CATEGORY, COST, FACTS, SECONDS
from tests.cli.evaluation.scored import scored

FACT = {"expected_facts": [{"fact": "a", "any_of": ["a"]}]}


@pytest.mark.parametrize(
    ("better", "worse", "p"),
    [(0, 0, 1.0), (1, 0, 1.0), (5, 0, 2 / 32), (10, 2, 158 / 4096), (3, 3, 1.0)],
)
def test_mcnemar_counts_the_coins_that_fall_at_least_so_far_apart(
    better: int, worse: int, p: float
) -> None:
    assert mcnemar(better, worse) == pytest.approx(p)


@given(st.integers(0, 60), st.integers(0, 60))
def test_mcnemar_is_a_probability_and_does_not_care_which_route_came_first(a: int, b: int) -> None:
    assert 0 < mcnemar(a, b) <= 1
    assert mcnemar(a, b) == mcnemar(b, a)


def test_a_yes_or_no_names_the_tickets_gained_and_lost() -> None:
    before = [scored(1), scored(2, category="autre"), scored(3, category="autre")]
    after = [scored(1, category="autre"), scored(2), scored(3)]
    found = compare(CATEGORY, before, after)
    assert (found.gained, found.lost, found.interval) == (2, 1, None)
    assert found.p == mcnemar(2, 1)
    assert found.difference == pytest.approx(1 / 3)


def test_the_same_letters_differ_by_nothing() -> None:
    same = [scored(n, expects=FACT) for n in range(20)]
    assert compare(FACTS, same, same).interval == (0.0, 0.0)


def test_an_interval_that_leaves_zero_out_is_of_routes_that_differ() -> None:
    before = [scored(n, expects=FACT, missed_facts=("a",)) for n in range(30)]
    after = [scored(n, expects=FACT, missed_facts=("a",) if n < 10 else ()) for n in range(30)]
    low, high = compare(FACTS, before, after).interval or (0.0, 0.0)
    assert 0.3 < low < 20 / 30 < high < 1


def test_less_is_better_where_it_costs() -> None:
    found = compare(SECONDS, [scored(seconds=2.0)], [scored(seconds=1.0)])
    assert (found.gained, found.lost) == (1, 0)


def test_an_unknown_cost_has_no_interval_and_gains_nothing() -> None:
    found = compare(COST, [scored(cost_eur=None)], [scored(cost_eur=0.1)])
    assert (found.interval, found.gained, found.lost) == (None, 0, 0)


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(3, 5)), min_size=1, max_size=20
    )
)
def test_the_difference_itself_lies_within_its_interval_or_at_its_edge(
    tickets: list[tuple[int, int, int]],
) -> None:
    pairs = [((float(a), float(w)), (float(b), float(w))) for a, b, w in tickets]
    interval = bootstrap(pairs)
    assert interval is not None
    low, high = interval
    shares = [(b - a) / w for a, b, w in tickets]
    assert min(shares) - 1e-9 <= low <= high <= max(shares) + 1e-9


def test_two_different_sets_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="shorter"):
        compare(CATEGORY, [scored(1), scored(2)], [scored(1)])
