"""GLPI through its legacy API."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from pydantic import BaseModel, RootModel

from cases.attachment import Attachment
from connectors.base import BadAnswer, NotAllowed, NotFound, Rejected
from connectors.glpi.legacy import shapes
from connectors.glpi.legacy.door import BeyondTheEnd, LegacyDoor
from connectors.glpi.pages import more_follows
from connectors.glpi.records import Account, Actor, Choice, Followup, Page, Person, TicketRecord
from connectors.glpi.session import Session
from connectors.glpi.site import Site, UserToken
from connectors.http_dates import server_time
from connectors.json_http import JsonHttp
from connectors.safe_text import clean

PER_PAGE = 100
MAX_PAGES = 50
MERGE_LINKS = frozenset({2, 3})
"""Of links between tickets, those a merge leaves: duplicate of, and child of."""

_BUSINESS = "GLPI a refusé cette écriture (règle, droit ou valeur) : rien n’a été écrit."
_SECOND = timedelta(seconds=1)
_ASSIGNED = 2

Row = TypeVar("Row", bound=BaseModel)


class Legacy:
    """A `Dialect`."""

    def __init__(self, http: JsonHttp, site: Site, token: UserToken) -> None:
        self._site = site
        self._session = Session(http, LegacyDoor(http, site, token))
        self._me: str | None = None

    async def account(self) -> Account:
        """Read who we are there."""
        session = (await self._session.read("/getFullSession", shapes.Session)).session
        return Account(
            id=session.user_id,
            name=session.name or "",
            profile=session.profile.name or "",
            entity=shapes.as_written(session.entity),
            now=session.now and self._site.instant(session.now),
            rights={"ticket": session.profile.ticket, "followup": session.profile.followup},
        )

    async def me(self) -> str:
        """Give the number of our account, asked for once."""
        if self._me is None:
            self._me = (await self.account()).id
        return self._me

    async def tickets(self, since: datetime | None, start: int) -> Page:
        """List, by number, a part of the tickets changed since then; None: of those not closed."""
        # A criterion on /Ticket would be ignored; a search without `is_deleted` leaves out
        # deleted tickets.
        params = {
            **self._condition(since),
            "sort": "2",
            "order": "ASC",
            "range": f"{start}-{start + PER_PAGE - 1}",
            "forcedisplay[0]": "2",
            "forcedisplay[1]": "12",
            "forcedisplay[2]": "19",
        }
        try:
            answer = await self._session.get("/search/Ticket", params)
        except BeyondTheEnd:
            return Page((), more=False, at=None)
        found = self._session.shaped(answer, shapes.Found)
        # GLPI may answer with an object, whose order means nothing.
        ordered = sorted(found.data, key=lambda row: int(row.id))
        listed = tuple(row.listed(self._site) for row in ordered)
        more = bool(listed) and start + len(listed) < found.totalcount
        return Page(listed, more, server_time(answer.headers))

    def _condition(self, since: datetime | None) -> Mapping[str, str]:
        field, kind, value = ("12", "equals", "notold")
        if since is not None:
            here = since.astimezone(self._site.zone) - _SECOND
            field, kind, value = ("19", "morethan", f"{here:%Y-%m-%d %H:%M:%S}")
        return {
            "criteria[0][field]": field,
            "criteria[0][searchtype]": kind,
            "criteria[0][value]": value,
        }

    async def ticket(self, number: str) -> TicketRecord:
        """Read one ticket with its actors."""
        ticket = await self._session.read(f"/Ticket/{number}", shapes.Ticket)
        return ticket.record(self._site, await self._actors(number))

    async def _actors(self, number: str) -> tuple[Actor, ...]:
        users = await self._all(f"/Ticket/{number}/Ticket_User", shapes.TicketUsers)
        groups = await self._all(f"/Ticket/{number}/Group_Ticket", shapes.TicketGroups)
        return (*(user.actor() for user in users), *(group.actor() for group in groups))

    async def merged_into(self, number: str) -> str | None:
        """Find which ticket a deleted one was merged into."""
        try:
            links = await self._all(
                "/Ticket_Ticket", shapes.Merges, {"searchText[tickets_id_1]": number}
            )
        except (NotAllowed, NotFound):
            return None
        # A condition that GLPI does not understand gives everything: looked at here again.
        mine = [one for one in links if one.tickets_id_1 == number and one.link in MERGE_LINKS]
        return mine[-1].tickets_id_2 if mine else None

    async def followups(self, number: str) -> list[Followup]:
        """List all followups we may see, private ones too."""
        listed = await self._all(f"/Ticket/{number}/ITILFollowup", shapes.Followups)
        return [entry.followup(self._site) for entry in listed]

    async def solutions(self, number: str, dated: datetime) -> list[Followup]:
        """List solutions; all have their date here."""
        del dated
        listed = await self._all(f"/Ticket/{number}/ITILSolution", shapes.Solutions)
        return [entry.followup(self._site) for entry in listed]

    async def files(self, number: str) -> tuple[Attachment, ...]:
        """List the files of a ticket without reading them."""
        try:
            links = await self._all(f"/Ticket/{number}/Document_Item", shapes.Links)
        except (NotAllowed, NotFound):
            return ()
        return tuple([await self._file(link.documents_id) for link in links])

    async def _file(self, number: str) -> Attachment:
        try:
            file = await self._session.read(f"/Document/{number}", shapes.File)
        except (NotAllowed, NotFound):
            return Attachment("document GLPI", "")
        name = clean(shapes.as_written(file.filename or file.name))[:200] or "sans nom"
        return Attachment(name, clean(file.mime or "")[:100], id=number)

    async def file(self, document: str, most_bytes: int) -> bytes:
        """Read a document; raises `TooLarge` beyond `most_bytes`."""
        # With the usual Accept this path gives the record.
        path = f"/Document/{document}"
        return await self._session.fetch(path, most_bytes, "application/octet-stream")

    async def person(self, number: str) -> Person | None:
        """Read a user; None when our account may not see them."""
        try:
            user = await self._session.read(f"/User/{number}", shapes.User)
            emails = await self._all(f"/User/{number}/UserEmail", shapes.Emails)
        except (NotAllowed, NotFound):
            return None
        by_default = sorted(emails, key=lambda email: not email.is_default)
        addresses = [email.email for email in by_default if email.email]
        name = f"{user.firstname or ''} {user.realname or ''}".strip() or user.name
        return Person(shapes.as_written(name), addresses[0] if addresses else "")

    async def categories(self) -> list[Choice]:
        """List the categories our account may choose."""
        return _choices(await self._all("/ITILCategory", shapes.Dropdowns))

    async def groups(self) -> list[Choice]:
        """List the groups our account sees."""
        return _choices(await self._all("/Group", shapes.Dropdowns))

    async def update(self, number: str, category: str | None, priority: int | None) -> None:
        """Write fields of a ticket; raises `Rejected` when GLPI says that it did not."""
        fields: dict[str, int] = {}
        if category is not None:
            fields["itilcategories_id"] = int(category)
        if priority is not None:
            fields["priority"] = priority
        answer = await self._session.write("PUT", f"/Ticket/{number}", {"input": fields})
        updated = self._session.shaped(self._session.believed(answer), shapes.Updated)
        if not updated.took(number):
            raise Rejected(_BUSINESS, permanent=True)

    async def assign(self, number: str, group: str) -> None:
        """Add a group to those a ticket is assigned to."""
        link = {"tickets_id": int(number), "groups_id": int(group), "type": _ASSIGNED}
        answer = await self._session.write("POST", "/Group_Ticket", {"input": link})
        self._session.believed(answer)

    async def add_followup(self, number: str, html: str, *, private: bool) -> str:
        """Add a followup in one request; return its number."""
        followup: dict[str, object] = {
            "itemtype": "Ticket",
            "items_id": int(number),
            "content": html,
            "is_private": int(private),
        }
        answer = await self._session.write("POST", "/ITILFollowup", {"input": followup})
        return self._session.created(answer, shapes.Created).id

    async def aclose(self) -> None:
        """Close the session there."""
        await self._session.aclose()

    async def _all(
        self,
        path: str,
        shape: type[RootModel[tuple[Row, ...]]],
        params: Mapping[str, str] | None = None,
    ) -> list[Row]:
        """Read a list part by part: without a range GLPI gives fifty."""
        found: list[Row] = []
        for _ in range(MAX_PAGES):
            start = len(found)
            part = {**(params or {}), "range": f"{start}-{start + PER_PAGE - 1}"}
            try:
                answer = await self._session.get(path, part)
            except BeyondTheEnd:
                return found
            rows = self._session.shaped(answer, shape).root
            found += rows
            if not more_follows(answer, start, rows, PER_PAGE):
                return found
        raise BadAnswer("Une liste de GLPI ne finit pas.", permanent=True)


def _choices(rows: Iterable[shapes.Dropdown]) -> list[Choice]:
    return [row.choice() for row in rows]
