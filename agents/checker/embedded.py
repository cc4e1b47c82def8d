"""Reads facts out of French text without any model: patterns, numbers, dates."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain

from agents.checker.facts import (
    birthday,
    births,
    career,
    contract,
    counts,
    deadlines,
    family,
    hours,
    money,
    winter,
    work,
)
from agents.checker.state import FactRead
from statute.facts import FACTS
from statute.plain import Plain

UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
"""What a mail's reader does not see asks nothing and tells no fact."""
_QUOTED = re.compile(r"^ ?>.*$", re.MULTILINE)


def read_facts(plain: Plain, received: date, on: date) -> tuple[FactRead, ...]:
    """Read what the ticket says; a fact said in two ways that disagree is not known."""
    plain = _without_quoted_mail(plain)
    return agreed(
        chain(
            career.status(plain),
            career.arrival_and_departure(plain, received),
            career.seniority(plain, received, on),
            work.days_a_week(plain),
            winter.days_outside_summer(plain, received),
            work.months_of_sick_leave(plain, received),
            work.quota(plain),
            family.reason(plain),
            family.child(plain),
            family.arrival_of_the_child(plain, received),
            contract.post(plain),
            contract.length(plain, received),
            birthday.birth_of_the_writer(plain),
            births.children(plain, received),
            hours.hours_a_week(plain),
            counts.counts(plain),
            money.money(plain),
            deadlines.deadlines(plain, received),
        ),
    )


def _without_quoted_mail(plain: Plain) -> Plain:
    """Blank the lines quoted from another mail; places stay the same."""
    return replace(plain, text=_QUOTED.sub(lambda quoted: "\n" * len(quoted[0]), plain.text))


def agreed(facts: Iterable[FactRead]) -> tuple[FactRead, ...]:
    """Keep each possible fact once; drop those read with different values."""
    first: dict[str, FactRead] = {}
    disputed: set[str] = set()
    for fact in facts:
        if fact.value != first.setdefault(fact.fact, fact).value:
            disputed.add(fact.fact)
    return tuple(
        fact
        for fact in first.values()
        if fact.fact not in disputed and FACTS[fact.fact].accepts(fact.value)
    )
