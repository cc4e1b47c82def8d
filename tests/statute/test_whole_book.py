"""What holds of every rule, whoever wrote it and whatever the facts."""

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.checker.rule_matcher import questions_by_rule
from cases.model import FindingOutcome
from statute.amounts import AMOUNTS
from statute.book import Book
from statute.consult import as_markdown
from statute.facts import FACTS
from statute.rule import STATUT, Rule
from tests.statute.facts_at_random import DAYS, facts_of, value_of

ROOT = Path(__file__).parents[2]
RULES = Book.of().rules
FEWEST_QUESTIONS = 6
LONGEST_ANSWER = 90
LONGEST_CALENDAR = 140
"""Words: of an answer, and of one that several rules compose: a calendar, the lines of a sum."""
COMPOSED = {
    "CA-13", "CET-07", "CET-08", "CTR-18", "CTR-19", "DIS-06", "FRA-03", "MOB-01", "MPO-01",
    "NAI-90", "NAI-91", "PAY-01", "PAY-02", "PAY-03", "RECO-90", "SFT-07", "TP-06",
}  # fmt: skip
NEGATIVE = re.compile(r"(?<![\w)])[-−]\s?\d")


def name_of(rule: Rule) -> str:
    return f"{rule.id}-{rule.in_force_since}"


@pytest.mark.parametrize("rule", RULES, ids=name_of)
@given(data=st.data())
def test_a_rule_answers_the_same_facts_alike_never_without_what_it_needs(
    rule: Rule, data: st.DataObject
) -> None:
    facts, on = data.draw(facts_of(rule)), data.draw(DAYS)
    if not rule.holds_on(on):
        on = rule.in_force_until or max(rule.in_force_since, date(2026, 11, 24))
    finding = rule.apply(facts, on)
    assert finding == rule.apply(dict(facts), on)
    if finding is None:
        return
    if any(name not in facts for name in rule.needs):
        assert finding.outcome is FindingOutcome.UNDECIDED
    if finding.outcome is FindingOutcome.UNDECIDED:
        assert finding.answer == ""
        assert finding.missing
        return
    assert finding.missing == ()
    assert finding.answer.endswith(".")
    assert not NEGATIVE.search(finding.answer)
    assert "'" not in finding.answer
    longest = LONGEST_CALENDAR if rule.id in COMPOSED else LONGEST_ANSWER
    assert len(finding.answer.split()) <= longest


@given(data=st.data())
def test_a_fact_a_rule_does_not_take_and_their_order_change_nothing(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(RULES))
    facts, on = data.draw(facts_of(rule)), data.draw(DAYS)
    others = [name for name in FACTS if name not in (*rule.needs, *rule.welcomes, STATUT)]
    more = data.draw(st.sampled_from(others))
    backwards = dict(reversed(list(facts.items())))
    assert rule.apply(backwards, on) == rule.apply(facts, on)
    assert rule.apply({**facts, more: data.draw(value_of(FACTS[more]))}, on) == rule.apply(
        facts, on
    )


@given(data=st.data())
def test_without_a_needed_fact_a_rule_asks_for_it_by_name(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from([rule for rule in RULES if rule.needs]))
    facts = dict(data.draw(facts_of(rule)))
    removed = data.draw(st.sampled_from(rule.needs))
    facts.pop(removed, None)
    if STATUT in facts:
        facts[STATUT] = rule.applies_to[0]
    finding = rule.apply(facts, rule.in_force_since)
    assert finding is not None
    assert finding.outcome is FindingOutcome.UNDECIDED
    assert removed in finding.missing


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_says_nothing_to_a_status_it_does_not_apply_to(rule: Rule) -> None:
    on = rule.in_force_until or max(rule.in_force_since, date(2026, 11, 24))
    others = {"titulaire", "stagiaire", "contractuel"} - set(rule.applies_to)
    assert all(rule.apply({STATUT: status}, on) is None for status in others)


def test_versions_of_a_rule_leave_no_hole_between_them() -> None:
    ordered = sorted(RULES, key=lambda rule: (rule.id, rule.in_force_since))
    for before, after in pairwise(ordered):
        if before.id == after.id:
            assert before.in_force_until is not None, after.id
            assert before.in_force_until + timedelta(days=1) == after.in_force_since, after.id


def test_every_rule_is_asked_for_in_several_ways_and_no_question_twice() -> None:
    listed = questions_by_rule()
    assert [rule for rule, asked in listed.items() if len(asked) < FEWEST_QUESTIONS] == []
    assert set(listed) <= {rule.id for rule in RULES}
    asked = [question for questions in listed.values() for question in questions]
    assert sorted({question for question in asked if asked.count(question) > 1}) == []


def test_no_two_rules_answer_for_the_same_row_on_the_same_day() -> None:
    for on in {rule.in_force_since for rule in RULES}:
        rows = [row for r in RULES if r.holds_on(on) for row in (r.id, *r.rows)]
        assert sorted({row for row in rows if rows.count(row) > 1}) == [], on


def test_the_page_of_the_statute_is_up_to_date() -> None:
    written = (ROOT / "docs" / "statut.md").read_text("utf-8")
    assert written == as_markdown(Book.of(), AMOUNTS), "make statut"
