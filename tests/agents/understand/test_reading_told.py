"""How many of the facts that are told are read, in words that no hand here had seen.

The excerpts and the tickets were written, and their facts noted, by other hands than the readers
(`excerpts/*.yaml`, `told_in_tickets.yaml`). Readings are mended on those of even place and of odd
number; the others are only counted.
"""

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from agents.understand.mail.message import own_words
from agents.understand.read_facts import read_facts
from statute.edited_file import exact_yaml
from statute.french import simplify
from statute.situation import situation_of
from tests.agents.understand.excerpts import RECEIVED, excerpts
from tests.agents.understand.test_reading_given import noted

TOLD = Path(__file__).with_name("told_in_tickets.yaml")
TICKETS = Path("agents/checker/train")
LOOKED_AT, NEVER = "looked at", "never looked at"
WRONG_AT_MOST = 0.03
"""The share of told facts that may be read as another value."""


def counted(told: dict[str, Any], read: dict[str, Any]) -> Counter[str]:
    """Count the facts told, those read, and those read as something else."""
    return Counter(
        told=len(told),
        read=sum(noted(read.get(fact)) == noted(value) for fact, value in told.items()),
        otherwise=sum(
            fact in read and noted(read[fact]) != noted(value) for fact, value in told.items()
        ),
    )


def shown(name: str, found: Counter[str]) -> str:
    share = found["read"] / found["told"]
    read = f"{found['read']} of {found['told']} read ({share:.0%})"
    return f"{name}: {read}, {found['otherwise']} otherwise"


@pytest.mark.parametrize(("half", "least"), [(LOOKED_AT, 0.6), (NEVER, 0.5)])
def test_facts_told_in_excerpts_are_read(half: str, least: float) -> None:
    found: Counter[str] = Counter()
    for one in excerpts():
        if one.seen is (half == LOOKED_AT):
            found += counted(dict(one.told), dict(one.read()))
    sys.stdout.write(f"\nexcerpts, {shown(half, found)}\n")
    assert found["read"] >= least * found["told"]
    assert found["otherwise"] <= WRONG_AT_MOST * found["told"]


@pytest.mark.parametrize(("half", "least"), [(LOOKED_AT, 0.6), (NEVER, 0.55)])
def test_facts_told_in_tickets_are_read(half: str, least: float) -> None:
    texts = {
        ticket["id"]: ticket["text"]
        for author in "rsu"
        for ticket in yaml.safe_load((TICKETS / f"author_{author}.yaml").read_text("utf-8"))[
            "tickets"
        ]
    }
    found: Counter[str] = Counter()
    for name, facts in exact_yaml(TOLD.read_text("utf-8")).items():
        if (int(name[2:]) % 2 == 1) is (half == LOOKED_AT):
            found += counted(dict(situation_of(facts).facts), read_in(texts[name], RECEIVED))
    sys.stdout.write(f"\ntickets, {shown(half, found)}\n")
    assert found["read"] >= least * found["told"]
    assert found["otherwise"] <= WRONG_AT_MOST * found["told"]


def read_in(text: str, on: date) -> dict[str, Any]:
    return {fact.fact: fact.value for fact in read_facts(simplify(own_words(text)), on, on)}
