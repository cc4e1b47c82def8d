"""GLPI as a ticketing system: what it tells, and what is written there and read back."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from cases.model import Ticket, TicketStatus
from connectors.base import (
    BadAnswer,
    Check,
    ConnectorError,
    OutcomeUnknown,
    Rejected,
    Triage,
)
from connectors.glpi.checks import check
from connectors.glpi.conversation import (
    Kind,
    carries,
    fetch,
    is_ours,
    marked_html,
    read_ticket,
    status_of,
)
from connectors.glpi.dialect import UNKNOWN, Dialect
from connectors.glpi.highlevel import HighLevel
from connectors.glpi.legacy import Legacy
from connectors.glpi.records import (
    Followup,
    Listed,
    PasswordGrant,
    Site,
    TicketRecord,
    UserToken,
    valid,
)
from connectors.http_ticketing import (
    GRANULARITY,
    ChangeCursor,
    ChangesByTime,
    Note,
    NoteOnce,
    ReplyOnce,
    TriageByField,
    Wish,
)
from connectors.json_http import Interrupted, JsonHttp, TimeLimits, Unreachable, open_client

PRIORITIES = range(1, 7)
MAX_PAGES = 1000
"""Each of 25 tickets or more, the first of them the last of the page before."""
LOOKS = 3

HIDDEN = (
    "GLPI a enregistré la réponse comme un suivi privé : le demandeur ne la voit pas. "
    "La rendre publique dans le ticket, ou corriger le profil du compte."
)
EXPOSED = (
    "GLPI a enregistré une note interne comme un suivi public : la passer en privé dans le ticket "
    "et donner au compte le droit de voir et d’écrire les suivis privés."
)
UNSEEN = (
    "GLPI a accepté la note interne mais ne la montre pas : donner au compte le droit de voir "
    "les suivis privés."
)


def open_dialect(
    url: str, site: Site, credentials: PasswordGrant | UserToken, limits: TimeLimits | None = None
) -> Dialect:
    """Open the API that these credentials are for, below the web address of a GLPI."""
    grant = isinstance(credentials, PasswordGrant)
    address = f"{url.rstrip('/')}/{'api.php' if grant else 'apirest.php'}"
    http = JsonHttp(open_client(address), "GLPI", limits or TimeLimits())
    if isinstance(credentials, PasswordGrant):
        return HighLevel(http, site, credentials)
    return Legacy(http, site, credentials)


class Glpi(ChangesByTime[Listed], TriageByField[TicketRecord], NoteOnce, ReplyOnce[TicketRecord]):
    """A `TicketingSystem`. Its mails leave after it stored: a reply not found did not leave."""

    system = "GLPI"
    resend_is_safe = True
    # GLPI compares dates by the clock on its wall, which repeats an hour each autumn.
    clock_back = timedelta(hours=1)
    remembers_unsettled = True
    no_reply: Mapping[TicketStatus, str] = {
        TicketStatus.DELETED: "Le ticket a été supprimé : la réponse n’est pas partie.",
        TicketStatus.CLOSED: (
            "Le ticket est clos et une réponse le rouvrirait : elle n’est pas partie."
        ),
    }
    unknown = UNKNOWN

    def __init__(
        self, dialect: Dialect, site: Site, *, name: str = "glpi", categories: Iterable[str] = ()
    ) -> None:
        super().__init__(site.grace, name=name, categories=categories)
        self._dialect = dialect
        self._site = site

    async def aclose(self) -> None:
        """Close the session in GLPI and release connections."""
        await self._dialect.aclose()

    async def check(self) -> tuple[Check, ...]:
        """Test address, account, rights, clock, categories and groups."""
        return await check(self._dialect, self._site, self.categories)

    # Changes

    async def list_changed(self, since: datetime | None) -> tuple[list[Listed], datetime | None]:
        """List what our account sees, from the start again when the list moves meanwhile."""
        for _ in range(LOOKS):
            found, began = await self._one_look(since)
            if found is not None:
                return [t for t in found if not since or t.changed >= since - GRANULARITY], began
        raise ConnectorError("La liste des tickets de GLPI change pendant sa lecture : à relire.")

    async def _one_look(
        self, since: datetime | None
    ) -> tuple[list[Listed] | None, datetime | None]:
        """Read page after page, each from the last ticket of the one before.

        None when that ticket is no longer there: one that left the list moved the others, and one
        of them would be skipped.
        """
        found: list[Listed] = []
        began: datetime | None = None
        for _ in range(MAX_PAGES):
            page = await self._dialect.tickets(since, max(len(found) - 1, 0))
            began = began or page.at
            rows = list(page.rows)
            if found:
                if not rows or rows[0].id != found[-1].id:
                    return None, None
                rows = rows[1:]
            found += rows
            if not page.more:
                return found, began
            if not rows:
                raise BadAnswer("La liste des tickets de GLPI ne finit pas.", permanent=True)
        raise ConnectorError(
            "Trop de tickets à relire d’un coup dans GLPI : réduire ce que voit le compte.",
            permanent=True,
        )

    async def reportable(self, changed: list[Listed], start: ChangeCursor | None) -> list[Listed]:
        """Leave out tickets whose change our own followup explains; at first, closed ones."""
        closed = self._site.closed_statuses
        if start is None:
            return [ticket for ticket in changed if ticket.status not in closed]
        since = start.since - self.overlap
        return [
            ticket
            for ticket in changed
            if ticket.status in closed
            or not await self._only_we_spoke(ticket, start.seen.get(ticket.id, since))
        ]

    async def _only_we_spoke(self, ticket: Listed, reported: datetime) -> bool:
        """Tell whether our own followup explains the change and nobody else wrote since then."""
        try:
            followups = await self._dialect.followups(ticket.id)
            me = await self._dialect.me()
            mine = [followup for followup in followups if is_ours(followup, me)]
            theirs = [followup for followup in followups if not is_ours(followup, me)]
            if not any(abs(f.changed - ticket.changed) <= GRANULARITY for f in mine):
                return False
            if any(max(f.at, f.changed) > reported for f in theirs):
                return False
            return (await self._dialect.ticket(ticket.id)).created <= reported
        except ConnectorError as error:
            if error.permanent or isinstance(error, BadAnswer):
                # This ticket's own trouble, told when it is read: it must not hide the others.
                return False
            raise

    # Reading

    async def read_ticket(self, number: str) -> Ticket:
        """Read a ticket and its public conversation."""
        return await read_ticket(self._dialect, self._site, self.name, number)

    async def read_attachment(self, number: str, attachment: str, most_bytes: int) -> bytes:
        """Read a document by its number; GLPI gives it by that alone."""
        valid(number)
        return await self._dialect.file(valid(attachment), most_bytes)

    # Triage

    async def fetch(self, number: str) -> TicketRecord:
        """Read a ticket."""
        return await fetch(self._dialect, number)

    async def wishes(self, record: TicketRecord, triage: Triage) -> list[Wish]:
        """Wish for category, priority and assigned group, by their numbers in GLPI."""
        wishes = []
        if triage.category is not None:
            wanted = self._site.categories.get(triage.category, triage.category)
            wishes.append(await self._choice("category", wanted, record))
        if triage.priority is not None:
            wanted = str(triage.priority)
            known = triage.priority in PRIORITIES
            reason = "" if known else f"GLPI ne connaît que les priorités 1 à 6, pas « {wanted} »."
            wishes.append(Wish("priority", wanted, wanted, reason))
        if triage.queue is not None:
            wishes.append(await self._choice("queue", triage.queue, record))
        return wishes

    async def _choice(self, field: str, wanted: str, record: TicketRecord) -> Wish:
        """Find a category or a group by its name, or say why it cannot be chosen."""
        try:
            if field == "queue":
                what = "Le groupe"
                allowed = [group for group in await self._dialect.groups() if group.assignable]
            else:
                what = "La catégorie"
                allowed = [
                    choice
                    for choice in await self._dialect.categories()
                    if (choice.for_incidents if record.is_incident else choice.for_requests)
                ]
        except ConnectorError as error:
            if not error.permanent:
                raise
            return Wish(field, wanted, why_not=str(error))
        found = [choice for choice in allowed if choice.is_named(wanted)]
        if len(found) == 1:
            return Wish(field, wanted, found[0].id)
        reason = (
            f"{what} « {wanted} » existe plusieurs fois dans GLPI : donner son chemin complet."
            if found
            else f"{what} « {wanted} » n’existe pas dans GLPI, ou ne peut être choisi ici."
        )
        return Wish(field, wanted, why_not=reason)

    def holds(self, record: TicketRecord, wish: Wish) -> bool:
        """Compare numbers; a ticket may be assigned to several groups."""
        if wish.field == "queue":
            return wish.value in record.assigned_groups
        held = record.category if wish.field == "category" else str(record.priority)
        return wish.value == held

    async def write_fields(
        self, number: str, record: TicketRecord, wishes: list[Wish]
    ) -> dict[str, str]:
        """Write category and priority at once, then the group."""
        values = {wish.field: wish.value for wish in self.differing(record, wishes)}
        group = values.pop("queue", None)
        refusals: dict[str, str] = {}
        if values:
            priority = int(values["priority"]) if "priority" in values else None
            try:
                await self._dialect.update(number, values.get("category"), priority)
            except Rejected as refusal:
                refusals |= dict.fromkeys(values, str(refusal))
        if group is not None:
            try:
                await self._dialect.assign(number, group)
            except Rejected as refusal:
                refusals["queue"] = str(refusal)
        return refusals

    def not_kept(self, record: TicketRecord, wish: Wish) -> str:
        """Say what may have changed the value back."""
        del record
        return (
            f"GLPI n’a pas gardé la valeur « {wish.wanted} » : vérifier les règles métier et le "
            "droit du compte de modifier le ticket."
        )

    # Notes and replies

    async def find_note(self, number: str, key: str) -> Note | None:
        """Find our private followup that carries `key`; raises `BadAnswer` if one is public."""
        notes = await self._marked(number, Kind.NOTE, key)
        if any(not note.private for note in notes):
            raise BadAnswer(EXPOSED, permanent=True)
        return Note(notes[0].id) if notes else None

    async def write_note(self, number: str, text: str, key: str) -> None:
        """Add a private followup."""
        try:
            await self._add(number, marked_html(Kind.NOTE, text, key), private=True)
        except OutcomeUnknown as error:
            raise OutcomeUnknown(str(error), retry_after=self.grace.total_seconds()) from error

    def note_unseen(self) -> BadAnswer:
        """Say which right is missing."""
        return BadAnswer(UNSEEN, permanent=True)

    async def fetch_for_reply(self, number: str) -> tuple[TicketRecord, TicketStatus]:
        """Read a ticket and its status."""
        record = await self.fetch(number)
        return record, status_of(record, self._site)

    async def send_reply(self, number: str, record: TicketRecord, text: str, key: str) -> str:
        """Post the public reply; return the number of its followup."""
        del record
        try:
            posted = await self._add(number, marked_html(Kind.REPLY, text, key), private=False)
        except Unreachable as error:
            raise Rejected(str(error)) from error
        try:
            followups = await self._dialect.followups(number)
        except ConnectorError:
            return posted
        if any(followup.private for followup in followups if followup.id == posted):
            # Against our word; it is posted in any case.
            raise Rejected(HIDDEN, permanent=True)
        return posted

    async def _add(self, number: str, html: str, *, private: bool) -> str:
        try:
            return await self._dialect.add_followup(number, html, private=private)
        except (Interrupted, BadAnswer) as error:
            raise OutcomeUnknown(UNKNOWN) from error

    async def find_reply(self, number: str, key: str) -> str | None:
        """Find our public followup that carries `key`, newest first."""
        found = await self._marked(number, Kind.REPLY, key)
        return next((followup.id for followup in found if not followup.private), None)

    async def _marked(self, number: str, kind: Kind, key: str) -> list[Followup]:
        """List our followups that carry `key`, newest first.

        Where GLPI tells no author the key is proof enough: nobody else knew it before we wrote it.
        """
        followups = await self._dialect.followups(valid(number))
        me = await self._dialect.me()
        mine = (f for f in followups if f.author is None or f.author == me)
        found = [followup for followup in mine if carries(followup.content, kind, key)]
        return sorted(found, key=lambda f: (f.at, len(f.id), f.id), reverse=True)
