"""Reads facts with a model; what it says counts only with the ticket's own words behind it.

The words must mean the value: a model that quotes « 4 jours » cannot have read seven.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from agents.classifier.refusal import judge
from agents.gateway.model_answer import ModelFailure
from agents.gateway.model_gateway import ModelGateway
from agents.privacy.pseudonyms import Pseudonyms
from agents.understand.dates import AMOUNT, NUMBER, as_amount, as_number
from cases.model import Ticket
from cases.model_call import ModelCall
from statute.facts import FACTS, Fact, FactRead, FactValue
from statute.french import MONTHS, pattern, simplify
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
_A_YEAR = 12


class SaidFact(BaseModel):
    """One fact as the model gives it."""

    model_config = ConfigDict(extra="forbid")

    fact: str = Field(max_length=40)
    value: str = Field(max_length=80)
    words: str = Field(min_length=1, max_length=300)


class SaidFacts(BaseModel):
    """All facts the model found."""

    model_config = ConfigDict(extra="forbid")

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
            system=system_prompt(wanted),
            user=text,
            answer=SaidFacts,
            hide=hide,
            sensitive=sensitive,
        )
    except ModelFailure:
        return (), ()
    asked = (one for one in answer.facts if one.fact in wanted)
    return tuple(fact for one in asked if (fact := _checked(one, text, hide))), (call,)


def system_prompt(wanted: Iterable[str] = tuple(FACTS)) -> str:
    """Write the versioned prompt with a list of facts, each with the values it may have."""
    facts = (FACTS[name] for name in wanted)
    listed = "\n".join(
        f"- {fact.id} : {fact.label} ({' | '.join(fact.choices) or fact.unit or 'date'})"
        for fact in facts
    )
    return _PROMPT.read_text(encoding="utf-8").replace("{facts}", listed)


def facts_wanted(rules: Iterable[Rule], known: Iterable[FactRead]) -> tuple[str, ...]:
    """List the facts that rules take; none when all they need and welcome was read already.

    Periods are not asked of a model: nothing checks yet that its words mean them.
    """
    taken = (name for rule in rules for name in (*rule.needs, *rule.welcomes))
    wanted = dict.fromkeys(name for name in taken if FACTS[name].kind is not tuple)
    missing = set(wanted) - {fact.fact for fact in known}
    return tuple(wanted) if missing else ()


def _checked(one: SaidFact, text: str, hide: Pseudonyms) -> FactRead | None:
    """Keep a fact whose words stand in the honest part of the ticket, and carry its value."""
    fact = FACTS.get(one.fact)
    words = hide.restore(one.words)
    plain, sought = simplify(judge(text).honest), simplify(words.strip()).text
    start = plain.text.find(sought)
    if fact is None or start < 0 or not sought.strip():
        return None
    value = fact.parse(one.value)
    theirs = plain.words(start, start + len(sought))
    known = value is not None and can_mean(simplify(theirs).text, value, fact)
    return FactRead(fact.id, value, theirs) if known and value is not None else None


def can_mean(words: str, value: FactValue, fact: Fact) -> bool:
    """Tell whether simplified words can mean a value: its number, its day or its month is there.

    Words of a choice are not weighed: an officer reads them beside it.
    """
    if isinstance(value, date):
        numbers = {int(n) for n in re.findall(r"(?<![0-9])[0-9]{1,4}(?![0-9])", words)}
        named = _MONTHS[value.month - 1] in words or value.month in numbers
        return named or value.day in numbers or bool(not numbers and _RELATIVE.search(words))
    if not isinstance(value, int | Decimal):
        return True
    found = {as_number(m[0]) for m in _NUMBER.finditer(words)}
    found |= {as_amount(m[0]) for m in _AMOUNT.finditer(words)}
    if Decimal(value) in found:
        return True
    if fact.unit == "mois" and _YEARS.search(words):
        return any(n * _A_YEAR <= value < (n + 1) * _A_YEAR for n in found)
    return not found and fact.unit == "jour" and bool(_WEEKDAYS.search(words))
