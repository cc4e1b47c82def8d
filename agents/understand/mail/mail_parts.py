"""The parts of a mail: stretches of its text, each of a kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, Self


class PartKind(StrEnum):
    """What a stretch of a mail is."""

    OWN = "own"
    COURTESY = "courtesy"  # greeting, thanks, small talk at the edges
    QUOTED = "quoted"  # what others wrote, and the headings above it
    SIGNATURE = "signature"
    FOOTER = "footer"  # a confidentiality notice, « Envoyé de mon iPhone »


class Span(NamedTuple):
    """Places of a text, from `start` to before `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a mail, from `start` to before `end` of its text."""

    kind: PartKind
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, kind: PartKind, text: str, span: Span) -> Self:
        """Take a stretch of a text."""
        return cls(kind, span.start, span.end, text[span.start : span.end])

    @property
    def is_said(self) -> bool:
        """Tell whether there is a letter or a figure in it."""
        return any(character.isalnum() for character in self.text)


def touching(spans: Iterable[Span]) -> list[Span]:
    """Make one of spans that follow one another without a gap, given in their order."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].end == span.start:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def join_parts(parts: Iterable[Part], text: str) -> tuple[Part, ...]:
    """Put parts in their order, those of a kind that touch made one."""
    ordered = sorted(parts, key=attrgetter("start"))
    grouped = (list(those) for _, those in groupby(ordered, key=attrgetter("kind")))
    return tuple(
        Part.of(those[0].kind, text, Span(those[0].start, those[-1].end)) for those in grouped
    )
