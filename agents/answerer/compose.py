"""From what the checker found to numbered sentences, or to an honest "je ne sais pas"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from agents.answerer.state import Answered, Cited, Quoted, Reason, Ruled
from agents.checker.state import Checked
from agents.classifier.sensitivity import signs_in
from agents.drafter import wording
from agents.drafter.articles import on_one_line, origin_of, quotable
from agents.drafter.contradiction import contradictions, warned
from agents.drafter.floors import floor_beside, near_enough
from agents.drafter.outcome import (
    decided,
    is_for_a_person,
    outcome_of,
    to_ask,
    to_be_checked,
)
from agents.team import Team
from cases.model import Citation, Classification, Finding, Outcome, Passage, Ticket
from knowledge.document import Nature
from knowledge.official_ranking import OfficialRanking
from statute.french import percent

_Article = tuple[str, str]
"""A text and an article of it."""

_WHY = {
    Reason.MISSING: "La réponse dépend de la situation de l’agent.",
    Reason.TO_VERIFY: "Les sources ne règlent pas ce point : il est à vérifier avant de répondre.",
    Reason.TOO_FAR: "Rien de ce qui a été trouvé ne répond assez sûrement à la question.",
    Reason.CONTRADICTED: (
        "Un texte de la collectivité ne dit pas la même chose que le statut : une personne tranche."
    ),
    Reason.NOTHING: (
        "Aucune règle du statut et aucun texte de la collectivité ne répond à cette question."
    ),
}
_TOLD_BY_THE_OUTCOME = {
    Outcome.ANSWER: None,
    Outcome.ASK: Reason.MISSING,
    Outcome.REFUSE: Reason.REFUSED,
}
_PERSON = "Cette situation{signs} demande une personne : le guichet n’y répond pas seul."
_UNSURE = (
    "Probabilité que ce passage réponde : {share}. Il faut {floor} pour le citer comme réponse."
)
_BESIDE = "Ce passage ne lève pas le doute sur la règle."


@dataclass(frozen=True, slots=True)
class _Known:
    """What may be said, before it is numbered."""

    rules: tuple[Finding, ...] = ()
    to_verify: tuple[Finding, ...] = ()
    quoted: tuple[Passage, ...] = ()
    near: tuple[Passage, ...] = ()
    missing: tuple[str, ...] = ()


def compose(
    ticket: Ticket, classification: Classification, checked: Checked, team: Team, today: date
) -> Answered:
    """Answer where a letter would, and abstain where it would, for the same reasons.

    What has changed by `today` is said to be past.
    """
    checked = warned(checked)
    outcome = outcome_of(ticket, classification, checked)
    reason = _reason(outcome, ticket, classification, checked)
    floor = floor_beside(checked.findings)
    known = _known(reason, checked, floor, to_ask(outcome, ticket, checked))
    today = max(today, checked.on)
    articles = _numbered((*known.rules, *known.to_verify))
    texts = _quoted(known.quoted, team, today, len(articles) + 1)
    return Answered(
        on=checked.on,
        on_is_written=checked.on != ticket.received_at.date(),
        reason=reason,
        why=_why(reason, ticket, classification),
        rules=_ruled(known.rules, articles, team, today),
        to_verify=_ruled(known.to_verify, articles, team, today),
        texts=texts,
        near=_quoted(known.near, team, today, len(articles) + len(texts) + 1, floor),
        articles=tuple(articles.values()),
        missing=known.missing,
        questions=tuple(wording.typeset(asked) for asked in wording.questions(known.missing)),
    )


def _reason(
    outcome: Outcome, ticket: Ticket, classification: Classification, checked: Checked
) -> Reason | None:
    if outcome in _TOLD_BY_THE_OUTCOME:
        return _TOLD_BY_THE_OUTCOME[outcome]
    if is_for_a_person(ticket, classification):
        return Reason.PERSON
    if contradictions(checked):
        return Reason.CONTRADICTED
    if to_be_checked(checked):
        return Reason.TO_VERIFY
    return Reason.TOO_FAR if checked.passages or checked.official else Reason.NOTHING


def _known(
    reason: Reason | None, checked: Checked, floor: float, missing: tuple[str, ...]
) -> _Known:
    """Tell what is certain; a passage is quoted, or shown as near, never both."""
    rules, to_verify = decided(checked), to_be_checked(checked)
    if reason in {None, Reason.MISSING}:
        quoted = (*near_enough(checked.passages, floor), *quotable(checked))
        return _Known(rules, to_verify, quoted, missing=missing)
    if reason is Reason.CONTRADICTED:
        return _Known(to_verify=(*rules, *to_verify), near=checked.passages)
    if reason is Reason.REFUSED:
        return _Known()
    if reason is Reason.PERSON:
        return _Known(to_verify=to_verify, near=checked.passages, missing=missing)
    return _Known(rules, to_verify, near=(*checked.passages, *checked.official))


def _why(reason: Reason | None, ticket: Ticket, classification: Classification) -> str:
    if reason is Reason.REFUSED:
        return classification.refusal or ""
    if reason is Reason.PERSON:
        labels = signs_in(ticket).labels
        return _PERSON.format(signs=f" ({', '.join(labels)})" if labels else "")
    return _WHY[reason] if reason else ""


def _numbered(findings: Iterable[Finding]) -> dict[_Article, Cited]:
    """Give each article one number, in the order in which they are first cited.

    Of the days since when two rules say that it holds, the later one is the wording of today.
    """
    cited: dict[_Article, Citation] = {}
    for citation in (citation for finding in findings for citation in finding.citations):
        known = cited.get(_article(citation), citation)
        cited[_article(citation)] = max(known, citation, key=_since)
    return {
        article: Cited(number, wording.cited(citation), citation)
        for number, (article, citation) in enumerate(cited.items(), start=1)
    }


def _article(citation: Citation) -> _Article:
    return citation.text, citation.article


def _since(citation: Citation) -> date:
    return citation.in_force_since or date.min


def _ruled(
    findings: Sequence[Finding], articles: dict[_Article, Cited], team: Team, today: date
) -> tuple[Ruled, ...]:
    said = wording.said_findings(findings, team.book, today)
    return tuple(
        Ruled(
            sentence=wording.typeset(finding.answer),
            sources=tuple(dict.fromkeys(articles[_article(c)].number for c in finding.citations)),
            finding=finding,
            past=one.past,
        )
        for finding, one in zip(findings, said, strict=True)
    )


def _quoted(
    passages: Sequence[Passage], team: Team, today: date, first: int, bar: float | None = None
) -> tuple[Quoted, ...]:
    """Quote passages under the numbers from `first` on; under a `bar`, say why it is no answer."""
    return tuple(
        _one_quoted(passage, team, today, number, "" if bar is None else _why_not(passage, bar))
        for number, passage in enumerate(passages, start=first)
    )


def _one_quoted(passage: Passage, team: Team, today: date, number: int, why: str) -> Quoted:
    if passage.nature != Nature.LOCAL:
        origin = origin_of(passage) or passage.reference or passage.source
        quote = on_one_line(passage.quote)
        return Quoted(number, wording.typeset(origin), "dit", (quote,), passage, why)
    room = len(passage.quote.split())
    (said,) = wording.said_passages((passage,), team.procedures, today, room, 0.0)
    return Quoted(number, wording.typeset(said.origin), said.says, said.quotes, passage, why)


def _why_not(passage: Passage, bar: float) -> str:
    if passage.warning:
        return passage.warning
    if passage.nature != Nature.LOCAL:
        bar = OfficialRanking.from_file().quoted_from
    if passage.score >= bar:
        return _BESIDE
    share, floor = percent(round(Fraction(passage.score), 2)), percent(Fraction(bar))
    return _UNSURE.format(share=share, floor=floor)
