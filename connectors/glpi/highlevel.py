"""The high-level API of GLPI 11 (`api.php`, version 2)."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus

from connectors.base import BadAnswer, ConnectorError, NotAllowed, NotFound, Rejected
from connectors.glpi import highlevel_shapes as shapes
from connectors.glpi.dialect import (
    BUSINESS,
    NO_API,
    PER_PAGE,
    Dialect,
    Headers,
    default_address,
    more_follows,
)
from connectors.glpi.records import (
    Account,
    Choice,
    Followup,
    Page,
    PasswordGrant,
    Person,
    Site,
    TicketRecord,
)
from connectors.json_http import Answer, JsonHttp, server_time

MAX_TIMELINE = 1000
"""GLPI gives so many entries of a kind and no way to ask for the next."""
TICKETS_PER_PAGE = 25
"""Fewer: a list gives each ticket whole, its text too."""

_UNLISTED = 'Cette version de GLPI ne laisse pas lire les catégories : passer à api = "legacy".'
_NO_GROUP = (
    "GLPI n’a pas attribué le groupe : les versions 11.0.0 à 11.0.4 ne savent pas le faire par "
    'cette API. Mettre GLPI à jour, ou passer à api = "legacy".'
)
_SIGN_IN = (
    "GLPI refuse l’identifiant, le mot de passe ou le client OAuth du guichet : les vérifier, "
    "et autoriser le type « Password » à ce client."
)
_SCOPE = "Le client OAuth de GLPI n’a pas la portée « api » : la lui donner."
_STALE = "GLPI ne reconnaît pas la connexion qu’il vient d’accorder : vérifier le compte."


class HighLevel(Dialect):
    """Signs in by password grant; there is nothing to sign out of."""

    document_shape = shapes.File

    def __init__(self, http: JsonHttp, site: Site, grant: PasswordGrant) -> None:
        super().__init__(http, site)
        self._grant = grant
        self._root = f"/v{grant.version}"

    async def sign_in(self) -> Headers:
        """Ask for an access token. Raises `NotAllowed` when the account is refused."""
        grant = self._grant
        body = {
            "grant_type": "password",
            "client_id": grant.client_id,
            "client_secret": grant.client_secret,
            "username": grant.user,
            "password": grant.password,
            "scope": "api",
        }
        answer = await self.http.write("POST", "/token", body)
        if answer.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED}:
            raise NotAllowed(_SIGN_IN, permanent=True)
        if answer.status == HTTPStatus.FORBIDDEN:
            raise NotAllowed(NO_API, permanent=True)
        token = self.http.shaped(self.http.believed(answer), shapes.Token)
        headers = {"Authorization": f"Bearer {token.access_token}"}
        # As which profile and in which entity we act, where the site chose.
        if self.site.profile is not None:
            headers["GLPI-Profile"] = str(self.site.profile)
        if self.site.entity is not None:
            headers["GLPI-Entity"] = str(self.site.entity)
            headers["GLPI-Entity-Recursive"] = "true" if self.site.recursive else "false"
        return headers

    async def sign_out(self, headers: Headers) -> None:
        """Let the token expire: the API has no way to give it back."""

    def is_stale(self, answer: Answer) -> bool:
        """Recognise an expired token, which GLPI answers as a wrong parameter."""
        complaint = answer.complaint(shapes.Complaint)
        if complaint is None:
            return False
        if answer.status == HTTPStatus.UNAUTHORIZED:
            return complaint.status == "ERROR_UNAUTHENTICATED"
        return answer.status == HTTPStatus.BAD_REQUEST and complaint.title == "Invalid OAuth token"

    def refusal(self, answer: Answer) -> ConnectorError | None:
        """Say what GLPI's own words mean."""
        complaint = answer.complaint(shapes.Complaint)
        if complaint is None or answer.status < HTTPStatus.BAD_REQUEST:
            return None
        if self.is_stale(answer):
            return NotAllowed(_STALE, permanent=True)
        if answer.status == HTTPStatus.FORBIDDEN and "scope" in complaint.title:
            return NotAllowed(_SCOPE, permanent=True)
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            failed = complaint.title.startswith("Failed to ")
            return Rejected(BUSINESS, permanent=True) if failed else None
        return None if answer.status == HTTPStatus.REQUEST_TIMEOUT else self.http.refusal(answer)

    def part(self, start: int) -> Mapping[str, str]:
        """Ask for rows by number."""
        return {"sort": "id:asc", "start": str(start), "limit": str(PER_PAGE)}

    async def account(self) -> Account:
        """Read who we are there."""
        session = await self.get_as(shapes.OpenSession, f"{self._root}/session")
        return Account(
            id=session.user_id,
            name=session.name or "",
            profile=session.active_profile.name or "",
            entity=session.active_entity.complete_name or "",
            now=session.current_time and self.site.instant(session.current_time),
            rights=None,
        )

    async def tickets(self, since: datetime | None, start: int) -> Page:
        """List, by number, a part of the tickets changed since then; None: of those not closed."""
        closed = ",".join(str(status) for status in self.site.closed_statuses)
        # The value goes to the database as it is, where MariaDB ignores an offset: the clock of
        # the server's own dates is the one it compares with.
        condition = (
            f'date_mod=ge="{since:%Y-%m-%d %H:%M:%S}"' if since else f"status.id=out=({closed})"
        )
        params = {
            "filter": f"is_deleted==false;{condition}",
            "sort": "id:asc",
            "start": str(start),
            "limit": str(TICKETS_PER_PAGE),
        }
        answer = await self.get(f"{self._root}/Assistance/Ticket", params)
        rows = self.http.shaped(answer, tuple[shapes.ListedTicket, ...])
        listed = tuple(row.listed(self.site) for row in rows)
        return Page(
            listed, more_follows(answer, start, rows, TICKETS_PER_PAGE), server_time(answer.headers)
        )

    async def ticket(self, number: str) -> TicketRecord:
        """Read one ticket."""
        return (await self.get_as(shapes.Ticket, self._path(number))).record(self.site)

    async def merged_into(self, number: str) -> str | None:
        """Answer None: this API does not tell of links between tickets."""
        del number
        return None

    async def followups(self, number: str) -> list[Followup]:
        """List all followups we may see; raises `BadAnswer` when GLPI may have cut the list."""
        # No filter: whether `like` finds what GLPI stored is not known, and a reply that is not
        # found is sent again.
        path = f"{self._path(number)}/Timeline/Followup"
        listed = await self.get_as(shapes.Followups, path)
        if len(listed) >= MAX_TIMELINE:
            raise BadAnswer(
                "Ce ticket GLPI a trop de suivis pour être lu en entier.", permanent=True
            )
        return [entry.followup(self.site) for entry in listed]

    async def solutions(self, number: str, dated: datetime) -> list[Followup]:
        """List solutions."""
        path = f"{self._path(number)}/Timeline/Solution"
        listed = await self.get_as(shapes.Solutions, path)
        return [entry.followup(self.site, dated) for entry in listed]

    async def documents(self, number: str) -> list[str]:
        """List the numbers of a ticket's documents."""
        links = await self.get_as(shapes.Links, f"{self._path(number)}/Timeline/Document")
        return [link.number for link in links if link.number]

    def document_path(self, document: str, *, content: bool = False) -> str:
        """Say where a document's record is read, or its bytes."""
        path = f"{self._root}/Management/Document/{document}"
        return f"{path}/Download" if content else path

    async def person(self, number: str) -> Person | None:
        """Read a user; None when our account may not see them."""
        try:
            user = await self.get_as(shapes.User, f"{self._root}/Administration/User/{number}")
        except (NotAllowed, NotFound):
            return None
        name = f"{user.firstname or ''} {user.realname or ''}".strip() or user.username or ""
        return Person(name, default_address(user.emails))

    async def categories(self) -> list[Choice]:
        """List the categories our account may choose."""
        try:
            path = f"{self._root}/Dropdowns/ITILCategory"
            rows = await self.get_all(path, tuple[shapes.Dropdown, ...])
        except NotFound:
            raise NotFound(_UNLISTED, permanent=True) from None
        return [row.choice() for row in rows]

    async def groups(self) -> list[Choice]:
        """List the groups our account sees."""
        path = f"{self._root}/Administration/Group"
        return [row.choice() for row in await self.get_all(path, tuple[shapes.Dropdown, ...])]

    async def update(self, number: str, category: str | None, priority: int | None) -> None:
        """Write fields of a ticket; raises `Rejected` when GLPI says that it did not."""
        body: dict[str, object] = {}
        if category is not None:
            body["category"] = {"id": int(category)}
        if priority is not None:
            body["priority"] = priority
        self.believed(await self.write("PATCH", self._path(number), body))

    async def assign(self, number: str, group: str) -> None:
        """Add a group to those a ticket is assigned to: 11.0.0 to 11.0.4 fail on a role in words.

        The role's number is tried once, after a look that the group is not there.
        """
        answer = await self._add_member(number, group, "assigned")
        if answer.status == HTTPStatus.INTERNAL_SERVER_ERROR:
            if group in (await self.ticket(number)).assigned_groups:
                return
            answer = await self._add_member(number, group, 2)
        if answer.status == HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Rejected(_NO_GROUP, permanent=True)
        self.believed(answer)

    async def _add_member(self, number: str, group: str, role: str | int) -> Answer:
        body: Mapping[str, object] = {"type": "Group", "id": int(group), "role": role}
        return await self.write("POST", f"{self._path(number)}/TeamMember", body)

    def followup_request(
        self, number: str, html: str, *, private: bool
    ) -> tuple[str, dict[str, object]]:
        """Write the path and the body that add a followup."""
        path = f"{self._path(number)}/Timeline/Followup"
        return path, {"content": html, "is_private": private}

    def _path(self, number: str) -> str:
        return f"{self._root}/Assistance/Ticket/{number}"
