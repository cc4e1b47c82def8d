from datetime import date
from pathlib import Path

import pytest

from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.extracts import LONGEST, Corpus, encode_extracts, extracts_of
from knowledge.search.procedures import Procedures
from tests.features import learned

TODAY = date(2026, 11, 24)
LONG = " ".join(
    f"La règle numéro {number} du stationnement concerne le bâtiment {number} et ses abords."
    for number in range(1, 20)
)

TABLE = """Le montant dépend de la distance.

| Distance | Montant |
|---|---|
| 10 à 20 | 100 € |
| 21 à 40 | 200 € |

La demande est faite en janvier."""


def document(text: str, title: str = "Vélo de fonction", nature: Nature = Nature.LOCAL) -> Document:
    return Document("velo.md", About(title, "Note 3"), nature, (Section(("Prime",), text),))


def procedures(text: str) -> Procedures:
    return Procedures.of(Corpus(encode_extracts(extracts_of(document(text)))), learned())


@pytest.fixture(scope="module")
def quote() -> str:
    found = procedures(TABLE).search("prime de vélo de fonction pour 25 km, quel montant ?", TODAY)
    return found[0].quote


def test_of_a_table_the_row_asked_about_is_quoted_under_its_head(quote: str) -> None:
    assert "| Distance | Montant |\n|---|---|\n| 21 à 40 | 200 € |" in quote
    assert "100 €" not in quote


def test_the_prose_around_a_table_is_quoted_too(quote: str) -> None:
    assert quote.startswith("Le montant dépend de la distance.")
    assert quote.endswith("La demande est faite en janvier.")


def test_of_long_prose_the_nearest_sentences_are_quoted_each_word_for_word() -> None:
    texts = procedures(LONG)
    (passage,) = texts.search("stationnement au vélo de fonction, bâtiment 12 ?", TODAY)
    assert len(passage.quote.split()) < len(LONG.split())
    assert all(line in LONG for line in passage.quote.split("\n"))
    assert texts.quote_is_in(passage)


def test_lines_out_of_their_order_are_no_quote() -> None:
    texts = procedures(TABLE)
    (passage,) = texts.search("prime de vélo de fonction, quel montant ?", TODAY)
    lines = passage.quote.split("\n")
    assert texts.quote_is_in(passage)
    turned = type(passage)(
        passage.source,
        passage.heading,
        "\n".join(reversed(lines)),
        passage.score,
        place=passage.place,
    )
    assert not texts.quote_is_in(turned)


def test_a_long_section_is_parted_between_its_paragraphs_and_loses_nothing() -> None:
    paragraphs = [f"{LONG} Paragraphe {number}." for number in range(4)]
    parts = extracts_of(document("\n\n".join(paragraphs)))
    assert len(parts) > 1
    assert [p for part in parts for p in part.text.split("\n\n")] == paragraphs
    assert all(len(part.text) <= max(LONGEST, len(paragraphs[0])) for part in parts)


def test_an_official_text_has_one_vector_an_extract_and_a_local_one_more() -> None:
    official = encode_extracts(extracts_of(document(TABLE, nature=Nature.OFFICIAL)))
    local = encode_extracts(extracts_of(document(TABLE)))
    assert [len(one.vectors) for one in official] == [1]
    assert [len(one.vectors) for one in local] == [1 + len(one.extract.units) for one in local]


def test_the_vectors_are_of_length_one() -> None:
    for one in encode_extracts(extracts_of(document(TABLE))):
        assert (one.vectors**2).sum(axis=1) == pytest.approx(1, abs=1e-3)


def test_the_procedures_beside_the_project_are_found_by_their_heading() -> None:
    folder = Path(__file__).resolve().parents[3] / "shared" / "procedures"
    if not folder.is_dir():
        pytest.skip("the fourteen procedures are not beside this checkout")
    texts = Procedures.from_folder(folder, learned())
    found = texts.search("Jusqu'à quand déposer l'attestation du forfait mobilités ?", TODAY)
    assert found[0].source == "09-transport-forfait-mobilites.md"
    assert all(texts.quote_is_in(passage) for passage in found)
