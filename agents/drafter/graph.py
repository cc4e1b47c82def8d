"""decide -> write from the template, guarded -> let a model say it better, guarded, mended once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime

from agents.checker.state import Checked
from agents.classifier.refusal import judge
from agents.door import ModelFailure
from agents.drafter import guards
from agents.drafter.articles import shown
from agents.drafter.contradiction import contradictions, warned
from agents.drafter.embedded import put_together, write_body
from agents.drafter.evidence import letter_of, template_letter
from agents.drafter.floors import floor_beside, near_enough
from agents.drafter.outcome import outcome_of, to_ask
from agents.drafter.prompt import ASKED, EXACT, TO_MEND, system_prompt
from agents.drafter.state import ModelLetter, State
from agents.privacy import Pseudonyms, same_placeholders
from agents.team import Team
from cases.model import Draft, Outcome

_WRITTEN_BY_MODELS = frozenset({Outcome.ANSWER, Outcome.ASK})
_MAX_TRIES = 2


def decide(state: State) -> State:
    """Decide what the letter does; tell where a text of the town contradicts a rule.

    Nothing that was found is told to a person in danger.
    """
    in_danger = state["classification"].danger is not None
    checked = _bare(state["checked"]) if in_danger else warned(state["checked"])
    outcome = outcome_of(state["ticket"], state["classification"], checked)
    start: State = {"tries": 0, "calls": (), "set_aside": (), "model_body": None}
    return {"outcome": outcome, "checked": checked, **start}


def write(state: State, runtime: Runtime[Team]) -> State:
    """Write the template's letter: what every other is measured against.

    Handed over for a contradiction, it takes neither side.
    """
    team, checked = runtime.context, state["checked"]
    if state["outcome"] is Outcome.HAND_OVER and contradictions(checked):
        checked = replace(checked, findings=())
    body = write_body(
        state["outcome"],
        state["ticket"],
        state["classification"],
        checked,
        team,
    )
    return {"template_body": body}


def hold(state: State, runtime: Runtime[Team]) -> State:
    """Hold the template's letter against its sources; one that fails is handed over, bare."""
    team = runtime.context
    found = guards.template_failures(template_letter(state, team))
    if not found:
        return {}
    ticket, classification = state["ticket"], state["classification"]
    body = write_body(Outcome.HAND_OVER, ticket, classification, _bare(state["checked"]), team)
    return {"outcome": Outcome.HAND_OVER, "template_body": body, "set_aside": found}


def is_a_model_wanted(state: State, runtime: Runtime[Team]) -> Literal["improve", "conclude"]:
    """Let a model write only answers and questions, and only where one serves."""
    serves = runtime.context.door.serves("drafter", sensitive=state["classification"].sensitive)
    return "improve" if serves and state["outcome"] in _WRITTEN_BY_MODELS else "conclude"


async def improve(state: State, runtime: Runtime[Team]) -> State:
    """Ask a model to say the template's letter better, telling it what went wrong before."""
    hide = Pseudonyms.for_ticket(state["ticket"])
    draft = hide.hide(state["template_body"])
    tries = state["tries"] + 1
    try:
        said, call = await runtime.context.door.ask(
            "drafter",
            system=system_prompt(),
            user=_asked(state),
            answer=ModelLetter,
            hide=hide,
            sensitive=state["classification"].sensitive,
        )
    except ModelFailure as failure:
        aside = (*state["set_aside"], f"Le modèle n’a pas répondu utilement ({failure}).")
        return {"model_body": None, "failures": (), "tries": _MAX_TRIES, "set_aside": aside}
    lost = (
        () if same_placeholders(draft, said.body) else ("Repères de données personnelles altérés.",)
    )
    return {
        "model_body": hide.restore(said.body),
        "failures": lost,
        "tries": tries,
        "calls": (*state["calls"], call),
    }


def guard(state: State, runtime: Runtime[Team]) -> State:
    """Hold a model's letter against the evidence; set it aside when it fails."""
    if state["model_body"] is None:
        return {}
    text = put_together(state["model_body"], state["ticket"], runtime.context.letterhead)
    found = (*state["failures"], *guards.failures(letter_of(state, text, runtime.context)))
    if not found:
        return {"failures": ()}
    return {"failures": found, "set_aside": (*state["set_aside"], *found), "model_body": None}


def is_a_repair_due(state: State) -> Literal["improve", "conclude"]:
    """Give a model one chance to mend its letter, then keep the template's."""
    failed = state["model_body"] is None and bool(state["failures"])
    return "improve" if failed and state["tries"] < _MAX_TRIES else "conclude"


def conclude(state: State, runtime: Runtime[Team]) -> State:
    """Put the draft together with its evidence."""
    checked, by_model = state["checked"], state["model_body"]
    body = by_model or state["template_body"]
    rests_on_evidence = state["outcome"] is not Outcome.HAND_OVER or contradictions(checked)
    outcome = state["outcome"]
    asked = to_ask(outcome, state["ticket"], checked) if outcome in _WRITTEN_BY_MODELS else ()
    quotable = near_enough(checked.passages, floor_beside(checked.findings))
    draft = Draft(
        outcome=outcome,
        text=put_together(body, state["ticket"], runtime.context.letterhead),
        findings=checked.findings,
        passages=(*(quotable if rests_on_evidence else ()), *shown(outcome, checked)),
        missing_facts=asked,
        written_by=state["calls"][-1].route if by_model else "template",
        guard_failures=tuple(dict.fromkeys(state["set_aside"])),
        ticket_version=state["ticket"].version,
        on=checked.on,
        on_read_in=checked.on_read_in,
    )
    return {"draft": draft}


def _bare(checked: Checked) -> Checked:
    return replace(checked, findings=(), passages=(), official=(), missing_facts=())


def _asked(state: State) -> str:
    question = judge(f"{state['ticket'].subject}\n{state['ticket'].text}").honest[:6000]
    parts = [f"{ASKED}\n{question}", f"{EXACT}\n{state['template_body']}"]
    if state["set_aside"]:
        parts.append("\n".join((TO_MEND, *_faults(state["set_aside"]))))
    return "\n\n".join(parts)


def _faults(set_aside: tuple[str, ...]) -> Iterator[str]:
    """Name each kind of fault once: what follows it quotes a letter whose names were restored."""
    yield from dict.fromkeys(said.partition(" : ")[0] for said in set_aside)


def _compile() -> Any:  # noqa: ANN401 - LangGraph's compiled type has four parameters we never use
    steps = StateGraph(State, context_schema=Team)
    steps.add_node("decide", decide)
    steps.add_node("write", write)
    steps.add_node("hold", hold)
    steps.add_node("improve", improve)
    steps.add_node("guard", guard)
    steps.add_node("conclude", conclude)
    steps.add_edge(START, "decide")
    steps.add_edge("decide", "write")
    steps.add_edge("write", "hold")
    steps.add_conditional_edges("hold", is_a_model_wanted)
    steps.add_edge("improve", "guard")
    steps.add_conditional_edges("guard", is_a_repair_due)
    steps.add_edge("conclude", END)
    return steps.compile()


GRAPH = _compile()
