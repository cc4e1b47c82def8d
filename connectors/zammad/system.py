"""Zammad as a ticketing system: what it tells, and what is written there and read back."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus

import httpx

from cases.model import Message, Ticket, TicketStatus
from connectors import json_http
from connectors.base import (
    BadAnswer,
    Check,
    ConnectorError,
    NotAllowed,
    OutcomeUnknown,
    Rejected,
)
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
from connectors.safe_text import clean
from connectors.zammad import api
from connectors.zammad.api import EXPANDED, Site
from connectors.zammad.articles import (
    UNDER_WAY,
    MailStatus,
    carries,
    mail_status,
    marked,
    read_message,
    sent_id,
)
from connectors.zammad.checks import check
from connectors.zammad.shapes import (
    Article,
    Complaint,
    FoundTag,
    ListedTicket,
    Named,
    Tags,
    TicketRecord,
)

NO_ADDRESS = (
    "Le demandeur n’a pas d’adresse électronique dans Zammad : la réponse n’est pas partie."
)
HIDDEN = (
    "Le ticket a été fusionné avec un autre que le compte du guichet ne voit pas : "
    "y vérifier si la réponse est partie."
)
READ_IN_PLACE = frozenset({"web", "chat"})
"""Channels whose requester reads the ticket itself."""
MOST_TAGS = "1000"


def open_client(url: str, token: str) -> httpx.AsyncClient:
    """Open a client for the web address of a Zammad, with the token of our account."""
    return json_http.open_client(f"{url.rstrip('/')}/api/v1", f"Token token={token}")


class Zammad(
    JsonTicketing[Site],
    ChangesByTime[ListedTicket],
    TriageByField[TicketRecord],
    NoteOnce,
    ReplyOnce[TicketRecord],
):
    """A `TicketingSystem`. A reply and its mark are stored together, its mail leaves afterwards.

    A reply that is not there after the grace was never stored: it may be sent once more.
    """

    system = "Zammad"
    resend_is_safe = True
    no_reply: Mapping[TicketStatus, str] = {
        TicketStatus.MERGED: "Le ticket a été fusionné avec un autre : répondre dans celui-ci.",
        TicketStatus.CLOSED: "Le ticket est clos : la réponse n’est pas partie.",
    }
    unknown = "La réponse a été confiée à Zammad, qui n’a pas dit s’il l’a enregistrée."

    async def check(self) -> tuple[Check, ...]:
        """Test address, token, rights, groups, search index and category attribute."""
        return await check(self.http, self.site, self.categories)

    # Changes

    async def list_changed(
        self, since: datetime | None
    ) -> tuple[list[ListedTicket], datetime | None]:
        """List tickets of our groups; the index is filled by a job, minutes after a change."""
        return await api.list_changed(self.http, self.site, since)

    async def reportable(
        self, changed: list[ListedTicket], start: ChangeCursor | None
    ) -> list[ListedTicket]:
        """Leave out what only we wrote in since the last look."""
        if start is None or not changed:
            return changed
        since = start.since - self.overlap
        me = (await api.myself(self.http)).id
        return [
            ticket
            for ticket in changed
            if not await self._only_ours(ticket, me, start.seen.get(ticket.id, since))
        ]

    async def _only_ours(self, ticket: ListedTicket, me: str, looked_at: datetime) -> bool:
        """Tell whether nobody but us spoke since: our own write hides whose came before."""
        if ticket.updated_by_id != me or ticket.state in self.site.over:
            return False
        # A merge brings old articles here, touched on that occasion: not by `created_at`.
        return not any(
            a.is_conversation and a.created_by_id != me and a.updated_at > looked_at
            for a in await api.articles(self.http, ticket.id)
        )

    # Reading

    async def read_ticket(self, number: str) -> Ticket:
        """Read a ticket; a merged one comes without its conversation, which has moved.

        A deleted one is not found.
        """
        record = await self.fetch(number)
        status = api.status_of(record, self.site)
        merged = status is TicketStatus.MERGED
        requester = await api.fetch_requester(self.http, record)
        messages: list[Message] = []
        if not merged:
            me = await api.myself(self.http)
            articles = await api.articles(self.http, record.id)
            public = [article for article in articles if article.is_conversation]
            opening = public[0].id if public else ""
            messages = [await read_message(article, me.id, opening) for article in public]
        return Ticket(
            system=self.name,
            number=number,
            subject=clean(record.title or ""),
            requester_email=clean(requester.email or "").strip(),
            requester_name=clean(f"{requester.firstname or ''} {requester.lastname or ''}").strip(),
            received_at=record.created_at,
            status=status,
            messages=tuple(messages),
            merged_into=await api.merged_into(self.http, number) if merged else None,
            requester_service=clean(record.organization or "").strip(),
            outside=record.group not in self.site.groups,
        )

    async def read_attachment(self, number: str, attachment: str, most_bytes: int) -> bytes:
        """Read a file by the ids of its article and its own."""
        return await api.fetch_file(self.http, number, attachment, most_bytes)

    # Triage

    async def fetch(self, number: str) -> TicketRecord:
        """Read a ticket."""
        return await api.fetch_ticket(self.http, number)

    def holds(self, record: TicketRecord, wish: Wish) -> bool:
        """Compare with the ticket's own attribute."""
        if wish.field == "category":
            return self._category(record) == wish.value
        return wish.value == (record.priority_id if wish.field == "priority" else record.group)

    def _category(self, record: TicketRecord) -> str | None:
        """Read the category; None where tickets have no such attribute."""
        extra = record.model_extra or {}
        if self.site.category_attribute not in extra:
            return None
        held = extra[self.site.category_attribute]
        values = held if isinstance(held, list) else [held]
        return ", ".join(str(value) for value in values if value is not None)

    async def write_fields(
        self, number: str, record: TicketRecord, wishes: list[Wish]
    ) -> dict[str, str]:
        """Write what can hold: Zammad ignores unknown attributes without a word."""
        differing = self.differing(record, wishes)
        reasons = {wish.field: await self._why_impossible(record, wish) for wish in differing}
        possible = [wish for wish in differing if not reasons[wish.field]]
        return reasons | (await self._put(number, possible) if possible else {})

    async def _why_impossible(self, record: TicketRecord, wish: Wish) -> str:
        http, value = self.http, wish.value
        reason = ""
        if wish.field == "category" and self._category(record) is None:
            reason = (
                f"L’attribut « {self.site.category_attribute} » n’existe pas sur les tickets : "
                "le créer dans Zammad."
            )
        elif wish.field == "priority":
            listed = await http.get_as(tuple[Named, ...], "/ticket_priorities")
            if not any(known.id == value and known.active for known in listed):
                reason = f"La priorité n° {value} n’existe pas ou n’est plus active."
        elif wish.field == "queue":
            try:
                groups = await http.get_as(tuple[Named, ...], "/groups")
            except NotAllowed:  # the ordinary case: the write will tell
                return ""
            if not any(group.name == value and group.active for group in groups):
                reason = f"Le groupe « {value} » n’existe pas ou n’est plus actif."
        return reason

    async def _put(self, number: str, asked: list[Wish]) -> dict[str, str]:
        """Write all at once; where a rule of Zammad refuses, one by one to know which."""
        names = {"category": self.site.category_attribute, "queue": "group"}
        body: dict[str, object] = {
            names.get(w.field, "priority_id"): int(w.value) if w.field == "priority" else w.value
            for w in asked
        }
        answer = await self.http.write("PUT", f"/tickets/{number}", body)
        if answer.status != HTTPStatus.UNPROCESSABLE_ENTITY:
            self.http.believed(answer)
            return {}
        if len(asked) == 1:
            return {
                asked[0].field: (
                    f"Zammad refuse la valeur « {asked[0].wanted} » : elle n’existe pas, n’est "
                    "plus active, ou un flux de travail (Core Workflow) l’interdit ou exige un "
                    "autre champ."
                )
            }
        reasons: dict[str, str] = {}
        for wish in asked:
            reasons |= await self._put(number, [wish])
        return reasons

    def not_kept(self, record: TicketRecord, wish: Wish) -> str:
        """Say who may have changed the value back."""
        del record
        return (
            f"Zammad n’a pas gardé la valeur « {wish.wanted} » : vérifier qu’un déclencheur, ou un "
            "agent automatique de Zammad, ne la remplace pas."
        )

    async def write_tags(self, number: str, tags: tuple[str, ...]) -> str:
        """Add the tags that are missing and exist.

        Any account of Zammad, a requester's too, may ask the API for the tags of any ticket.
        """
        held = await self._tags(number) if tags else frozenset()
        missing = [tag for tag in tags if tag not in held]
        if not missing:
            return ""
        reasons = {tag: await self._add_tag(number, tag) for tag in missing}
        held = await self._tags(number)
        return " ".join(
            reasons[tag] or f"Zammad n’a pas gardé l’étiquette « {tag} »."
            for tag in missing
            if tag not in held
        )

    async def _tags(self, number: str) -> frozenset[str]:
        params = {"object": "Ticket", "o_id": number}
        return frozenset((await self.http.get_as(Tags, "/tags", params)).tags)

    async def _add_tag(self, number: str, tag: str) -> str:
        """Add one tag; return why it was not asked for or was refused."""
        # It looks for a part of a name, and gives ten unless told otherwise.
        found = await self.http.get("/tag_search", {"term": tag, "limit": MOST_TAGS})
        # Zammad makes a tag that it does not know, without a word.
        if all(known.value != tag for known in self.http.shaped(found, tuple[FoundTag, ...])):
            return f"L’étiquette « {tag} » n’existe pas dans Zammad : l’y créer."
        body = {"object": "Ticket", "o_id": int(number), "item": tag}
        answer = await self.http.write("POST", "/tags/add", body)
        if answer.status == HTTPStatus.UNPROCESSABLE_ENTITY:
            return f"Zammad refuse l’étiquette « {tag} »."
        self.http.believed(answer)
        return ""

    # Notes

    async def find_note(self, number: str, key: str) -> Note | None:
        """Find our newest note that carries `key`."""
        me = await api.myself(self.http)
        for article in reversed(await api.articles(self.http, number)):
            mine = article.created_by_id == me.id and article.type == "note"
            if mine and carries(article, key):
                return Note(article.id, article.internal)
        return None

    async def write_note(self, number: str, text: str, key: str) -> None:
        """Add an article of type `note`: a mail marked internal is sent all the same."""
        place = {"ticket_id": int(number), "type": "note", "internal": True}
        body = marked(text, key) | place | {"subject": "Guichet RH"}
        await self.post_note(self.http, "/ticket_articles", body)

    async def hide_note(self, note: Note) -> None:
        """Make a note internal."""
        answer = await self.http.write("PUT", f"/ticket_articles/{note.id}", {"internal": True})
        if not self.http.shaped(self.http.believed(answer), Article).internal:
            raise BadAnswer(
                "Zammad montre au demandeur une note qui devait rester interne : "
                "la masquer à la main.",
                permanent=True,
            )

    # Replies

    async def fetch_for_reply(self, number: str) -> tuple[TicketRecord, TicketStatus]:
        """Read a ticket and its status."""
        record = await self.fetch(number)
        return record, api.status_of(record, self.site)

    async def send_reply(self, number: str, record: TicketRecord, text: str, key: str) -> str:
        """Post the public reply and wait for its mail; return the id of its article.

        The channel is a mail, as on Zammad's own page, else the one the ticket came by.
        """
        del number
        requester = await api.fetch_requester(self.http, record)
        channel = record.create_article_type or ""
        address = (requester.email or "").strip()
        if not address and channel not in READ_IN_PLACE:
            raise Rejected(NO_ADDRESS, permanent=True)
        body = marked(text, key) | {
            "ticket_id": int(record.id),
            "type": "email" if address else channel,
            "to": address,
            "subject": record.title or "",
            # An internal mail is sent all the same: only this says that the reply is public.
            "internal": False,
        }
        answer = await self.post_once(self.http, "/ticket_articles", body)
        refusal = self.http.own_refusal(answer, Complaint)
        article = self.http.created(answer, Article, refusal, self.unknown)
        site = self.site
        try:
            # Its mail leaves a little later, or not in time: `sent_id` raises then.
            for _ in range(int(site.follow / site.look_every)):
                if mail_status(article) is not MailStatus.UNDER_WAY:
                    break
                await asyncio.sleep(site.look_every.total_seconds())
                answer = await self.http.get(f"/ticket_articles/{article.id}", EXPANDED)
                article = self.http.shaped(answer, Article)
            return sent_id(article, mail_status(article))
        except (Rejected, OutcomeUnknown):
            raise
        except ConnectorError as error:
            raise OutcomeUnknown(UNDER_WAY) from error

    async def find_reply(self, number: str, key: str) -> str | None:
        """Find our public article that carries `key`, newest first; None when there is none now.

        Raises `Rejected` when it is there and its mail never left, `OutcomeUnknown` while Zammad
        still tries to send it.
        """
        record = await self.fetch(number)
        place: str | None = record.id
        if api.status_of(record, self.site) is TicketStatus.MERGED:
            # A merge moves the articles: under the old number there would be none.
            place = await api.merged_into(self.http, number)
        if place is None:
            raise OutcomeUnknown(HIDDEN)
        me = await api.myself(self.http)
        written = await api.articles(self.http, place)
        for article in reversed(written):
            mine = article.created_by_id == me.id and article.is_conversation
            if mine and carries(article, key):
                return sent_id(article, mail_status(article, written))
        return None
