"""What is read in development tickets beside what a person reads there (`tests/statute/given`).

The tickets stand beside the project (`../shared/tickets`): without them this says so and skips.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from agents.understand.mail.message import own_words
from agents.understand.read_facts import read_facts
from statute.edited_file import exact_yaml
from statute.facts import FACTS, FactValue
from statute.french import simplify
from statute.sante.paie_des_arrets import AVIS
from statute.situation import situation_of

TICKETS = Path("../shared/tickets")
GIVEN = Path("tests/statute/given")


@dataclass(frozen=True, slots=True)
class Read:
    """A fact of a ticket as a person reads it and as the program does; None: it is not told."""

    matter: str
    ticket: str
    fact: str
    given: FactValue | None
    read: FactValue | None


def texts() -> dict[str, str]:
    return {
        ticket["id"]: f"{ticket.get('subject') or ''}\n\n{own_words(ticket['text'])}"
        for name in ("dev.yaml", "dev_2.yaml")
        for ticket in yaml.safe_load((TICKETS / name).read_text("utf-8"))["tickets"]
    }


def compared() -> Iterator[Read]:
    of_ticket = texts()
    for path in sorted(GIVEN.glob("*.yaml")):
        for ticket in exact_yaml(path.read_text("utf-8")):
            if ticket["ticket"] in of_ticket:
                yield from of_one(path.stem, ticket, of_ticket[ticket["ticket"]])


def noted(value: FactValue | None) -> FactValue | None:
    """Leave out the day of a note that is its leave's first day: rules take that day for it."""
    if not isinstance(value, tuple):
        return value
    return tuple(
        replace(
            period,
            details={k: v for k, v in period.details.items() if (k, v) != (AVIS, period.first)},
        )
        for period in value
    )


def of_one(matter: str, ticket: dict[str, Any], text: str) -> Iterator[Read]:
    told = {name: value for name, value in ticket["faits"].items() if name in FACTS}
    given = situation_of(told).facts
    on: date = ticket["le"]
    read = {fact.fact: fact.value for fact in read_facts(simplify(text), on, on)}
    for name in sorted({*given, *read}):
        if not FACTS[name].of_town:
            yield Read(
                matter, ticket["ticket"], name, noted(given.get(name)), noted(read.get(name))
            )


@pytest.mark.skipif(not TICKETS.is_dir(), reason="the development tickets are not beside us")
def test_what_is_read_is_mostly_what_a_person_reads(capsys: pytest.CaptureFixture[str]) -> None:
    """Print, by matter: told, read right, read otherwise, read though not told."""
    found = list(compared())
    lines = []
    for matter in (*sorted({one.matter for one in found}), ""):
        those = [one for one in found if matter in {"", one.matter}]
        count = Counter(
            "more" if one.given is None
            else "none" if one.read is None
            else "right" if one.given == one.read
            else "wrong"
            for one in those
        )  # fmt: skip
        told = count["right"] + count["wrong"] + count["none"]
        lines.append(
            f"{matter or 'all':14} told {told:4} right {count['right']:4} "
            f"otherwise {count['wrong']:3} more {count['more']:3}"
        )
    with capsys.disabled():
        print("", *lines, sep="\n")  # noqa: T201 - what is to be shown
    right = sum(one.given == one.read for one in found if one.given is not None)
    wrong = sum(one.given != one.read for one in found if None not in {one.given, one.read})
    assert wrong <= 0.1 * right
