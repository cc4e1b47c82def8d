"""A GLPI ticket as the journey reads it: public messages, files listed only."""

import asyncio
from html import unescape

from cases.model import Message, Ticket, TicketStatus
from connectors.base import BadAnswer
from connectors.glpi.dialect import Dialect
from connectors.glpi.marked import is_ours, shown, without_reference
from connectors.glpi.records import Actor, Followup, Role, TicketRecord, valid
from connectors.glpi.site import Site
from connectors.safe_text import clean


async def read_ticket(dialect: Dialect, site: Site, system: str, number: str) -> Ticket:
    """Read a ticket; one that was merged or deleted comes without its conversation."""
    record = await fetch(dialect, number)
    status = status_of(record, site)
    into = await dialect.merged_into(number) if status is TicketStatus.DELETED else None
    requester = await _requester(dialect, record)
    return Ticket(
        system=system,
        number=number,
        subject=clean(unescape(record.subject)),
        requester_email=clean(requester.email),
        requester_name=clean(requester.name),
        received_at=record.created,
        status=TicketStatus.MERGED if into else status,
        messages=()
        if status is TicketStatus.DELETED
        else await _messages(dialect, record, requester.name),
        merged_into=into,
    )


async def fetch(dialect: Dialect, number: str) -> TicketRecord:
    """Read the record of a ticket; raises `BadAnswer` when another one comes."""
    record = await dialect.ticket(valid(number))
    if record.id != number:
        raise BadAnswer("GLPI a répondu par un autre ticket que celui demandé.")
    return record


def status_of(record: TicketRecord, site: Site) -> TicketStatus:
    """Reduce what the record says to what changes our conduct."""
    if record.deleted:
        return TicketStatus.DELETED
    closed = record.status in site.closed_statuses
    return TicketStatus.CLOSED if closed else TicketStatus.OPEN


async def _requester(dialect: Dialect, record: TicketRecord) -> Actor:
    """Give the first person who asks, with the name and address of their record."""
    people = [a for a in record.actors if a.role is Role.REQUESTER and not a.is_group]
    if not people:
        return Actor(Role.REQUESTER, is_group=False, id="")
    first = people[0]
    known = await dialect.person(first.id) if first.id else None
    if known is None:
        return first
    return Actor(
        first.role,
        is_group=False,
        id=first.id,
        name=known.name or first.name,
        email=known.email or first.email,
    )


async def _messages(dialect: Dialect, record: TicketRecord, requester: str) -> tuple[Message, ...]:
    followups = [f for f in await dialect.followups(record.id) if not f.private]
    # A solution without a date stands after the request: as the last word it would close the case.
    solutions = await dialect.solutions(record.id, record.created)
    opening = Message(
        id=f"ticket-{record.id}",
        author=clean(requester),
        at=record.created,
        text=await _text(record.content),
        # An officer who opens a ticket for somebody writes down that person's request.
        from_requester=True,
        attachments=await dialect.files(record.id),
    )
    said = [(f"followup-{f.id}", f) for f in followups] + [
        (f"solution-{s.id}", s) for s in solutions
    ]
    ordered = sorted(said, key=lambda one: (one[1].at, len(one[0]), one[0]))
    names = await _names(dialect, {f.author for _, f in ordered if f.author})
    me = await dialect.me()
    return (opening, *[await _message(record, me, names, one) for one in ordered])


async def _names(dialect: Dialect, authors: set[str]) -> dict[str, str]:
    """Read how people call those who wrote, where we may."""
    people = {author: await dialect.person(author) for author in sorted(authors)}
    return {author: person.name for author, person in people.items() if person}


async def _message(
    record: TicketRecord, me: str, names: dict[str, str], one: tuple[str, Followup]
) -> Message:
    number, said = one
    text = await _text(said.content)
    ours = is_ours(said, me)
    return Message(
        id=number,
        author=clean(names.get(said.author or "", said.author_name)),
        at=said.at,
        text=without_reference(text) if ours else text,
        from_requester=not ours and not _is_colleague(record, said.author),
        ours=ours,
    )


def _is_colleague(record: TicketRecord, author: str | None) -> bool:
    """Tell who writes for the service.

    Anybody in doubt (nobody known, somebody in copy, a member of a group that asks) is heard as
    the requester: their word must not pass for an answer of the service.
    """
    if not author:
        return False
    roles = {a.role for a in record.actors if a.id == author and not a.is_group}
    if Role.REQUESTER in roles:
        return False
    if Role.ASSIGNED in roles:
        return True
    asking_groups = any(a.is_group and a.role is not Role.ASSIGNED for a in record.actors)
    return Role.OBSERVER not in roles and not asking_groups


async def _text(content: str) -> str:
    return await asyncio.to_thread(shown, content)
