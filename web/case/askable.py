"""Which facts an officer may ask the requester for: those that the rules of the matter need."""

from functools import cache

from cases.model import Case, Outcome
from statute.book import Book
from statute.facts import FACTS


def facts_to_ask(case: Case) -> list[str]:
    """List the facts, those that are missing first; none where the letter asks already."""
    draft = case.draft
    if draft is None or draft.outcome is Outcome.ASK:
        return []
    facts = [*draft.missing_facts, *(fact for found in draft.findings for fact in found.missing)]
    for found in draft.findings:
        rule = _book().version(found.rule, found.on)
        facts += [*rule.needs, *rule.welcomes] if rule else []
    return [fact for fact in dict.fromkeys(facts) if fact in FACTS]


@cache
def _book() -> Book:
    return Book.of()
