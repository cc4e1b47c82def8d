"""Whether what was approved and sent is what the audit trail says, and signed by our processes."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.approvals import CONFIRMED
from cases.audit import event_of
from cases.clearing import CLEARED, is_genuine, last_draft_cleared
from cases.database import reading, snapshot
from cases.model import sha256_of
from cases.records import DRAFT, approval_of, evidence_of, to_json
from cases.reply import Approval
from cases.signatures import Revocation, SecondApproval, Signatures
from cases.signed_events import SIGNED, Signed, Told, read_told, said_by
from cases.tables import approvals, deliveries, drafts, events, revocations, second_approvals
from cases.transition import MACHINE

BATCH = 200
"""Approvals, with their letters, in memory at a time."""


async def first_unproven(engine: AsyncEngine, signatures: Signatures) -> str | None:
    """Name in French the first approval, letter or event of an approval that nothing bears out.

    The chain itself is verified apart (`audit.verify`).
    """
    cleared_by = sa.select(events).where(events.c.kind == CLEARED)
    async for rows in _batches(engine, cleared_by, events.c.seq):
        for row in rows:
            if not is_genuine(signatures, event_of(row)):
                return f"L'événement n° {row['seq']} dit un effacement que le guichet n'a pas fait."
    async for rows in _batches(engine, sa.select(approvals.c.id), approvals.c.id):
        async with snapshot(engine) as connection:
            for wrong in await _wrong_in(connection, [row["id"] for row in rows], signatures):
                return wrong
    query = sa.select(events).where(events.c.kind.in_(SIGNED), events.c.actor != MACHINE)
    async for rows in _batches(engine, query, events.c.seq):
        async with reading(engine) as connection:
            for wrong in await _without_approval(connection, rows):
                return wrong
    return await _letter_without_approval(engine)


async def _batches(
    engine: AsyncEngine, query: sa.Select[Any], key: sa.ColumnElement[Any]
) -> AsyncIterator[Sequence[RowMapping]]:
    after = None
    while True:
        beyond = query if after is None else query.where(key > after)
        async with reading(engine) as connection:
            found = await connection.execute(beyond.order_by(key).limit(BATCH))
            rows = found.mappings().all()
        if rows:
            yield rows
        if len(rows) < BATCH:
            return
        after = rows[-1][key.key or ""]


async def _wrong_in(
    connection: AsyncConnection, ids: Sequence[str], signatures: Signatures
) -> Iterator[str]:
    # Again, as they are now: others sign, send and clear meanwhile.
    rows = await _by(connection, approvals, approvals.c.id, ids)
    found = [approval_of(row) for row in rows.values()]
    letters = await _by(connection, deliveries, deliveries.c.approval_id, ids)
    seconds = await _by(connection, second_approvals, second_approvals.c.approval_id, ids)
    revoked = await _by(connection, revocations, revocations.c.approval_id, ids)
    told = await read_told(connection, {one.case_id for one in found})
    texts = await _draft_texts(connection, found)
    cleared = await _cleared(connection, {one.case_id for one in found})
    return (
        wrong
        for one in found
        for wrong in (
            _wrong_absence(one, letters.get(one.id), texts, cleared.get(one.case_id, 0)),
            _wrong_approval(one, signatures, told, texts),
            _wrong_second(one, seconds.get(one.id), signatures, told),
            _wrong_letter(one, letters.get(one.id), seconds.get(one.id), revoked.get(one.id), told),
            _wrong_revocation(one, revoked.get(one.id), signatures, told),
        )
        if wrong
    )


def _wrong_absence(
    one: Approval,
    letter: RowMapping | None,
    texts: Mapping[tuple[str, int], "_Text"],
    cleared_up_to: int,
) -> str:
    draft = texts.get((one.case_id, one.draft_number))
    absent = [one.is_cleared, *([draft.is_absent] if draft else [])]
    absent += [not letter["text"]] if letter else []
    if one.draft_number > cleared_up_to:
        gone = " : un texte a disparu, et le journal ne dit pas qu'il a été effacé."
        return f"{_named(one)}{gone}" if any(absent) else ""
    back = " : le journal le dit effacé, et un texte s'y trouve."
    return "" if all(absent) else f"{_named(one)}{back}"


def _wrong_approval(
    one: Approval,
    signatures: Signatures,
    told: Told,
    texts: Mapping[tuple[str, int], "_Text"],
) -> str:
    if not signatures.made(one):
        return f"{_named(one)} n'a pas le sceau du guichet : elle a été forgée ou modifiée."
    if Signed.of(one) not in told.signed:
        return f"{_named(one)} n'a pas, dans le journal, d'événement qui nomme ce texte."
    draft = texts.get((one.case_id, one.draft_number))
    if draft is None or draft.sha256 != one.draft_sha256:
        return f"{_named(one)} porte sur un brouillon dont le texte a été modifié depuis."
    if not draft.is_absent and one.evidence_sha256 not in draft.evidence():
        return f"{_named(one)} s'appuie sur des faits, règles ou passages modifiés depuis."
    return ""


def _wrong_second(one: Approval, row: RowMapping | None, signatures: Signatures, told: Told) -> str:
    if row is None:
        return ""
    second = SecondApproval(**row)
    if not signatures.made_too(second, one):
        return f"{_named(one)} : la confirmation n'a pas le sceau du guichet pour ce texte."
    digest = second.text_sha256[:12]
    said = Signed(one.case_id, one.draft_number, second.approver, CONFIRMED, digest)
    if said not in told.signed:
        return f"{_named(one)} : la confirmation n'a pas d'événement dans le journal."
    return ""


def _wrong_letter(
    one: Approval,
    row: RowMapping | None,
    second: RowMapping | None,
    revocation: RowMapping | None,
    told: Told,
) -> str:
    draft = (one.case_id, one.draft_number)
    if row is None:
        lost = " : le journal dit un envoi que la base ne connaît pas."
        return f"{_named(one)}{lost}" if draft in told.left else ""
    if revocation is not None or draft in told.revoked:
        return f"{_named(one)} : un envoi existe, alors qu'elle a été révoquée."
    if row["text"] != one.text or row["case_id"] != one.case_id:
        return f"{_named(one)} : le texte de l'envoi n'est pas celui qui a été approuvé."
    if one.needs_second and second is None:
        return f"{_named(one)} : un envoi existe sans la confirmation d'une seconde personne."
    return ""


def _wrong_revocation(
    one: Approval, row: RowMapping | None, signatures: Signatures, told: Told
) -> str:
    is_told = (one.case_id, one.draft_number) in told.revoked
    if row is None:
        lost = " : le journal dit qu'elle ne vaut plus, et sa révocation manque."
        return f"{_named(one)}{lost}" if is_told else ""
    if row["seal"]:
        forged = " : sa révocation n'a pas le sceau du guichet."
        return "" if signatures.revoked(Revocation(**row)) else f"{_named(one)}{forged}"
    # Taken over by the migration, which has no secret: the trail alone bears it out.
    untold = " : sa révocation n'est ni scellée, ni dite par le journal."
    return "" if is_told else f"{_named(one)}{untold}"


async def _without_approval(
    connection: AsyncConnection, rows: Sequence[RowMapping]
) -> Iterator[str]:
    ids = {row["case_id"] for row in rows}
    query = sa.select(approvals).where(approvals.c.case_id.in_(ids))
    known = {Signed.of(approval_of(r)) for r in (await connection.execute(query)).mappings()}
    query_seconds = (
        sa.select(approvals.c.case_id, approvals.c.draft_number, second_approvals)
        .join(approvals, approvals.c.id == second_approvals.c.approval_id)
        .where(approvals.c.case_id.in_(ids))
    )
    for row in (await connection.execute(query_seconds)).mappings():
        digest = row["text_sha256"][:12]
        known.add(Signed(row["case_id"], row["draft_number"], row["approver"], CONFIRMED, digest))
    return (
        f"L'événement n° {row['seq']} parle d'une approbation que la base ne connaît pas."
        for row in rows
        if (said := said_by(row)) and said not in known
    )


async def _letter_without_approval(engine: AsyncEngine) -> str | None:
    query = (
        sa.select(deliveries.c.case_id)
        .where(~sa.exists().where(approvals.c.id == deliveries.c.approval_id))
        .order_by(deliveries.c.id)
        .limit(1)
    )
    async with reading(engine) as connection:
        case_id = await connection.scalar(query)
    return case_id and f"Un envoi du dossier {case_id} n'a pas d'approbation."


@dataclass(frozen=True, slots=True)
class _Text:
    """The hash of a draft's text; of one that is absent, the hash that stands for it."""

    sha256: str
    is_absent: bool
    body: Mapping[str, object]

    def evidence(self) -> Iterator[str]:
        """Hash what the draft rests on, as it is kept; then with the fields drafts have now.

        Approvals used to be signed so, however long before the draft had been kept.
        """
        yield evidence_of(self.body)
        with suppress(ValidationError):
            yield evidence_of(to_json(DRAFT, DRAFT.validate_python(self.body)))


async def _draft_texts(
    connection: AsyncConnection, made: Sequence[Approval]
) -> Mapping[tuple[str, int], _Text]:
    """Hash the texts of the drafts that were approved, by case and number."""
    keys = [(one.case_id, one.draft_number) for one in made]
    query = sa.select(drafts).where(sa.tuple_(drafts.c.case_id, drafts.c.number).in_(keys))
    found = {}
    for row in (await connection.execute(query)).mappings():
        text = row["body"].get("text", "")
        digest = sha256_of(text) if text else row["sha256"]
        found[row["case_id"], row["number"]] = _Text(digest, not text, row["body"])
    return found


async def _cleared(connection: AsyncConnection, case_ids: Iterable[str]) -> Mapping[str, int]:
    """Give up to which draft the trail says that the words of each case were cleared."""
    query = sa.select(events).where(events.c.case_id.in_(case_ids), events.c.kind == CLEARED)
    rows = (await connection.execute(query.order_by(events.c.seq))).mappings()
    return {row["case_id"]: last_draft_cleared(event_of(row)) for row in rows}


async def _by(
    connection: AsyncConnection, table: sa.Table, key: sa.Column[str], ids: Sequence[str]
) -> Mapping[str, RowMapping]:
    query = sa.select(table).where(key.in_(ids))
    rows = (await connection.execute(query)).mappings().all()
    return {row[key.name]: row for row in rows}


def _named(one: Approval) -> str:
    return f"L'approbation du brouillon {one.draft_number} du dossier {one.case_id}"
