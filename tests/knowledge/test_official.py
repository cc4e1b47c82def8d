from dataclasses import replace
from datetime import date

import pytest

from knowledge.encoder import E5
from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.extracts import Extract, extracts_of
from knowledge.library.text_library import Library
from knowledge.search.official_texts import OfficialTexts
from knowledge.search.quotes import LEFT_OUT, quote_official, stands_in
from tests.builders import Store

TODAY = date(2026, 11, 24)
PARENTAL = (
    "Le congé parental de l'agent public est accordé de droit pour élever son enfant, "
    "jusqu'à son troisième anniversaire."
)
HOSPITAL = (
    "Le fonctionnaire hospitalier en congé parental pour élever son enfant est réintégré dans son "
    "établissement."
)
QUESTION = "Quelle est la durée du congé parental pour élever mon enfant ?"


def a_code(*sections: Section) -> Document:
    title = "Code général de la fonction publique"
    return Document("code.md", About(title, title), Nature.OFFICIAL, sections)


async def texts_of(store: Store, *sections: Section) -> OfficialTexts:
    await Library(store.engine).keep(a_code(*sections))
    return await OfficialTexts.of(store.engine)


async def found(texts: OfficialTexts, on: date = TODAY) -> list[str]:
    return [one.passage.article for one in await texts.search(QUESTION, on)]


async def test_the_article_that_answers_comes_first_with_its_words(store: Store) -> None:
    other = "Les règles d'hygiène et de sécurité sont fixées par décret."
    texts = await texts_of(
        store,
        Section(("Congés",), PARENTAL, "L515-1"),
        Section(("Sécurité",), other, "L811-1"),
    )
    first = (await texts.search(QUESTION, TODAY))[0].passage
    assert (first.article, first.quote, first.nature) == ("L515-1", PARENTAL, "official")
    assert 0 < first.score <= 1
    assert await texts.quote_is_in(first)
    assert not await texts.quote_is_in(replace(first, quote="Le congé est refusé."))
    assert not await texts.quote_is_in(replace(first, place="ailleurs"))
    assert not await texts.quote_is_in(replace(first, source="autre.md"))


async def test_what_is_for_others_is_not_given(store: Store) -> None:
    assert await found(await texts_of(store, Section((), HOSPITAL, "L515-12"))) == []


async def test_each_day_has_its_law(store: Store) -> None:
    day = date(2025, 3, 1)
    until = date(2025, 2, 28)
    texts = await texts_of(
        store,
        Section((), PARENTAL, "L515-1", valid_until=until, state="MODIFIE"),
        Section((), PARENTAL.replace("troisième", "sixième"), "L515-2", valid_from=day),
        Section((), PARENTAL.replace("troisième", "dixième"), "L515-3", state="ABROGE"),
    )
    assert await found(texts, until) == ["L515-1"]
    assert await found(texts, day) == ["L515-2"]


async def test_an_empty_library_or_question_finds_nothing(store: Store) -> None:
    texts = await OfficialTexts.of(store.engine)
    assert await texts.search(QUESTION, TODAY) == ()
    texts = await texts_of(store, Section((), PARENTAL, "L515-1"))
    assert await texts.search("  ", TODAY) == ()
    assert await texts.search("Comment réparer la machine à café du couloir ?", TODAY) == ()


async def test_what_is_held_in_memory_is_small(store: Store) -> None:
    texts = await texts_of(store, *(Section((), f"{PARENTAL} {n}", f"L{n}") for n in range(40)))
    assert len(texts.meanings.ids) == 40
    assert texts.meanings.size < 40 * 400 + 2_000


@pytest.fixture
def long_article() -> Extract:
    filler = " ".join(
        f"Le conseil examine le dossier numéro {n} en séance plénière." for n in "abc"
    )
    text = "\n".join(
        [
            *(filler for _ in range(5)),
            "Le congé parental ne peut pas être accordé :",
            "1° A l'agent public dont l'enfant a plus de trois ans ;",
            "2° A l'agent public en disponibilité.",
            *(filler for _ in range(5)),
        ]
    )
    return extracts_of(a_code(Section((), text, "L1")))[0]


def test_of_a_long_article_the_near_sentences_are_quoted_with_what_introduces_them(
    long_article: Extract,
) -> None:
    asked = E5.of_question("Congé parental : mon enfant a plus de trois ans")
    quote = quote_official(long_article, asked)
    assert "1° A l'agent public dont l'enfant a plus de trois ans ;" in quote
    assert "Le congé parental ne peut pas être accordé :" in quote
    assert quote.startswith(LEFT_OUT)
    assert len(quote.split()) < len(long_article.text.split())
    assert stands_in(quote, long_article.text)


def test_a_quote_of_nothing_stands_nowhere(long_article: Extract) -> None:
    assert not stands_in(LEFT_OUT, long_article.text)
    first, second = long_article.sentences[-2:]
    assert not stands_in(f"{second} xyz\n{first}", long_article.text)
