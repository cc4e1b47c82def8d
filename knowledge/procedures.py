"""The local procedures and the search in them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from cases.model import Passage
from knowledge.index import Index
from knowledge.passages import Paragraph, read_procedure

THRESHOLD = 0.16
"""Raw score under which a passage is no answer."""

LONGEST_QUESTION = 20_000


@dataclass(frozen=True)
class Procedures:
    """Every passage of the local procedures, and an index of their words."""

    paragraphs: tuple[Paragraph, ...] = ()
    index: Index | None = None

    @classmethod
    def from_folder(cls, folder: Path) -> Self:
        """Import every Markdown file of a folder; none there, none imported.

        `ProcedureError` when a file cannot be used.
        """
        files = sorted(folder.glob("*.md")) if folder.is_dir() else []
        paragraphs = tuple(p for path in files for p in read_procedure(path))
        return cls(paragraphs, Index.of(paragraphs)) if paragraphs else cls()

    def search(self, question: str, on: date, limit: int = 3) -> tuple[Passage, ...]:
        """Give the passages in force on a day that answer best, none when none is near enough."""
        if self.index is None:
            return ()
        scores = self.index.scores(question[:LONGEST_QUESTION])
        ranked = sorted(zip(scores, self.paragraphs, strict=True), key=lambda pair: -pair[0])
        near = [(s, p) for s, p in ranked if s >= THRESHOLD and p.holds_on(on)]
        return tuple(_passage(paragraph, score) for score, paragraph in near[:limit])

    def quote_is_in(self, passage: Passage) -> bool:
        """Tell whether a passage's quote stands word for word in the procedure it names."""
        quote = passage.quote.strip()
        texts = (p.text for p in self.paragraphs if p.source == passage.source)
        return bool(quote) and any(quote in text for text in texts)


def _passage(paragraph: Paragraph, score: float) -> Passage:
    return Passage(
        source=paragraph.source,
        heading=paragraph.heading,
        quote=paragraph.text,
        score=round(min(score, 1.0), 4),
        reference=paragraph.about.reference,
    )
