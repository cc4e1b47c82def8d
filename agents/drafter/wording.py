"""Findings, passages and questions as a letter says them, and the templates they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from agents.classifier.refusal import judge
from agents.drafter.guards.commitment import commits
from agents.drafter.language.sentences import as_inner_quote, one_space, without_quote_marks
from agents.drafter.quotable import near_passages
from agents.drafter.state import Letterhead
from agents.privacy.pseudonyms import Pseudonyms
from agents.understand.mail.message import bare_subject
from cases.folding import fold
from cases.model import Finding, Passage, Question, Ticket
from knowledge.library.extracts import cells
from knowledge.search.procedures import Procedures
from statute.book import Book
from statute.facts import FACTS, OUI_OU_NON
from statute.french import day, inside

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
_FILLED_IN = re.compile(r"\{[%{#].*?[%}#]\}", re.DOTALL)
_NO_MORE = "prévoyait alors (ce texte a changé depuis)"
_COURTESIES = (
    "Vous nous avez écrit le {day}. Voici ce que nous pouvons vous répondre et ce que disent nos "
    "règles internes sur ce point.\n"
    "Si votre situation est différente de ce que nous avons compris, ou si un point reste obscur, "
    "répondez simplement à ce message, même brièvement, et nous reviendrons vers vous."
)
_MOST_FACTS = 4
_NOT_REPEATED = re.compile(
    r"naissance|enfant|affection|malad|arret|handicap|grossesse|deces|inapt|medic|therapeut"
)
_JOINS = re.compile(r"\A(?:et|mais|alors|donc|puis),? (?!si non|sinon)", re.IGNORECASE)
"""How a question begins that follows another."""
_SHORT_QUESTION = 14
"""Words of a question that a letter repeats."""
_ORDINALS = ("première", "deuxième", "troisième", "quatrième", "cinquième", "sixième")
_NUMBERS = {2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six"}


@dataclass(frozen=True, slots=True)
class FindingSentence:
    """One finding as it is said; `past` when its law has changed since.

    `lower`: the sentence as it stands after a colon.
    """

    sentence: str
    lower: str
    day: str
    past: bool


@dataclass(frozen=True, slots=True)
class QuotedPassage:
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


def finding_sentences(
    findings: Sequence[Finding], book: Book, today: date
) -> list[FindingSentence]:
    """Write each finding once; `citing.texts_line` names their articles at the end."""
    written = []
    for finding in findings:
        whole = f"{finding.answer.strip().rstrip('.')}."
        version = book.version(finding.rule, finding.on)
        past = version is not None and not version.holds_on(today)
        lower = whole[:1].lower() + whole[1:]
        written.append(FindingSentence(whole, lower, day(finding.on), past))
    return written


def quoted_passages(
    passages: Sequence[Passage], procedures: Procedures, today: date, room: int, floor: float
) -> list[QuotedPassage]:
    """Quote word for word, best first, as many whole passages as the `room`, in words.

    The first is quoted whatever its length. The headings of a text are brought together, the best
    first: its title is said once.
    """
    texts: dict[tuple[str, str, str], dict[str, list[Passage]]] = {}
    for number, passage in enumerate(near_passages(passages, floor)):
        room -= len(passage.quote.split())
        if number and room < 0:
            break
        says = _NO_MORE if procedures.has_changed(passage, today) else "prévoit"
        text = (procedures.title_of(passage), passage.reference, says)
        texts.setdefault(text, {}).setdefault(passage.heading, []).append(passage)
    return [
        QuotedPassage(
            _heading(heading) if goes_on else _origin(title, heading, reference),
            tuple(_quote_lines(passage.quote) for passage in those),
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


def facts_told(findings: Sequence[Finding]) -> str:
    """Name the facts on which findings rest and that they do not say: « statut : titulaire ».

    Health, births and deaths are not repeated; nor is a yes or a no, which would answer alone.
    """
    answers = _joined(" ".join(finding.answer for finding in findings))
    told = {
        name: f"{inside(FACTS[name].label)} : {value}"
        for finding in findings
        for name, value in finding.facts.items()
        if name in FACTS and not FACTS[name].of_town and value not in OUI_OU_NON
        if not _NOT_REPEATED.search(fold(FACTS[name].label)) and _joined(value) not in answers
    }
    return " ; ".join(list(told.values())[:_MOST_FACTS])


def left_to_a_person(place: int, question: Question, ticket: Ticket) -> str:
    """Say that a person answers the question at a place, from 0."""
    named = _named_question(place, question, ticket)
    return f"Pour {named}, une personne du service vous répondra."


def verdict_named(place: int, question: Question, verdict: str, ticket: Ticket) -> str:
    """Give the verdict of a question, from 0, with its name: others are answered beside it."""
    named = _named_question(place, question, ticket)
    return f"Pour {named} : {verdict[:1].lower()}{verdict[1:]}"


def said_above(verdict: str) -> str:
    """Give the verdict of a question whose rule was said of a question before."""
    return f"{verdict.rstrip('.')}, comme il est dit plus haut."


def _named_question(place: int, question: Question, ticket: Ticket) -> str:
    """Name a question by its rank, and in its writer's words where they are plain."""
    which = _ORDINALS[place] if place < len(_ORDINALS) else "dernière"
    asked = _JOINS.sub("", one_space(question.text), count=1).rstrip(" ?.!")
    plain = len(asked.split()) <= _SHORT_QUESTION and _is_plain(asked)
    plain = plain and not Pseudonyms.for_ticket(ticket).suspects(asked)
    return f"votre {which} question" + (f" (« {asked} »)" if plain else "")


def ordinals(count: int) -> str:
    """Write the ranks that a letter may give to so many questions."""
    return " ".join(_ORDINALS[:count])


def count_of(things: Sequence[object]) -> str:
    """Write how many, in words where a letter would."""
    return _NUMBERS.get(len(things), str(len(things)))


def about(ticket: Ticket) -> About:
    """Say which message is answered."""
    subject = bare_subject(ticket.subject)
    named = Pseudonyms.for_ticket(ticket).suspects(subject)
    return About(
        day(ticket.received_at.date()), subject if _is_plain(subject) and not named else ""
    )


def courtesies(ticket: Ticket) -> str:
    """Say what a letter may say around its answer, whether ours says it or not."""
    written = day(ticket.received_at.date())
    return _COURTESIES.format(day=written)


def salutation(ticket: Ticket) -> str:
    """Greet by name only when the ticketing system knows the civility."""
    name = one_space(ticket.requester_name)
    if len(name) > _LONGEST_NAME or not _CIVILITY.match(name) or commits(name):
        return "Bonjour,"
    civility, _, names = name.partition(" ")
    return f"Bonjour {_IN_FULL.get(civility, civility)} {names.strip()},"


def put_together(body: str, ticket: Ticket, letterhead: Letterhead) -> str:
    """Put greeting and signature around the middle of a letter."""
    greeting = salutation(ticket)
    return render("layout.j2", salutation=greeting, body=body, letterhead=letterhead)


def emergencies() -> tuple[str, ...]:
    """List what letters say of emergency numbers, whatever the danger is."""
    pieces: Any = _templates().get_template("pieces.j2").module
    signs = ("distress", "domestic", "danger")
    advice = (pieces.emergency({one: one == sign for one in signs}) for sign in signs)
    lines = (pieces.suicide_line, pieces.vital_lines, pieces.violence_lines, pieces.victim_lines,
             pieces.fire_lines)  # fmt: skip
    return (*advice, *(line() for line in lines))


@cache
def standing_text() -> str:
    """Join what our letters say whatever the question is: all that no template fills in."""
    folder = Path(__file__).with_name("letters")
    written = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.j2")))
    return typeset("\n".join(_FILLED_IN.sub(" ", template) for template in written))


def render(template: str, **values: object) -> str:
    """Fill a template in, with the spaces of French typography."""
    return typeset(_templates().get_template(template).render(**values))


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).with_name("letters")),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - plain-text letters, no HTML: escaping would spoil them
    )


def typeset(text: str) -> str:
    """Put no-break spaces where French typography wants them."""
    text = _WIDE.sub("\u00a0\\1", _NARROW.sub("\u202f\\1", text))
    text = re.sub(r"«[ \u00a0\u202f]*", "«\u00a0", text)
    text = re.sub(r"(?<=\d) (?=(?:jours?|mois|ans?|heures?|semaines?)\b)", "\u00a0", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _joined(text: str) -> str:
    """Bring spaces to one form, and leave none inside a number: 2 060 is 2060."""
    return re.sub(r"(?<=\d) (?=\d{3}\b)", "", one_space(text))


def _is_plain(text: str) -> bool:
    """Tell whether words of a ticket may stand in a letter: no order, no accord, no figure."""
    return bool(_PLAIN_SUBJECT.match(text)) and not judge(text).ignored_order and not commits(text)


def _origin(title: str, heading: str, reference: str) -> str:
    under = f", {_heading(heading)}" if heading else ""
    reference = (
        f" ({reference[:1].lower()}{without_quote_marks(reference[1:])})" if reference else ""
    )
    return f"la procédure « {as_inner_quote(title)} »{under}{reference}"


def _heading(heading: str) -> str:
    return f"rubrique « {as_inner_quote(heading)} »"


def _quote_lines(quote: str) -> str:
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
            row = cells(line)
            if len(head) == len(row):
                named = [f"{name} : {cell}" for name, cell in zip(head[1:], row[1:], strict=True)]
                lines.append(f"{row[0]} – {', '.join(named)}")
            else:
                lines.append(" – ".join(cell for cell in row if cell))
    return as_inner_quote(re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip())
