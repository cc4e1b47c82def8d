"""Full-text search of cases by the words of their tickets, with the databases' own indexes."""

import re
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import REGCONFIG, TSVECTOR
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from cases.folding import without_accents
from cases.tables import cases

MOST_WORDS = 12
LONGEST_WORD = 64
LONGEST_BEGINNING = 8
FEW = 500
MOST_OPEN = 2_000
LONGEST = 400
"""Characters of a search; what follows is not looked at."""

_WORD = re.compile(r"[^\W_]+")
_BEYOND = "\u0500"
"""Latin, Greek and Cyrillic letters: the databases part these into words as we do."""


class _InThisOrder(sa.Join):
    """A join that SQLite walks from left to right: the index gives the last that came first."""

    inherit_cache = True


@compiles(_InThisOrder, "sqlite")
def _cross_join(join: _InThisOrder, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    left, right = (compiler.process(side, **kw) for side in (join.left, join.right))
    # The linter of joins must see that these are joined.
    on = compiler.process(
        sa.true() if join.onclause is None else join.onclause, from_linter=kw.get("from_linter")
    )
    return f"{left} CROSS JOIN {right} ON {on}"


_WORDS = sa.table(
    "case_words",
    sa.column("id", sa.Integer),
    sa.column("case_id", sa.String),
    sa.column("words", TSVECTOR),
)
_INDEX = sa.table("case_index", sa.column("rowid", sa.Integer))


@dataclass(frozen=True, slots=True)
class TextMatch:
    """Where to look for words: tables, condition, and the key that grows with each arrival."""

    tables: sa.FromClause
    clause: sa.ColumnElement[bool]
    key: sa.ColumnElement[int]


def words_in(text: str) -> list[str]:
    """Part what was typed into words: small letters without accents nor ligatures, figures."""
    lowered = text[:LONGEST].lower().replace("œ", "oe").replace("æ", "ae")
    found = (word[:LONGEST_WORD] for word in _WORD.findall(without_accents(lowered)))
    return [word for word in found if max(word) < _BEYOND][:MOST_WORDS]


def match_words(dialect: str, text: str) -> TextMatch:
    """Look for cases that hold all the words; of the last the beginning is enough, eight letters.

    Of any more, SQLite would put together all that begins so before it gives the first.
    """
    words = _searched(text)
    if dialect == "postgresql":
        tables = sa.join(_WORDS, cases, cases.c.id == _WORDS.c.case_id)
        return TextMatch(tables, _match(words), _WORDS.c.id)
    entries = _InThisOrder(_INDEX, _WORDS, _WORDS.c.id == _INDEX.c.rowid)
    asked = " ".join(f'"{word}"' for word in words) + "*" * _begins(words)
    match = sa.text("case_index MATCH :asked").bindparams(asked=asked)
    return TextMatch(
        _InThisOrder(entries, cases, cases.c.id == _WORDS.c.case_id),
        sa.and_(match) if words else sa.false(),
        _INDEX.c.rowid,
    )


async def match_few(
    connection: AsyncConnection, text: str, kept: sa.ColumnElement[bool] | None
) -> TextMatch | None:
    """Look where the words lead to, on PostgreSQL, or else among the cases `kept`.

    None where that is to more than `FEW` cases, and `kept` more than `MOST_OPEN`. PostgreSQL does
    not know how many hold the beginning of a word, and would read all cases, from the last that
    came, for the few that hold a rare one, or all that hold a common one for the few that wait.
    """
    if connection.dialect.name != "postgresql" or not text:
        return None
    match = _match(_searched(text))
    tables = sa.join(_WORDS, cases, cases.c.id == _WORDS.c.case_id)
    looks = [(sa.select(_WORDS.c.id).where(match), FEW)]
    if kept is not None:
        looks.append((sa.select(_WORDS.c.id).select_from(tables).where(kept), MOST_OPEN))
    for query, most in looks:
        ids = (await connection.execute(query.limit(most + 1))).scalars().all()
        if len(ids) <= most:
            among = sa.literal(list(ids), sa.ARRAY(sa.BigInteger))
            return TextMatch(tables, sa.and_(_WORDS.c.id == sa.any_(among), match), _WORDS.c.id)
    return None


def _match(words: list[str]) -> sa.ColumnElement[bool]:
    if not words:
        return sa.false()
    asked = " & ".join(f"'{word}'" for word in words) + ":*" * _begins(words)
    query = sa.func.to_tsquery(sa.cast("simple", REGCONFIG), asked)
    return _WORDS.c.words.op("@@", is_comparison=True)(query)


def _searched(text: str) -> list[str]:
    words = words_in(text)
    if words:
        words[-1] = words[-1][:LONGEST_BEGINNING]
    return words


def entry_key(case_id: str) -> sa.Select[int]:
    """Read the key of one case."""
    return sa.select(_WORDS.c.id).where(_WORDS.c.case_id == case_id)


def _begins(words: list[str]) -> bool:
    # The beginning of every word would be found.
    return bool(words) and len(words[-1]) > 1
