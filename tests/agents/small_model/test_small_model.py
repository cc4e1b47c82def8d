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

from agents.checker.graph import check
from agents.checker.relevance import Relevance
from agents.checker.rule_matcher import LearnedFeatures
from agents.checker.state import Checked
from agents.classifier.graph import classify
from agents.dependencies import Dependencies
from agents.drafter.graph import draft_letter
from agents.drafter.wording import standing_text
from agents.gateway.model_answer import ModelFailure
from agents.gateway.model_gateway import ModelGateway
from agents.gateway.model_routes import Routes
from agents.privacy.pseudonyms import Pseudonyms
from cases.model import Classification, Draft, Finding, Outcome, Ticket
from cases.model_call import ModelCall
from knowledge.search.procedures import Procedures
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


class Listening(ModelGateway):
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


async def test_nothing_a_bad_model_invents_reaches_the_page(
    deps: Dependencies, model: Served
) -> None:
    procedures = _procedures(deps)
    asked = await _asked(replace(deps, procedures=procedures))
    assert len(asked) == HOW_MANY
    gateway = _door(model)
    told, started = Told(), time.monotonic()
    for one in asked:
        before = len(gateway.said)
        with_model = replace(deps, gateway=gateway, procedures=procedures)
        draft, _ = await draft_letter(one.ticket, one.classification, one.checked, with_model)
        evidence = evidence_of(one, draft, deps)
        assert unsupported(draft.text, evidence) == []
        assert denials(draft.text) == denials(one.exact.text)
        assert draft.outcome is one.exact.outcome
        told.counts["écrites par le modèle" if draft.written_by != "template" else "gabarit"] += 1
        for body, _call in gateway.said[before:]:
            told.invented += unsupported(body, evidence)[:1]
    _print(told, gateway, time.monotonic() - started)
    assert gateway.said or gateway.failed


def evidence_of(one: Asked, draft: Draft, deps: Dependencies) -> str:
    """Gather what the draft shows beside the letter, and what our letters always say."""
    said = [f"{f.answer} {f.facts} {_cited(f)}" for f in draft.findings]
    said += [f"{p.source} {p.heading} {p.reference} {p.article} {p.quote}" for p in draft.passages]
    said += [FACTS[fact].question for fact in draft.missing_facts]
    head = deps.letterhead
    said += [standing_text(), head.town, head.signature, head.contact, one.ticket.subject]
    said += ["deux, trois, quatre, cinq, six"] if draft.missing_facts else []
    said += [day(one.ticket.received_at.date()), *(day(f.on) for f in draft.findings)]
    return "\n".join(said)


def _cited(finding: Finding) -> str:
    return " ; ".join(
        f"article {c.article.removeprefix('art. ')} ({c.text})" for c in finding.citations
    )


async def _asked(deps: Dependencies) -> list[Asked]:
    """Draft without a model, one ticket in so many, until enough are for a model to write."""
    listed = yaml.safe_load(TICKETS.read_text(encoding="utf-8"))["tickets"]
    in_turn = (entry for first in range(ONE_OF) for entry in listed[first::ONE_OF])
    enough: list[Asked] = []
    async for one in _for_a_model(in_turn, deps):
        enough.append(one)
        if len(enough) == HOW_MANY:
            break
    return enough


async def _for_a_model(
    listed: Iterable[dict[str, str]], deps: Dependencies
) -> AsyncIterator[Asked]:
    for entry in listed:
        ticket = a_ticket(entry["text"], entry.get("subject", ""))
        found, _ = await classify(ticket, deps)
        checked = await check(ticket, found, deps)
        exact, _ = await draft_letter(ticket, found, checked, deps)
        short = len(exact.text.split()) <= MOST_WORDS
        if exact.outcome in {Outcome.ANSWER, Outcome.ASK} and short:
            yield Asked(ticket, found, checked, exact)


def _procedures(deps: Dependencies) -> Procedures:
    assert isinstance(deps.relevance, Relevance)
    features = LearnedFeatures(deps.classifier, deps.relevance.matcher)
    return Procedures.from_folder(SHARED / "procedures", features)


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


def _print(told: Told, gateway: Listening, seconds: float) -> None:
    late = sum("Timeout" in failure for failure in gateway.failed)
    table = Table(title="Un petit modèle réel (Gemma 3, 270 M, base) écrit vingt lettres")
    for heading in ("Ce qui s’est passé", "Nombre"):
        table.add_column(heading)
    rows = {
        "appels": len(gateway.said) + len(gateway.failed),
        "réponses conformes au schéma": len(gateway.said),
        "réponses inutilisables": len(gateway.failed) - late,
        "délais dépassés": late,
        "réponses conformes qui inventent (nombre, date, article, décision)": len(told.invented),
        "lettres du modèle montrées": told.counts["écrites par le modèle"],
        "lettres du gabarit montrées": told.counts["gabarit"],
        "jetons lus": sum(call.tokens_in for _, call in gateway.said),
        "jetons écrits": sum(call.tokens_out for _, call in gateway.said),
        "secondes": round(seconds),
    }
    for what, count in rows.items():
        table.add_row(what, str(count))
    Console(width=100).print(table, *told.invented[:8], sep="\n")
