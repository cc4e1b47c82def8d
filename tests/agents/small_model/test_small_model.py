"""A small real model, which is a very bad one, drafts: nothing it invents reaches the page."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import pytest
import yaml
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

from agents.bearings import LearnedBearings
from agents.checker import Checked, check
from agents.checker.relevance import Relevance
from agents.classifier import classify
from agents.door import ModelDoor, ModelFailure
from agents.door.routes import Routes
from agents.drafter import draft_letter
from agents.drafter.embedded import standing_text
from agents.privacy import Pseudonyms
from agents.team import Team
from cases.model import Classification, Draft, Finding, ModelCall, Outcome, Ticket
from knowledge.procedures import Procedures
from statute.facts import FACTS
from statute.french import day
from tests.agents.builders import a_ticket
from tests.agents.small_model.server import Served, served, what_is_missing
from tests.agents.small_model.unsupported import denials, unsupported

pytestmark = [pytest.mark.model, pytest.mark.timeout(0)]

T = TypeVar("T", bound=BaseModel)
SHARED = Path(__file__).parents[4] / "shared"
TICKETS = SHARED / "tickets" / "dev.yaml"
HOW_MANY = 20
ONE_OF = 3
"""Of the tickets, in turn: neighbours are alike."""
MOST_WORDS = 200
"""Of the letter the model is given: it reads slowly."""
MOST_TOKENS = 100
PATIENCE = 90
"""Seconds for one answer; one that comes later counts as a time-out."""


class Listening(ModelDoor):
    """The one door, with a note of all that came through it."""

    def __init__(self, routes: Routes) -> None:
        super().__init__(routes)
        self.said: list[tuple[str, ModelCall]] = []
        self.failed: list[str] = []

    async def ask(  # noqa: PLR0913 - the door's own signature
        self,
        role: str,
        *,
        system: str,
        user: str,
        answer: type[T],
        hide: Pseudonyms,
        sensitive: bool,
    ) -> tuple[T, ModelCall]:
        try:
            said, call = await super().ask(
                role, system=system, user=user, answer=answer, hide=hide, sensitive=sensitive
            )
        except ModelFailure as failure:
            self.failed.append(str(failure))
            raise
        self.said.append((str(getattr(said, "body", "")), call))
        return said, call


@dataclass(frozen=True, slots=True)
class Asked:
    """A ticket with what is known of it, and the letter that no model writes."""

    ticket: Ticket
    classification: Classification
    checked: Checked
    exact: Draft


@dataclass
class Told:
    """What became of the model's answers."""

    counts: Counter[str] = field(default_factory=Counter)
    invented: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    if missing := what_is_missing():
        pytest.skip(missing)
    if not TICKETS.is_file():
        pytest.skip(f"no development tickets at {TICKETS}")
    with served(tmp_path_factory.mktemp("model")) as there:
        yield there


async def test_nothing_a_bad_model_invents_reaches_the_page(team: Team, model: Served) -> None:
    procedures = _procedures(team)
    asked = await _asked(replace(team, procedures=procedures))
    assert len(asked) == HOW_MANY
    door = _door(model)
    told, started = Told(), time.monotonic()
    for one in asked:
        before = len(door.said)
        with_model = replace(team, door=door, procedures=procedures)
        draft, _ = await draft_letter(one.ticket, one.classification, one.checked, with_model)
        evidence = evidence_of(one, draft, team)
        assert unsupported(draft.text, evidence) == []
        assert denials(draft.text) == denials(one.exact.text)
        assert draft.outcome is one.exact.outcome
        told.counts["écrites par le modèle" if draft.written_by != "template" else "gabarit"] += 1
        for body, _call in door.said[before:]:
            told.invented += unsupported(body, evidence)[:1]
    _print(told, door, time.monotonic() - started)
    assert door.said or door.failed


def evidence_of(one: Asked, draft: Draft, team: Team) -> str:
    """Gather what the draft shows beside the letter, and what our letters always say."""
    said = [f"{f.answer} {f.facts} {_cited(f)}" for f in draft.findings]
    said += [f"{p.source} {p.heading} {p.reference} {p.article} {p.quote}" for p in draft.passages]
    said += [FACTS[fact].question for fact in draft.missing_facts]
    head = team.letterhead
    said += [standing_text(), head.town, head.signature, head.contact, one.ticket.subject]
    said += ["deux, trois, quatre, cinq, six"] if draft.missing_facts else []
    said += [day(one.ticket.received_at.date()), *(day(f.on) for f in draft.findings)]
    return "\n".join(said)


def _cited(finding: Finding) -> str:
    return " ; ".join(
        f"article {c.article.removeprefix('art. ')} ({c.text})" for c in finding.citations
    )


async def _asked(team: Team) -> list[Asked]:
    """Draft without a model, one ticket in so many, until enough are for a model to write."""
    listed = yaml.safe_load(TICKETS.read_text(encoding="utf-8"))["tickets"]
    in_turn = (entry for first in range(ONE_OF) for entry in listed[first::ONE_OF])
    enough: list[Asked] = []
    async for one in _for_a_model(in_turn, team):
        enough.append(one)
        if len(enough) == HOW_MANY:
            break
    return enough


async def _for_a_model(listed: Iterable[dict[str, str]], team: Team) -> AsyncIterator[Asked]:
    for entry in listed:
        ticket = a_ticket(entry["text"], entry.get("subject", ""))
        found, _ = await classify(ticket, team)
        checked = await check(ticket, found, team)
        exact, _ = await draft_letter(ticket, found, checked, team)
        short = len(exact.text.split()) <= MOST_WORDS
        if exact.outcome in {Outcome.ANSWER, Outcome.ASK} and short:
            yield Asked(ticket, found, checked, exact)


def _procedures(team: Team) -> Procedures:
    assert isinstance(team.relevance, Relevance)
    bearings = LearnedBearings(team.classifier, team.relevance.matcher)
    return Procedures.from_folder(SHARED / "procedures", bearings)


def _door(model: Served) -> Listening:
    parameters = {"model": "openai/gemma-3-270m", "api_base": model.url, "api_key": model.key}
    served_by = {"model_name": "petit", "litellm_params": parameters, "model_info": {"local": True}}
    routes = {
        "roles": {"drafter": "petit"},
        "sensitive": {"drafter": "petit"},
        "timeout_seconds": PATIENCE,
        "max_answer_tokens": MOST_TOKENS,
        "model_list": [served_by],
    }
    return Listening(Routes.model_validate(routes))


def _print(told: Told, door: Listening, seconds: float) -> None:
    late = sum("Timeout" in failure for failure in door.failed)
    table = Table(title="Un petit modèle réel (Gemma 3, 270 M, base) écrit vingt lettres")
    for heading in ("Ce qui s’est passé", "Nombre"):
        table.add_column(heading)
    rows = {
        "appels": len(door.said) + len(door.failed),
        "réponses conformes au schéma": len(door.said),
        "réponses inutilisables": len(door.failed) - late,
        "délais dépassés": late,
        "réponses conformes qui inventent (nombre, date, article, décision)": len(told.invented),
        "lettres du modèle montrées": told.counts["écrites par le modèle"],
        "lettres du gabarit montrées": told.counts["gabarit"],
        "jetons lus": sum(call.tokens_in for _, call in door.said),
        "jetons écrits": sum(call.tokens_out for _, call in door.said),
        "secondes": round(seconds),
    }
    for what, count in rows.items():
        table.add_row(what, str(count))
    Console(width=100).print(table, *told.invented[:8], sep="\n")
