"""Reads facts with a model; what it says counts only with the ticket's own words behind it.

The words must mean the value: a model that quotes « 4 jours » cannot have read seven.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from agents.classifier.refusal import judge
from agents.gateway.model_answer import ModelFailure
from agents.gateway.model_gateway import ModelGateway
from agents.privacy.pseudonyms import Pseudonyms
from agents.understand.dates import AMOUNT, NUMBER, as_amount, as_number, mentions
from cases.model import Ticket
from cases.model_call import ModelCall
from statute.facts import FACTS, LATEST, Fact, FactRead, FactValue
from statute.french import MONTHS, Plain, day, pattern, simplify
from statute.rule import Rule

ROLE = "reader"
_PROMPT = Path(__file__).with_name("prompt.md")

_NUMBER = re.compile(rf"(?<![a-z0-9])(?:{NUMBER})(?![a-z])")
_AMOUNT = re.compile(AMOUNT)
_YEARS = pattern(r"(?:ans?|années?)(?![a-z])")
_WEEKDAYS = pattern(r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|tous les jours)")
_RELATIVE = pattern(
    r"(?:aujourd'hui|demain|hier|semaine|mois|année|rentrée|noël|pâques|toussaint|été|prochaine?"
    r"|dernière?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
)
_MONTHS = tuple(simplify(month).text for month in MONTHS)
_ANY_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_A_YEAR = 12
_CUT = re.compile(r"…|\.\.\.")
_KINDS: dict[object, str] = {date: "date", int: "nombre entier", Decimal: "nombre", str: "mot"}


class SaidFact(BaseModel):
    """One fact as the model gives it."""

    model_config = ConfigDict(extra="forbid")

    fact: str = Field(max_length=40)
    value: str = Field(max_length=300)
    words: str = Field(min_length=1, max_length=600)


class SaidFacts(BaseModel):
    """All facts the model found."""

    model_config = ConfigDict(extra="forbid")
    SHAPE: ClassVar[str] = '{"facts": [{"fact": "", "value": "", "words": ""}]}'

    facts: list[SaidFact] = Field(max_length=40)


async def read_with_model(
    gateway: ModelGateway, ticket: Ticket, text: str, wanted: Sequence[str], *, sensitive: bool
) -> tuple[tuple[FactRead, ...], tuple[ModelCall, ...]]:
    """Ask the model that serves the role for some facts; nothing when none does or it fails."""
    if not wanted or not gateway.serves(ROLE, sensitive=sensitive):
        return (), ()
    hide = Pseudonyms.for_ticket(ticket)
    try:
        answer, call = await gateway.ask(
            ROLE,
            system=system_prompt(ticket.received_at.date(), wanted),
            user=text,
            answer=SaidFacts,
            hide=hide,
            sensitive=sensitive,
        )
    except ModelFailure:
        return (), ()
    asked = (one for one in answer.facts if one.fact in wanted)
    return tuple(fact for one in asked if (fact := checked_fact(one, text, hide))), (call,)


def system_prompt(received: date, wanted: Iterable[str] = tuple(FACTS)) -> str:
    """Write the versioned prompt with a list of facts, each with the values it may have."""
    listed = "\n".join(f"- {name} : {FACTS[name].label} ({_form(FACTS[name])})" for name in wanted)
    written = re.sub(r"<!--.*?-->\s*", "", _PROMPT.read_text(encoding="utf-8"))
    came = f"{day(received)} ({received.isoformat()})"
    return written.replace("{day}", came).replace("{facts}", listed)


def _form(fact: Fact) -> str:
    """Say how a value is written: its choices, a date, a number and its unit, or periods."""
    if fact.choices:
        return " | ".join(fact.choices)
    if fact.kind is tuple:
        details = (f"{name} : {_KINDS[kind]}" for name, kind in fact.details.items())
        return ", ".join(("périodes", *details))
    return ", en ".join(filter(None, (_KINDS[fact.kind], fact.unit)))


def facts_wanted(rules: Iterable[Rule], known: Iterable[FactRead]) -> tuple[str, ...]:
    """List the facts that rules take; none when all they need and welcome was read already.

    What the town sets is asked of nobody, nor are periods whose details are choices: a model does
    not know them.
    """
    taken = (FACTS[name] for rule in rules for name in (*rule.needs, *rule.welcomes))
    may_be_asked = (f.id for f in taken if not f.of_town and str not in f.details.values())
    wanted = dict.fromkeys(may_be_asked)
    missing = set(wanted) - {fact.fact for fact in known}
    return tuple(wanted) if missing else ()


def checked_fact(one: SaidFact, text: str, hide: Pseudonyms) -> FactRead | None:
    """Keep a fact whose words stand in the honest part of the ticket, and carry its value."""
    fact = FACTS.get(one.fact)
    theirs = _in_the_ticket(hide.restore(one.words), simplify(judge(text).honest))
    value = value_written(fact, hide.restore(one.value)) if fact and theirs else None
    if fact is None or value is None or not can_mean(simplify(theirs).text, value, fact):
        return None
    return FactRead(fact.id, value, theirs)


def value_written(fact: Fact, written: str) -> FactValue | None:
    """Read a value; of a hidden day, which the model could only name, what it stands for."""
    value = fact.parse(written)
    if value is None and fact.kind is date:
        days = [one.first for one in mentions(simplify(written), LATEST) if one.exact]
        value = days[0] if len(days) == 1 and fact.accepts(days[0]) else None
    return value


def _in_the_ticket(words: str, plain: Plain) -> str:
    """Find words in the ticket, piece by piece around « … », as it writes them; all or nothing."""
    found = []
    for piece in filter(None, (simplify(part.strip()).text for part in _CUT.split(words))):
        start = plain.text.find(piece)
        if start < 0:
            return ""
        found.append(plain.words(start, start + len(piece)))
    return " … ".join(found)


def can_mean(words: str, value: FactValue, fact: Fact) -> bool:
    """Tell whether simplified words can mean a value: its number, its day or its month is there.

    Of periods, each end and each number. Words of a choice are not weighed: an officer reads them
    beside it.
    """
    if isinstance(value, tuple):
        ends = (end for one in value for end in (one.first, one.last) if end is not None)
        told = (number for one in value for number in one.details.values())
        return all(can_mean(words, part, fact) for part in (*ends, *told))
    if isinstance(value, date):
        return names_the_day(words, value)
    if not isinstance(value, int | Decimal):
        return True
    found = {as_number(m[0]) for m in _NUMBER.finditer(words)}
    found |= {as_amount(m[0]) for m in _AMOUNT.finditer(words)}
    if Decimal(value) in found:
        return True
    if fact.unit == "mois" and _YEARS.search(words):
        return any(n * _A_YEAR <= value < (n + 1) * _A_YEAR for n in found)
    return not found and fact.unit == "jour" and bool(_WEEKDAYS.search(words))


def names_the_day(words: str, value: date) -> bool:
    """Tell whether words can name a day: where they name a month it is the day's own."""
    if months := set(_ANY_MONTH.findall(words)):
        return _MONTHS[value.month - 1] in months
    numbers = {int(n) for n in re.findall(r"(?<![0-9])[0-9]{1,4}(?![0-9])", words)}
    told = {value.day, value.month} & numbers
    return bool(told) or bool(not numbers and _RELATIVE.search(words))
