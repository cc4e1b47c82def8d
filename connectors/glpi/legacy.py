"""The legacy API of GLPI 9.5 and 10 (`apirest.php`), still served by GLPI 11.

It says no by codes: its texts are in any language.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus

from connectors.base import ConnectorError, NotAllowed, NotFound, Rejected
from connectors.glpi import legacy_shapes as shapes
from connectors.glpi.dialect import (
    BUSINESS,
    NO_API,
    PER_PAGE,
    BeyondTheEnd,
    Dialect,
    Headers,
    default_address,
)
from connectors.glpi.records import (
    Account,
    Actor,
    Choice,
    Email,
    Followup,
    Page,
    Person,
    Site,
    TicketRecord,
    UserToken,
)
from connectors.json_http import Answer, JsonHttp, server_time

MERGE_LINKS = frozenset({2, 3})
"""Of links between tickets, those a merge leaves: duplicate of, and child of."""

_SECOND = timedelta(seconds=1)
_ASSIGNED = 2


_UNKNOWN_CLIENT = "GLPI refuse le jeton d’application : vérifier le client d’API et son jeton."
_UNKNOWN_ACCOUNT = (
    "GLPI ne reconnaît pas le jeton du compte : vérifier la clé d’accès distant, que la connexion "
    "par jeton externe est permise, et qu’un seul compte porte ce nom."
)
_NOT_ALLOWED = {
    "ERROR_RIGHT_MISSING": "GLPI refuse ce droit au compte du guichet.",
    "ERROR_NOT_ALLOWED_IP": "GLPI refuse l’adresse de cette machine : l’ajouter au client d’API.",
    "ERROR_WRONG_APP_TOKEN_PARAMETER": _UNKNOWN_CLIENT,
    "ERROR_APP_TOKEN_PARAMETERS_MISSING": _UNKNOWN_CLIENT,
    "ERROR_GLPI_LOGIN": _UNKNOWN_ACCOUNT,
    "ERROR_GLPI_LOGIN_USER_TOKEN": _UNKNOWN_ACCOUNT,
    "ERROR_LOGIN_PARAMETERS_MISSING": _UNKNOWN_ACCOUNT,
    "ERROR_SESSION_TOKEN_INVALID": (
        "GLPI ne reconnaît pas la session qu’il vient d’ouvrir : vérifier le compte."
    ),
    "ERROR_SESSION_TOKEN_MISSING": (
        "GLPI ne reçoit pas le jeton de session : le serveur web doit laisser passer cet en-tête."
    ),
}
_NOT_FOUND = frozenset({"ERROR_ITEM_NOT_FOUND", "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM"})
_REFUSED = frozenset({"ERROR_GLPI_ADD", "ERROR_GLPI_UPDATE", "ERROR_GLPI_PARTIAL_UPDATE"})


class Legacy(Dialect):
    """Signs in with the account's own key, and out at the end."""

    def __init__(self, http: JsonHttp, site: Site, token: UserToken) -> None:
        super().__init__(http, site)
        self._user = {"Authorization": f"user_token {token.user_token}"}
        self._application = {"App-Token": token.app_token} if token.app_token else {}

    async def sign_in(self) -> Headers:
        """Open a session in the profile and the entity that the site chose."""
        answer = await self.http.read("/initSession", headers=self._user | self._application)
        refusal = self.refusal(answer)
        if refusal is not None:
            raise refusal
        if answer.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN}:
            # A disabled API answers with a bare sentence, in JSON or not.
            raise NotAllowed(NO_API, permanent=True)
        opened = self.http.shaped(self.http.believed(answer), shapes.Opened)
        session = {"Session-Token": opened.session_token, **self._application}
        if self.site.profile is not None:
            await self._choose("/changeActiveProfile", {"profiles_id": self.site.profile}, session)
        if self.site.entity is not None:
            body = {"entities_id": self.site.entity, "is_recursive": self.site.recursive}
            await self._choose("/changeActiveEntities", body, session)
        return session

    async def _choose(self, path: str, body: dict[str, int], session: Headers) -> None:
        self.believed(await self.http.write("POST", path, body, session))

    async def sign_out(self, headers: Headers) -> None:
        """Close the session."""
        await self.http.read("/killSession", headers=headers)

    def is_stale(self, answer: Answer) -> bool:
        """Recognise a session that is over or was killed."""
        return self._code(answer) == "ERROR_SESSION_TOKEN_INVALID"

    def refusal(self, answer: Answer) -> ConnectorError | None:
        """Say what GLPI's own code means."""
        code = self._code(answer)
        if code is None or answer.status == HTTPStatus.REQUEST_TIMEOUT:
            return None
        if code in _NOT_ALLOWED:
            return NotAllowed(_NOT_ALLOWED[code], permanent=True)
        if code in _NOT_FOUND:
            return NotFound("GLPI ne connaît pas cet élément.", permanent=True)
        if code == "ERROR_RANGE_EXCEED_TOTAL":
            return BeyondTheEnd("La liste de GLPI est finie.", permanent=True)
        if code in _REFUSED:
            return Rejected(BUSINESS, permanent=True)
        return self.http.refusal(answer)

    def _code(self, answer: Answer) -> str | None:
        if not HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return None
        complaint = answer.complaint(tuple[str, ...])
        found = complaint[0] if complaint else ""
        return found if found.startswith("ERROR") else None

    def part(self, start: int) -> Mapping[str, str]:
        """Ask for a range."""
        return {"range": f"{start}-{start + PER_PAGE - 1}"}

    async def account(self) -> Account:
        """Read who we are there."""
        session = (await self.get_as(shapes.Session, "/getFullSession")).session
        return Account(
            id=session.user_id,
            name=session.name or "",
            profile=session.profile.name or "",
            entity=shapes.as_written(session.entity),
            now=session.now and self.site.instant(session.now),
            rights={"ticket": session.profile.ticket, "followup": session.profile.followup},
        )

    async def tickets(self, since: datetime | None, start: int) -> Page:
        """List, by number, a part of the tickets changed since then; None: of those not closed."""
        field, kind, value = ("12", "equals", "notold")
        if since is not None:
            here = since.astimezone(self.site.zone) - _SECOND
            field, kind, value = ("19", "morethan", f"{here:%Y-%m-%d %H:%M:%S}")
        # A criterion on /Ticket would be ignored; a search without `is_deleted` leaves out
        # deleted tickets.
        params = {
            "criteria[0][field]": field,
            "criteria[0][searchtype]": kind,
            "criteria[0][value]": value,
            "sort": "2",
            "order": "ASC",
            **self.part(start),
            "forcedisplay[0]": "2",
            "forcedisplay[1]": "12",
            "forcedisplay[2]": "19",
        }
        try:
            answer = await self.get("/search/Ticket", params)
        except BeyondTheEnd:
            return Page((), more=False, at=None)
        found = self.http.shaped(answer, shapes.Found)
        # GLPI may answer with an object, whose order means nothing.
        ordered = sorted(found.data, key=lambda row: int(row.id))
        listed = tuple(row.listed(self.site) for row in ordered)
        more = bool(listed) and start + len(listed) < found.totalcount
        return Page(listed, more, server_time(answer.headers))

    async def ticket(self, number: str) -> TicketRecord:
        """Read one ticket with its actors."""
        ticket = await self.get_as(shapes.Ticket, f"/Ticket/{number}")
        users = await self.get_all(f"/Ticket/{number}/Ticket_User", tuple[shapes.TicketUser, ...])
        groups = await self.get_all(
            f"/Ticket/{number}/Group_Ticket", tuple[shapes.TicketGroup, ...]
        )
        actors: list[Actor] = [user.actor() for user in users]
        return ticket.record(self.site, (*actors, *(group.actor() for group in groups)))

    async def merged_into(self, number: str) -> str | None:
        """Find which ticket a deleted one was merged into."""
        try:
            links = await self.get_all(
                "/Ticket_Ticket", tuple[shapes.Merge, ...], {"searchText[tickets_id_1]": number}
            )
        except (NotAllowed, NotFound):
            return None
        # A condition that GLPI does not understand gives everything: looked at here again.
        mine = [one for one in links if one.tickets_id_1 == number and one.link in MERGE_LINKS]
        return mine[-1].tickets_id_2 if mine else None

    async def followups(self, number: str) -> list[Followup]:
        """List all followups we may see, private ones too."""
        listed = await self.get_all(
            f"/Ticket/{number}/ITILFollowup", tuple[shapes.FollowupEntry, ...]
        )
        return [entry.followup(self.site) for entry in listed]

    async def solutions(self, number: str, dated: datetime) -> list[Followup]:
        """List solutions; all have their date here."""
        del dated
        listed = await self.get_all(f"/Ticket/{number}/ITILSolution", tuple[shapes.Entry, ...])
        return [entry.followup(self.site) for entry in listed]

    async def documents(self, number: str) -> list[str]:
        """List the numbers of a ticket's documents."""
        links = await self.get_all(f"/Ticket/{number}/Document_Item", tuple[shapes.Link, ...])
        return [link.documents_id for link in links]

    def document_path(self, document: str, *, content: bool = False) -> str:
        """Say where a document's record is read; with another Accept, its bytes."""
        del content
        return f"/Document/{document}"

    def as_written(self, stored: str | None) -> str:
        """Undo the encoding in which GLPI 9.5 and 10 keep texts."""
        return shapes.as_written(stored)

    async def person(self, number: str) -> Person | None:
        """Read a user; None when our account may not see them."""
        try:
            user = await self.get_as(shapes.User, f"/User/{number}")
            emails = await self.get_all(f"/User/{number}/UserEmail", tuple[Email, ...])
        except (NotAllowed, NotFound):
            return None
        name = f"{user.firstname or ''} {user.realname or ''}".strip() or user.name
        return Person(shapes.as_written(name), default_address(emails))

    async def categories(self) -> list[Choice]:
        """List the categories our account may choose."""
        return [
            row.choice() for row in await self.get_all("/ITILCategory", tuple[shapes.Dropdown, ...])
        ]

    async def groups(self) -> list[Choice]:
        """List the groups our account sees."""
        rows = await self.get_all("/Group", tuple[shapes.Dropdown, ...])
        return [row.choice() for row in rows]

    async def update(self, number: str, category: str | None, priority: int | None) -> None:
        """Write fields of a ticket; raises `Rejected` when GLPI says that it did not."""
        fields: dict[str, int] = {}
        if category is not None:
            fields["itilcategories_id"] = int(category)
        if priority is not None:
            fields["priority"] = priority
        answer = await self.write("PUT", f"/Ticket/{number}", {"input": fields})
        updated = self.http.shaped(self.believed(answer), shapes.Updated)
        if not updated.took(number):
            raise Rejected(BUSINESS, permanent=True)

    async def assign(self, number: str, group: str) -> None:
        """Add a group to those a ticket is assigned to."""
        link = {"tickets_id": int(number), "groups_id": int(group), "type": _ASSIGNED}
        answer = await self.write("POST", "/Group_Ticket", {"input": link})
        self.believed(answer)

    def followup_request(
        self, number: str, html: str, *, private: bool
    ) -> tuple[str, dict[str, object]]:
        """Write the path and the body that add a followup."""
        followup: dict[str, object] = {
            "itemtype": "Ticket",
            "items_id": int(number),
            "content": html,
            "is_private": int(private),
        }
        return "/ITILFollowup", {"input": followup}
