"""A GLPI ticket as the journey reads it, and our texts as GLPI stores them.

Ours are HTML that ends with a visible reference that carries our key. What GLPI's editor keeps of
comments and attributes is not known; a visible line it keeps. The reference also holds a digest of
the words before it: a mail that quotes us is not taken for ours.
"""

import asyncio
import re
from dataclasses import replace
from enum import StrEnum
from hashlib import sha256
from html import unescape

from cases.model import Message, Ticket, TicketStatus
from connectors.base import BadAnswer, checked_key
from connectors.glpi.dialect import Dialect
from connectors.glpi.records import Actor, Followup, Role, Site, TicketRecord, valid
from connectors.safe_text import clean, html_paragraphs, html_to_text

_REFERENCE = re.compile(r"\s*Réf\. G[RN]-[A-Za-z0-9_.:-]{1,128}/(?P<digest>[0-9a-f]{12})\s*$")
_MARKUP = re.compile(r"<[a-zA-Z/!]")


async def read_ticket(dialect: Dialect, site: Site, system: str, number: str) -> Ticket:
    """Read a ticket; one that was merged or deleted comes without its conversation."""
    record = await fetch(dialect, number)
    status = status_of(record, site)
    into = await dialect.merged_into(number) if status is TicketStatus.DELETED else None
    # The first person who asks, with the name and address of their record.
    people = [a for a in record.actors if a.role is Role.REQUESTER and not a.is_group]
    requester = people[0] if people else Actor(Role.REQUESTER, is_group=False, id="")
    if requester.id and (known := await dialect.person(requester.id)):
        name, email = known.name or requester.name, known.email or requester.email
        requester = replace(requester, name=name, email=email)
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


async def _messages(dialect: Dialect, record: TicketRecord, requester: str) -> tuple[Message, ...]:
    followups = [f for f in await dialect.followups(record.id) if not f.private]
    # A solution without a date stands after the request: as the last word it would close the case.
    solutions = await dialect.solutions(record.id, record.created)
    opening = Message(
        id=f"ticket-{record.id}",
        author=clean(requester),
        at=record.created,
        text=await asyncio.to_thread(visible_text, record.content),
        # An officer who opens a ticket for somebody writes down that person's request.
        from_requester=True,
        attachments=await dialect.files(record.id),
    )
    later = [(f"followup-{f.id}", f) for f in followups]
    later += [(f"solution-{s.id}", s) for s in solutions]
    later.sort(key=lambda one: (one[1].at, len(one[0]), one[0]))
    authors = {followup.author for _, followup in later if followup.author}
    people = {author: await dialect.person(author) for author in sorted(authors)}
    names = {author: person.name for author, person in people.items() if person}
    me = await dialect.me()
    return (opening, *[await _message(record, me, names, *one) for one in later])


async def _message(
    record: TicketRecord, me: str, names: dict[str, str], number: str, followup: Followup
) -> Message:
    text = await asyncio.to_thread(visible_text, followup.content)
    ours = is_ours(followup, me)
    return Message(
        id=number,
        author=clean(names.get(followup.author or "", followup.author_name)),
        at=followup.at,
        text=without_reference(text) if ours else text,
        from_requester=not ours and not _is_colleague(record, followup.author),
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


class Kind(StrEnum):
    """What a text of ours is, as its reference says."""

    REPLY = "GR"
    NOTE = "GN"


def marked_html(kind: Kind, text: str, key: str) -> str:
    """Turn plain text into paragraphs, and add the reference that carries `key`."""
    written = html_paragraphs(text)
    return f"{written}<p>Réf. {kind}-{checked_key(key)}/{_digest(visible_text(written))}</p>"


def carries(html: str, kind: Kind, key: str) -> bool:
    """Tell whether a stored text carries the reference of `key`, anywhere in it."""
    return f"{kind}-{checked_key(key)}/" in html


def without_reference(text: str) -> str:
    """Take the reference off a text of ours, as we were asked to write it."""
    return _REFERENCE.sub("", text)


def is_ours(followup: Followup, me: str) -> bool:
    """Tell whether we wrote a followup: by its author, or by its words where GLPI tells none."""
    if followup.author is not None:
        return followup.author == me
    text = visible_text(followup.content)
    found = _REFERENCE.search(text)
    return found is not None and _digest(text[: found.start()]) == found["digest"]


def visible_text(content: str) -> str:
    """Read a stored text as people see it: GLPI shows one without markup as plain text."""
    return html_to_text(content) if _MARKUP.search(content) else clean(unescape(content))


def _digest(words: str) -> str:
    return sha256(" ".join(words.split()).encode()).hexdigest()[:12]
