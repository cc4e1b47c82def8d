"""Request Tracker as a ticketing system: what it tells, what is written there and read back.

Our texts are stored as HTML with a comment that carries our key: Request Tracker keeps the comment
in its store and strips it from the mail it sends.
"""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus

import httpx

from cases.model import Ticket, TicketStatus
from connectors import json_http
from connectors.base import Check, OutcomeUnknown, Triage, checked_key
from connectors.http_ticketing import (
    ChangeCursor,
    ChangesByTime,
    JsonTicketing,
    Note,
    NoteOnce,
    ReplyOnce,
    TriageByField,
    Wish,
)
from connectors.request_tracker import api
from connectors.request_tracker.api import Site
from connectors.request_tracker.checks import check
from connectors.request_tracker.conversation import read_ticket
from connectors.request_tracker.shapes import Complaint, ListedTicket, TicketRecord
from connectors.safe_text import decode, html_paragraphs

NO_TAGS = (
    "Request Tracker n’a pas d’étiquettes : indiquer dans tags_field un champ de ticket à "
    "plusieurs valeurs."
)


def open_client(url: str, token: str) -> httpx.AsyncClient:
    """Open a client for the web address of a Request Tracker, with the token of our account."""
    return json_http.open_client(f"{url.rstrip('/')}/REST/2.0", f"token {token}")


class RequestTracker(
    JsonTicketing[Site],
    ChangesByTime[ListedTicket],
    TriageByField[TicketRecord],
    NoteOnce,
    ReplyOnce[TicketRecord],
):
    """A `TicketingSystem`. Its mails leave before it commits: a lost reply is never resent."""

    system = "Request Tracker"
    resend_is_safe = False
    no_reply: Mapping[TicketStatus, str] = {
        TicketStatus.MERGED: "Le ticket a été fusionné avec un autre : répondre dans celui-ci.",
        TicketStatus.DELETED: "Le ticket a été supprimé : la réponse n’est pas partie.",
        TicketStatus.CLOSED: (
            "Le ticket est clos et une réponse le rouvrirait : elle n’est pas partie."
        ),
    }
    unknown = "La réponse a été confiée à Request Tracker, qui n’a pas dit s’il l’a envoyée."

    async def check(self) -> tuple[Check, ...]:
        """Test address, token, account, queues and category field."""
        return await check(self.http, self.site, self.categories)

    # Reading

    async def list_changed(
        self, since: datetime | None
    ) -> tuple[list[ListedTicket], datetime | None]:
        """List tickets of our queues; a change shows when it is committed, after its mails left."""
        return await api.list_changed(self.http, self.site, since)

    async def reportable(
        self, changed: list[ListedTicket], start: ChangeCursor | None
    ) -> list[ListedTicket]:
        """Report every change, ours too."""
        del start
        return changed

    async def read_ticket(self, number: str) -> Ticket:
        """Read a ticket and its public conversation."""
        return await read_ticket(self.http, self.site, self.name, number)

    async def read_attachment(self, number: str, attachment: str, most_bytes: int) -> bytes:
        """Read a file by its id; Request Tracker gives it by that alone."""
        api.valid(number)
        return await api.fetch_file(self.http, attachment, most_bytes)

    # Triage

    async def fetch(self, number: str) -> TicketRecord:
        """Read a ticket with its ETag."""
        return await api.fetch_ticket(self.http, number)

    async def wishes(self, record: TicketRecord, triage: Triage) -> list[Wish]:
        """Wish for category and tags (custom fields), priority and queue."""
        wishes = await super().wishes(record, triage)
        if not triage.tags:
            return wishes
        no_tags = "" if self.site.tags_field else NO_TAGS
        return [*wishes, Wish("tags", "", why_not=no_tags, values=triage.tags)]

    def holds(self, record: TicketRecord, wish: Wish) -> bool:
        """Compare with the ticket's own field; none of its tags is in the way of another."""
        if wish.field == "tags":
            held = record.values(self.site.tags_field)
            return held is not None and set(wish.values) <= set(held)
        if wish.field == "category":
            held = record.values(self.site.category_field)
            return held is not None and ", ".join(held) == wish.value
        return wish.value == (record.priority if wish.field == "priority" else record.queue.name)

    async def write_fields(
        self, number: str, record: TicketRecord, wishes: list[Wish]
    ) -> dict[str, str]:
        """Write all at once, once more where the ticket changed since it was read."""
        if not await self._put(number, record, wishes):
            await self._put(number, await self.fetch(number), wishes)
        return {}

    async def _put(self, number: str, record: TicketRecord, wishes: list[Wish]) -> bool:
        """Write what differs; False when the ticket changed between the reading and the writing."""
        body: dict[str, object] = {}
        custom: dict[str, object] = {}
        for wish in self.differing(record, wishes):
            if wish.field in {"priority", "queue"}:
                body[wish.field.capitalize()] = wish.value
                continue
            name = self._custom_field(wish)
            held = record.values(name)
            if held is not None:
                # A list takes the place of all values: those there are said again.
                missing = [tag for tag in wish.values if tag not in held]
                custom[name] = [*held, *missing] if wish.values else wish.value
        if custom:
            body["CustomFields"] = custom
        if not body:
            return True
        headers = {"If-Match": record.etag} if record.etag else {}
        answer = await self.http.write("PUT", f"/ticket/{number}", body, headers)
        if answer.status == HTTPStatus.PRECONDITION_FAILED:
            return False
        self.http.believed(answer)
        return True

    def _custom_field(self, wish: Wish) -> str:
        return self.site.tags_field if wish.field == "tags" else self.site.category_field

    def not_kept(self, record: TicketRecord, wish: Wish) -> str:
        """Say what to look at; of tags, only those that are missing."""
        wanted = wish.wanted
        if wish.field in {"category", "tags"}:
            name = self._custom_field(wish)
            held = record.values(name)
            if held is None:
                return (
                    f"Le champ « {name} » n’existe pas sur la file du ticket, "
                    "ou le compte du guichet ne le voit pas."
                )
            wanted = ", ".join(tag for tag in wish.values if tag not in held) or wanted
        return (
            f"Request Tracker n’a pas gardé la valeur « {wanted} » : "
            "vérifier qu’elle existe et que le compte du guichet peut modifier le ticket."
        )

    # Notes and replies

    async def find_note(self, number: str, key: str) -> Note | None:
        """Find our comment that carries `key`, which no requester sees."""
        found = await self._find_marked(number, "Comment", key)
        return Note(found) if found else None

    async def write_note(self, number: str, text: str, key: str) -> None:
        """Add an internal comment."""
        await self.post_note(self.http, f"/ticket/{number}/comment", self._body(text, key))

    async def fetch_for_reply(self, number: str) -> tuple[TicketRecord, TicketStatus]:
        """Look before writing: replies on deleted tickets are accepted, and sent."""
        record = await self.fetch(number)
        return record, api.status_of(record, number, self.site)

    async def send_reply(self, number: str, record: TicketRecord, text: str, key: str) -> str:
        """Post the public reply; return the number of its transaction."""
        del record
        path = f"/ticket/{number}/correspond"
        answer = await self.post_once(self.http, path, self._body(text, key))
        refusal = self.http.own_refusal(answer, Complaint)
        self.http.created(answer, tuple[str, ...], refusal, self.unknown)
        transaction = api.transaction_of(answer, self.http.base_url)
        if transaction is None:
            raise OutcomeUnknown(self.unknown)
        return transaction

    async def find_reply(self, number: str, key: str) -> str | None:
        """Find our reply by its mark; None when Request Tracker shows none now."""
        return await self._find_marked(number, "Correspond", key)

    async def _find_marked(self, number: str, kind: str, key: str) -> str | None:
        """Find our own transaction of a type that carries the mark of `key`, newest first."""
        http, bot = self.http, self.site.bot_user
        for transaction in await api.own_transactions(http, number, kind, bot):
            for part in await api.parts(http, transaction.id):
                if part.content_type != "text/html" or (part.size or 0) > api.MAX_PART_BYTES:
                    continue
                if _mark(key) in decode(await api.content(http, part.id)):
                    return transaction.id
        return None

    def _body(self, text: str, key: str) -> dict[str, object]:
        return {
            "Content": f"{html_paragraphs(text)}{_mark(key)}",
            "ContentType": "text/html",
            # An index for people who search; the mark in the text is the proof (one request).
            "TxnCustomFields": {self.site.key_field: key},
        }


def _mark(key: str) -> str:
    return f"<!-- gr:{checked_key(key)} -->"
