"""Where a text is: a paragraph or an article kept here, an official text on Légifrance."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from urllib.parse import urlencode

from cases.model import Citation, Finding
from knowledge.library.documents import Nature
from knowledge.library.text_library import Library
from knowledge.library.versions import State, Version, states_on
from knowledge.vocabulary import folded
from statute.rule import Article
from statute.text_names import name_of

_PLACE = re.compile(r"^(?P<version>[0-9a-f]{64})-(?P<number>\d{1,7})$")
_JORF = re.compile(r"\bJORFTEXT\d{12}\b")
_LEGI = re.compile(r"\bLEGITEXT\d{12}\b")

Cited = tuple[str, str, date]
"""A text as the rules name it, the number of an article, the day whose law counts."""


def parse_place(place: str) -> tuple[str, int] | None:
    """Split a place into the version and the number of the paragraph; None when it is no place."""
    found = _PLACE.match(place)
    return (found["version"], int(found["number"])) if found else None


def paragraph_url(place: str, case_id: str = "") -> str:
    """Write the address of a paragraph; empty when the place is none.

    With a case, what its draft quotes there is marked.
    """
    found = parse_place(place)
    if found is None:
        return ""
    version, number = found
    query = f"?{urlencode({'dossier': case_id})}" if case_id else ""
    return f"/textes/{version}/{number}{query}#p{number}"


def legifrance_url(version: Version) -> str:
    """Find the page of an official text on Légifrance; empty where it is not known for certain."""
    if version.nature is not Nature.OFFICIAL:
        return ""
    known = Article(name_of(version.about.title, version.key), "").citation.url
    if known:
        return known
    if jorf := _JORF.search(version.key):
        return f"https://www.legifrance.gouv.fr/loda/id/{jorf[0]}"
    legi = _LEGI.search(version.key)
    if legi and folded(version.about.title).startswith("code "):
        return f"https://www.legifrance.gouv.fr/codes/texte_lc/{legi[0]}"
    return ""


def cited_by(finding: Finding, citation: Citation) -> Cited:
    """Name what a finding cites, its article alone: one that names several is not looked up."""
    return citation.text, citation.article.removeprefix("art. "), finding.on


async def find_articles(
    reading: Library, findings: Collection[Finding], today: date
) -> Mapping[Cited, str]:
    """Find the articles that findings cite among the texts kept here: the place of each."""
    wanted = {cited_by(finding, citation) for finding in findings for citation in finding.citations}
    texts = {text for text, _, _ in wanted}
    versions = await reading.versions(Nature.OFFICIAL)
    states = states_on(versions, today)
    in_force = {
        v.id: name_of(v.about.title, v.key) for v in versions if states[v.id] is State.IN_FORCE
    }
    named = {version: name for version, name in in_force.items() if name and name in texts}
    if not named:
        return {}
    found = await reading.articles(named, {number for _, number, _ in wanted})
    places: dict[Cited, str] = {}
    for text, number, day in wanted:
        kept = (
            one.place
            for one in found
            if one.article == number and named[one.version] == text and one.holds_on(day)
        )
        if place := next(kept, ""):
            places[text, number, day] = place
    return places
