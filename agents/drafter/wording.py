"""Findings, passages and questions as a letter says them, in French typography."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agents.classifier.refusal import judge
from agents.drafter.floors import near_enough
from agents.drafter.guards.commitment import commits
from agents.drafter.guards.quotation import within_quotes, without_marks
from agents.drafter.guards.reading import one_space
from agents.privacy import Pseudonyms
from cases.model import Citation, Finding, Passage, Ticket
from knowledge.procedures import Procedures
from knowledge.rows import cells
from statute.book import Book
from statute.facts import FACTS
from statute.french import day
from statute.official import CODES

_CODES = {name: "du " + code.replace("'", "’") for code, name in CODES.items()}
_OF = {
    "décret": "du décret",
    "loi": "de la loi",
    "arrêté": "de l’arrêté",
    "ordonnance": "de l’ordonnance",
    "circulaire": "de la circulaire",
}
_COURTS = {"Conseil d’État"}
_WHOLE_TEXT = re.compile(r"^(?:du |de la |de l’)")
_PARTICLE = r"(?:(?:de|du|des|la|le|van|von|el|ben) ){0,2}(?:[dl]['’])?"
_NAME = rf"{_PARTICLE}[A-ZÀ-Þ][^\W\d_]*(?:['’\-][^\W\d_]+){{0,3}}"
_CIVILITY = re.compile(rf"(?:Madame|Monsieur|Mme|Mlle|M\.) {_NAME}(?: {_NAME}){{0,2}}\Z")
_LONGEST_NAME = 50
_IN_FULL = {"Mme": "Madame", "Mlle": "Madame", "M.": "Monsieur"}
_PLAIN_SUBJECT = re.compile(r"[\w’'\-, ?!:°()]{3,70}\Z")
_NARROW = re.compile(r"(?<=[\w»)\]…])[ \u00a0]([;?!])")
_WIDE = re.compile(r"(?<=[\w»)\]…?!])[ \u202f]([:%€»])")
_ROW = re.compile(r"^\|.+\|$")
_RULE = re.compile(r"^\|[-:| ]+\|$")
_NO_MORE = "prévoyait alors (ce texte a changé depuis)"
_NUMBERS = {2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six"}


@dataclass(frozen=True, slots=True)
class SaidFinding:
    """One finding in a sentence with its article; `past` when its law has changed since."""

    sentence: str
    lower: str
    day: str
    past: bool


@dataclass(frozen=True, slots=True)
class SaidPassage:
    """What one heading of a procedure says, word for word, in its own order.

    `says` tells whether the text quoted still holds on the day of the letter; where it `goes_on`
    with the text quoted before, `origin` is its heading alone.
    """

    origin: str
    quotes: tuple[str, ...]
    says: str
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """Which message is answered; its subject only when it is plain and names nobody."""

    day: str
    subject: str


def said_findings(findings: Sequence[Finding], book: Book, today: date) -> list[SaidFinding]:
    """Say each decided finding once, its articles in parentheses."""
    return [_said(finding, book, today) for finding in findings]


def said_passages(
    passages: Sequence[Passage], procedures: Procedures, today: date, room: int, floor: float
) -> list[SaidPassage]:
    """Quote word for word, best first, as many whole passages as the `room` left, in words."""
    kept: list[Passage] = []
    for passage in near_enough(passages, floor):
        room -= len(passage.quote.split())
        if kept and room < 0:
            break
        kept.append(passage)
    return _under_headings(kept, procedures, today)


def _under_headings(
    kept: Sequence[Passage], procedures: Procedures, today: date
) -> list[SaidPassage]:
    """Bring the headings of a text together, the best first: its title is said once."""
    texts: dict[tuple[str, str, str], dict[str, list[Passage]]] = {}
    for passage in kept:
        says = _NO_MORE if procedures.has_changed(passage, today) else "prévoit"
        text = (procedures.title_of(passage), passage.reference, says)
        texts.setdefault(text, {}).setdefault(passage.heading, []).append(passage)
    return [
        SaidPassage(
            _under(heading) if goes_on else _origin(title, heading, reference),
            tuple(_as_lines(passage.quote) for passage in those),
            says,
            goes_on,
        )
        for (title, reference, says), headings in texts.items()
        for place, (heading, those) in enumerate(headings.items())
        for goes_on in [bool(place and heading)]
    ]


def questions(missing: Sequence[str]) -> list[str]:
    """Ask for each missing fact, in the words of the statute's room."""
    return [FACTS[fact].question if fact in FACTS else f"{fact} ?" for fact in missing]


def counted(things: Sequence[object]) -> str:
    """Write how many, in words where a letter would."""
    return _NUMBERS.get(len(things), str(len(things)))


def about(ticket: Ticket) -> About:
    """Say which message is answered."""
    subject = ticket.subject.strip()
    plain = _PLAIN_SUBJECT.match(subject) and not judge(subject).ignored_order
    named = Pseudonyms.for_ticket(ticket).suspects(subject)
    shown = plain and not named and not commits(subject)
    return About(day(ticket.received_at.date()), subject if shown else "")


def salutation(ticket: Ticket) -> str:
    """Greet by name only when the ticketing system knows the civility."""
    name = one_space(ticket.requester_name)
    if len(name) > _LONGEST_NAME or not _CIVILITY.match(name) or commits(name):
        return "Bonjour,"
    civility, _, rest = name.partition(" ")
    return f"Bonjour {_IN_FULL.get(civility, civility)} {rest.strip()},"


def cited(citation: Citation) -> str:
    """Write an article as a letter does: article L822-3 du code général de la fonction publique."""
    return cited_together((citation,))


def _number(citation: Citation) -> str:
    number = citation.article.removeprefix("art.").strip()
    return "1er" if number == "1" else number


def _text_named(text: str) -> str:
    kind, _, published = text.partition(" ")
    if text in _COURTS:
        return text
    if text in _CODES or kind not in _OF:
        return _CODES.get(text, f"({text})")
    numbered = f"n° {published}" if re.match(r"\d+-\d+", published) else published
    return f"{_OF[kind]} {numbered}"


def typeset(text: str) -> str:
    """Put no-break spaces where French typography wants them."""
    text = _WIDE.sub("\u00a0\\1", _NARROW.sub("\u202f\\1", text))
    text = re.sub(r"«[ \u00a0\u202f]*", "«\u00a0", text)
    text = re.sub(r"(?<=\d) (?=(?:jours?|mois|ans?|heures?|semaines?)\b)", "\u00a0", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def cited_together(citations: Sequence[Citation]) -> str:
    """Write several articles, those of one text together: articles 1er et 2 du décret n° 1-2."""
    texts = dict.fromkeys(_text_named(citation.text) for citation in citations)
    parts = []
    for text in texts:
        numbers = [_number(c) for c in citations if _text_named(c.text) == text and c.article]
        *firsts, last = dict.fromkeys(numbers) or ("",)
        listed = f"{', '.join(firsts)} et {last}" if firsts else last
        many = "s" if " et " in listed else ""
        parts.append(_numbered(f"article{many} {listed}" if last else "", listed, text))
    return " ; ".join(parts)


def _numbered(articles: str, numbers: str, text: str) -> str:
    """Put articles before their text; a decision of a court has none, nor a text cited whole."""
    if text in _COURTS:
        return f"{text}, {numbers}"
    return f"{articles} {text}" if articles else _WHOLE_TEXT.sub("", text)


def _said(finding: Finding, book: Book, today: date) -> SaidFinding:
    sentence = finding.answer.strip().rstrip(".")
    articles = cited_together(finding.citations)
    whole = f"{sentence} ({articles})." if articles else f"{sentence}."
    version = book.version(finding.rule, finding.on)
    past = version is not None and not version.holds_on(today)
    return SaidFinding(whole, whole[:1].lower() + whole[1:], day(finding.on), past)


def _origin(title: str, heading: str, reference: str) -> str:
    under = f", {_under(heading)}" if heading else ""
    cited = f" ({reference[:1].lower()}{without_marks(reference[1:])})" if reference else ""
    return f"la procédure « {within_quotes(title)} »{under}{cited}"


def _under(heading: str) -> str:
    return f"rubrique « {within_quotes(heading)} »"


def _as_lines(quote: str) -> str:
    """Write a table row by row, its cells untouched: a letter has no columns.

    Marks of its own would end the quote: they become those of a quote within a quote.
    """
    lines: list[str] = []
    head: list[str] = []
    written = quote.split("\n")
    for line, after in zip(written, [*written[1:], ""], strict=True):
        if not _ROW.match(line.strip()):
            head = []
            lines.append(line)
        elif _RULE.match(after.strip()):
            head = cells(line)
        elif not _RULE.match(line.strip()):
            lines.append(_as_line(head, cells(line)))
    return within_quotes(re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip())


def _as_line(head: Sequence[str], line: Sequence[str]) -> str:
    if len(head) != len(line):
        return " – ".join(cell for cell in line if cell)
    named = [f"{name} : {cell}" for name, cell in zip(head[1:], line[1:], strict=True)]
    return f"{line[0]} – {', '.join(named)}"
