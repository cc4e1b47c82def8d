"""GLPI 11 through its high-level API."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus

from cases.attachment import Attachment
from connectors.base import BadAnswer, NotAllowed, NotFound, Rejected
from connectors.glpi.highlevel import shapes
from connectors.glpi.highlevel.door import HighLevelDoor
from connectors.glpi.pages import more_follows
from connectors.glpi.records import Account, Choice, Followup, Page, Person, TicketRecord
from connectors.glpi.session import Session
from connectors.glpi.site import PasswordGrant, Site
from connectors.http_dates import server_time
from connectors.json_http import Answer, JsonHttp
from connectors.safe_text import clean

MAX_TIMELINE = 1000
"""GLPI gives so many entries of a kind and no way to ask for the next."""
PER_PAGE = 100
TICKETS_PER_PAGE = 25
"""Fewer: a list gives each ticket whole, its text too."""
MAX_PAGES = 50

_UNLISTED = 'Cette version de GLPI ne laisse pas lire les catégories : passer à api = "legacy".'
_NO_GROUP = (
    "GLPI n’a pas attribué le groupe : les versions 11.0.0 à 11.0.4 ne savent pas le faire par "
    'cette API. Mettre GLPI à jour, ou passer à api = "legacy".'
)


class HighLevel:
    """A `Dialect`."""

    def __init__(self, http: JsonHttp, site: Site, grant: PasswordGrant) -> None:
        self._site = site
        self._session = Session(http, HighLevelDoor(http, site, grant))
        self._root = f"/v{grant.version}"
        self._me: str | None = None

    async def account(self) -> Account:
        """Read who we are there."""
        session = await self._session.read(f"{self._root}/session", shapes.OpenSession)
        return Account(
            id=session.user_id,
            name=session.name or "",
            profile=session.active_profile.name or "",
            entity=session.active_entity.complete_name or "",
            now=session.current_time and self._site.instant(session.current_time),
            rights=None,
        )

    async def me(self) -> str:
        """Give the number of our account, asked for once."""
        if self._me is None:
            self._me = (await self.account()).id
        return self._me

    async def tickets(self, since: datetime | None, start: int) -> Page:
        """List, by number, a part of the tickets changed since then; None: of those not closed."""
        params = {
            "filter": f"is_deleted==false;{self._condition(since)}",
            "sort": "id:asc",
            "start": str(start),
            "limit": str(TICKETS_PER_PAGE),
        }
        answer = await self._session.get(f"{self._root}/Assistance/Ticket", params)
        rows = self._session.shaped(answer, shapes.Tickets).root
        listed = tuple(row.listed(self._site) for row in rows)
        return Page(
            listed, more_follows(answer, start, rows, TICKETS_PER_PAGE), server_time(answer.headers)
        )

    def _condition(self, since: datetime | None) -> str:
        if since is None:
            closed = ",".join(str(status) for status in self._site.closed_statuses)
            return f"status.id=out=({closed})"
        # The value goes to the database as it is, where MariaDB ignores an offset: the clock of
        # the server's own dates is the one it compares with.
        return f'date_mod=ge="{since:%Y-%m-%d %H:%M:%S}"'

    async def ticket(self, number: str) -> TicketRecord:
        """Read one ticket."""
        return (await self._session.read(self._path(number), shapes.Ticket)).record(self._site)

    async def merged_into(self, number: str) -> str | None:
        """Answer None: this API does not tell of links between tickets."""
        del number
        return None

    async def followups(self, number: str) -> list[Followup]:
        """List all followups we may see; raises `BadAnswer` when GLPI may have cut the list."""
        # No filter: whether `like` finds what GLPI stored is not known, and a reply that is not
        # found is sent again.
        path = f"{self._path(number)}/Timeline/Followup"
        listed = (await self._session.read(path, shapes.Followups)).root
        if len(listed) >= MAX_TIMELINE:
            raise BadAnswer(
                "Ce ticket GLPI a trop de suivis pour être lu en entier.", permanent=True
            )
        return [entry.followup(self._site) for entry in listed]

    async def solutions(self, number: str, dated: datetime) -> list[Followup]:
        """List solutions."""
        path = f"{self._path(number)}/Timeline/Solution"
        listed = (await self._session.read(path, shapes.Solutions)).root
        return [entry.followup(self._site, dated) for entry in listed]

    async def files(self, number: str) -> tuple[Attachment, ...]:
        """List the files of a ticket without reading them."""
        path = f"{self._path(number)}/Timeline/Document"
        try:
            links = (await self._session.read(path, shapes.Links)).root
        except (NotAllowed, NotFound):
            return ()
        return tuple([await self._file(link.number) for link in links if link.number])

    async def _file(self, number: str) -> Attachment:
        path = f"{self._root}/Management/Document/{number}"
        try:
            file = await self._session.read(path, shapes.File)
        except (NotAllowed, NotFound):
            return Attachment("document GLPI", "")
        name = clean(file.filename or file.name or "")[:200] or "sans nom"
        return Attachment(name, clean(file.mime or "")[:100], id=number)

    async def file(self, document: str, most_bytes: int) -> bytes:
        """Read a document; raises `TooLarge` beyond `most_bytes`."""
        path = f"{self._root}/Management/Document/{document}/Download"
        return await self._session.fetch(path, most_bytes, "application/octet-stream")

    async def person(self, number: str) -> Person | None:
        """Read a user; None when our account may not see them."""
        try:
            user = await self._session.read(
                f"{self._root}/Administration/User/{number}", shapes.User
            )
        except (NotAllowed, NotFound):
            return None
        by_default = sorted(user.emails, key=lambda email: not email.is_default)
        addresses = [email.email for email in by_default if email.email]
        name = f"{user.firstname or ''} {user.realname or ''}".strip() or user.username or ""
        return Person(name, addresses[0] if addresses else "")

    async def categories(self) -> list[Choice]:
        """List the categories our account may choose."""
        try:
            return await self._choices("/Dropdowns/ITILCategory")
        except NotFound:
            raise NotFound(_UNLISTED, permanent=True) from None

    async def groups(self) -> list[Choice]:
        """List the groups our account sees."""
        return await self._choices("/Administration/Group")

    async def _choices(self, path: str) -> list[Choice]:
        found: list[Choice] = []
        for _ in range(MAX_PAGES):
            params = {"sort": "id:asc", "start": str(len(found)), "limit": str(PER_PAGE)}
            answer = await self._session.get(f"{self._root}{path}", params)
            rows = self._session.shaped(answer, shapes.Dropdowns).root
            more = more_follows(answer, len(found), rows, PER_PAGE)
            found += [row.choice() for row in rows]
            if not more:
                return found
        raise BadAnswer("Une liste de GLPI ne finit pas.", permanent=True)

    async def update(self, number: str, category: str | None, priority: int | None) -> None:
        """Write fields of a ticket; raises `Rejected` when GLPI says that it did not."""
        body: dict[str, object] = {}
        if category is not None:
            body["category"] = {"id": int(category)}
        if priority is not None:
            body["priority"] = priority
        self._session.believed(await self._session.write("PATCH", self._path(number), body))

    async def assign(self, number: str, group: str) -> None:
        """Add a group to those a ticket is assigned to: 11.0.0 to 11.0.4 fail on a role in words.

        The role's number is tried once, after a look that the group is not there.
        """
        answer = await self._add_member(number, group, "assigned")
        if answer.status == HTTPStatus.INTERNAL_SERVER_ERROR:
            if await self._is_assigned(number, group):
                return
            answer = await self._add_member(number, group, 2)
        if answer.status == HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Rejected(_NO_GROUP, permanent=True)
        self._session.believed(answer)

    async def _add_member(self, number: str, group: str, role: str | int) -> Answer:
        body: Mapping[str, object] = {"type": "Group", "id": int(group), "role": role}
        return await self._session.write("POST", f"{self._path(number)}/TeamMember", body)

    async def _is_assigned(self, number: str, group: str) -> bool:
        return group in (await self.ticket(number)).assigned_groups

    async def add_followup(self, number: str, html: str, *, private: bool) -> str:
        """Add a followup in one request; return its number."""
        path = f"{self._path(number)}/Timeline/Followup"
        answer = await self._session.write("POST", path, {"content": html, "is_private": private})
        return self._session.created(answer, shapes.Created).id

    async def aclose(self) -> None:
        """Close the session."""
        await self._session.aclose()

    def _path(self, number: str) -> str:
        return f"{self._root}/Assistance/Ticket/{number}"
