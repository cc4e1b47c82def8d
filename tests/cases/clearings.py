"""Cases with words of a person in every place that keeps any, and a look for them afterwards."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from cases.audit.proof import first_unproven
from cases.audit.trail import verify
from cases.decisions.corrections import Change
from cases.delivery.shadow_drafts import Shadow, keep_shadow
from cases.model import (
    Attachment,
    Case,
    CaseState,
    CorrectionKind,
    Draft,
    FactSource,
    Finding,
    Ticket,
)
from cases.retention.clearing import Clearing, ClearingReason, Clearings
from cases.store.draft_history import Opening, record_opening
from cases.store.records import DeliveryState
from tests.builders import ADA, CLASSIFICATION, DRAFT, FINDING, Store, a_ticket, shown

AGE = Clearing(ClearingReason.AGE, "guichet")
REQUEST = Clearing(ClearingReason.REQUEST, "commande")

PERSONAL = (
    "camille.durand",
    "Durand",
    "Zéphirine",
    "Ornithorynque",
    "certificat-kyste",
    "Mirabelle",
    "Topinambour",
    "Quetsche",
    "Sarrasin",
    "Clafoutis",
)
"""Words that stand in one place each, beside the name and the address."""


def a_personal_ticket(number: str = "1") -> Ticket:
    file = Attachment("certificat-kyste.pdf", "application/pdf", 3, "f1", text="Quetsche")
    ticket = a_ticket(number, text="Bonjour, Ornithorynque. Zéphirine Durand")
    first = replace(ticket.messages[0], attachments=(file,))
    return replace(ticket, subject="Mirabelle", messages=(first,), requester_service="Voirie")


def a_personal_draft() -> Draft:
    finding: Finding = replace(
        FINDING,
        answer="Topinambour",
        facts={"motif": "Sarrasin"},
        read_in={"motif": FactSource("certificat-kyste.pdf", "Sarrasin", "avant", "après")},
    )
    return replace(DRAFT, text="Bonjour,\n\nTopinambour, 25 jours.", findings=(finding,))


async def bring(store: Store, ticket: Ticket) -> Case:
    """Bring a case to its approval, a fact corrected on the way and a piece of evidence opened."""
    case = await store.cases.open_case(ticket)
    words = replace(CLASSIFICATION, reason="mot : Clafoutis")
    for turn in range(2):
        await store.cases.record_classification(case.id, words)
        await store.cases.record_draft(case.id, a_personal_draft())
        case = await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)
        if turn == 0:
            said = Change("motif", CorrectionKind.VALUE, "Sarrasin", "Clafoutis")
            case = await store.corrections.correct(case.id, shown(case), ADA, [said])
    await record_opening(store.engine, Opening(case.id, 2, 1, "ada", "finding", store.clock()))
    await keep_shadow(store.engine, a_personal_shadow(case, store))
    return case


def a_personal_shadow(case: Case, store: Store) -> Shadow:
    return Shadow(case.id, 2, "f" * 64, store.clock(), a_personal_draft(), 0.5, 1, None, None)


async def answered(store: Store, ticket: Ticket) -> Case:
    """Bring a case to the letter in its ticket."""
    case = await bring(store, ticket)
    await store.approvals.approve(case.id, shown(case), "Bonjour Topinambour corrigé", ADA)
    return await sent(store, case)


async def sent(store: Store, case: Case) -> Case:
    delivery = await store.deliveries.start(await store.deliveries.plan(case.id))
    assert delivery
    return await store.deliveries.settle(
        await store.deliveries.record(delivery, DeliveryState.SENT, external_id="77")
    )


async def rejected(store: Store, ticket: Ticket) -> Case:
    case = await bring(store, ticket)
    to = CaseState.REJECTED
    return await store.approvals.decline(case.id, shown(case), ADA, to, "Mirabelle l’a dit")


def clearings(store: Store) -> Clearings:
    return Clearings(store.engine, store.approvals.signatures, store.clock)


def aged(store: Store) -> Clearing:
    """What clears by age, a day later."""
    store.clock.advance(timedelta(days=1))
    return replace(AGE, still_since=store.clock())


async def unproven(store: Store) -> str:
    return (
        await verify(store.engine)
        or await first_unproven(store.engine, store.approvals.signatures)
        or ""
    )


async def words_in(store: Store) -> set[str]:
    """Give the personal words that any table of the database still shows to whoever reads it."""
    async with store.engine.connect() as connection:
        names = await connection.run_sync(lambda sync: sa.inspect(sync).get_table_names())
        said = ""
        for name in names:
            if name == "alembic_version":
                continue
            rows = (await connection.execute(sa.text(f'SELECT * FROM "{name}"'))).all()  # noqa: S608 - a name of ours
            said += " ".join(str(value) for row in rows for value in row).lower()
    return {word for word in PERSONAL if any(way in said for way in _ways(word))}


def bytes_in(folder: Path) -> set[str]:
    """Give the personal words that stand in the bytes of a SQLite database, log of writes too."""
    held = b"".join(one.read_bytes() for one in sorted(folder.glob("guichet.db*"))).lower()
    return {word for word in PERSONAL if any(way.encode() in held for way in _ways(word))}


def _ways(word: str) -> set[str]:
    """Spell a word as a text, as JSON and as an index do."""
    small = word.lower()
    return {small, small.replace("é", "e"), small.replace("é", "\\u00e9")}
