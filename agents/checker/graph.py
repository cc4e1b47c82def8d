"""The checker's graph: the day, the facts, the rules, their answers, the texts."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from langgraph.graph import END, START, StateGraph

from agents.checker.attached import facts_attached, lent
from agents.checker.corrected import (
    NOTHING_CORRECTED,
    as_corrected,
    corrected_day,
    with_corrections,
)
from agents.checker.embedded import UNSEEN, read_facts
from agents.checker.facts.career import another_regime
from agents.checker.facts.day import days_of_the_facts, words_of_the_day
from agents.checker.local import proper_way, search_procedures
from agents.checker.official import search_official
from agents.checker.reader import ROLE, facts_wanted, read_with_model, together
from agents.checker.state import Checked, CheckState, Corrected, FactRead, Team, missing_in
from agents.checker.words import read_in, words_in
from agents.classifier.refusal import judge
from cases.model import Classification, Finding, FindingOutcome, Ticket
from statute.book import Book
from statute.facts import Facts
from statute.french import day
from statute.plain import simplify
from statute.rule import Rule

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")

LONGEST_TEXT = 20_000
"""Characters read of one ticket: beyond, a mail is a thread pasted whole."""


async def check(
    ticket: Ticket,
    classification: Classification,
    team: Team,
    corrected: Corrected = NOTHING_CORRECTED,
) -> Checked:
    """Say what the statute and the local procedures answer; `missing_facts` are ids of FACTS.

    What is `corrected` counts, whatever the ticket or a file says. A ticket that must be refused is
    given no findings, and of the texts only the proper way that they say for what it asks. A
    person in danger is told of no rule and of no text.
    """
    received = ticket.received_at.date()
    if classification.danger:
        return Checked((), (), (), (), received)
    if classification.refusal:
        passages = proper_way(classification.refusal, received, team.procedures)
        return Checked((), passages, (), (), received)
    state = await _graph().ainvoke(
        {
            "ticket": ticket,
            "classification": classification,
            "team": team,
            "corrected": corrected,
            "text": UNSEEN.sub(" ", f"{ticket.subject}\n\n{ticket.text}"[:LONGEST_TEXT]),
        },
    )
    return Checked(
        findings=state["findings"],
        passages=state["passages"],
        missing_facts=missing_in(state["findings"]),
        calls=state["calls"],
        on=state["days"][0],
        facts=state["facts"],
        official=state["official"],
        on_read_in=state["on_read_in"],
    )


@lru_cache(maxsize=1)
def _graph() -> Any:  # noqa: ANN401  # LangGraph's compiled type has five parameters of its own
    graph = StateGraph(CheckState)
    steps = (find_day, read, select_rules, apply_rules, search_procedures, search_official)
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
    read = words_in(ticket, words, days[0].isoformat()) if words else None
    return {"days": days, "on_read_in": read}


async def read(state: CheckState) -> CheckState:
    """Read the facts, with the embedded reader and with a model where one serves.

    Files are read by the embedded one alone: no model is shown what was attached. An order to the
    machine tells no fact.
    """
    ticket, text = state["ticket"], state["text"]
    plain = simplify(judge(text).honest)
    embedded = read_facts(plain, ticket.received_at.date(), state["days"][0])
    sensitive, door = state["classification"].sensitive, state["team"].door
    wanted = _wanted(state, embedded) if door.serves(ROLE, sensitive=sensitive) else ()
    from_model, calls = await read_with_model(door, ticket, text, wanted, sensitive=sensitive)
    attached = facts_attached(ticket, state["days"][0])
    facts = together(embedded, (*from_model, *attached))
    return {
        "facts": with_corrections(facts, state["corrected"]),
        "asked": as_corrected(text, facts, state["corrected"]),
        "calls": calls,
    }


def _wanted(state: CheckState, known: tuple[FactRead, ...]) -> tuple[str, ...]:
    """List the facts to ask a model for: those of the rules that the ticket asks for."""
    asked = as_corrected(state["text"], known, state["corrected"])
    return facts_wanted(_rules_for(asked, state), known)


def select_rules(state: CheckState) -> CheckState:
    """Select the rules the ticket asks for, likeliest first; likely categories help."""
    return {"rules": _rules_for(state["asked"], state)}


def _rules_for(asked: str, state: CheckState) -> tuple[Rule[Any], ...]:
    if another_regime(simplify(state["text"])):
        return ()
    honest = judge(asked).honest
    ranked = state["team"].relevance.rank(honest, state["days"][0], state["classification"])
    return tuple(relevant.rule for relevant in ranked)


def apply_rules(state: CheckState) -> CheckState:
    """Apply the selected rules to the facts; say of which day the law is and how aged its proof."""
    team, days = state["team"], state["days"]
    received = state["ticket"].received_at.date()
    answers = [_apply(rule, state) for rule in state["rules"]]
    places = {fact.fact: read_in(fact, state["ticket"]) for fact in state["facts"]}
    return {
        "findings": tuple(
            lent(
                replace(
                    finding,
                    on_is_written=days[0] != received,
                    read_in={fact: places[fact] for fact in finding.facts},
                    warning=_changed(team.changed.get(rule.id, ""))
                    or _aged(finding, received, team.rules_age_after_days),
                )
            )
            for rule, finding in zip(state["rules"], answers, strict=True)
            if finding
        ),
    }


def _apply(rule: Rule[Any], state: CheckState) -> Finding | None:
    """Answer; ask for the day where the facts may fall under versions that answer otherwise."""
    facts: Facts = {fact.fact: fact.value for fact in state["facts"]}
    book, days = state["team"].book, state["days"]
    received = state["ticket"].received_at.date()
    today = state["team"].today or received
    finding = rule.apply(facts, days[0], today)
    if finding is None or finding.outcome is FindingOutcome.UNDECIDED:
        return finding
    if finding.outcome is FindingOutcome.TO_CHECK and finding.facts and days[0] > received:
        return _by_the_values_of(received, rule, facts, book) or finding
    others = [
        told
        for day in days[1:]
        if (version := book.version(rule.id, day)) not in (None, rule)
        and (told := version.apply(facts, day, today)) is not None
        and told.answer != finding.answer
    ]
    if doubtful := [told for told in (finding, *others) if told.outcome is FindingOutcome.TO_CHECK]:
        return doubtful[0]
    if others:
        return rule.undecided(facts, days[0], ("jour_des_faits",))
    return _of_its_day(finding, rule, facts, today, goes_on=received in days)


def _of_its_day(
    finding: Finding, rule: Rule[Any], facts: Facts, today: date, *, goes_on: bool
) -> Finding:
    """Say of which past day an answer is, where the same rule would answer otherwise today.

    What goes on since is told today's answer too.
    """
    now = rule.apply(facts, today) if finding.on < today and rule.holds_on(today) else None
    if now is None or _but_for_years(now) == _but_for_years(finding):
        return finding
    dated = f"{finding.answer} Cette réponse vaut pour le {day(finding.on)}."
    if goes_on and now.outcome is finding.outcome:
        dated = f"{dated} Aujourd’hui : {now.answer}"
    return replace(finding, answer=dated)


def _but_for_years(finding: Finding) -> str:
    return _YEAR.sub("", finding.answer)


def _by_the_values_of(today: date, rule: Rule[Any], facts: Facts, book: Book) -> Finding | None:
    """Compute for a day to come, whose amounts nobody knows, with those of today, and say so."""
    version = book.version(rule.id, today)
    finding = version.apply(facts, today) if version else None
    if finding is None or finding.outcome is not FindingOutcome.VALUE:
        return None
    said = f"{finding.answer[:1].lower()}{finding.answer[1:]}"
    return replace(finding, answer=f"Avec les valeurs connues le {day(today)} : {said}")


def _changed(articles: str) -> str:
    """Warn of a rule that cites what the law has changed since."""
    if not articles:
        return ""
    return f"Texte changé depuis la vérification de cette règle, {articles} : à relire d’abord."


def _aged(finding: Finding, today: date, after_days: int) -> str:
    """Warn of a rule whose sources were last read long ago."""
    read = finding.verified_on
    if read is None or (today - read).days <= after_days:
        return ""
    return f"Règle vérifiée pour la dernière fois le {day(read)} : à contrôler avant d’approuver."
