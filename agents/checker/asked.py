"""Examples of what people ask: the questions of the rules, and labelled tickets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from agents.classifier.examples import TRAINING, read_examples
from statute.book import Book

_LABELS = Path(__file__).with_name("asked_rules.yaml")
_TICKETS = Path(__file__).with_name("train")
_SENTENCE_END = re.compile(r"(?<=[.?!;])\s+|\n+|\s(?=\d ?[)/] )")
_ASKS = (
    r"(?:est[- ]ce|combien|quand|comment|quel|pourquoi|faut-il|que devient|qu['’]est"
    r"|(?:puis|dois|ai|suis|vais)[- ]je|y a-t-il)"
    r"|\w+(?:-t)?-(?:je|tu|il|elle|on|nous|vous|ils|elles)\b"
)
_ANOTHER_QUESTION = re.compile(
    r",\s+(?:et |ou )?(?=(?:à |de |dans |sous |pour |jusqu['’]à )?"
    rf"(?:{_ASKS}|qui |où |je (?:peux|dois|passe|perds|garde)|on |il faut|c['’]est|m(?:on|a|es) "
    r"|la (?:mairie|ville|commune|collectivité|drh|rh) |l['’]employeur ))"
    rf"|\s+et\s+(?=(?:à |de |dans |sous |pour |jusqu['’]à )?(?:{_ASKS}))",
    re.IGNORECASE,
)
_A_QUESTION = re.compile(rf"\b(?:{_ASKS})|\?", re.IGNORECASE)
_FEWEST_WORDS = 4
_LONGEST = 1_500
_SEVERAL = 2
_MOST_QUESTIONS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or ticket, the ids of the rules that answer it (none: no rule does), its author.

    The author is empty for the questions that rules carry themselves.
    """

    text: str
    rules: tuple[str, ...]
    author: str = ""


def questions_of(book: Book) -> Iterator[Asked]:
    """Give the questions that the rules carry, each once."""
    told = {(rule.id, question) for rule in book.rules for question in rule.questions}
    return (Asked(question, (rule_id,)) for rule_id, question in sorted(told))


def read_asked(book: Book) -> Iterator[Asked]:
    """Read the labelled tickets. Raises `KeyError` for a row that no rule of the book answers."""
    row_of = {row: rule.id for rule in book.rules for row in (rule.id, *rule.rows)}
    labels = _yaml(_LABELS)
    for example in read_examples(TRAINING):
        if example.id in labels:
            rules = dict.fromkeys(row_of[row] for row in labels[example.id])
            yield Asked(example.text, tuple(rules), example.author)
    for path in sorted(_TICKETS.glob("*.yaml")):
        for ticket in _yaml(path)["tickets"]:
            rules = dict.fromkeys(row_of[row] for row in ticket["rules"])
            yield Asked(ticket["text"], tuple(rules), path.stem)


def questions_in(text: str) -> list[str]:
    """Give one text for each question of a ticket: what it tells, and that question alone.

    A ticket with fewer than two questions is given as it is.
    """
    sentences = [sentence for s in _SENTENCE_END.split(text) if (sentence := " ".join(s.split()))]
    asking = [sentence for sentence in sentences if sentence.endswith("?")]
    told = " ".join(s for s in sentences if s not in asking)[:_LONGEST]
    questions = [question for sentence in asking for question in _parts(sentence)]
    if len(questions) < _SEVERAL:
        return [" ".join(sentences)[:_LONGEST]]
    return [f"{told} {question}".strip() for question in questions[:_MOST_QUESTIONS]]


def _parts(sentence: str) -> list[str]:
    """Part the questions that one sentence asks; what asks nothing introduces the next.

    What stands before a colon introduces them all.
    """
    parts: list[str] = []
    lead, colon, rest = sentence.rpartition(" : ")
    before = ""
    for part in _ANOTHER_QUESTION.split(rest):
        if len(part.split()) < _FEWEST_WORDS and parts:
            parts[-1] = f"{parts[-1]}, {part}"
        elif _A_QUESTION.search(part):
            parts.append(f"{before}{part}")
            before = ""
        else:
            before = f"{before}{part}, "
    return [f"{lead}{colon}{part}" for part in parts]


def _yaml(path: Path) -> Any:  # noqa: ANN401  # YAML holds anything
    return yaml.safe_load(path.read_text(encoding="utf-8"))
