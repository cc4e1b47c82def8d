"""Excerpts of mails in which another hand tagged the facts that are told (`excerpts/*.yaml`).

`[9|jours_de_conge_restants]` tells a number or a day, `[titulaire|statut=titulaire]` a choice; what
is not tagged tells no fact. Readings are mended on the excerpts of even place only.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

from agents.understand.dates import (
    AMOUNT,
    NUMBER,
    as_amount,
    as_number,
    as_rank,
    mentions,
    near_days,
)
from agents.understand.read_facts import read_facts
from statute.facts import FACTS, FactValue
from statute.french import Plain, simplify

ROOM = Path(__file__).with_name("excerpts")
RECEIVED = date(2026, 11, 24)
_TAG = re.compile(r"\[(?P<words>[^\]|]+)\|(?P<fact>[a-z0-9_]+)(?:=(?P<choice>[^\]]+))?\]")
_UNIT = re.compile(r" ?(?P<unit>ans?|anes?|anees?|mois|jours?|j|semaines?)(?![a-z])")
_MONTHS = {"m": 1, "a": 12}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A text without its tags, the fact it was written for, and the values it tells."""

    fact: str
    place: int
    text: str
    told: Mapping[str, FactValue]

    @property
    def seen(self) -> bool:
        """Whether readings are mended on it."""
        return self.place % 2 == 0

    def read(self) -> dict[str, FactValue]:
        """Read its facts as the program does."""
        plain = simplify(self.text)
        return {one.fact: one.value for one in read_facts(plain, RECEIVED, RECEIVED)}


def excerpts() -> Iterator[Excerpt]:
    """Read them all; a value that no reader of numbers or days knows is left out."""
    for path in sorted(ROOM.glob("*.yaml")):
        for fact, texts in yaml.safe_load(path.read_text("utf-8")).items():
            for place, tagged in enumerate(texts):
                yield Excerpt(fact, place, _TAG.sub(r"\g<words>", tagged), _told(tagged))


def _told(tagged: str) -> dict[str, FactValue]:
    told: dict[str, FactValue] = {}
    disputed = set()
    bare, end = "", 0
    places = []
    for match in _TAG.finditer(tagged):
        bare += tagged[end : match.start()]
        places.append((match, len(bare)))
        bare += match["words"]
        end = match.end()
    plain = simplify(bare + tagged[end:])
    for match, start in places:
        value = match["choice"] or _value(match, plain, start)
        if value is not None and value != told.setdefault(match["fact"], value):
            disputed.add(match["fact"])
    return {fact: value for fact, value in told.items() if fact not in disputed}


def _value(match: re.Match[str], plain: Plain, start: int) -> FactValue | None:
    fact = FACTS[match["fact"]]
    first, last = (
        next((i for i, place in enumerate(plain.places) if place >= at), len(plain.text))
        for at in (start, start + len(match["words"]))
    )
    if fact.kind is date:
        days = (*mentions(plain, RECEIVED), *near_days(plain, RECEIVED, past=True))
        here = [one for one in days if one.exact and one.start < last and first < one.end]
        return here[0].first if here else None
    return _number(match["fact"], plain, first, last)


def _number(name: str, plain: Plain, first: int, last: int) -> FactValue | None:
    fact, words = FACTS[name], plain.text[first:last].strip()
    if re.fullmatch(AMOUNT, words):
        number = as_amount(words)
    elif re.fullmatch(NUMBER, words):
        number = as_number(words)
    else:
        try:
            number = Decimal(as_rank(words))
        except ValueError:
            return None
    unit = _UNIT.match(plain.text, last)
    if unit and fact.unit in {"mois", "an"}:
        number = number * _MONTHS.get(unit["unit"][0], 1) / _MONTHS[fact.unit[0]]
    value: FactValue = int(number) if fact.kind is int and number == int(number) else number
    return value if fact.accepts(value) else None
