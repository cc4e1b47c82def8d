"""What a search in official texts costs and finds, beside plain FTS5 and tantivy.

It needs the code général de la fonction publique beside the project (GUICHET_BENCH_CODE names
another file), and prints; nothing here asserts a time. GUICHET_BENCH_DATABASE names a database that
holds the code already, or an empty PostgreSQL.
"""

import os
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np
import pytest
import sqlalchemy as sa
import tantivy
import yaml
from rich.console import Console
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.store.database import migrate, open_engine, reading
from knowledge.encoder import E5
from knowledge.learn.official_weights import ON, QUESTIONS
from knowledge.library.documents import About, Document, Nature
from knowledge.library.extracts import Corpus, EncodedExtract, Extract
from knowledge.library.text_library import Imported, Library
from knowledge.library.text_tables import extracts, row_of, texts
from knowledge.readers.files import read_path
from knowledge.search.candidates import candidates_by_words
from knowledge.search.official_texts import OfficialTexts
from knowledge.search.ranking import OfficialRanking
from knowledge.vocabulary import words_of

CODE = Path(os.environ.get("GUICHET_BENCH_CODE", "../shared/statute/cgfp.md"))
SYNTHETIC = 100_000
WORDS, FREQUENT = 80, 500

pytestmark = [
    pytest.mark.bench,
    pytest.mark.timeout(7_200),
    pytest.mark.skipif(not CODE.is_file(), reason=f"no {CODE}: GUICHET_BENCH_CODE names another"),
]

Finder = Callable[[str], Awaitable[list[str]]]


def questions() -> list[tuple[str, set[str]]]:
    read = (yaml.safe_load(path.read_text("utf-8")) for path in sorted(QUESTIONS.glob("*.yaml")))
    return [(q["text"], set(q["answered_by"])) for file in read for q in file["questions"]]


async def brought(engine: AsyncEngine) -> Corpus:
    await migrate(engine)
    library = Library(engine)
    for document in read_path(CODE):
        assert isinstance(document, Document)
        started = time.perf_counter()
        change = await library.keep(document)
        verb = "Réimport" if change is Imported.SAME else "Import"
        Console().print(f"{verb} de {CODE.name} : {time.perf_counter() - started:.1f} s")
    return await library.corpus(Nature.OFFICIAL)


async def fill(engine: AsyncEngine, corpus: Corpus) -> None:
    """Add passages of another matter: the code's frequent words, rare ones that it does not hold.

    Their meanings are as far from what all texts have in common as the code's, in other directions.
    """
    chance, random_number = random.Random(1), np.random.default_rng(1)  # noqa: S311 - a bench
    told = [word for extract in corpus.extracts for word in words_of(extract.text)]
    frequent = {word for word, _ in Counter(told).most_common(FREQUENT)}
    told = [word if word in frequent else f"{word}x" for word in told]
    vectors = np.vstack([one.vectors for one in corpus.by_e5])
    shared = vectors.mean(axis=0, keepdims=True)
    about = About("Texte de banc d'essai")
    empty = Extract("banc", "banc", 0, about, Nature.OFFICIAL, ("Titre",), "")
    rows = []
    for number in range(SYNTHETIC):
        apart = (vectors[chance.randrange(len(vectors))] - shared)[
            :, random_number.permutation(384)
        ]
        mixed = shared + apart
        text = " ".join(chance.choices(told, k=WORDS))
        one = replace(empty, number=number, text=text)
        rows.append(row_of(EncodedExtract(one, mixed / np.linalg.norm(mixed))))
    async with engine.begin() as connection:
        columns = sa.select(texts).limit(1)
        row = (await connection.execute(columns)).mappings().one()
        await connection.execute(sa.insert(texts).values({**row, "id": "banc", "key": "banc"}))
        await connection.execute(sa.insert(extracts), rows)
    await Library(engine).keep(Document("fin", about, Nature.LOCAL))


def finders(official: OfficialTexts, corpus: Corpus) -> dict[str, Finder]:
    async def ours(question: str) -> list[str]:
        return [one.passage.article for one in await official.search(question, ON, 10)]

    async def by_words(question: str) -> list[str]:
        async with reading(official.engine) as connection:
            ids = await candidates_by_words(connection, official.vocabulary, question, ON, 10)
            held = sa.select(extracts.c.id, extracts.c.article).where(extracts.c.id.in_(ids))
            names = dict(map(tuple, await connection.execute(held)))
        return [names[one] for one in ids]

    return {
        "Guichet": ours,
        "Guichet, mots seuls": by_words,
        "FTS5 tel quel": _plain_fts5(corpus.extracts),
        "tantivy": _tantivy(corpus.extracts),
    }


def _plain_fts5(held: Sequence[Extract]) -> Finder:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE plain USING fts5(article UNINDEXED, body)")
    rows = [(one.article, one.titled_text) for one in held]
    database.executemany("INSERT INTO plain VALUES (?, ?)", rows)
    query = "SELECT article FROM plain WHERE plain MATCH ? ORDER BY bm25(plain) LIMIT 10"

    async def find(question: str) -> list[str]:
        asked = " OR ".join(f'"{word}"' for word in words_of(question))
        return [row[0] for row in database.execute(query, (asked,))]

    return find


def _tantivy(held: Sequence[Extract]) -> Finder:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("article", stored=True)
    builder.add_text_field("body")
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for one in held:
        body = " ".join(words_of(one.titled_text))
        writer.add_document(tantivy.Document(article=[one.article], body=[body]))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    async def find(question: str) -> list[str]:
        query = index.parse_query(" ".join(words_of(question)), ["body"])
        found = searcher.search(query, 10).hits
        return [searcher.doc(address)["article"][0] for _, address in found]

    return find


async def table_of(title: str, all_finders: dict[str, Finder]) -> Table:
    table = Table(title=title)
    for heading in (
        "Recherche",
        "1er",
        "dans 3",
        "dans 5",
        "dans 10",
        "Médiane (ms)",
        "Processeur (ms)",
    ):
        table.add_column(heading)
    for name, find in all_finders.items():
        await find(questions()[0][0])
        ranks, took, worked = [], [], []
        for question, answers in questions():
            started, busy = time.perf_counter(), time.process_time()
            found = await find(question)
            took.append(1000 * (time.perf_counter() - started))
            worked.append(1000 * (time.process_time() - busy))
            if answers:
                ranks.append(next((n for n, one in enumerate(found) if one in answers), 99))
        shares = [f"{np.mean([rank < most for rank in ranks]):.2f}" for most in (1, 3, 5, 10)]
        table.add_row(name, *shares, f"{median(took):.1f}", f"{median(worked):.1f}")
    return table


async def test_searching_official_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = f"sqlite+aiosqlite:///{tmp_path / 'banc.db'}"
    engine = open_engine(os.environ.get("GUICHET_BENCH_DATABASE", here))
    everything = OfficialRanking.from_file().model_copy(update={"shown_from": 0.0})
    monkeypatch.setattr(OfficialRanking, "from_file", lambda: everything)
    corpus = await brought(engine)
    asked = sum(bool(answers) for _, answers in questions())
    told = f"{asked} questions sur {len(corpus.extracts)} extraits du code"
    Console().print(await table_of(told, finders(await OfficialTexts.of(engine), corpus)))
    await fill(engine, corpus)
    whole = await Library(engine).corpus(Nature.OFFICIAL)
    started = time.perf_counter()
    official = await OfficialTexts.of(engine)
    opened = time.perf_counter() - started
    title = f"Avec {SYNTHETIC} passages de plus"
    Console().print(await table_of(title, finders(official, whole)))
    started = time.process_time()
    for question, _ in questions():
        E5.of_question(question)
    encoded = 1000 * (time.process_time() - started) / len(questions())
    Console().print(
        f"Ouverture {opened:.1f} s, {official.meanings.size / 1e6:.1f} Mo en mémoire ; "
        f"dont le sens d'une question : {encoded:.1f} ms de processeur"
    )
    await engine.dispose()
