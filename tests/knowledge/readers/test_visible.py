import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.library.documents import article_number, articles_named
from knowledge.readers.source import decode, visible


@given(st.text(st.characters()))
def test_nothing_invisible_is_left(text: str) -> None:
    left = {unicodedata.category(character) for character in visible(text).replace("\t", "")}
    assert not left & {"Cf", "Cs", "Co"}
    assert all(c in "\n\t" or unicodedata.category(c) != "Cc" for c in visible(text))


def test_what_a_person_reads_is_kept() -> None:
    assert visible("5\u202fjours\u00a0: «\u00a0d’accord\u00a0»\u200b\u202e.") == (
        "5\u202fjours\u00a0: «\u00a0d’accord\u00a0»."
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_texts_of_usual_encodings_are_decoded(encoding: str) -> None:
    assert decode("Congé d’été".encode(encoding)) == "Congé d’été"


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("aux articles L. 822-3 et L. 5 du présent code", ("L822-3", "L5")),
        ("l'article L 512-1, puis R.332-4 et L. 512-1", ("L512-1", "R332-4")),
        ("l'article R.* 123-4", ("R*123-4",)),
        ("L.\u00a0822-3", ("L822-3",)),
        ("la salle L 5, catégorie D 3, le groupe R2", ()),
        ("l-12 litres", ()),
    ],
)
def test_articles_are_named_in_one_form(text: str, articles: tuple[str, ...]) -> None:
    assert articles_named(text) == articles


def test_the_number_of_an_article_is_brought_to_one_form() -> None:
    written = ("L. 822-3", "R332-4", "L135-6 A", "1240", "Annexe II")
    assert [article_number(number) for number in written] == [
        "L822-3",
        "R332-4",
        "L135-6 A",
        "1240",
        "Annexe II",
    ]
