"""What an official article excepts is quoted with it, or the officer is warned."""

from datetime import date

import pytest

from knowledge.encoder import E5
from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.extracts import LONGEST, Extract, extracts_of
from knowledge.library.text_library import Library
from knowledge.search.official_texts import OfficialTexts
from knowledge.search.quotes import LEFT_OUT, Found, loses_exception, quote_official, stands_in
from tests.builders import Store

TITLE = "Code général de la fonction publique"
QUESTION = "Quelle est la durée du congé parental pour élever mon enfant ?"
RULE = (
    "Le congé parental de l'agent public est accordé de droit pour élever son enfant, "
    "jusqu'à son troisième anniversaire."
)
FILLER = "\n".join(f"Le conseil examine en séance le dossier numéro {n}." for n in range(12))
OPENINGS = [
    "Toutefois, la séance peut être reportée.",
    "Par dérogation au premier alinéa, le maire en décide seul.",
    "II.-Par dérogation au I, le maire en décide seul.",
    "Sauf urgence, le conseil est consulté.",
    "Cependant la commune peut en décider autrement.",
    "Elle peut néanmoins y renoncer.",
    "A l'exception des communes nouvelles, un avis est rendu.",
    "Ces dispositions ne s'appliquent pas aux vacataires.",
    "Ce délai n’est pas opposable aux vacataires.",
    "Les dispositions du présent article ne sont pas applicables à Mayotte.",
    "Le présent article n'est pas applicable à Mayotte.",
]


def code(*sections: Section) -> Document:
    return Document("code.md", About(TITLE, TITLE), Nature.OFFICIAL, sections)


def an_article(*parts: str) -> Extract:
    (one,) = extracts_of(code(Section((), "\n".join(parts), "L999-1")))
    return one


def quoted(extract: Extract) -> str:
    quote = quote_official(extract, E5.of_question(QUESTION))
    assert RULE in quote
    assert stands_in(quote, extract.text)
    return quote


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_sentence_brings_along_the_exception_that_follows(opening: str) -> None:
    extract = an_article(FILLER, RULE, opening, FILLER)
    quote = quoted(extract)
    assert f"{RULE}\n{opening}" in quote
    assert LEFT_OUT in quote
    assert not loses_exception(extract, quote)


def test_exceptions_in_a_row_come_along_with_the_items_they_list() -> None:
    excepted = (
        "Toutefois, la séance est reportée :\n1° En cas de gel ;\n2° En cas de crue.\n"
        "Sauf urgence, un avis est rendu."
    )
    extract = an_article(FILLER, RULE, excepted, FILLER)
    assert f"{RULE}\n{excepted}" in quoted(extract)


def test_an_exception_too_long_to_be_quoted_is_told() -> None:
    extract = an_article(RULE, f"Toutefois, la séance est reportée {'et remise ' * 60}.", FILLER)
    quote = quoted(extract)
    assert "Toutefois" not in quote
    assert loses_exception(extract, quote)


def test_an_exception_further_on_is_told() -> None:
    extract = an_article(RULE, FILLER, FILLER, "Sauf gel, le chauffage du théâtre est coupé.")
    assert loses_exception(extract, RULE)


def test_an_article_without_exception_loses_none() -> None:
    extract = an_article("Sauf gel, le théâtre est ouvert.", FILLER, RULE, FILLER)
    assert not loses_exception(extract, RULE)
    assert not loses_exception(extract, extract.text)


async def partial(store: Store, *sections: Section) -> dict[str, bool]:
    await Library(store.engine).keep(code(*sections))
    found = await (await OfficialTexts.of(store.engine)).search(QUESTION, date(2026, 11, 24))
    return {_key(one): one.partial for one in found}


def _key(one: Found) -> str:
    return f"{one.extract.article} {one.extract.number}"


async def test_an_article_cut_in_parts_is_partial_and_its_neighbours_are_not(store: Store) -> None:
    rest = "Le conseil examine le dossier. " * (LONGEST // 30)
    days = date(2022, 3, 1), date(2024, 12, 31)
    sections = (
        Section((), RULE, "L999-1", valid_from=days[0], valid_until=days[1]),
        Section((), f"{RULE}\n\n{rest}", "L999-1", valid_from=date(2025, 1, 1)),
        Section((), RULE, "L999-2"),
    )
    assert len(extracts_of(code(*sections))) == 4
    assert await partial(store, *sections) == {"L999-1 1": True, "L999-2 3": False}


async def test_two_versions_of_one_article_are_no_parts(store: Store) -> None:
    assert await partial(
        store,
        Section((), RULE, "L999-1", valid_until=date(2024, 12, 31)),
        Section((), RULE, "L999-1", valid_from=date(2025, 1, 1)),
    ) == {"L999-1 1": False}


async def test_the_search_tells_of_an_exception_that_its_quote_leaves_out(store: Store) -> None:
    long = f"Toutefois, le congé parental est refusé {'et remis ' * 60}."
    assert await partial(store, Section((), f"{RULE}\n{long}", "L999-1")) == {"L999-1 0": True}
