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

from cases.model import Passage
from cases.store.database import reading
from knowledge.encoder import E5, LONGEST_QUESTION, Vectors
from knowledge.library.extracts import EncodedExtract, Extract, may_be_found
from knowledge.library.text_tables import TEXT_COLUMNS, encoded_extract_from, extracts, texts
from knowledge.search.candidates import (
    MeaningIndex,
    candidates_by_words,
    in_force_on,
    vocabulary_of,
)
from knowledge.search.index import Features
from knowledge.search.quotes import Found, loses_exception, quote_official, stands_in
from knowledge.search.ranking import OfficialRanking
from knowledge.vocabulary import Vocabulary, words_of

BY_WORDS, BY_MEANING = 50, 100
"""How many candidates each search gives."""


@dataclass(frozen=True)
class OfficialTexts:
    """The official texts of a library, as they stood when it was read."""

    engine: AsyncEngine
    vocabulary: Vocabulary
    meanings: MeaningIndex

    @classmethod
    async def of(cls, engine: AsyncEngine) -> Self:
        """Read what a search holds in memory (seconds for 100,000 extracts)."""
        async with reading(engine) as connection:
            meanings = await MeaningIndex.of(connection)
            return cls(engine, await vocabulary_of(connection), meanings)

    async def search(self, question: str, on: date, limit: int = 3) -> tuple[Found, ...]:
        """Find what answers best among what is in force on a day; none when nothing does.

        A passage's score is how likely (0..1) it is to answer. Nothing that is not for the agents
        of a town is given. A passage whose article goes on, or begins, in another extract is
        `partial`.
        """
        if not len(self.meanings.ids) or not question.strip():
            return ()
        words, ranking = question[:LONGEST_QUESTION], OfficialRanking.from_file()
        asked = await asyncio.to_thread(E5.of_question, words)
        candidates = await self.candidates(words, asked, on)
        if not candidates:
            return ()
        scores = ranking.likelihoods(self.features(words, asked, candidates))
        order = (int(one) for one in np.argsort(-scores, kind="stable"))
        likely = (one for one in order if scores[one] >= ranking.shown_from)
        best = islice((one for one in likely if may_be_found(candidates[one].extract)), limit)
        found = []
        for one in best:
            extract = candidates[one].extract
            quoted = scores[one] >= ranking.quoted_from
            quote = quote_official(extract, asked) if quoted else extract.text
            passage = extract.passage(quote, float(scores[one]))
            found.append(Found(passage, extract, loses_exception(extract, quote)))
        async with reading(self.engine) as connection:
            cut = [one.partial or await _is_cut(connection, one.extract) for one in found]
        return tuple(replace(one, partial=partial) for one, partial in zip(found, cut, strict=True))

    async def candidates(self, words: str, asked: Vectors, on: date) -> list[EncodedExtract]:
        """Read what words or meaning find among what is in force on a day."""
        async with reading(self.engine) as connection:
            by_words, by_meaning = await asyncio.gather(
                candidates_by_words(connection, self.vocabulary, words, on, BY_WORDS),
                asyncio.to_thread(self.meanings.nearest, asked, on, BY_MEANING),
            )
            query = in_force_on(sa.select(extracts, *TEXT_COLUMNS).select_from(extracts), on)
            found = query.where(extracts.c.id.in_(sorted({*by_words, *by_meaning})))
            rows = await connection.execute(found.order_by(extracts.c.id))
            read = [encoded_extract_from(row) for row in rows.mappings()]
        # What is not for a town has no vector, unless it was imported by an earlier version.
        return [one for one in read if len(one.vectors)]

    def features(
        self, words: str, asked: Vectors, candidates: Sequence[EncodedExtract]
    ) -> Features:
        """Describe how candidates relate to a question: a row each, columns as in `ranking`."""
        near = np.vstack([one.vectors[:1] for one in candidates]) @ asked[0]
        titled = (one.extract.titled_text for one in candidates)
        shares = self.vocabulary.shares(words_of(words), titled)
        below = near - near.max(initial=-1.0)
        return np.column_stack([near, below, shares]).astype(np.float64)

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
