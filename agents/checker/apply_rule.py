"""Applies a rule to the facts of a ticket, by the law of the day that the rule names.

That day is the rule's own dated fact, else a day that the ticket writes, else the day it came. The
day of the facts is never asked: where the days written fall under versions that answer otherwise,
each answer is given with its day.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from cases.model import FactSource, Finding, FindingOutcome
from statute.book import Book
from statute.facts import Facts
from statute.french import day
from statute.rule import Rule

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_OF_A_FILE = (
    "Un fait vient d’une pièce jointe : vérifiez qu’elle concerne bien la personne qui écrit."
)


@dataclass(frozen=True, slots=True)
class Applying:
    """What rules are applied to: the facts, the days they may concern, likeliest first, and when.

    `received` is the day of the ticket, `today` that of the answer.
    """

    book: Book
    facts: Facts
    days: Sequence[date]
    received: date
    today: date

    def apply(self, rule: Rule) -> Finding | None:
        """Answer by the law of the day that the rule names; None when it has nothing to say.

        A day on which there was no such rule is that of other facts: a career, an old contract.
        """
        first, *rest = [day for day in self.days if self.book.version(rule.id, day)] or self.days
        own_day = rule.day_of_law(self.facts, first)
        if own_day != first:
            version = self.book.version(rule.id, own_day)
            dated = version.apply(self.facts, own_day, self.today) if version else None
            if version and dated and dated.outcome is not FindingOutcome.UNDECIDED:
                dated = self._of_its_day(dated, version, goes_on=False)
            return dated
        finding = rule.apply(self.facts, first, self.today) if rule.holds_on(first) else None
        if finding is None or finding.outcome is FindingOutcome.UNDECIDED:
            return finding
        if finding.outcome is FindingOutcome.TO_CHECK and finding.facts and first > self.received:
            return self._by_the_values_of_today(rule) or finding
        others = [
            other
            for written in rest
            if (version := self.book.version(rule.id, written)) not in (None, rule)
            and (other := version.apply(self.facts, written, self.today)) is not None
            and other.answer != finding.answer
        ]
        to_check = (f for f in (finding, *others) if f.outcome is FindingOutcome.TO_CHECK)
        if doubtful := next(to_check, None):
            return doubtful
        if others:
            return _each_with_its_day((finding, *others))
        return self._of_its_day(finding, rule, goes_on=self.received in self.days)

    def _of_its_day(self, finding: Finding, rule: Rule, *, goes_on: bool) -> Finding:
        """Say of which past day an answer is, where the same rule would answer otherwise today.

        An answer is the same whatever years it names. What goes on since is given today's answer.
        """
        past = finding.on < self.today and rule.holds_on(self.today)
        now = rule.apply(self.facts, self.today) if past else None
        if now is None or _YEAR.sub("", now.answer) == _YEAR.sub("", finding.answer):
            return finding
        dated = f"{finding.answer} Cette réponse vaut pour le {day(finding.on)}."
        if goes_on and now.outcome is finding.outcome:
            dated = f"{dated} Aujourd’hui : {now.answer}"
        return replace(finding, answer=dated)

    def _by_the_values_of_today(self, rule: Rule) -> Finding | None:
        """Compute for a day to come, whose amounts nobody knows, with those of today."""
        version = self.book.version(rule.id, self.received)
        finding = version.apply(self.facts, self.received) if version else None
        if finding is None or finding.outcome is not FindingOutcome.VALUE:
            return None
        answer = f"{finding.answer[:1].lower()}{finding.answer[1:]}"
        known = f"Avec les valeurs connues le {day(self.received)}"
        return replace(finding, answer=f"{known} : {answer}")


def _each_with_its_day(findings: Sequence[Finding]) -> Finding:
    """Give every answer with the day it is of, to be checked where they do not agree on a right."""
    dated = {
        f.answer: f"Pour le {day(f.on)} : {f.answer}"
        for f in sorted(findings, key=attrgetter("on"))
    }
    outcomes = {finding.outcome for finding in findings}
    outcome = findings[0].outcome if len(outcomes) == 1 else FindingOutcome.TO_CHECK
    return replace(findings[0], outcome=outcome, answer=" ".join(dated.values()))


def warning_of(
    finding: Finding,
    read_in: Mapping[str, FactSource],
    received: date,
    changed: str,
    rules_age_after_days: int,
) -> str:
    """Warn of a rule whose law changed since it was verified, or that was verified long ago.

    `changed` names the articles that did. Warn too of facts from a file: it may be about somebody
    else.
    """
    verified = finding.verified_on
    warnings = []
    if changed:
        warnings.append(
            f"Texte changé depuis la vérification de cette règle, {changed} : à relire d’abord."
        )
    elif verified and (received - verified).days > rules_age_after_days:
        warnings.append(
            f"Règle vérifiée pour la dernière fois le {day(verified)} : à contrôler avant "
            "d’approuver."
        )
    if any(origin.attachment for origin in read_in.values()):
        warnings.append(_OF_A_FILE)
    return " ".join(warnings)
