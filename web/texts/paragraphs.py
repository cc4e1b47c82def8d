"""The paragraphs of one page of a text, as they are shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cases.model import Case
from knowledge.document import OVER
from knowledge.extracts import Extract
from web.texts.blocks import Block, blocks_of, is_quoted
from web.texts.where import parted


@dataclass(frozen=True, slots=True)
class Paragraph:
    """An extract as it is shown; `headings` open before it, each with its depth from zero.

    `over`: an article that is not in force, whatever its text is.
    """

    extract: Extract
    headings: Sequence[tuple[int, str]]
    blocks: Sequence[Block]
    quoted: bool
    over: bool


def paragraphs_of(
    extracts: Sequence[Extract], quotes: Mapping[int, str], today: date
) -> Iterator[Paragraph]:
    """Give a page's paragraphs; `quotes` holds what is to be marked, by number."""
    before: tuple[str, ...] = ()
    for extract in extracts:
        blocks = blocks_of(extract.text, quotes.get(extract.number, ""))
        headings = _opened(before, extract.headings)
        yield Paragraph(extract, headings, blocks, is_quoted(blocks), _is_over(extract, today))
        before = extract.headings


def quotes_of(case: Case, version_id: str) -> dict[int, str]:
    """Give what a case's draft quotes of a version, by the number of the paragraph."""
    passages = case.draft.passages if case.draft else ()
    placed = [(parted(passage.place), passage.quote) for passage in passages]
    return {place[1]: quote for place, quote in placed if place and place[0] == version_id}


def _is_over(extract: Extract, day: date) -> bool:
    held = (extract.valid_from or day) <= day <= (extract.valid_until or day)
    return bool(extract.article) and (not held or extract.state in OVER)


def _opened(before: Sequence[str], chain: Sequence[str]) -> list[tuple[int, str]]:
    """Give the headings that a paragraph opens after the one before."""
    same = 0
    while same < min(len(before), len(chain)) and before[same] == chain[same]:
        same += 1
    return list(enumerate(chain))[same:]
