"""A Redmine ticket as the journey reads it: public notes, files listed only."""

import asyncio

from cases.model import Attachment, Message, Ticket
from connectors.json_http import JsonHttp
from connectors.redmine.api import (
    Requester,
    Site,
    fetch_issue,
    find_requester,
    find_user,
    is_colleague,
    is_followed,
    ourselves,
    status_of,
)
from connectors.redmine.markup import to_text
from connectors.redmine.shapes import File, Issue, Journal
from connectors.safe_text import clean, listed_file

OPENING = "0"
"""The number we give to a ticket's description, which Redmine keeps outside its journals."""


async def read_ticket(http: JsonHttp, site: Site, system: str, number: str) -> Ticket:
    """Read a ticket and its public conversation."""
    issue = await fetch_issue(http, number, "journals", "attachments")
    requester = await find_requester(http, site, issue)
    return Ticket(
        system=system,
        number=number,
        subject=clean(issue.subject or ""),
        requester_email=clean(requester.email),
        requester_name=clean(requester.name),
        received_at=issue.created_on,
        status=status_of(issue),
        messages=await _messages(http, site, issue, requester),
        outside=not await is_followed(http, site, issue),
    )


async def _messages(
    http: JsonHttp, site: Site, issue: Issue, requester: Requester
) -> tuple[Message, ...]:
    files = {file.id: file for file in issue.attachments}
    public = [j for j in issue.journals if j.is_public_note or _added(j, files)]
    us = (await ourselves(http)).id
    colleagues = await _colleagues(http, issue, requester, public) | {us}
    later = [await _message(site, j, _added(j, files), us, colleagues) for j in public]
    came_later = {file.id for journal in issue.journals for file in _added(journal, files)}
    first = [file for file in issue.attachments if file.id not in came_later]
    opening = Message(
        id=OPENING,
        author=clean(issue.author.name if issue.author else ""),
        at=issue.created_on,
        text=await asyncio.to_thread(to_text, issue.description or "", site.markup),
        # An officer who opens a ticket for somebody writes down that person's request.
        from_requester=True,
        attachments=_listed(first),
    )
    return (opening, *later)


def _added(journal: Journal, files: dict[str, File]) -> list[File]:
    added = (d.name for d in journal.details if d.property == "attachment" and d.new_value)
    return [files[key] for key in added if key in files]


async def _colleagues(
    http: JsonHttp, issue: Issue, requester: Requester, public: list[Journal]
) -> set[str]:
    """Find who writes for the service, the requester left out.

    Anybody else (somebody in copy, a locked account) is heard as the requester: their word must
    not pass for an answer of the service.
    """
    writers = {j.user.id: j.user for j in public if j.user}
    if requester.account:
        writers.pop(requester.account.id, None)
    return {
        key
        for key, user in writers.items()
        if await is_colleague(http, await find_user(http, user), issue.project)
    }


async def _message(
    site: Site, journal: Journal, files: list[File], us: str, colleagues: set[str]
) -> Message:
    writer = journal.user.id if journal.user else ""
    # Files of a private note stand in a public journal without its words.
    words = (journal.notes or "") if journal.is_public_note else ""
    return Message(
        id=journal.id,
        author=clean(journal.user.name if journal.user else ""),
        at=journal.created_on,
        text=await asyncio.to_thread(to_text, words, site.markup),
        from_requester=writer not in colleagues,
        attachments=_listed(files),
        ours=writer == us,
    )


def _listed(files: list[File]) -> tuple[Attachment, ...]:
    return tuple(listed_file(f.filename, f.content_type, f.filesize, f.id) for f in files)
