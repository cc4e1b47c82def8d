"""The classifier's graph: detect -> guess -> ask the model, where one serves -> settle."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from pydantic import BaseModel, Field

from agents.classifier.danger.detector import Alarm, alarm_in
from agents.classifier.embedded import Guess
from agents.classifier.refusal import IGNORED, Verdict, judge
from agents.classifier.sender import IMPOSTOR, imitated_domain
from agents.classifier.sensitivity import PRIVATE, Signs, urgency_of
from agents.classifier.ticket_signs import signs_in, unread_in, verdict_on
from agents.dependencies import Dependencies
from agents.gateway.model_answer import ModelFailure
from agents.privacy.pseudonyms import Pseudonyms
from agents.understand.mail.message import request_of
from cases.model import Classification, Danger, Ticket, Urgency
from cases.model_call import ModelCall

CORRECTED = "Corrigée par une personne."
_TOP = 3
_URGENCIES = list(Urgency)


class Named(BaseModel):
    """One category a model considered."""

    category: str
    confidence: float


class ModelAnswer(BaseModel):
    """What a model is asked to say; nothing in it is believed before it is checked."""

    category: str
    confidence: float
    alternatives: list[Named] = Field(default_factory=list, max_length=10)
    urgency: Urgency
    reason: str = Field(max_length=400)


class State(TypedDict, total=False):
    """From the ticket to its classification; `honest` is the request without hidden orders."""

    ticket: Ticket
    corrected: str
    signs: Signs
    alarm: Alarm | None
    verdict: Verdict
    honest: str
    urgency: Urgency
    guess: Guess
    sensitive: bool
    answer: ModelAnswer | None
    calls: tuple[ModelCall, ...]
    classification: Classification


async def classify(
    ticket: Ticket, deps: Dependencies, corrected: str = ""
) -> tuple[Classification, tuple[ModelCall, ...]]:
    """Classify a ticket among the configured categories; never fails because a model does.

    A `corrected` category is a person's: it is kept where it is one of them. Urgency, sensitivity
    and refusal are found all the same.
    """
    done = await _graph().ainvoke({"ticket": ticket, "corrected": corrected}, context=deps)
    return done["classification"], done["calls"]


@cache
def _graph() -> Any:  # noqa: ANN401 - LangGraph's compiled type has four parameters we never use
    steps = StateGraph(State, context_schema=Dependencies)
    steps.add_node("detect", detect)
    steps.add_node("guess", guess)
    steps.add_node("ask_model", ask_model)
    steps.add_node("settle", settle)
    steps.add_edge(START, "detect")
    steps.add_edge("detect", "guess")
    steps.add_edge("guess", "ask_model")
    steps.add_edge("ask_model", "settle")
    steps.add_edge("settle", END)
    return steps.compile()


def detect(state: State, runtime: Runtime[Dependencies]) -> State:
    """Read danger, refusal and urgency by rules alone: no model has a say in them.

    A danger is as urgent as can be, a grief at least `haute`. Whoever imitates the town's address
    is refused whatever they ask.
    """
    ticket = state["ticket"]
    request, alarm = request_of(ticket), alarm_in(ticket)
    signs = signs_in(ticket)
    urgency = urgency_of(request, signs, ticket.received_at.date())
    if alarm:
        least = Urgency.HAUTE if alarm.kind is Danger.GRIEF else Urgency.CRITIQUE
        urgency = max(urgency, least, key=_URGENCIES.index)
    verdict = verdict_on(ticket)
    if imitated_domain(ticket.requester_email, runtime.context.town_domains):
        verdict = replace(verdict, refusal=IMPOSTOR)
    return {
        "signs": signs,
        "alarm": alarm,
        "verdict": verdict,
        "honest": judge(request).honest,
        "urgency": urgency,
    }


def guess(state: State, runtime: Runtime[Dependencies]) -> State:
    """Guess the category from the honest part of the request."""
    made = runtime.context.classifier.guess(state["honest"])
    certain = state["alarm"] or unread_in(state["ticket"]) or state["corrected"] in PRIVATE
    return {"guess": made, "sensitive": bool(certain) or made.is_sensitive(state["signs"])}


async def ask_model(state: State, runtime: Runtime[Dependencies]) -> State:
    """Ask the model of this role; a failure of any kind leaves the embedded guess."""
    deps = runtime.context
    ticket = state["ticket"]
    if not deps.gateway.serves("classifier", sensitive=state["sensitive"]):
        return {"answer": None, "calls": ()}
    listed = "\n".join(f"- {category.id} : {category.label}" for category in deps.categories)
    try:
        answer, call = await deps.gateway.ask(
            "classifier",
            system=_prompt().replace("{categories}", listed),
            user=state["honest"],
            answer=ModelAnswer,
            hide=Pseudonyms.for_ticket(ticket),
            sensitive=state["sensitive"],
        )
    except ModelFailure:
        return {"answer": None, "calls": ()}
    return {"answer": answer, "calls": (call,)}


@cache
def _prompt() -> str:
    return Path(__file__).with_name("prompt.md").read_text(encoding="utf-8")


def settle(state: State, runtime: Runtime[Dependencies]) -> State:
    """Keep a model's answer only if it stands on the list; urgency can rise, never fall.

    A category that a person corrected stands over both.
    """
    known = set(runtime.context.category_ids)
    found = _settled(state, known)
    if (category := state["corrected"]) in known:
        corrected = _classification(state, ((category, 1.0),), found.urgency, CORRECTED)
        return {"classification": corrected}
    return {"classification": found}


def _settled(state: State, known: set[str]) -> Classification:
    answer, guessed = state["answer"], state["guess"]
    if answer is None:
        reason = "Mots du ticket."
        if not guessed.sure:
            reason = "Peu sûr : les mots du ticket vont à plusieurs catégories."
        return _classification(state, guessed.ranked, state["urgency"], reason)
    first = (answer.category, answer.confidence)
    others = sorted(((a.category, a.confidence) for a in answer.alternatives), key=lambda a: -a[1])
    if not all(category in known and 0 <= share <= 1 for category, share in (first, *others)):
        reason = "Réponse du modèle hors de la liste, écartée ; mots du ticket."
        return _classification(state, guessed.ranked, state["urgency"], reason)
    ranked = (first, *(other for other in others if other[0] != answer.category))
    urgency = max(answer.urgency, state["urgency"], key=_URGENCIES.index)
    reason = Pseudonyms.for_ticket(state["ticket"]).hide(answer.reason)
    return _classification(state, ranked, urgency, f"Modèle : {reason}")


def _classification(
    state: State,
    ranked: tuple[tuple[str, float], ...],
    urgency: Urgency,
    reason: str,
) -> Classification:
    verdict, alarm = state["verdict"], state["alarm"]
    reasons = [alarm.reason, reason] if alarm else [reason]
    if state["sensitive"]:
        labels = [*state["signs"].labels, *unread_in(state["ticket"])]
        reasons.append(f"Sensible : {', '.join(labels) or 'ton et mots du ticket'}.")
    if verdict.ignored_order:
        reasons.append(IGNORED)
    return Classification(
        category=ranked[0][0],
        confidence=ranked[0][1],
        alternatives=ranked[:_TOP],
        urgency=urgency,
        sensitive=state["sensitive"],
        reason=" ".join(reasons),
        refusal=verdict.refusal,
        danger=alarm.kind if alarm else None,
    )
