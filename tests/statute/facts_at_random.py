"""Facts drawn at random, within what each of them can be."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from statute.facts import EARLIEST, FACTS, LATEST, Fact, Facts, FactValue, Period, Scalar
from statute.rule import STATUT, Rule

DAYS = st.dates(date(2022, 3, 1), date(2028, 12, 31))


def value_of(fact: Fact) -> st.SearchStrategy[FactValue]:
    if fact.choices:
        return st.sampled_from(fact.choices)
    if fact.kind is date:
        return st.dates(EARLIEST, LATEST)
    if fact.kind is tuple:
        return st.lists(
            st.dates(date(2020, 1, 1), date(2028, 12, 31)), max_size=6, unique=True
        ).map(lambda days: periods(fact, sorted(days)))
    whole = st.integers(fact.at_least, fact.at_most)
    if fact.kind is int:
        return whole
    return st.builds(lambda n, half: min(Decimal(n) + half, Decimal(fact.at_most)), whole, HALVES)


def periods(fact: Fact, days: list[date]) -> tuple[Period, ...]:
    """Make periods of days, two by two, each with every detail its fact may tell."""
    examples: dict[type[Scalar], Scalar] = {
        date: date(2025, 3, 1),
        int: 3,
        Decimal: Decimal("2.5"),
        str: "x",
    }
    details = {name: examples[kind] for name, kind in fact.details.items()}
    return tuple(Period(*pair, details) for pair in zip(days[::2], days[1::2], strict=False))


HALVES = st.sampled_from([Decimal(0), Decimal("0.5")])


def facts_of(rule: Rule) -> st.SearchStrategy[Facts]:
    """Draw some of the facts a rule may take; each may be missing."""
    names = dict.fromkeys((STATUT, *rule.needs, *rule.welcomes))
    return st.fixed_dictionaries({}, optional={name: value_of(FACTS[name]) for name in names})
