"""Personal data: everything kept about a requester, and the cases of others that name them."""

import json
import re
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.audit.trail import Event, read_trail
from cases.decisions.signatures import Signatures
from cases.delivery.shadow_drafts import Shadow, read_shadows
from cases.folding import without_accents
from cases.model import Case, CaseState
from cases.retention.clearing import GOING_OUT
from cases.store.database import fetch, reading
from cases.store.draft_history import DraftRecord, read_drafts
from cases.store.transition import case_from_row
from cases.tables import accounts, approvals, cases, drafts
from cases.ticket_name import TicketName

BATCH = 200
"""Cases, with their conversations, in memory at a time."""

EXPORTED = "person_exported"
"""The kind of event that says that a case was handed over to its person."""

_WORD = re.compile(r"[^\W_]+")
_ESCAPED = re.compile(r"\\[nrtbf]")
"""White space as JSON writes it."""

_LEAST_WORDS = 2
"""Of a name: one word alone is that of too many."""


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case of the person, without its words. `name`: what the ticket calls them."""

    ticket: TicketName
    state: CaseState
    name: str

    @property
    def is_going_out(self) -> bool:
        """Whether a letter is leaving, or nobody knows whether it left."""
        return self.state in GOING_OUT


@dataclass(frozen=True, slots=True)
class PersonalCase:
    """All of one case of theirs: conversation, drafts, letters, journal; models at trial too."""

    case: Case
    drafts: tuple[DraftRecord, ...]
    shadows: tuple[Shadow, ...]
    trail: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """The account by which a person signs in to the page, when they have one."""

    login: str
    name: str
    email: str
    roles: tuple[str, ...]
    groups: tuple[str, ...]


async def read_own_cases(engine: AsyncEngine, email: str) -> list[OwnCase]:
    """Name the cases whose requester has this address, the first one first."""
    address = cases.c.ticket["requester_email"].as_string()
    name = cases.c.ticket["requester_name"].as_string()
    columns = (cases.c.id, cases.c.system, cases.c.number, cases.c.state)
    query = (
        sa.select(*columns, name.label("name"), address.label("address"))
        .where(cases.c.cleared_at.is_(None))
        .order_by(cases.c.received_at, cases.c.system, cases.c.number)
    )
    found = []
    async with reading(engine) as connection, connection.stream(query) as rows:
        async for row in rows:
            # Here: SQLite knows small and capital letters of ASCII alone.
            if row.address.casefold() == email.casefold():
                ticket = TicketName(row.id, row.system, row.number)
                found.append(OwnCase(ticket, CaseState(row.state), row.name))
    return found


async def read_mentions(
    engine: AsyncEngine, email: str, names: Collection[str], apart: Collection[str]
) -> list[TicketName]:
    """Name the other cases that hold the address or a name of two words or more, in any text.

    `apart`: the ids of the person's own. A namesake is found too: a person must look.
    """
    found = [
        ticket async for ticket, texts in _texts(engine, apart) if mentions(texts, [email, *names])
    ]
    return sorted(found, key=lambda ticket: (ticket.system, ticket.number))


def mentions(texts: Sequence[object], names: Collection[str]) -> bool:
    """Tell whether JSON values hold one of the names, word for word, of those of two words."""
    sought = [words for words in map(_words, names) if len(words.split()) >= _LEAST_WORDS]
    whole = _words(json.dumps(texts, ensure_ascii=False))
    return any(words in whole for words in sought)


async def read_personal_case(
    engine: AsyncEngine, signatures: Signatures, case_id: str
) -> PersonalCase:
    """Read all of one case."""
    query = sa.select(cases).where(cases.c.id == case_id)
    async with reading(engine) as connection:
        row = (await connection.execute(query)).mappings().one()
        case = await case_from_row(connection, row)
    made = await read_drafts(engine, signatures, case_id)
    shadows = await read_shadows(engine, case_id)
    return PersonalCase(case, made, shadows, tuple(await read_trail(engine, case_id)))


async def read_account(engine: AsyncEngine, email: str) -> OwnAccount | None:
    """Read the account of an address, if it has one."""
    columns = (accounts.c[name] for name in ("login", "name", "email", "roles", "groups"))
    for one in await fetch(engine, sa.select(*columns)):
        if one["email"].casefold() == email.casefold():
            return OwnAccount(
                one["login"],
                one["name"],
                one["email"],
                tuple(one["roles"]),
                tuple(one["groups"]),
            )
    return None


async def _texts(
    engine: AsyncEngine, apart: Collection[str]
) -> AsyncIterator[tuple[TicketName, Sequence[object]]]:
    last = ""
    columns = (cases.c.id, cases.c.system, cases.c.number, cases.c.reason, cases.c.ticket)
    while True:
        query = sa.select(*columns, cases.c.corrections).where(cases.c.id > last)
        async with reading(engine) as connection:
            rows = (await connection.execute(query.order_by(cases.c.id).limit(BATCH))).all()
            for row in rows:
                if row.id not in apart:
                    bodies = sa.select(drafts.c.body).where(drafts.c.case_id == row.id)
                    signed = sa.select(approvals.c.text).where(approvals.c.case_id == row.id)
                    texts = [row.ticket, row.corrections, row.reason]
                    texts += (await connection.execute(bodies)).scalars().all()
                    texts += (await connection.execute(signed)).scalars().all()
                    yield TicketName(row.id, row.system, row.number), texts
        if len(rows) < BATCH:
            return
        last = rows[-1].id


def _words(text: str) -> str:
    """Put a text's words one after the other, small and without accents, apart by spaces."""
    plain = without_accents(_ESCAPED.sub(" ", text).casefold())
    return f" {' '.join(_WORD.findall(plain))} "
