"""What the embedded readers find in one text received on 24 November 2026."""

from datetime import date

from agents.checker.embedded import read_facts
from statute.facts import FactValue
from statute.plain import simplify

NOVEMBER = date(2026, 11, 24)


def read(text: str, received: date = NOVEMBER) -> dict[str, FactValue]:
    return {f.fact: f.value for f in read_facts(simplify(text), received, received)}
