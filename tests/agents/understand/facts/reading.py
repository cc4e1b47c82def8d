"""What the embedded readers find in one mail received on 24 November 2026."""

from datetime import date

from agents.understand.mail.message import own_words
from agents.understand.read_facts import read_facts
from statute.facts import FactValue
from statute.french import simplify

NOVEMBER = date(2026, 11, 24)


def read(text: str, received: date = NOVEMBER) -> dict[str, FactValue]:
    said = simplify(own_words(text))
    return {f.fact: f.value for f in read_facts(said, received, received)}
