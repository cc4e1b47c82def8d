"""The checker's graph: the day, the facts, the rules, their answers, the local procedures."""

from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from langgraph.graph import END, START, StateGraph

from agents.checker.career import another_regime
from agents.checker.day import days_of_the_facts
from agents.checker.embedded import read_facts
from agents.checker.reader import read_with_model, together
from agents.checker.state import Checked, CheckState, Team, missing_in
from cases.model import Classification, Finding, Ticket
from statute.book import Book
from statute.facts import Facts
from statute.plain import simplify
from statute.rule import Rule

LONGEST_TEXT = 20_000
"""Characters read of one ticket: beyond, a mail is a thread pasted whole."""

_LIKELY_FROM = 0.2


async def check(ticket: Ticket, classification: Classification, team: Team) -> Checked:
    """Say what the statute and the local procedures answer; `missing_facts` are ids of FACTS.

    A ticket that must be refused is given neither findings nor passages.
    """
    received = ticket.received_at.date()
    if classification.refusal:
        return Checked((), (), (), (), received)
    state = await _graph().ainvoke(
        {
            "ticket": ticket,
            "classification": classification,
            "team": team,
            "text": f"{ticket.subject}\n\n{ticket.text}"[:LONGEST_TEXT],
        },
    )
    return Checked(
        findings=state["findings"],
        passages=state["passages"],
        missing_facts=missing_in(state["findings"]),
        calls=state["calls"],
        on=state["days"][0],
        facts=state["facts"],
    )


@lru_cache(maxsize=1)
def _graph() -> Any:  # noqa: ANN401  # LangGraph's compiled type has five parameters of its own
    graph = StateGraph(CheckState)
    steps = (find_day, read, select_rules, apply_rules, search_procedures)
    for step in steps:
        graph.add_node(step.__name__, step)
    names = [START, *(step.__name__ for step in steps), END]
    for before, after in pairwise(names):
        graph.add_edge(before, after)
    return graph.compile()


def find_day(state: CheckState) -> CheckState:
    """Find the day of the facts and the other days they may concern."""
    received = state["ticket"].received_at.date()
    return {"days": days_of_the_facts(simplify(state["text"]), received)}


async def read(state: CheckState) -> CheckState:
    """Read the facts, with the embedded reader and with a model where one serves."""
    ticket, text = state["ticket"], state["text"]
    plain = simplify(text)
    embedded = read_facts(plain, ticket.received_at.date(), state["days"][0])
    from_model, calls = await read_with_model(
        state["team"].door, ticket, text, sensitive=state["classification"].sensitive
    )
    return {"facts": together(embedded, from_model), "calls": calls}


def select_rules(state: CheckState) -> CheckState:
    """Select the rules the ticket asks for; likely categories help, none excludes."""
    if another_regime(simplify(state["text"])):
        return {"rules": ()}
    likely = likely_categories(state["classification"])
    rules = state["team"].book.asked_in(state["text"], state["days"][0], likely)
    return {"rules": rules}


def apply_rules(state: CheckState) -> CheckState:
    """Apply the selected rules to the facts."""
    facts: Facts = {fact.fact: fact.value for fact in state["facts"]}
    book, days = state["team"].book, state["days"]
    answers = [_apply(rule, facts, book, days) for rule in state["rules"]]
    return {"findings": tuple(finding for finding in answers if finding)}


def search_procedures(state: CheckState) -> CheckState:
    """Search the local procedures in force on the day of the facts; keep quotes that are there."""
    procedures = state["team"].procedures
    found = procedures.search(state["text"], state["days"][0])
    return {"passages": tuple(passage for passage in found if procedures.quote_is_in(passage))}


def likely_categories(classification: Classification) -> tuple[str, ...]:
    """Give the categories a ticket may well be of, the first included."""
    others = (name for name, share in classification.alternatives if share >= _LIKELY_FROM)
    return (classification.category, *others)


def _apply(rule: Rule[Any], facts: Facts, book: Book, days: tuple[date, ...]) -> Finding | None:
    """Answer, unless the facts may fall under two versions of the rule: then ask for the day."""
    finding = rule.apply(facts, days[0])
    if finding and any(book.version(rule.id, day) is not rule for day in days[1:]):
        return rule.undecided(facts, days[0], ("jour_des_faits",))
    return finding
