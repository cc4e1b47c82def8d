"""The classifier's graph: detect -> guess -> let a model choose, where one serves -> settle."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any, TypedDict

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime

from agents.classifier.danger.detector import Alarm, alarm_in
from agents.classifier.embedded import Guess
from agents.classifier.model_choice import (
    SaidChoice,
    alarm_of,
    likely_rules,
    questions_in,
    shown_categories,
    system_prompt,
)
from agents.classifier.refusal import IGNORED, Verdict, judge
from agents.classifier.sender import IMPOSTOR, imitated_domain
from agents.classifier.sensitivity import PRIVATE, Signs, urgency_of
from agents.classifier.ticket_signs import signs_in, unread_in, verdict_on
from agents.dependencies import Dependencies
from agents.gateway.model_answer import ModelFailure
from agents.privacy.pseudonyms import Pseudonyms
from agents.understand.mail.message import request_of
from cases.model import Classification, Danger, Question, Ticket, Urgency
from cases.model_call import ModelCall

CORRECTED = "Corrigée par une personne."
_TOP = 3
_URGENCIES = list(Urgency)


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
    answer: SaidChoice | None
    asked: tuple[Question, ...]
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
    steps.add_node("choose", choose)
    steps.add_node("settle", settle)
    steps.add_edge(START, "detect")
    steps.add_edge("detect", "guess")
    steps.add_edge("guess", "choose")
    steps.add_edge("choose", "settle")
    steps.add_edge("settle", END)
    return steps.compile()


def detect(state: State, runtime: Runtime[Dependencies]) -> State:
    """Read danger, refusal and urgency without a model: one may only raise them.

    Whoever imitates the town's address is refused whatever they ask.
    """
    ticket = state["ticket"]
    request, alarm = request_of(ticket), alarm_in(ticket)
    signs = signs_in(ticket)
    urgency = urgency_of(request, signs, ticket.received_at.date())
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


async def choose(state: State, runtime: Runtime[Dependencies]) -> State:
    """Let a model file the ticket, list its questions and choose their rules, in one call.

    A failure of any kind leaves the embedded guess. What it hears is an alarm too; it silences
    none, and is not asked where one rang or where nothing will be answered.
    """
    deps, ticket, text = runtime.context, state["ticket"], state["honest"]
    nothing: State = {"answer": None, "calls": (), "asked": ()}
    if state["alarm"] or not deps.gateway.serves("classifier", sensitive=state["sensitive"]):
        return nothing
    rules = likely_rules(text, ticket, _guessed(state), deps.relevance)
    labels = {category.id: category.label for category in deps.categories}
    hide = Pseudonyms.for_ticket(ticket)
    try:
        answer, call = await deps.gateway.ask(
            "classifier",
            system=system_prompt(shown_categories(state["guess"].ranked, labels), rules),
            user=text,
            answer=SaidChoice,
            hide=hide,
            sensitive=state["sensitive"],
        )
    except ModelFailure:
        return nothing
    alarm = alarm_of(answer, text, hide)
    return {
        "answer": answer,
        "calls": (call,),
        "asked": questions_in(answer, text, rules, hide) if _is_sound(answer, deps) else (),
        "alarm": alarm,
        "sensitive": state["sensitive"] or alarm is not None,
    }


def settle(state: State, runtime: Runtime[Dependencies]) -> State:
    """Keep a model's answer only if it stands on the list; urgency can rise, never fall.

    A category that a person corrected stands over both.
    """
    found = _settled(state, runtime.context)
    if (category := state["corrected"]) in runtime.context.category_ids:
        corrected = _classification(state, ((category, 1.0),), found.urgency, CORRECTED)
        return {"classification": corrected}
    return {"classification": found}


def _is_sound(answer: SaidChoice, deps: Dependencies) -> bool:
    return answer.category in deps.category_ids and 0 <= answer.confidence <= 1


def _settled(state: State, deps: Dependencies) -> Classification:
    answer, guessed = state["answer"], state["guess"]
    if answer is None:
        return _guessed(state)
    if not _is_sound(answer, deps):
        reason = "Réponse du modèle hors de la liste, écartée ; mots du ticket."
        return _classification(state, guessed.ranked, state["urgency"], reason)
    others = (other for other in guessed.ranked if other[0] != answer.category)
    ranked = ((answer.category, answer.confidence), *others)
    urgency = max(answer.urgency, state["urgency"], key=_URGENCIES.index)
    return _classification(state, ranked, urgency, "Lu par un modèle.")


def _guessed(state: State) -> Classification:
    """File a ticket by its words alone."""
    guessed = state["guess"]
    reason = "Mots du ticket."
    if not guessed.sure:
        reason = "Peu sûr : les mots du ticket vont à plusieurs catégories."
    return _classification(state, guessed.ranked, state["urgency"], reason)


def _classification(
    state: State,
    ranked: tuple[tuple[str, float], ...],
    urgency: Urgency,
    reason: str,
) -> Classification:
    """Put a classification together; a danger is as urgent as can be, a grief at least `haute`."""
    verdict, alarm = state["verdict"], state["alarm"]
    if alarm:
        least = Urgency.HAUTE if alarm.kind is Danger.GRIEF else Urgency.CRITIQUE
        urgency = max(urgency, least, key=_URGENCIES.index)
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
        asked=state.get("asked", ()),
    )
