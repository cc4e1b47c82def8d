"""Pseudonyms in, originals out.

This minimises what a model is told; it does not anonymise. A nickname, an unusual name in the
middle of a sentence, or a story only one person lived, still says who is meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from agents.folding import MAX_TICKET, fold
from agents.patterns import NAMES, PLACEHOLDER, SPANS
from cases.model import Ticket

_WORD = re.compile(r"[\w’'\-]+")
_NAME_PART = re.compile(r"[^\W\d_]{1,60}(?:['’\-][^\W\d_]{1,60}){0,5}[^\W\d_]{2}")
_REST_OF_A_NAME = re.compile(r"(?:[ \u00a0]+(?:[Dd]e |[Ll]e |[Dd]u )?[A-ZÀ-Þ][\w’'\-]+){0,2}")
_ALSO_WORDS = frozenset(
    {"pierre", "noel", "martial", "robin", "clement", "claire", "marie", "aime"}
)


@dataclass
class Pseudonyms:
    """The placeholders of one ticket: stable for its whole life, reversible, in memory only."""

    names: frozenset[str] = frozenset()
    """Name words known to belong to people of this ticket, folded."""
    _by_original: dict[str, str] = field(default_factory=dict)
    _by_placeholder: dict[str, str] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def for_ticket(cls, ticket: Ticket) -> Pseudonyms:
        """Gather the names a ticket gives away: its requester's, and those its texts introduce."""
        told = [ticket.requester_name, ticket.requester_email.partition("@")[0]]
        told += [message.author for message in ticket.messages]
        words = {fold(w) for text in told for w in _NAME_PART.findall(text)}
        for text in (ticket.subject, *(message.text for message in ticket.messages)):
            words |= set(_name_words(text[:MAX_TICKET]))
        return cls(frozenset(words - _not_a_name()))

    def hide(self, text: str) -> str:
        """Replace what may say who somebody is by placeholders such as `[NOM_1]`."""
        hidden, at = [], 0
        for start, end, kind in _without_overlap(self._spans(text)):
            hidden += [text[at:start], self._placeholder(kind, text[start:end])]
            at = end
        return "".join([*hidden, text[at:]])

    def restore(self, text: str) -> str:
        """Put the originals back; a placeholder that is not ours stays as it is."""
        return PLACEHOLDER.sub(lambda m: self._by_placeholder.get(m[0], m[0]), text)

    def unknown_in(self, text: str) -> tuple[str, ...]:
        """List placeholders of a text that this ticket never had, bent ones included."""
        found = (m[0] for m in PLACEHOLDER.finditer(text))
        return tuple(p for p in found if p not in self._by_placeholder)

    def _spans(self, text: str) -> Iterable[tuple[int, int, str]]:
        for kind, pattern in SPANS:
            for match in pattern.finditer(text):
                yield *_bounds(match), kind
        for start, end in _named(text):
            yield start, end, "NOM"
        for match in _WORD.finditer(text):
            if fold(match[0]) in self.names:
                yield *match.span(), "NOM"

    def _placeholder(self, kind: str, original: str) -> str:
        if original not in self._by_original:
            self._counts[kind] += 1
            placeholder = f"[{kind}_{self._counts[kind]}]"
            self._by_original[original] = placeholder
            self._by_placeholder[placeholder] = original
        return self._by_original[original]


def same_placeholders(before: str, after: str) -> bool:
    """Tell whether two texts hold the same placeholders, each as many times."""
    return placeholders(before) == placeholders(after)


def placeholders(text: str) -> Counter[str]:
    """Count the placeholders of a text."""
    return Counter(m[0] for m in PLACEHOLDER.finditer(text))


def _named(text: str) -> Iterable[tuple[int, int]]:
    for pattern in NAMES:
        for match in pattern.finditer(text):
            yield from _trimmed(text, *_bounds(match))
    for match in _WORD.finditer(text):
        if _is_first_name(match[0]):
            rest = _REST_OF_A_NAME.match(text, match.end())
            yield from _trimmed(text, match.start(), rest.end() if rest else match.end())


def _is_first_name(word: str) -> bool:
    folded = fold(word)
    known = folded in _first_names() or folded.partition("-")[0] in _first_names()
    return known and (word[:1].isupper() or folded not in _ALSO_WORDS)


def _trimmed(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Cut a span at the first word that is no name; nothing is left of `Bonjour Madame`."""
    words = list(_WORD.finditer(text, start, end))
    kept: list[re.Match[str]] = []
    for word in words:
        if fold(word[0]) in _not_a_name():
            if kept and fold(word[0]) in {"de", "du", "des", "la", "le"}:
                continue
            break
        kept.append(word)
    if kept and any(len(w[0]) > 1 for w in kept):
        yield kept[0].start(), kept[-1].end()


def _name_words(text: str) -> Iterable[str]:
    for start, end in _named(text):
        for word in _WORD.findall(text[start:end]):
            folded = fold(word)
            if len(folded) > len("les") or (len(folded) > len("le") and word[:1].isupper()):
                yield folded


def _bounds(match: re.Match[str]) -> tuple[int, int]:
    return match.span("span") if "span" in match.re.groupindex else match.span()


def _without_overlap(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, kind))
        elif end > kept[-1][1]:
            first = kept.pop()
            kept.append((first[0], end, first[2]))
    return kept


@cache
def _first_names() -> frozenset[str]:
    return _listed("first_names.txt")


@cache
def _not_a_name() -> frozenset[str]:
    return _listed("not_a_name.txt")


def _listed(name: str) -> frozenset[str]:
    words = Path(__file__).with_name(name).read_text(encoding="utf-8").split()
    return frozenset(fold(word) for word in words)
