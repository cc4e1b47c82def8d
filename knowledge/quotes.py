"""The shortest part of an extract that carries the answer, word for word."""

import re

from knowledge.extracts import tables_of
from knowledge.meaning import Vectors
from knowledge.rows import rows_asked
from knowledge.shelf import Shelved

SHORT = 110
"""Words of prose that people read to the end: quoted whole."""
_MOST_ROWS = 12
"""A longer table is not for a letter: the officer reads it in the text."""


def quote_from(one: Shelved, question: str, asked: Vectors) -> str:
    """Quote an extract; of its tables the rows asked about, of long prose the near sentences.

    `asked` is the vector of the question. Empty when nothing short enough answers.
    """
    extract = one.extract
    if len(one.vectors) == 1:
        return extract.text
    kept = {line for table in tables_of(extract.text) for line in _of_table(table, question)}
    near = one.vectors[1 + len(extract.rows) :] @ asked[0]
    kept |= _sentences(dict(zip(extract.sentences, near.tolist(), strict=True)))
    return re.sub(r"\n{2,}", "\n\n", "\n".join(_lines(extract.text, kept))).strip("\n")


def _of_table(table: list[str], question: str) -> list[str]:
    rows = rows_asked(table, question)
    return [*table[:2], *rows] if len(rows) <= _MOST_ROWS else []


def _sentences(sentences: dict[str, float]) -> set[str]:
    """Keep short prose whole; of long prose the nearest sentences, as many as are read."""
    room = SHORT
    if sum(len(sentence.split()) for sentence in sentences) <= room:
        return set(sentences)
    kept: set[str] = set()
    for sentence in sorted(sentences, key=lambda s: -sentences[s]):
        room -= len(sentence.split())
        if kept and room < 0:
            break
        kept.add(sentence)
    return kept | _leads(list(sentences), kept)


def _leads(sentences: list[str], kept: set[str]) -> set[str]:
    """Find the lines that introduce the kept items of lists: an item alone may say the contrary."""
    leads = set()
    for place, sentence in enumerate(sentences):
        if sentence in kept and sentence.startswith("-"):
            before = [s for s in sentences[:place] if s.endswith(":")]
            leads.update(before[-1:])
    return leads


def _lines(text: str, kept: set[str]) -> list[str]:
    """Give what is kept in the order of the text; neighbours stay on one line."""
    return [part for line in text.split("\n") for part in _kept_of(line.strip(), kept)]


def _kept_of(line: str, kept: set[str]) -> list[str]:
    if line in kept or not line:
        return [line]
    parts: list[str] = []
    for _, unit in sorted((line.find(unit), unit) for unit in kept if unit in line):
        if parts and f"{parts[-1]} {unit}" in line:
            parts[-1] = f"{parts[-1]} {unit}"
        else:
            parts.append(unit)
    return parts
