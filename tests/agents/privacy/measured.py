"""What is hidden of texts whose personal data are marked: counted strictly."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from agents.privacy.pseudonyms import Pseudonyms
from tests.agents.builders import a_ticket

HERE = Path(__file__).parent
DEVELOPMENT = Path(__file__).parents[3].parent / "shared" / "tickets" / "dev.yaml"
_MARK = re.compile(r"\{(\w+)\|([^}]*)\}")


@dataclass(frozen=True)
class Marked:
    """A text and where its personal data stand."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


@dataclass
class Tally:
    """Marked spans by kind, those wholly hidden, and hidden spans that met a marked one."""

    marked: Counter[str] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def recall(self, *, names: bool) -> float:
        kinds = [kind for kind in self.marked if (kind == "nom") is names]
        marked = sum(self.marked[k] for k in kinds)
        return sum(self.hidden[k] for k in kinds) / marked if marked else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.marked + other.marked,
            self.hidden + other.hidden,
            self.found + other.found,
            self.right + other.right,
            self.missed + other.missed,
            self.wrong + other.wrong,
        )


def marked_sentences(file: str) -> Iterator[Marked]:
    for line in yaml.safe_load((HERE / file).read_text(encoding="utf-8")):
        yield _read(line)


def marked_tickets() -> Iterator[Marked]:
    """Read the development tickets: a span is marked wherever its words stand."""
    for listed in yaml.safe_load(DEVELOPMENT.read_text(encoding="utf-8"))["tickets"]:
        text = f"{listed.get('subject', '')}\n\n{listed['text']}".lstrip("\n")
        yield Marked(
            text,
            tuple(
                (m.start(), m.end(), span["type"])
                for span in listed["pii"]
                for m in re.finditer(re.escape(span["span"]), text)
            ),
        )


def measure(texts: Iterator[Marked]) -> Tally:
    tally = Tally()
    for marked in texts:
        found = Pseudonyms.for_ticket(a_ticket(marked.text)).find(marked.text)
        covered = {at for start, end, _ in found for at in range(start, end)}
        for start, end, kind in marked.spans:
            tally.marked[kind] += 1
            letters = {at for at in range(start, end) if marked.text[at].isalnum()}
            tally.hidden[kind] += letters <= covered
            if not letters <= covered:
                tally.missed.append(f"{kind}: {marked.text[start:end]!r}")
        for start, end, kind in found:
            meets = any(start < e and s < end for s, e, _ in marked.spans)
            tally.found += 1
            tally.right += meets
            if not meets:
                tally.wrong.append(f"{kind}: {marked.text[start:end]!r}")
    return tally


def _read(line: str) -> Marked:
    text, spans, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        spans.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        at = mark.end()
    return Marked(text + line[at:], tuple(spans))
