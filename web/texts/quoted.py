"""The passages that a draft quotes, each with its text, its dates and whether it has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cases.model import Case, Passage
from knowledge.reading import Reading, State, Version, states_on
from web.office import Office
from web.texts.blocks import Block, blocks_of
from web.texts.official import Cited, places_of
from web.texts.where import link_to, parted, today


@dataclass(frozen=True, slots=True)
class Quoted:
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


async def quoted_by(office: Office, case: Case) -> list[Quoted]:
    """Give the passages of a case's draft as they are shown."""
    passages = case.draft.passages if case.draft else ()
    ids = {place[0] for passage in passages if (place := parted(passage.place))}
    versions = await Reading(office.engine).siblings(ids) if ids else []
    states = states_on(versions, today(office))
    kept = {version.id: version for version in versions}
    return [_quoted(passage, case, kept, states) for passage in passages]


async def articles_cited(office: Office, case: Case) -> Mapping[Cited, str]:
    """Give where the articles that a case's findings cite are shown, for those kept here."""
    findings = case.draft.findings if case.draft else ()
    if not findings:
        return {}
    places = await places_of(Reading(office.engine), findings, today(office))
    return {cited: link_to(place) for cited, place in places.items()}


def _quoted(
    passage: Passage, case: Case, kept: Mapping[str, Version], states: Mapping[str, State]
) -> Quoted:
    place = parted(passage.place)
    version = kept.get(place[0]) if place else None
    blocks = blocks_of(passage.quote)
    if version is None:
        return Quoted(passage, blocks)
    link = link_to(passage.place, case.id)
    return Quoted(passage, blocks, link, version, states[version.id])
