"""detect -> guess -> ask the model, where one serves -> settle."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime

from agents.classifier.attached import judge_with_files, unread_in
from agents.classifier.danger import Alarm, alarm_in
from agents.classifier.refusal import IGNORED
from agents.classifier.sensitivity import PRIVATE, is_sensitive, signs_in
from agents.classifier.state import ModelAnswer, State
from agents.classifier.urgency import urgency_of
from agents.door import ModelFailure
from agents.privacy import Pseudonyms
from agents.team import Team
from cases.model import Classification, Danger, Urgency

CONFLICT = "discipline-conflit"
CORRECTED = "Corrigée par une personne."
_TOP = 3
_URGENCIES = list(Urgency)


def detect(state: State) -> State:
    """Read danger, refusal and urgency by rules alone: no model has a say in them."""
    ticket = state["ticket"]
    text = f"{ticket.subject}\n{ticket.text}"
    signs, alarm = signs_in(ticket), alarm_in(ticket)
    return {
        "signs": signs,
        "alarm": alarm,
        "verdict": judge_with_files(text, (f.text for f in ticket.attached if f.text)),
        "urgency": _raised(urgency_of(text, signs, ticket.received_at.date()), alarm),
    }


def _raised(urgency: Urgency, alarm: Alarm | None) -> Urgency:
    """Raise the urgency of a danger to the highest, that of a grief to the second at least."""
    if alarm is None:
        return urgency
    least = Urgency.HAUTE if alarm.kind is Danger.GRIEF else Urgency.CRITIQUE
    return max(urgency, least, key=_URGENCIES.index)


def guess(state: State, runtime: Runtime[Team]) -> State:
    """Guess the category from the honest part of the text."""
    made = runtime.context.classifier.guess(state["verdict"].honest)
    certain = state["alarm"] or unread_in(state["ticket"]) or state["corrected"] in PRIVATE
    return {"guess": made, "sensitive": bool(certain) or is_sensitive(made, state["signs"])}


async def ask_model(state: State, runtime: Runtime[Team]) -> State:
    """Ask the model of this role; a failure of any kind leaves the embedded guess."""
    team = runtime.context
    ticket = state["ticket"]
    if not team.door.serves("classifier", sensitive=state["sensitive"]):
        return {"said": None, "calls": ()}
    try:
        said, call = await team.door.ask(
            "classifier",
            system=_prompt().replace("{categories}", _listed(team)),
            user=state["verdict"].honest,
            answer=ModelAnswer,
            hide=Pseudonyms.for_ticket(ticket),
            sensitive=state["sensitive"],
        )
    except ModelFailure:
        return {"said": None, "calls": ()}
    return {"said": said, "calls": (call,)}


def settle(state: State, runtime: Runtime[Team]) -> State:
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
    said = state["said"]
    if said is None or not _is_sound(said, known):
        return _embedded(state)
    others = sorted(((a.category, a.confidence) for a in said.alternatives), key=lambda a: -a[1])
    ranked = ((said.category, said.confidence), *(o for o in others if o[0] != said.category))
    urgency = max(said.urgency, state["urgency"], key=_URGENCIES.index)
    reason = Pseudonyms.for_ticket(state["ticket"]).hide(said.reason)
    return _classification(state, ranked, urgency, f"Modèle : {reason}")


def _is_sound(said: ModelAnswer, allowed: set[str]) -> bool:
    named = [(said.category, said.confidence)]
    named += [(a.category, a.confidence) for a in said.alternatives]
    return all(category in allowed and 0 <= share <= 1 for category, share in named)


def _embedded(state: State) -> Classification:
    ranked = state["guess"].ranked
    if state["said"] is not None:
        reason = "Réponse du modèle hors de la liste, écartée ; mots du ticket."
    elif not state["guess"].sure:
        reason = "Peu sûr : les mots du ticket vont à plusieurs catégories."
    else:
        reason = "Mots du ticket."
    return _classification(state, ranked, state["urgency"], reason)


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


def _listed(team: Team) -> str:
    return "\n".join(f"- {category.id} : {category.label}" for category in team.categories)


@cache
def _prompt() -> str:
    return Path(__file__).with_name("prompt.md").read_text(encoding="utf-8")


def _compile() -> Any:  # noqa: ANN401 - LangGraph's compiled type has four parameters we never use
    steps = StateGraph(State, context_schema=Team)
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


GRAPH = _compile()
