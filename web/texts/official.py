"""Official texts: how the rules name them, their page on Légifrance, their articles kept here."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from cases.model import Citation, Finding
from knowledge.document import Nature
from knowledge.extracts import Extract
from knowledge.index import folded
from knowledge.reading import Reading, State, Version, states_on
from statute.official import name_of
from statute.rule import Article

_JORF = re.compile(r"\bJORFTEXT\d{12}\b")
_LEGI = re.compile(r"\bLEGITEXT\d{12}\b")

Cited = tuple[str, str, date]
"""A text as the rules name it, the number of an article, the day whose law counts."""


def legifrance_of(version: Version) -> str:
    """Give the page of an official text on Légifrance; empty where it is not known for certain."""
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


async def places_of(
    reading: Reading, findings: Collection[Finding], today: date
) -> Mapping[Cited, str]:
    """Find the articles that findings cite among the texts kept here: where each stands."""
    wanted = {cited_by(finding, citation) for finding in findings for citation in finding.citations}
    named = await _named(reading, {text for text, _, _ in wanted}, today)
    if not named:
        return {}
    found = await reading.articles(named, {number for _, number, _ in wanted})
    places = {cited: _place(cited, named, found) for cited in wanted}
    return {cited: place for cited, place in places.items() if place}


def cited_by(finding: Finding, citation: Citation) -> Cited:
    """Say what a finding cites, its article alone: one that names several is not looked up."""
    return citation.text, citation.article.removeprefix("art. "), finding.on


async def _named(reading: Reading, names: Collection[str], today: date) -> Mapping[str, str]:
    versions = await reading.versions(Nature.OFFICIAL)
    states = states_on(versions, today)
    named = {
        v.id: name_of(v.about.title, v.key) for v in versions if states[v.id] is State.IN_FORCE
    }
    return {version: name for version, name in named.items() if name and name in names}


def _place(cited: Cited, named: Mapping[str, str], found: Sequence[Extract]) -> str:
    text, number, day = cited
    held = (
        one
        for one in found
        if one.article == number and named[one.version] == text and one.holds_on(day)
    )
    return next((one.place for one in held), "")
