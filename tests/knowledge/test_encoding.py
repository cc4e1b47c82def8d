"""Texts by an encoder that the site chose, on both databases."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from cases.store.database import MIGRATIONS
from knowledge.encoder import DIMENSIONS, E5, NoMeaning
from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.text_library import Library, encode_texts
from knowledge.library.text_tables import extracts, texts
from knowledge.search.procedures import Procedures
from tests.builders import Store
from tests.encoders import WordCounter
from tests.features import learned

TODAY = date(2026, 11, 24)
ASKED = "Combien de places de parking pour les agents ?"


def a_text(key: str, *said: str, nature: Nature = Nature.LOCAL) -> Document:
    sections = tuple(Section((f"Partie {n}",), text) for n, text in enumerate(said))
    return Document(key, About(f"Texte {key}", "Note 1", date(2026, 1, 1)), nature, sections)


class Days:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(days=1)
        return self.now


@pytest.fixture
async def library(store: Store) -> Library:
    made = Library(store.engine, Days())
    await made.keep(a_text("parking.md", "Il y a 10 places de parking."))
    await made.keep(a_text("parking.md", "Il y a 12 places de parking.", "| a | b |\n|---|---|"))
    await made.keep(a_text("repas.md", "Le repas vaut 4 euros. Il est servi à midi."))
    await made.keep(a_text("code.md", "Le fonctionnaire a droit.", nature=Nature.OFFICIAL))
    return made


async def names(store: Store) -> set[str | None]:
    async with store.engine.connect() as connection:
        return set((await connection.execute(sa.select(texts.c.encoder))).scalars())


async def test_local_texts_are_encoded_once_and_official_ones_never(
    store: Store, library: Library
) -> None:
    encoder = WordCounter()
    before = await library.stamp()
    assert await encode_texts(store.engine, encoder) == 3
    assert await library.stamp() != before
    assert await encode_texts(store.engine, encoder) == 0
    assert not any("fonctionnaire" in text for text in encoder.asked)
    corpus = await library.corpus(Nature.LOCAL, encoder)
    for one, its in zip(corpus.by_e5, corpus.by_encoder, strict=True):
        assert its.extract == one.extract
        assert its.vectors.shape == (len(one.vectors), encoder.dimensions)
        assert one.vectors.shape[1] == DIMENSIONS
        expected = encoder.of_question(one.extract.titled_text)[0]
        assert its.vectors[0] == pytest.approx(expected, abs=1e-3)
    assert (await library.corpus(Nature.OFFICIAL, encoder)).by_encoder == ()


async def test_a_text_the_encoder_has_not_read_keeps_it_out_of_the_whole_search(
    store: Store, library: Library
) -> None:
    encoder = WordCounter()
    await encode_texts(store.engine, encoder)
    await library.keep(a_text("velo.md", "Le vélo est rendu le soir."))
    corpus = await library.corpus(Nature.LOCAL, encoder)
    assert (corpus.by_encoder, corpus.encoder) == ((), "")
    encoder.asked.clear()
    found = Procedures.of(corpus, learned(), encoder=encoder).search(ASKED, TODAY, encoder=encoder)
    assert found[0].source == "parking.md"
    assert encoder.asked == []
    assert await encode_texts(store.engine, encoder) == 1
    assert (await library.corpus(Nature.LOCAL, encoder)).encoder == encoder.name


async def test_another_encoder_reads_all_again_and_is_never_mixed_with_the_former(
    store: Store, library: Library
) -> None:
    former = WordCounter()
    await encode_texts(store.engine, former)
    other = WordCounter("autres mots (32)", 32, fails_after=1)
    with pytest.raises(NoMeaning):
        await encode_texts(store.engine, other)
    assert await names(store) == {None, former.name, other.name}
    for encoder in (former, other):
        assert (await library.corpus(Nature.LOCAL, encoder)).by_encoder == ()
    other.fails_after = None
    assert await encode_texts(store.engine, other) == 2
    corpus = await library.corpus(Nature.LOCAL, other)
    assert {one.vectors.shape[1] for one in corpus.by_encoder} == {32}
    assert (await library.corpus(Nature.LOCAL, former)).by_encoder == ()


async def test_an_encoder_that_fails_at_once_leaves_the_former_vectors(
    store: Store, library: Library
) -> None:
    former = WordCounter()
    await encode_texts(store.engine, former)
    with pytest.raises(NoMeaning):
        await encode_texts(store.engine, WordCounter("panne", fails_after=0))
    corpus = await library.corpus(Nature.LOCAL, former)
    assert len(corpus.by_encoder) == len(corpus.extracts)
    Procedures.of(corpus, learned(), encoder=former).search(ASKED, TODAY, encoder=former)
    assert former.asked[-1] == ASKED


async def test_a_text_that_comes_back_as_it_was_is_encoded_again(
    store: Store, library: Library
) -> None:
    encoder = WordCounter()
    await encode_texts(store.engine, encoder)
    await library.keep(a_text("parking.md", "Il y a 10 places de parking."))
    assert (await library.corpus(Nature.LOCAL, encoder)).by_encoder == ()
    assert await encode_texts(store.engine, encoder) == 1


async def test_a_text_without_a_paragraph_stops_no_other(store: Store, library: Library) -> None:
    encoder = WordCounter()
    await library.keep(a_text("vide.md"))
    assert await encode_texts(store.engine, encoder) == 4
    assert len((await library.corpus(Nature.LOCAL, encoder)).by_encoder) == 4


async def test_texts_kept_before_this_revision_are_encoded_after_it(
    store: Store, library: Library
) -> None:
    vectors = (await library.corpus(Nature.LOCAL)).by_e5[0].vectors
    async with store.engine.begin() as connection:
        for table, column in (("texts", "encoder"), ("extracts", "encoded")):
            await connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
        await connection.run_sync(_upgrade_from_before)
    corpus = await library.corpus(Nature.LOCAL)
    assert np.array_equal(corpus.by_e5[0].vectors, vectors)
    assert await names(store) == {None}
    assert await encode_texts(store.engine, WordCounter()) == 3


def _upgrade_from_before(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    before = ScriptDirectory.from_config(config).get_revision("0004").down_revision
    command.stamp(config, str(before))
    command.upgrade(config, "0004")
    command.stamp(config, "head")


async def test_the_embedded_encoder_asks_for_nothing_more(store: Store, library: Library) -> None:
    corpus = await library.corpus(Nature.LOCAL, E5)
    assert corpus.by_encoder == ()
    async with store.engine.connect() as connection:
        kept = await connection.execute(sa.select(extracts.c.encoded))
        assert set(kept.scalars()) == {None}
