"""The search in official texts: laws, codes, decrees, and the sheets that explain them.

Candidates come from the words (the database's own search) and from the meanings; of each the
nearness of meaning and the share of the question's words tell how likely it is to answer.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Self

import numpy as np
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.database import reading
from cases.model import Passage
from knowledge.articles import loses_exception, quote_of, stands_in
from knowledge.extracts import Extract
from knowledge.found import Found
from knowledge.fulltext import found_by_words, held_on, vocabulary_of
from knowledge.kept import shelved_of
from knowledge.meaning import LONGEST_QUESTION, Vectors, of_question
from knowledge.nearest import Nearest
from knowledge.official_ranking import Features, OfficialRanking
from knowledge.shelf import Shelved
from knowledge.tables import extracts, texts
from knowledge.versants import may_be_found
from knowledge.words import Vocabulary, words_of

BY_WORDS, BY_MEANING = 50, 100
"""How many candidates each search gives."""


@dataclass(frozen=True)
class OfficialTexts:
    """The official texts of a library, as they stood when it was read."""

    engine: AsyncEngine
    vocabulary: Vocabulary
    nearest: Nearest

    @classmethod
    async def of(cls, engine: AsyncEngine) -> Self:
        """Read what a search holds in memory (seconds for 100,000 extracts)."""
        async with reading(engine) as connection:
            nearest = await Nearest.of(connection)
            return cls(engine, await vocabulary_of(connection), nearest)

    async def search(self, question: str, on: date, limit: int = 3) -> tuple[Found, ...]:
        """Give what answers best among what is in force on a day; none when nothing does.

        A passage's score is how likely (0..1) it is to answer. Nothing that is not for the agents
        of a town is given.
        """
        if not len(self.nearest.ids) or not question.strip():
            return ()
        words, ranking = question[:LONGEST_QUESTION], OfficialRanking.from_file()
        asked = await asyncio.to_thread(of_question, words)
        candidates = await self.candidates(words, asked, on)
        if not candidates:
            return ()
        scores = ranking.likelihoods(self.features(words, asked, candidates))
        order = (int(one) for one in np.argsort(-scores, kind="stable"))
        likely = (one for one in order if scores[one] >= ranking.shown_from)
        best = islice((one for one in likely if may_be_found(candidates[one].extract)), limit)
        found = (
            _found(
                candidates[one].extract,
                float(scores[one]),
                asked if scores[one] >= ranking.quoted_from else None,
            )
            for one in best
        )
        return await self._with_cuts(tuple(found))

    async def _with_cuts(self, found: Sequence[Found]) -> tuple[Found, ...]:
        """Mark the passages whose article goes on, or begins, in another extract."""
        async with reading(self.engine) as connection:
            return tuple(
                [
                    replace(one, partial=one.partial or await _is_cut(connection, one.extract))
                    for one in found
                ]
            )

    async def candidates(self, words: str, asked: Vectors, on: date) -> list[Shelved]:
        """Take down what words or meaning find among what is in force on a day."""
        async with reading(self.engine) as connection:
            by_words, by_meaning = await asyncio.gather(
                found_by_words(connection, self.vocabulary, words, on, BY_WORDS),
                asyncio.to_thread(self.nearest.to, asked, on, BY_MEANING),
            )
            found = await _taken_down(connection, sorted({*by_words, *by_meaning}), on)
        # What is not for a town has no vector, unless it was imported by an earlier version.
        return [one for one in found if len(one.vectors)]

    def features(self, words: str, asked: Vectors, candidates: Sequence[Shelved]) -> Features:
        """Describe how candidates relate to a question: a row each."""
        meant = np.vstack([one.vectors[:1] for one in candidates]) @ asked[0]
        told = (one.extract.told for one in candidates)
        held = self.vocabulary.shares(words_of(words), told)
        below = meant - meant.max(initial=-1.0)
        return np.column_stack([meant, below, held]).astype(np.float64)

    async def quote_is_in(self, passage: Passage) -> bool:
        """Tell whether a quote stands, line by line word for word, in the extract it names."""
        version, _, number = passage.place.rpartition("-")
        if not number.isdecimal():
            return False
        query = (
            sa.select(extracts.c.text)
            .join_from(extracts, texts)
            .where(
                texts.c.key == passage.source,
                extracts.c.text_id == version,
                extracts.c.number == int(number),
            )
        )
        async with reading(self.engine) as connection:
            text = await connection.scalar(query)
        return text is not None and stands_in(passage.quote, text)


async def _taken_down(connection: AsyncConnection, ids: Sequence[int], on: date) -> list[Shelved]:
    columns = (extracts, texts.c.key, texts.c.nature, texts.c.about)
    query = held_on(sa.select(*columns).select_from(extracts), on)
    rows = await connection.execute(query.where(extracts.c.id.in_(ids)).order_by(extracts.c.id))
    return [shelved_of(row) for row in rows.mappings()]


async def _is_cut(connection: AsyncConnection, extract: Extract) -> bool:
    """Tell whether a neighbour holds the same article and days: parts of one bear next numbers."""
    query = sa.select(extracts.c.id).where(
        extracts.c.text_id == extract.version,
        extracts.c.number.in_((extract.number - 1, extract.number + 1)),
        extracts.c.article == extract.article,
        extracts.c.article != "",
        extracts.c.valid_from.is_not_distinct_from(extract.valid_from),
        extracts.c.valid_until.is_not_distinct_from(extract.valid_until),
    )
    return await connection.scalar(query.limit(1)) is not None


def _found(extract: Extract, score: float, asked: Vectors | None) -> Found:
    passage = Passage(
        source=extract.source,
        heading=extract.heading,
        quote=extract.text if asked is None else quote_of(extract, asked),
        score=round(score, 4),
        reference=extract.about.reference,
        place=extract.place,
        nature=extract.nature,
        article=extract.article,
    )
    return Found(passage, extract, loses_exception(extract, passage.quote))
