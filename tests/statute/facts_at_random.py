"""Facts drawn at random, within what each of them can be."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from statute.facts import FACTS, Fact, Facts, FactValue
from statute.facts.fact import EARLIEST, LATEST
from statute.rule import STATUT, Rule

DAYS = st.dates(date(2022, 3, 1), date(2028, 12, 31))


def value_of(fact: Fact) -> st.SearchStrategy[FactValue]:
    if fact.choices:
        return st.sampled_from(fact.choices)
    if fact.kind is date:
        return st.dates(EARLIEST, LATEST)
    whole = st.integers(fact.at_least, fact.at_most)
    if fact.kind is int:
        return whole
    return st.builds(lambda n, half: min(Decimal(n) + half, Decimal(fact.at_most)), whole, HALVES)


HALVES = st.sampled_from([Decimal(0), Decimal("0.5")])


def facts_of(rule: Rule[Any]) -> st.SearchStrategy[Facts]:
    """Draw some of the facts a rule may take; each may be missing."""
    names = dict.fromkeys((STATUT, *rule.needs, *rule.welcomes))
    return st.fixed_dictionaries({}, optional={name: value_of(FACTS[name]) for name in names})
