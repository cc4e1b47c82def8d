"""The town's own texts: what they say of a question, or the proper way for what is refused."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from agents.checker.state import CheckState, FactRead, Search
from agents.classifier.refusal import BANK, THIRD_PARTY
from agents.folding import fold
from agents.meaning import encoder_of
from cases.model import Passage
from statute.facts.people import CONTRACTUEL, STAGIAIRE, TITULAIRE

_SHOWN = 4
"""Extracts of the town's texts that a case is given at most."""
_PROPER_WAY = {
    BANK: "Je change de banque : comment donner mon nouveau RIB, et pour quelle paie sera-t-il "
    "pris en compte ?",
    THIRD_PARTY: "À qui le bulletin de paie ou les données d’un agent peuvent-ils être "
    "communiqués ?",
}
"""What the texts are asked in place of a ticket that must be refused: never its own words."""
_SURE = 0.5
"""Who is refused is read nothing that may be of another matter, such as how fraud is found."""
_A_STATUS = re.compile(
    r"(?:les |aux |des |agents? |personnels? |fonctionnaires? |de droit public|et |ou "
    r"|(?:non[ -])?titulaires?|stagiaires?|contractuels?|,| )+"
)
_STATUSES = {
    re.compile(r"contractuel|non[ -]titulaire"): {CONTRACTUEL},
    re.compile(r"(?<!non.)titulaire"): {TITULAIRE},
    re.compile(r"stagiaire"): {STAGIAIRE},
    re.compile(r"fonctionnaires?(?! (?:titul|stag))"): {TITULAIRE, STAGIAIRE},
}


def search_procedures(state: CheckState) -> CheckState:
    """Search the local procedures in force on the day of the facts; keep quotes that are there."""
    team, on = state["team"], state["days"][0]
    encoder = encoder_of(team.door, state["ticket"], sensitive=state["classification"].sensitive)
    found = team.procedures.search(state["text"], on, _SHOWN, encoder)
    return {"passages": tuple(_kept(for_their_status(found, state["facts"]), team.procedures))}


def proper_way(refusal: str, on: date, procedures: Search) -> tuple[Passage, ...]:
    """Give what the town's texts say of the proper way for what a ticket may not get."""
    asked = _PROPER_WAY.get(refusal)
    found = procedures.search(asked, on, _SHOWN) if asked else ()
    return tuple(passage for passage in _kept(found, procedures) if passage.score >= _SURE)


def for_their_status(passages: Iterable[Passage], facts: Iterable[FactRead]) -> Iterator[Passage]:
    """Leave out what stands under a heading that is another status than the one that was read."""
    theirs = {fact.value for fact in facts if fact.fact == "statut"}
    for passage in passages:
        named = _statuses_in(passage.heading)
        if not (theirs and named) or theirs & named:
            yield passage


def _statuses_in(heading: str) -> set[str]:
    plain = fold(heading)
    if not _A_STATUS.fullmatch(plain):
        return set()
    return {one for named, those in _STATUSES.items() if named.search(plain) for one in those}


def _kept(passages: Iterable[Passage], procedures: Search) -> Iterator[Passage]:
    yield from (passage for passage in passages if procedures.quote_is_in(passage))
