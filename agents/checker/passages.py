"""The texts searched for a ticket: the town's own, and official ones where no rule answers.

An official text is marked with what keeps it from being cited as law. What is refused gets only
the proper way that the town's texts tell.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from agents.classifier.refusal import BANK, THIRD_PARTY
from cases.folding import fold
from cases.model import Passage
from knowledge.library.documents import Nature
from knowledge.search.procedures import Procedures
from knowledge.search.quotes import Found
from statute.book import Book
from statute.facts import CONTRACTUEL, STAGIAIRE, TITULAIRE, FactRead
from statute.french import day
from statute.text_names import is_of, name_of, touched

MOST_EXTRACTS = 4
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
_PARTIAL = "Cet article est long : une exception peut suivre, lisez-le en entier avant de le citer."


def proper_way(refusal: str, on: date, procedures: Procedures) -> tuple[Passage, ...]:
    """Search what the town's texts say of the proper way for what a ticket may not get."""
    asked = _PROPER_WAY.get(refusal)
    found = procedures.search(asked, on, MOST_EXTRACTS) if asked else ()
    return tuple(p for p in found if procedures.quote_is_in(p) and p.score >= _SURE)


def for_their_status(passages: Iterable[Passage], facts: Iterable[FactRead]) -> Iterator[Passage]:
    """Leave out what stands under a heading that is another status than the one that was read."""
    theirs = {fact.value for fact in facts if fact.fact == "statut"}
    for passage in passages:
        heading = fold(passage.heading)
        named: set[str] = set()
        if _A_STATUS.fullmatch(heading):
            named.update(*(those for words, those in _STATUSES.items() if words.search(heading)))
        if not (theirs and named) or theirs & named:
            yield passage


def with_warning(found: Found, on: date, received: date, book: Book) -> Passage:
    """Put on a passage why it may not be cited as law, when it may not."""
    return replace(found.passage, warning=next(_reasons(found, on, received, book), ""))


def _reasons(found: Found, on: date, received: date, book: Book) -> Iterator[str]:
    extract = found.extract
    since = extract.valid_from or extract.about.valid_from
    if extract.nature is Nature.SHEET:
        yield "Fiche d’information : elle explique le droit, elle ne se cite pas comme un texte."
    if not extract.holds_on(received):
        yield f"Ce texte n’est plus en vigueur le {day(received)}."
    if since is None and on != received:
        yield f"Version sans date : vérifiez ce qui s’appliquait le {day(on)}."
    name = name_of(extract.about.title, extract.source)
    if any(
        since is None or (article.in_force_since or date.min) > since
        for rule in book.rules
        for article in rule.cites
        if is_of(article.text, name) and touched(article.number, [extract.article])
    ):
        yield "Une règle vérifiée porte sur cet article, dont la version importée peut être passée."
    if found.partial:
        yield _PARTIAL
