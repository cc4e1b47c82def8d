"""Reads facts with a model; what it says counts only with the ticket's own words behind it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from agents.checker.carried import carries
from agents.checker.embedded import agreed
from agents.checker.state import Door, FactRead
from agents.classifier.refusal import judge
from agents.door import ModelFailure
from agents.privacy import Pseudonyms
from cases.model import ModelCall, Ticket
from statute.facts import FACTS, Fact
from statute.plain import simplify
from statute.rule import Rule

ROLE = "reader"
_PROMPT = Path(__file__).with_name("prompt.md")


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
    door: Door, ticket: Ticket, text: str, wanted: Sequence[str], *, sensitive: bool
) -> tuple[tuple[FactRead, ...], tuple[ModelCall, ...]]:
    """Ask the model that serves the role for some facts; nothing when none does or it fails."""
    if not wanted or not door.serves(ROLE, sensitive=sensitive):
        return (), ()
    hide = Pseudonyms.for_ticket(ticket)
    try:
        said, call = await door.ask(
            ROLE,
            system=system_prompt(wanted),
            user=text,
            answer=SaidFacts,
            hide=hide,
            sensitive=sensitive,
        )
    except ModelFailure:
        return (), ()
    told = (said_fact for said_fact in said.facts if said_fact.fact in wanted)
    return tuple(f for s in told if (f := _checked(s, text, hide))), (call,)


def together(
    embedded: tuple[FactRead, ...], from_model: tuple[FactRead, ...]
) -> tuple[FactRead, ...]:
    """Join both readings; where they disagree, the fact is not known."""
    return agreed((*embedded, *from_model))


def facts_wanted(rules: Iterable[Rule[Any]], known: Iterable[FactRead]) -> tuple[str, ...]:
    """List the facts that rules take; none when all they need and welcome was read already."""
    wanted = dict.fromkeys(name for rule in rules for name in (*rule.needs, *rule.welcomes))
    missing = set(wanted) - {fact.fact for fact in known}
    return tuple(wanted) if missing else ()


def system_prompt(wanted: Iterable[str] = tuple(FACTS)) -> str:
    """Give the versioned prompt with a list of facts."""
    facts = (FACTS[name] for name in wanted)
    listed = "\n".join(f"- {fact.id} : {fact.label} ({_form(fact)})" for fact in facts)
    return _PROMPT.read_text(encoding="utf-8").replace("{facts}", listed)


def _form(fact: Fact) -> str:
    if fact.choices:
        return " | ".join(fact.choices)
    return fact.unit or "date"


def _checked(said: SaidFact, text: str, hide: Pseudonyms) -> FactRead | None:
    """Keep a fact whose words stand in the honest part of the ticket, and carry its value."""
    fact = FACTS.get(said.fact)
    words = hide.restore(said.words)
    plain, sought = simplify(judge(text).honest), simplify(words.strip()).text
    start = plain.text.find(sought)
    if fact is None or start < 0 or not sought.strip():
        return None
    value = fact.parse(said.value)
    theirs = plain.words(start, start + len(sought))
    known = value is not None and carries(simplify(theirs).text, value, fact)
    return FactRead(fact.id, value, theirs) if known and value is not None else None
