"""Reads facts out of French text without any model, in a ticket and in its files."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain

from agents.classifier.refusal import judge
from agents.understand.doubt import for_a_colleague
from agents.understand.shorthand import in_full
from agents.understand.spans import spans_in
from agents.understand.taken_back import reworded
from agents.understand.told_by_matter import (
    told_of_family,
    told_of_health,
    told_of_hours,
    told_of_leave,
    told_of_pay,
    told_of_work,
)
from cases.model import Ticket
from statute.facts import FACTS, FactRead
from statute.french import Plain, simplify

UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
"""What a mail's reader does not see asks nothing and tells no fact."""
_MOST_FILES = 10


def read_facts(plain: Plain, received: date, on: date) -> tuple[FactRead, ...]:
    """Read what the ticket says; a fact said in two ways that disagree is not known."""
    plain = for_a_colleague(reworded(in_full(plain)))
    spans = spans_in(plain, received)
    return merge_readings(
        chain(
            told_of_work(plain, received, on, spans),
            told_of_leave(plain, received, spans),
            told_of_hours(plain, received),
            told_of_health(plain, received, spans),
            told_of_family(plain, received, spans),
            told_of_pay(plain, received),
        ),
    )


def merge_readings(facts: Iterable[FactRead]) -> tuple[FactRead, ...]:
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


def facts_attached(ticket: Ticket, on: date) -> tuple[FactRead, ...]:
    """Read the facts in each file; what a file orders the machine is no fact."""
    received = ticket.received_at.date()
    files = [file for file in ticket.attached if file.text][:_MOST_FILES]
    return tuple(
        replace(fact, attachment=file.name)
        for file in files
        for fact in read_facts(simplify(judge(UNSEEN.sub(" ", file.text)).honest), received, on)
    )
