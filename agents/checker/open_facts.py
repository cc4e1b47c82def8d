"""What a person is asked: only a fact on which the answer turns, and two at most.

A rule that cannot answer names what it lacks. One that answers in general, or that it depends,
where a figure of one person is asked, may still turn on a fact: its answer is said, and the fact
is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from agents.checker.apply_rule import Applying
from agents.checker.rule_choice import FIGURES
from cases.folding import fold
from cases.model import Finding, FindingOutcome, Question, QuestionKind
from statute.branches import samples_of
from statute.facts import FACTS, OUI_OU_NON, Fact
from statute.french import inside
from statute.rule import STATUT, Rule

MOST_ASKED = 2
_MOST_LINES = 3
_MOST_WORDS = 90
_OF_THE_TOWN = frozenset({"deliberation_cet", "zone_de_residence"})
"""What a town decides or is: the service knows it, and asks nobody."""
_AFTER_A_DEATH = "ASA-01"
"""Who lost a child is asked nothing by a first letter."""
_ASKED_WHEN_TOLD = frozenset({"grossesse_declaree", "ald_sur_l_avis"})
"""Asked by the rule alone that cannot answer without them: they touch on health."""
_OF_SOMEBODY = re.compile(r"\b(?:je|j|jai|jsuis|me|m|moi|mon|ma|mes|elle|lui|son|sa|ses|leur)\b")
_DEPENDS = re.compile(r"Cela dépend\b")
_DECIDED = frozenset({FindingOutcome.MET, FindingOutcome.NOT_MET, FindingOutcome.VALUE})


def to_ask(findings: Sequence[Finding]) -> tuple[str, ...]:
    """List the facts to ask for, those of the first findings first."""
    missing = (fact for finding in findings for fact in finding.missing)
    return tuple(dict.fromkeys(missing))[:MOST_ASKED]


def with_open_facts(
    finding: Finding, applying: Applying, questions: Sequence[Question], text: str
) -> Finding:
    """Name the facts to ask beside a general answer; of an answer that waits, drop the others.

    `questions` are those that the finding answers. What `text` seems to tell, though nobody could
    read it for certain, is asked of nobody: the officer reads it.
    """
    found = _with_open_facts(finding, applying, questions)
    dated = tuple(applying.days) != (applying.received,)
    missing = (
        name for name in found.missing if not _seems_told(FACTS[name], fold(text), dated=dated)
    )
    return replace(found, missing=tuple(missing))


def _seems_told(fact: Fact, text: str, *, dated: bool) -> bool:
    """Tell whether a text names a choice of a fact, counts in its unit, or writes any day."""
    if fact.id == STATUT:
        return False
    if fact.kind in {date, tuple}:
        return dated
    if not fact.choices:
        return bool(fact.unit) and bool(re.search(rf"\d ?{re.escape(fold(fact.unit))}", text))
    named = (choice for choice in fact.choices if choice not in OUI_OU_NON)
    # A letter alone is a word of any sentence.
    words = (
        f"cat\\w{{0,7}}\\.? ?{one}" if len(one) == 1 else re.escape(one) for one in map(fold, named)
    )
    return any(re.search(rf"\b{one}\b", text) for one in words)


def _with_open_facts(
    finding: Finding, applying: Applying, questions: Sequence[Question]
) -> Finding:
    wanted = frozenset(
        one.kind
        for one in questions
        if one.kind is QuestionKind.WHEN
        or (one.kind in FIGURES and _OF_SOMEBODY.search(fold(one.text)))
        or (one.kind is QuestionKind.YES_NO and _depends(finding))
    )
    rule = applying.book.version(finding.rule, finding.on)
    if rule is None or rule.id == _AFTER_A_DEATH:
        return replace(finding, missing=())
    if finding.outcome is FindingOutcome.UNDECIDED:
        return _waiting(finding, rule, applying, wants_a_figure=bool(wanted))
    to_anybody = {name: value for name, value in applying.facts.items() if name == STATUT}
    general = rule.apply(to_anybody, finding.on, applying.today)
    is_general = general is not None and general.answer == finding.answer
    if not (wanted and finding.outcome in _DECIDED):
        return finding
    turning = [
        name
        for name in rule.welcomes
        if name not in applying.facts
        and not FACTS[name].of_town
        and name not in _ASKED_WHEN_TOLD
        and (not FACTS[name].after or FACTS[name].after in applying.facts)
        and _turns_on(FACTS[name], finding, rule, applying, wanted, always=not is_general)
    ]
    of_the_town = _OF_THE_TOWN.intersection(turning)
    return finding if of_the_town else replace(finding, missing=tuple(turning[:MOST_ASKED]))


def _waiting(finding: Finding, rule: Rule, applying: Applying, *, wants_a_figure: bool) -> Finding:
    """Answer where every choice of the one missing fact is answered; else ask for what is needed.

    Answers that differ are given side by side when they are few and short, and the fact is asked.
    So is a status, beside the answer of all those to whom the rule applies.
    """
    needed = tuple(name for name in rule.needs if name not in applying.facts)
    missing = finding.missing if wants_a_figure or not needed else needed
    askable = (n for n in missing if not FACTS[n].of_town and n not in _OF_THE_TOWN)
    finding = replace(finding, missing=tuple(askable)[:MOST_ASKED])
    if len(needed) != 1 or not 0 < len(FACTS[needed[0]].choices) <= _MOST_LINES:
        return finding
    (name,) = needed
    by_choice = {
        choice: rule.apply({**applying.facts, name: choice}, finding.on, applying.today)
        for choice in FACTS[name].choices
    }
    said = {c: one for c, one in by_choice.items() if one and one.outcome in _DECIDED}
    silent = [choice for choice, one in by_choice.items() if one is None]
    if not said or len(said) + len(silent) < len(by_choice) or (silent and name != STATUT):
        return finding
    answers = {
        one.answer: [c for c, o in said.items() if o.answer == one.answer] for one in said.values()
    }
    if sum(len(one.split()) for one in answers) > _MOST_WORDS:
        return finding
    one = next(iter(said.values()))
    if len(answers) == 1 and not silent:
        return replace(one, facts=finding.facts, answers=finding.answers)
    lines = [
        f"{' ou '.join(choices).capitalize()} : {inside(each)}" for each, choices in answers.items()
    ]
    if silent:
        lines.append(f"{' ou '.join(silent).capitalize()} : une autre règle s’applique.")
    return replace(finding, outcome=FindingOutcome.VALUE, answer=" ".join(lines))


def _turns_on(  # noqa: PLR0913 - what an answer turns on
    fact: Fact,
    finding: Finding,
    rule: Rule,
    applying: Applying,
    wanted: frozenset[QuestionKind],
    *,
    always: bool,
) -> bool:
    """Tell whether some value of a fact would give another figure, for certain.

    `always`: whether each value must, and say fewer, as where an answer lists what each case gets.
    A value that leaves the answer as it is, is the one that it takes for granted. A day is asked
    for a day. A condition that is met or not stands in a general answer already.
    """
    if (fact.kind is date and QuestionKind.WHEN not in wanted) or fact.choices == OUI_OU_NON:
        return False
    today = applying.today
    others = [
        other
        for value in samples_of(fact, today)
        if (other := rule.apply({**applying.facts, fact.id: value}, finding.on, today))
        and other.outcome in _DECIDED
    ]
    if always:
        depends = _depends(finding)
        return bool(others) and all(
            not _depends(other) if depends else len(other.values) < len(finding.values)
            for other in others
        )
    return any(other.answer != finding.answer for other in others)


def _depends(finding: Finding) -> bool:
    return finding.verdict == "cela dépend" or _DEPENDS.match(finding.answer) is not None
