"""The checker's graph: the day, the facts, the rules, their answers, the texts."""

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime

from agents.checker.apply_rule import Applying, warning_of
from agents.checker.asked_questions import Ranked, asked_in
from agents.checker.fact_origins import (
    NOTHING_CORRECTED,
    as_corrected,
    corrected_day,
    doubt_of,
    find_words,
    origin_of_fact,
    with_corrections,
)
from agents.checker.open_facts import to_ask, with_open_facts
from agents.checker.passages import MOST_EXTRACTS, for_their_status, proper_way, with_warning
from agents.checker.reader import ROLE, facts_wanted, read_with_model
from agents.checker.rule_choice import as_chosen, choose
from agents.checker.shown_steps import with_steps
from agents.checker.state import Checked, CheckState, Corrected
from agents.classifier.refusal import judge
from agents.dependencies import Dependencies
from agents.gateway.model_gateway import encoder_of
from agents.understand.facts.career import another_regime, days_of_the_facts, words_of_the_day
from agents.understand.language import is_foreign
from agents.understand.mail.message import request_of
from agents.understand.questions import questions_of
from agents.understand.read_facts import (
    UNSEEN,
    disputed_in,
    facts_attached,
    merge_readings,
    read_facts,
)
from cases.model import Classification, Finding, Question, Ticket
from knowledge.vocabulary import content_words
from statute.french import simplify

LONGEST_TEXT = 20_000
"""Characters read of a request: twenty times the longest honest one seen."""
_READ_FOR = 2
"""Rules of each question whose facts a model is asked for."""
_FEWEST_WORDS = 4
"""Telling words: two or three name a matter and ask nothing certain of it."""
_TOO_SHORT = "La demande est trop courte pour savoir si cet article y répond."


async def check(
    ticket: Ticket,
    classification: Classification,
    deps: Dependencies,
    corrected: Corrected = NOTHING_CORRECTED,
) -> Checked:
    """Say what the statute and the local procedures answer; `missing_facts` are ids of FACTS.

    What is `corrected` counts, whatever the ticket or a file says. A ticket that must be refused is
    given no findings, and of the texts only the proper way that they say for what it asks. A
    person in danger is told of no rule and of no text, nor is one who does not write in French.
    """
    received = ticket.received_at.date()
    if classification.danger:
        return Checked((), (), (), (), received)
    if classification.refusal:
        passages = proper_way(classification.refusal, received, deps.procedures)
        return Checked((), passages, (), (), received)
    text = UNSEEN.sub(" ", request_of(ticket)[:LONGEST_TEXT])
    if is_foreign(text):
        return Checked((), (), (), (), received)
    state = await _graph().ainvoke(
        {
            "ticket": ticket,
            "classification": classification,
            "corrected": corrected,
            "text": text,
        },
        context=deps,
    )
    return Checked(
        findings=state["findings"],
        passages=state["passages"],
        missing_facts=to_ask(state["findings"]),
        calls=state["calls"],
        on=state["days"][0],
        facts=state["facts"],
        official=state["official"],
        on_read_in=state["on_read_in"],
        questions=state["questions"],
        suggested=state["suggested"],
        doubts=state["doubts"],
    )


@lru_cache(maxsize=1)
def _graph() -> Any:  # noqa: ANN401  # LangGraph's compiled type has five parameters of its own
    graph = StateGraph(CheckState, context_schema=Dependencies)
    steps = (find_day, read, rank_rules, answer_questions, search_procedures, search_official)
    for step in steps:
        graph.add_node(step.__name__, step)
    names = [START, *(step.__name__ for step in steps), END]
    for before, after in pairwise(names):
        graph.add_edge(before, after)
    return graph.compile()


def find_day(state: CheckState) -> CheckState:
    """Find the day of the facts and the other days they may concern; a corrected one is alone."""
    ticket, plain = state["ticket"], simplify(state["text"])
    received = ticket.received_at.date()
    if corrected := corrected_day(state["corrected"], received):
        return corrected
    days = days_of_the_facts(plain, received)
    words = words_of_the_day(plain, received)
    found = find_words(ticket, words, days[0].isoformat()) if words else None
    return {"days": days, "on_read_in": found}


async def read(state: CheckState, runtime: Runtime[Dependencies]) -> CheckState:
    """Read the facts, with the embedded reader and with a model where one serves.

    The model is asked for the facts of the rules that the ticket asks for; where the readings
    disagree, the fact is not known and the officer is told. Files are read by the embedded one
    alone: no model is shown what was attached. An order to the machine tells no fact.
    """
    ticket, text, corrected = state["ticket"], state["text"], state["corrected"]
    plain = simplify(judge(text).honest)
    embedded = read_facts(plain, ticket.received_at.date(), state["days"][0])
    sensitive, gateway = state["classification"].sensitive, runtime.context.gateway
    wanted: tuple[str, ...] = ()
    if gateway.serves(ROLE, sensitive=sensitive):
        asked = judge(as_corrected(text, embedded, corrected)).honest
        ranked = _ranked(asked, state, runtime.context)
        likely = [one.rule for each in ranked if each.answered for one in each.rules[:_READ_FOR]]
        wanted = facts_wanted(tuple(dict.fromkeys(likely)), embedded)
    from_model, calls = await read_with_model(gateway, ticket, text, wanted, sensitive=sensitive)
    readings = (*embedded, *from_model, *facts_attached(ticket, state["days"][0]))
    facts = merge_readings(readings)
    return {
        "facts": with_corrections(facts, corrected),
        "doubts": tuple(
            doubt_of(one, other)
            for one, other in disputed_in(readings)
            if one.fact not in corrected
        ),
        "asked": judge(as_corrected(text, facts, corrected)).honest,
        "calls": calls,
    }


def rank_rules(state: CheckState, runtime: Runtime[Dependencies]) -> CheckState:
    """List the questions of the ticket, and the rules that each asks for, likeliest first.

    Those that a model listed and chose come first; others follow, where what it chose says nothing
    of these facts.
    """
    asked = state["asked"]
    ranked = _ranked(asked, state, runtime.context)
    return {"questions": _questions(asked, state["classification"]), "ranked": ranked}


def _questions(asked: str, classification: Classification) -> tuple[Question, ...]:
    """List the questions that a model found, else those that are read in the words."""
    return classification.asked or questions_of(asked)


def _ranked(asked: str, state: CheckState, deps: Dependencies) -> tuple[Ranked, ...]:
    if another_regime(simplify(state["text"])):
        return ()
    classification, days = state["classification"], state["days"]
    listed = asked_in(asked, _questions(asked, classification))
    ranked = deps.relevance.rank(listed, days, classification)
    if not classification.asked:
        return ranked
    chosen = zip(ranked, classification.asked, strict=True)
    return tuple(as_chosen(one, each.rules, deps.book, days) for one, each in chosen)


def answer_questions(state: CheckState, runtime: Runtime[Dependencies]) -> CheckState:
    """Choose the rules of each question by what they say of the facts; name what is to be asked."""
    deps, received = runtime.context, state["ticket"].received_at.date()
    facts = {**deps.of_town, **{fact.fact: fact.value for fact in state["facts"]}}
    on = Applying(deps.book, facts, state["days"], received, deps.today or received)
    chosen = choose(state["ranked"], deps.relevance.weights.second_from, on.apply)
    questions = state["questions"]
    findings = []
    for finding in chosen.findings:
        answered = [questions[place] for place in finding.answers]
        asked = with_open_facts(finding, on, answered, state["text"])
        findings.append(with_steps(asked, answered))
    return {
        "findings": tuple(_of_this_ticket(finding, state, deps) for finding in findings),
        "suggested": tuple(_of_this_ticket(one, state, deps) for one in chosen.suggested),
    }


def _of_this_ticket(finding: Finding, state: CheckState, deps: Dependencies) -> Finding:
    """Say of which day the law is, where each fact was read, and what an officer must beware of."""
    ticket = state["ticket"]
    received = ticket.received_at.date()
    read_in = {
        fact.fact: origin_of_fact(fact, ticket)
        for fact in state["facts"]
        if fact.fact in finding.facts
    }
    changed = deps.changed.get(finding.rule, "")
    return replace(
        finding,
        on_is_written=state["days"][0] != received,
        read_in=read_in,
        warning=warning_of(finding, read_in, received, changed, deps.rules_age_after_days),
    )


def search_procedures(state: CheckState, runtime: Runtime[Dependencies]) -> CheckState:
    """Search the local procedures in force on the day of the facts; keep quotes that are there."""
    procedures, on = runtime.context.procedures, state["days"][0]
    sensitive = state["classification"].sensitive
    encoder = encoder_of(runtime.context.gateway, state["ticket"], sensitive=sensitive)
    found = procedures.search(state["text"], on, MOST_EXTRACTS, encoder)
    theirs = for_their_status(found, state["facts"])
    return {"passages": tuple(filter(procedures.quote_is_in, theirs))}


async def search_official(state: CheckState, runtime: Runtime[Dependencies]) -> CheckState:
    """Search the official texts of the day of the facts; keep quotes that are there."""
    if state["findings"] or another_regime(simplify(state["text"])):
        return {"official": ()}
    texts, (on, *_) = runtime.context.official, state["days"]
    received = state["ticket"].received_at.date()
    asked = judge(state["text"]).honest
    found = [one for one in await texts.search(asked, on) if await texts.quote_is_in(one.passage)]
    passages = (with_warning(one, on, received, runtime.context.book) for one in found)
    if len(content_words(asked).split()) < _FEWEST_WORDS:
        passages = (replace(one, warning=one.warning or _TOO_SHORT) for one in passages)
    return {"official": tuple(passages)}
