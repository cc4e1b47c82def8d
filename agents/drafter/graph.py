"""Drafts a letter: from templates, guarded; then a model may say it better, guarded, mended once.

decide -> write -> check the template's letter -> improve -> guard -> (improve again) -> conclude
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime

from agents.checker.state import Checked
from agents.classifier.refusal import judge
from agents.classifier.refusal import sentences as sentences_of
from agents.classifier.sender import IMPOSTOR
from agents.dependencies import Dependencies
from agents.drafter import citing, guards, wording
from agents.drafter.attribution import passage_text, request_text
from agents.drafter.blocks import blocks_of
from agents.drafter.contradiction import contradictions, with_warnings
from agents.drafter.embedded import verdict_openings, write_body
from agents.drafter.first_letter import grief_in
from agents.drafter.guards.evidence import Letter
from agents.drafter.letter_outcome import in_letter, outcome_of, to_ask
from agents.drafter.quotable import (
    near_passages,
    official_passages,
    quotable_articles,
    quoting_floor,
)
from agents.drafter.state import ASKED, EXACT, TO_MEND, ModelLetter, State, system_prompt
from agents.drafter.verdicts.said_verdicts import DEPENDS, NON, OUI, verdict_words
from agents.gateway.model_answer import ModelFailure
from agents.privacy.patterns import same_placeholders
from agents.privacy.pseudonyms import Pseudonyms
from agents.understand.mail.message import request_of
from cases.folding import MAX_TICKET, visible
from cases.model import Classification, Draft, Outcome, Ticket
from cases.model_call import ModelCall
from statute.french import day

_WRITTEN_BY_MODELS = frozenset({Outcome.ANSWER, Outcome.ASK})
_MAX_TRIES = 2


async def draft_letter(
    ticket: Ticket,
    classification: Classification,
    checked: Checked,
    deps: Dependencies,
) -> tuple[Draft, tuple[ModelCall, ...]]:
    """Draft the reply to a ticket; never fails because a model does."""
    start = {"ticket": ticket, "classification": classification, "checked": checked}
    done = await GRAPH.ainvoke(start, context=deps)
    return done["draft"], done["calls"]


def decide(state: State) -> State:
    """Decide what the letter does; tell where a text of the town contradicts a rule.

    Nothing that was found is told to a person in danger.
    """
    in_danger = state["classification"].danger is not None
    checked = _bare(state["checked"]) if in_danger else with_warnings(state["checked"])
    outcome = outcome_of(state["ticket"], state["classification"], checked)
    start: State = {"tries": 0, "calls": (), "set_aside": (), "model_body": None}
    return {"outcome": outcome, "checked": checked, **start}


def write(state: State, runtime: Runtime[Dependencies]) -> State:
    """Write the template's letter: what every other is measured against.

    Handed over for a contradiction, it takes neither side.
    """
    deps, checked = runtime.context, state["checked"]
    if state["outcome"] is Outcome.HAND_OVER and contradictions(checked):
        checked = replace(checked, findings=())
    ticket, classification = state["ticket"], state["classification"]
    body = write_body(state["outcome"], ticket, classification, checked, deps)
    return {"template_body": body}


def check_template(state: State, runtime: Runtime[Dependencies]) -> State:
    """Compare the template's letter with its sources; one that fails is handed over, bare."""
    deps = runtime.context
    faults = guards.template_failures(template_letter(state, deps))
    if not faults:
        return {}
    ticket, classification = state["ticket"], state["classification"]
    body = write_body(Outcome.HAND_OVER, ticket, classification, _bare(state["checked"]), deps)
    return {"outcome": Outcome.HAND_OVER, "template_body": body, "set_aside": faults}


def is_a_model_wanted(
    state: State, runtime: Runtime[Dependencies]
) -> Literal["improve", "conclude"]:
    """Let a model write only answers and questions, and only where one serves."""
    serves = runtime.context.gateway.serves("drafter", sensitive=state["classification"].sensitive)
    return "improve" if serves and state["outcome"] in _WRITTEN_BY_MODELS else "conclude"


async def improve(state: State, runtime: Runtime[Dependencies]) -> State:
    """Ask a model to say the template's letter better, telling it what went wrong before."""
    hide = Pseudonyms.for_ticket(state["ticket"])
    draft = hide.hide(state["template_body"])
    tries = state["tries"] + 1
    try:
        written, call = await runtime.context.gateway.ask(
            "drafter",
            system=system_prompt(),
            user=_question(state),
            answer=ModelLetter,
            hide=hide,
            sensitive=state["classification"].sensitive,
        )
    except ModelFailure as failure:
        aside = (*state["set_aside"], f"Le modèle n’a pas répondu utilement ({failure}).")
        return {"model_body": None, "failures": (), "tries": _MAX_TRIES, "set_aside": aside}
    kept = same_placeholders(draft, written.body)
    return {
        "model_body": citing.with_its_texts(hide.restore(written.body), state["template_body"]),
        "failures": () if kept else ("Repères de données personnelles altérés.",),
        "tries": tries,
        "calls": (*state["calls"], call),
    }


def guard(state: State, runtime: Runtime[Dependencies]) -> State:
    """Compare a model's letter with the evidence; set it aside when it fails."""
    if state["model_body"] is None:
        return {}
    text = wording.put_together(state["model_body"], state["ticket"], runtime.context.letterhead)
    faults = (*state["failures"], *guards.failures(letter_of(state, text, runtime.context)))
    if not faults:
        return {"failures": ()}
    return {"failures": faults, "set_aside": (*state["set_aside"], *faults), "model_body": None}


def letter_of(state: State, text: str, deps: Dependencies) -> Letter:
    """Set a letter beside everything it may repeat."""
    ticket, head = state["ticket"], deps.letterhead
    checked = in_letter(state["checked"], ticket)
    quoted = (*checked.passages, *quotable_articles(checked))
    words = verdict_words(checked, ticket)
    openings = set(verdict_openings(checked, ticket).values())
    carried = [
        *(
            f"{finding.title}\n{finding.answer}\n{citing.cite(finding.citations)}\n"
            f"{' '.join(finding.facts.values())}\n{day(finding.on)}"
            for finding in checked.findings
        ),
        wording.salutation(ticket),
        wording.about(ticket).subject,
        day(ticket.received_at.date()),
        day(checked.on),
        *wording.questions(checked.missing_facts),
        wording.facts_told(checked.findings),
        wording.ordinals(len(checked.questions)),
        *(head.town, head.signature, head.contact, head.notice),
    ]
    return Letter(
        text=text,
        outcome=state["outcome"],
        findings=checked.findings,
        carried="\n".join(carried),
        ours=head.contact,
        texts="\n".join(map(passage_text, quoted)),
        exact=wording.put_together(state["template_body"], ticket, head),
        courtesies=wording.courtesies(ticket),
        verdicts=tuple(
            (block.findings[0], word)
            for block in blocks_of(checked)
            if (word := words.get(block.place))
        ),
        verdict_lines=frozenset(openings | set(map(wording.said_above, openings)))
        - {OUI, NON, DEPENDS},
        named="\n".join(f"{deps.procedures.title_of(p)}\n{p.heading}" for p in quoted),
        asked=judge(request_of(ticket)).honest,
        unsaid=(system_prompt(), *_orders_in(ticket)),
    )


def template_letter(state: State, deps: Dependencies) -> Letter:
    """Set the letter written without a model beside its sources: it proves nothing by itself."""
    letter = letter_of(state, "", deps)
    count = wording.count_of(state["checked"].missing_facts)
    named = grief_in(state["ticket"]).name
    ours = f"{letter.carried}\n{count}\n{named}\n{wording.standing_text()}"
    return replace(letter, text=letter.exact, carried=ours, exact="", asked="")


def _orders_in(ticket: Ticket) -> Iterator[str]:
    """Find the sentences of a ticket and of its files that are orders to the machine."""
    for text in (request_text(ticket), *(file.text for file in ticket.attached if file.text)):
        honest, at = judge(text).honest, 0
        for sentence in sentences_of(visible(text[:MAX_TICKET])):
            if honest.startswith(sentence, at):
                at += len(sentence)
            else:
                yield sentence


def is_a_repair_due(state: State) -> Literal["improve", "conclude"]:
    """Give a model one chance to mend its letter, then keep the template's."""
    failed = state["model_body"] is None and bool(state["failures"])
    return "improve" if failed and state["tries"] < _MAX_TRIES else "conclude"


def conclude(state: State, runtime: Runtime[Dependencies]) -> State:
    """Put the draft together with its evidence."""
    checked, outcome, by_model = state["checked"], state["outcome"], state["model_body"]
    body = by_model or state["template_body"]
    rests_on_evidence = outcome is not Outcome.HAND_OVER or contradictions(checked)
    missing = to_ask(outcome, state["ticket"], checked) if outcome in _WRITTEN_BY_MODELS else ()
    quotable = near_passages(checked.passages, quoting_floor(checked.findings))
    letter = wording.put_together(body, state["ticket"], runtime.context.letterhead)
    # Nobody answers an impostor: the draft is a word to the officer, without greeting.
    to_officer = state["classification"].refusal == IMPOSTOR and outcome is Outcome.REFUSE
    draft = Draft(
        outcome=outcome,
        text=body if to_officer else letter,
        findings=(*checked.findings, *checked.suggested),
        questions=checked.questions,
        passages=(*(quotable if rests_on_evidence else ()), *official_passages(outcome, checked)),
        missing_facts=missing,
        written_by=state["calls"][-1].route if by_model else "template",
        guard_failures=tuple(dict.fromkeys(state["set_aside"])),
        ticket_version=state["ticket"].version,
        on=checked.on,
        on_read_in=checked.on_read_in,
        doubts=checked.doubts,
    )
    return {"draft": draft}


def _bare(checked: Checked) -> Checked:
    return replace(checked, findings=(), suggested=(), passages=(), official=(), missing_facts=())


def _question(state: State) -> str:
    question = judge(request_of(state["ticket"])).honest[:6000]
    parts = [f"{ASKED}\n{question}", f"{EXACT}\n{state['template_body']}"]
    if state["set_aside"]:
        # Each kind of fault once: what follows it quotes a letter whose names were restored.
        kinds = dict.fromkeys(fault.partition(" : ")[0] for fault in state["set_aside"])
        parts.append("\n".join((TO_MEND, *kinds)))
    return "\n\n".join(parts)


_steps = StateGraph(State, context_schema=Dependencies)
_steps.add_node("decide", decide)
_steps.add_node("write", write)
_steps.add_node("check_template", check_template)
_steps.add_node("improve", improve)
_steps.add_node("guard", guard)
_steps.add_node("conclude", conclude)
_steps.add_edge(START, "decide")
_steps.add_edge("decide", "write")
_steps.add_edge("write", "check_template")
_steps.add_conditional_edges("check_template", is_a_model_wanted)
_steps.add_edge("improve", "guard")
_steps.add_conditional_edges("guard", is_a_repair_due)
_steps.add_edge("conclude", END)
GRAPH: Any = _steps.compile()
