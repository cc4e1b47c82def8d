"""The evidence of a draft: passages with their text and dates, articles, the way to open each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from agents.drafter.attribution import numbered
from cases.model import Case, Finding, Passage
from knowledge.library.text_library import Library
from knowledge.library.versions import State, Version, states_on
from web.context import PageContext
from web.texts.text_blocks import Block, blocks_of
from web.texts.text_links import Cited, cited_by, find_articles, paragraph_url, parse_place
from web.urls import safe_link


class Target(StrEnum):
    """Where a text is opened: at its paragraph kept here, or on Légifrance."""

    HERE = "ici"
    OUTSIDE = "legifrance"


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A passage; without `version` its text is not kept here, and nothing is known of it."""

    passage: Passage
    blocks: Sequence[Block]
    link: str = ""
    version: Version | None = None
    state: State | None = None

    @property
    def title(self) -> str:
        """What names the text."""
        return self.version.about.title if self.version else self.passage.source


async def read_passages(context: PageContext, case: Case) -> list[QuotedPassage]:
    """Read the passages of a case's draft as they are shown."""
    passages = case.draft.passages if case.draft else ()
    ids = {place[0] for passage in passages if (place := parse_place(passage.place))}
    versions = await Library(context.engine).siblings(ids) if ids else []
    states = states_on(versions, context.today)
    kept = {version.id: version for version in versions}
    found = []
    for passage in passages:
        place = parse_place(passage.place)
        version = kept.get(place[0]) if place else None
        blocks = blocks_of(passage.quote)
        if version is None:
            found.append(QuotedPassage(passage, blocks))
        else:
            link = paragraph_url(passage.place, case.id)
            found.append(QuotedPassage(passage, blocks, link, version, states[version.id]))
    return found


async def read_articles(context: PageContext, case: Case) -> Mapping[Cited, str]:
    """Find the addresses of the articles that a case's findings cite, for those kept here."""
    findings = case.draft.findings if case.draft else ()
    if not findings:
        return {}
    places = await find_articles(Library(context.engine), findings, context.today)
    return {cited: paragraph_url(place) for cited, place in places.items()}


def evidence_url(case: Case, number: int, article: int = 0, where: str = Target.HERE) -> str:
    """Write the address that opens a piece of a draft's evidence, and notes it was opened."""
    draft = case.draft.number if case.draft else 0
    query = urlencode({"brouillon": draft, "article": article, "ou": where})
    return f"/dossiers/{case.id}/appuis/{number}?{query}"


async def find_target(
    context: PageContext, case: Case, number: int, article: int, where: Target
) -> str:
    """Find where a piece of evidence leads: nowhere but to what the draft itself cites.

    `article`: which of its articles, from 0. Empty: it cites no such thing.
    """
    evidence = numbered(case.draft) if case.draft else ()
    if number > len(evidence):
        return ""
    one = evidence[number - 1]
    if not isinstance(one, Finding):
        return (await read_passages(context, case))[number - len(evidence) - 1].link
    if article >= len(one.citations):
        return ""
    citation = one.citations[article]
    if where is Target.OUTSIDE:
        return safe_link(citation.url)
    return (await read_articles(context, case)).get(cited_by(one, citation), "")
