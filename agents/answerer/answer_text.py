"""An answer as plain text: to read in a terminal, to copy into a mail."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from agents.answerer.state import Answer, QuotedPassage, Reason, RuleStatement
from agents.drafter.wording import typeset
from knowledge.library.documents import Nature
from statute.consult import VERIFICATIONS
from statute.facts import FACTS
from statute.french import day

_TITLES = {
    Reason.MISSING: "Je ne sais pas encore",
    Reason.REFUSED: "Je ne réponds pas à cette demande",
}


class Kind(StrEnum):
    """What a block of an answer is."""

    ABSTENTION = "abstention"
    STATEMENT = "statement"
    HEADING = "heading"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of an answer."""

    kind: Kind
    text: str


def as_text(answered: Answer) -> str:
    """Write the whole answer, its sources numbered at the end."""
    return "\n\n".join(block.text for block in blocks_of(answered))


def blocks_of(answered: Answer) -> Iterator[Block]:
    """Write an answer paragraph by paragraph, in French typography."""
    for kind, text in _paragraphs(answered):
        yield Block(kind, typeset(text))


def _paragraphs(answered: Answer) -> Iterator[tuple[Kind, str]]:
    if answered.abstains:
        yield Kind.ABSTENTION, f"{title_of(answered)}. {answered.why}"
    if answered.abstains and answered.questions:
        yield Kind.DETAIL, _asked("Il faudrait savoir :", answered.questions)
    if answered.abstains and (answered.rules or answered.to_verify or answered.texts):
        yield Kind.HEADING, "Ce que l’on sait déjà"
    for ruled in answered.rules:
        yield Kind.STATEMENT, _ruled(ruled)
    for quoted in answered.texts:
        yield Kind.STATEMENT, f"{opening(quoted)} [{quoted.number}] :\n{_quotes(quoted)}"
    for ruled in answered.to_verify:
        yield Kind.STATEMENT, f"À vérifier : {_ruled(ruled)}"
    if not answered.abstains and answered.questions:
        yield Kind.DETAIL, _asked("Pour en dire plus, il faudrait savoir :", answered.questions)
    if answered.near:
        yield Kind.HEADING, "Ce qui s’en approche, et pourquoi ce n’est pas assez"
    for quoted in answered.near:
        yield Kind.DETAIL, f"[{quoted.number}] {opening(quoted)} :\n{_quotes(quoted)}\n{quoted.why}"
    yield from _sources(answered)
    yield Kind.DETAIL, f"{law_of(answered)} {read_in(answered)}".strip()


def law_of(answered: Answer) -> str:
    """Say of which day the law is."""
    named = ", jour nommé dans la question" if answered.on_is_written else ""
    return f"Droit du {day(answered.on)}{named}."


def proof_of(ruled: RuleStatement) -> str:
    """Say which rule answers and how it was verified."""
    finding = ruled.finding
    numbers = "".join(f"[{number}]" for number in ruled.sources)
    read = f", vérifié le {day(finding.verified_on)}" if finding.verified_on else ""
    proof = f"Règle {finding.rule} {numbers} : {VERIFICATIONS[finding.verification]}{read}."
    return f"{proof} {finding.warning}".strip()


def read_in(answered: Answer) -> str:
    """Say which facts were read in the question; empty when none served."""
    facts: dict[str, str] = {}
    for ruled in (*answered.rules, *answered.to_verify):
        facts |= ruled.finding.facts
    listed = [f"{FACTS[fact].label.lower()} : {value}" for fact, value in facts.items()]
    return f"Lu dans la question : {' ; '.join(listed)}." if listed else ""


def title_of(answered: Answer) -> str:
    """Head an answer: whether the question is answered."""
    if answered.reason is None:
        return "Réponse"
    return _TITLES.get(answered.reason, "Je ne sais pas")


def opening(quoted: QuotedPassage) -> str:
    """Introduce a quote by the text it stands in; one of the town is told from the law."""
    if quoted.passage.nature != Nature.LOCAL:
        return f"{capital(quoted.origin)} {quoted.says}"
    return f"Dans la collectivité, {quoted.origin} {quoted.says}"


def _ruled(ruled: RuleStatement) -> str:
    numbers = "".join(f" [{number}]" for number in ruled.sources)
    past = " Cette règle a changé depuis." if ruled.past else ""
    return f"{ruled.sentence.rstrip('.')}{numbers}.{past}"


def _quotes(quoted: QuotedPassage) -> str:
    return "\n".join(f"« {quote} »" for quote in quoted.quotes)


def _asked(lead: str, questions: Sequence[str]) -> str:
    return "\n".join([lead, *(f"- {question}" for question in questions)])


def _sources(answered: Answer) -> Iterator[tuple[Kind, str]]:
    listed = []
    for cited in answered.articles:
        since, url = cited.citation.in_force_since, cited.citation.url
        in_force = f", en vigueur depuis le {day(since)}" if since else ""
        address = f" – {url}" if url else ""
        listed.append(f"[{cited.number}] {capital(cited.label)}{in_force}{address}")
    listed += [f"[{quoted.number}] {capital(quoted.origin)}" for quoted in answered.texts]
    if listed:
        proofs = [proof_of(ruled) for ruled in (*answered.rules, *answered.to_verify)]
        yield Kind.HEADING, "Sources"
        yield Kind.DETAIL, "\n".join([*listed, *proofs])


def capital(text: str) -> str:
    """Begin with a capital, as an entry of a list does."""
    return text[:1].upper() + text[1:]
