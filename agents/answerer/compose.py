"""Answers an officer's question from the same findings and passages as a letter would.

The answer is numbered sentences with their sources, or an honest "je ne sais pas".
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from fractions import Fraction

from agents.answerer.state import Answer, CitedArticle, QuotedPassage, Reason, RuleStatement
from agents.checker.graph import check
from agents.checker.state import Checked
from agents.classifier.graph import classify
from agents.classifier.ticket_signs import signs_in
from agents.dependencies import Dependencies
from agents.drafter import citing, wording
from agents.drafter.contradiction import contradictions, with_warnings
from agents.drafter.letter_outcome import (
    decided,
    is_for_a_person,
    outcome_of,
    to_ask,
    to_be_checked,
)
from agents.drafter.quotable import (
    near_passages,
    on_one_line,
    origin_of,
    quotable_articles,
    quoting_floor,
)
from cases.model import (
    Citation,
    Classification,
    Finding,
    Message,
    Outcome,
    Passage,
    Ticket,
    TicketStatus,
)
from knowledge.library.documents import Nature
from knowledge.search.ranking import OfficialRanking
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
_REASON_OF_OUTCOME = {
    Outcome.ANSWER: None,
    Outcome.ASK: Reason.MISSING,
    Outcome.REFUSE: Reason.REFUSED,
}
_PERSON = "Cette situation{signs} demande une personne : le guichet n’y répond pas seul."
_UNSURE = (
    "Probabilité que ce passage réponde : {share}. Il faut {floor} pour le citer comme réponse."
)
_BESIDE = "Ce passage ne lève pas le doute sur la règle."


async def answer_question(question: str, on: date, deps: Dependencies, today: date) -> Answer:
    """Answer by the law of the day `on`, unless the question names the day of its facts.

    The question goes the way of a ticket's text: a remote model sees it under pseudonyms or not at
    all, and nothing of it is kept.
    """
    at = datetime.combine(on, time(12), tzinfo=UTC)
    ticket = Ticket(
        system="question",
        number="",
        subject="",
        requester_email="",
        requester_name="",
        received_at=at,
        status=TicketStatus.OPEN,
        messages=(Message("1", "", at, question, from_requester=True),),
    )
    found, _calls = await classify(ticket, deps)
    # An officer asks about the law: nobody is written to, and no danger hides a rule from them.
    classification = replace(found, danger=None)
    checked = await check(ticket, classification, deps)
    return compose(ticket, classification, checked, deps, today)


def compose(
    ticket: Ticket,
    classification: Classification,
    checked: Checked,
    deps: Dependencies,
    today: date,
) -> Answer:
    """Answer where a letter would, and abstain where it would, for the same reasons.

    A passage is quoted, or shown as near, never both. What has changed by `today` is said to be
    past.
    """
    checked = with_warnings(checked)
    outcome = outcome_of(ticket, classification, checked)
    reason = _reason(outcome, ticket, classification, checked)
    floor = quoting_floor(checked.findings)
    rules, to_verify = decided(checked), to_be_checked(checked)
    missing = to_ask(outcome, ticket, checked)
    quoted: tuple[Passage, ...] = ()
    near: tuple[Passage, ...] = ()
    match reason:
        case None | Reason.MISSING:
            quoted = (*near_passages(checked.passages, floor), *quotable_articles(checked))
        case Reason.CONTRADICTED:
            rules, to_verify, near, missing = (), (*rules, *to_verify), checked.passages, ()
        case Reason.REFUSED:
            rules, to_verify, missing = (), (), ()
        case Reason.PERSON:
            rules, near = (), checked.passages
        case _:
            near, missing = (*checked.passages, *checked.official), ()
    today = max(today, checked.on)
    articles = _numbered((*rules, *to_verify))
    texts = _quoted(quoted, deps, today, len(articles) + 1)
    return Answer(
        on=checked.on,
        on_is_written=checked.on != ticket.received_at.date(),
        reason=reason,
        why=_why(reason, ticket, classification),
        rules=_ruled(rules, articles, deps, today),
        to_verify=_ruled(to_verify, articles, deps, today),
        texts=texts,
        near=_quoted(near, deps, today, len(articles) + len(texts) + 1, floor),
        articles=tuple(articles.values()),
        missing=missing,
        questions=tuple(wording.typeset(asked) for asked in wording.questions(missing)),
    )


def _reason(
    outcome: Outcome, ticket: Ticket, classification: Classification, checked: Checked
) -> Reason | None:
    if outcome in _REASON_OF_OUTCOME:
        return _REASON_OF_OUTCOME[outcome]
    if is_for_a_person(ticket, classification):
        return Reason.PERSON
    if contradictions(checked):
        return Reason.CONTRADICTED
    if to_be_checked(checked):
        return Reason.TO_VERIFY
    return Reason.TOO_FAR if checked.passages or checked.official else Reason.NOTHING


def _why(reason: Reason | None, ticket: Ticket, classification: Classification) -> str:
    if reason is Reason.REFUSED:
        return classification.refusal or ""
    if reason is Reason.PERSON:
        labels = signs_in(ticket).labels
        return _PERSON.format(signs=f" ({', '.join(labels)})" if labels else "")
    return _WHY[reason] if reason else ""


def _numbered(findings: Iterable[Finding]) -> dict[_Article, CitedArticle]:
    """List the articles under their numbers, in the order in which they are first cited.

    Of the days since when two rules say that it holds, the later one is the wording of today.
    """
    cited: dict[_Article, Citation] = {}
    for citation in (citation for finding in findings for citation in finding.citations):
        known = cited.get(_article(citation), citation)
        cited[_article(citation)] = max(
            known, citation, key=lambda one: one.in_force_since or date.min
        )
    return {
        article: CitedArticle(number, citing.cite((citation,)), citation)
        for number, (article, citation) in enumerate(cited.items(), start=1)
    }


def _article(citation: Citation) -> _Article:
    return citation.text, citation.article


def _ruled(
    findings: Sequence[Finding],
    articles: dict[_Article, CitedArticle],
    deps: Dependencies,
    today: date,
) -> tuple[RuleStatement, ...]:
    said = wording.finding_sentences(findings, deps.book, today)
    return tuple(
        RuleStatement(
            sentence=wording.typeset(finding.answer),
            sources=tuple(dict.fromkeys(articles[_article(c)].number for c in finding.citations)),
            finding=finding,
            past=one.past,
        )
        for finding, one in zip(findings, said, strict=True)
    )


def _quoted(
    passages: Sequence[Passage],
    deps: Dependencies,
    today: date,
    first: int,
    bar: float | None = None,
) -> tuple[QuotedPassage, ...]:
    """Quote passages under the numbers from `first` on; under a `bar`, say why it is no answer."""
    quoted = []
    for number, passage in enumerate(passages, start=first):
        why = "" if bar is None else _why_not(passage, bar)
        if passage.nature == Nature.LOCAL:
            room = len(passage.quote.split())
            (said,) = wording.quoted_passages((passage,), deps.procedures, today, room, 0.0)
            origin, says, quotes = said.origin, said.says, said.quotes
        else:
            origin = origin_of(passage) or passage.reference or passage.source
            says, quotes = "dit", (on_one_line(passage.quote),)
        quoted.append(QuotedPassage(number, wording.typeset(origin), says, quotes, passage, why))
    return tuple(quoted)


def _why_not(passage: Passage, bar: float) -> str:
    if passage.warning:
        return passage.warning
    if passage.nature != Nature.LOCAL:
        bar = OfficialRanking.from_file().quoted_from
    if passage.score >= bar:
        return _BESIDE
    share, floor = percent(round(Fraction(passage.score), 2)), percent(Fraction(bar))
    return _UNSURE.format(share=share, floor=floor)
