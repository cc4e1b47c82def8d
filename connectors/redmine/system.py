"""Redmine as a ticketing system: what it tells, and what is written there and read back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import httpx

from cases.model import Ticket, TicketStatus
from connectors import json_http
from connectors.base import (
    BadAnswer,
    Check,
    ConnectorError,
    NotAllowed,
    NotFound,
    OutcomeUnknown,
    Rejected,
    Triage,
    checked_key,
)
from connectors.http_ticketing import ReplyOnce, TriageByField, Wish
from connectors.json_http import Unreachable
from connectors.redmine import api
from connectors.redmine.api import MAX_PAGES, PER_PAGE, fetch_issue, ourselves
from connectors.redmine.changes import ChangesByOurClock
from connectors.redmine.checks import check
from connectors.redmine.conversation import read_ticket
from connectors.redmine.markup import carries, marked, to_source
from connectors.redmine.shapes import Issue, Journal, MembershipPage, Named, Priorities, Project

GONE = "Le ticket n’existe plus dans Redmine : la réponse n’est pas partie."

UNKNOWN_VALUE = {
    "category": "Le projet n’a pas de catégorie « {} » : l’y créer.",
    "priority": "Redmine n’a pas de priorité numéro {} en service.",
    "queue": "Le projet n’a pas de groupe « {} » parmi ses membres.",
}
NOT_KEPT = {
    "category": "Redmine n’a pas gardé la catégorie « {} »",
    "priority": "Redmine n’a pas gardé la priorité {}",
    "queue": "Redmine n’a pas assigné le ticket au groupe « {} » (permettre dans ses réglages "
    "l’assignation aux groupes)",
}
RIGHTS = " : vérifier que le compte du guichet peut modifier ce champ du ticket."
FIELDS = {"category": "category_id", "priority": "priority_id", "queue": "assigned_to_id"}


def open_client(url: str, key: str) -> httpx.AsyncClient:
    """Open a client for the web address of a Redmine, with the API key of our account."""
    return json_http.open_client(url.rstrip("/"), key, header="X-Redmine-API-Key")


@dataclass(frozen=True, slots=True)
class Fields:
    """A ticket with its watchers, and its project with what may be chosen there."""

    issue: Issue
    project: Project


class Redmine(ChangesByOurClock, TriageByField[Fields], ReplyOnce[Issue]):
    """A `TicketingSystem`. A reply and its key are one commit, the mail leaves afterwards."""

    system = "Redmine"
    resend_is_safe = True
    no_reply: Mapping[TicketStatus, str] = {
        TicketStatus.CLOSED: "Le ticket est clos : la réponse n’est pas partie."
    }
    unknown = (
        "La réponse a été confiée à Redmine, qui ne la montre pas : elle est peut-être partie."
    )

    async def check(self) -> tuple[Check, ...]:
        """Test address, key, projects, rights, key field and categories."""
        return await check(self.http, self.site, self.categories)

    # Reading

    async def read_ticket(self, number: str) -> Ticket:
        """Read a ticket and its public conversation."""
        return await read_ticket(self.http, self.site, self.name, number)

    async def read_attachment(self, number: str, attachment: str, most_bytes: int) -> bytes:
        """Read a file by its id; Redmine gives it by that alone."""
        api.valid(number)
        return await api.fetch_file(self.http, attachment, most_bytes)

    # Triage

    async def fetch(self, number: str) -> Fields:
        """Read a ticket and its project."""
        issue = await fetch_issue(self.http, number, "watchers")
        project = await api.fetch_project(self.http, issue.project.id, "issue_categories")
        return Fields(issue, project)

    async def fetch_again(self, number: str, before: Fields) -> Fields:
        """Read the ticket again; its project is what it was."""
        return replace(before, issue=await fetch_issue(self.http, number, "watchers"))

    async def wishes(self, record: Fields, triage: Triage) -> list[Wish]:
        """Wish for category, priority and group in charge, by their numbers in Redmine."""
        found: dict[str, tuple[str, str | None]] = {}
        if triage.category is not None:
            category = api.number_named(triage.category, record.project.issue_categories)
            found["category"] = triage.category, category
        if triage.priority is not None:
            wanted = str(triage.priority)
            known = await self.http.get_as(Priorities, "/enumerations/issue_priorities.json")
            active = {p.id for p in known.issue_priorities if p.active}
            found["priority"] = wanted, wanted if wanted in active else None
        if triage.queue is not None:
            group = api.number_named(triage.queue, await self._groups(record.project))
            found["queue"] = triage.queue, group
        return [
            Wish(name, wanted, number or "", "" if number else UNKNOWN_VALUE[name].format(wanted))
            for name, (wanted, number) in found.items()
        ]

    async def _groups(self, project: Project) -> list[Named]:
        groups: list[Named] = []
        for page in range(MAX_PAGES):
            params = {"limit": str(PER_PAGE), "offset": str(page * PER_PAGE)}
            path = f"/projects/{project.id}/memberships.json"
            read = await self.http.get_as(MembershipPage, path, params)
            groups += [membership.group for membership in read.memberships if membership.group]
            if not read.memberships or (page + 1) * PER_PAGE >= read.total_count:
                break
        return groups

    def holds(self, record: Fields, wish: Wish) -> bool:
        """Compare the numbers of what the ticket refers to."""
        issue = record.issue
        held = {"category": issue.category, "priority": issue.priority, "queue": issue.assigned_to}
        named = held[wish.field]
        return named is not None and named.id == wish.value

    async def write_fields(self, number: str, record: Fields, wishes: list[Wish]) -> dict[str, str]:
        """Write all at once, which is one mail at most; one by one where that is refused."""
        differing = self.differing(record, wishes)
        values: dict[str, object] = {FIELDS[wish.field]: wish.value for wish in differing}
        if values:
            await self._put(number, values)
        if self.site.follow_requester:
            # Only now: what was just written is no news for the requester.
            await api.follow(self.http, record.issue)
        return {}

    async def _put(self, number: str, values: dict[str, object]) -> None:
        try:
            await api.change_issue(self.http, number, values)
        except Rejected:  # what the ticket holds afterwards tells
            # One value that is refused takes the others with it.
            for name, value in values.items() if len(values) > 1 else ():
                await self._put(number, {name: value})

    def not_kept(self, record: Fields, wish: Wish) -> str:
        """Say what to look at."""
        del record
        return NOT_KEPT[wish.field].format(wish.wanted) + RIGHTS

    async def remarks(self, record: Fields) -> dict[str, str]:
        """Say under `courriel` why the requester would get no mail of a reply."""
        no_mail = await api.why_no_mail(self.http, self.site, record.issue, record.project)
        return {"courriel": no_mail} if no_mail else {}

    # Notes

    async def add_note(self, number: str, text: str, key: str) -> None:
        """Add a private note unless one with `key` is there, and look that it is private."""
        source = marked(text, self.site.markup, key)
        issue = await fetch_issue(self.http, number, "journals")
        us = await ourselves(self.http)
        if _noted(issue, us.id, key):
            return
        needed = ("add_issue_notes", "set_notes_private")
        await api.require(self.http, us, issue.project, *needed)
        # Any field in the same request would go into a public journal of its own.
        await api.change_issue(self.http, number, {"notes": source, "private_notes": True})
        note = _noted(await fetch_issue(self.http, number, "journals"), us.id, key)
        if note is None:
            raise BadAnswer("Redmine a accepté la note interne mais ne la montre pas.")
        if not note.private_notes:
            raise NotAllowed(
                "Redmine a rendu publique la note interne : l’effacer du ticket et donner au "
                "compte du guichet le droit « Définir une note comme privée ».",
                permanent=True,
            )

    # Replies

    async def fetch_for_reply(self, number: str) -> tuple[Issue, TicketStatus]:
        """Read a ticket with its journals and watchers, and its status."""
        try:
            issue = await fetch_issue(self.http, number, "journals", "watchers")
        except NotFound as error:
            raise Rejected(GONE, permanent=True) from error
        return issue, api.status_of(issue)

    async def send_reply(self, number: str, record: Issue, text: str, key: str) -> str:
        """Post the public reply unless it is there; return the number of its journal."""
        us = await ourselves(self.http)
        field = self._key_field(record)
        source = to_source(text, self.site.markup)
        already = _with_key(record, us.id, field, key) or _unmarked(record, us.id, field, source)
        if already:
            return self._posted(already)
        await api.require(self.http, us, record.project, "edit_issues", "add_issue_notes")
        if self.site.follow_requester:
            await api.follow(self.http, record)
        wanted: dict[str, object] = {
            "notes": source,
            "custom_fields": [{"id": int(field), "value": key}],
        }
        try:
            await api.change_issue(self.http, number, wanted)
        except Unreachable as error:
            raise Rejected(str(error)) from error
        return await self._confirmed(record, us.id, field, key)

    def _key_field(self, issue: Issue) -> str:
        for field in issue.custom_fields:
            if field.name == self.site.key_field:
                return field.id
        raise ConnectorError(
            f"Le ticket n’a pas de champ « {self.site.key_field} » que le compte du guichet "
            "puisse voir : le créer pour ce projet et ce tracker. La réponse n’est pas partie.",
            permanent=True,
        )

    def _posted(self, journal: Journal) -> str:
        if journal.is_public_note:
            return journal.id
        # Somebody may have emptied the note after its mail had left.
        raise OutcomeUnknown(self.unknown)

    async def _confirmed(self, before: Issue, us: str, field: str, key: str) -> str:
        """Look what came of a write that Redmine answered 204, as it does when it did nothing."""
        try:
            issue = await fetch_issue(self.http, before.id, "journals")
        except ConnectorError as error:
            raise OutcomeUnknown(self.unknown) from error
        if journal := _with_key(issue, us, field, key):
            return self._posted(journal)
        known = {journal.id for journal in before.journals}
        # A field that our role may only read loses its mark, and the reply leaves all the same.
        new = [j for j in _our_journals(issue, us) if j.id not in known and j.is_public_note]
        if len(new) == 1:
            return new[0].id
        raise OutcomeUnknown(self.unknown)

    async def find_reply(self, number: str, key: str) -> str | None:
        """Find our reply by the journal that set its key; None when Redmine shows none now."""
        issue = await fetch_issue(self.http, number, "journals")
        us = await ourselves(self.http)
        journal = _with_key(issue, us.id, self._key_field(issue), checked_key(key))
        return journal.id if journal and journal.is_public_note else None


def _our_journals(issue: Issue, us: str) -> list[Journal]:
    return [journal for journal in issue.journals if journal.user and journal.user.id == us]


def _with_key(issue: Issue, us: str, field: str, key: str) -> Journal | None:
    """Find our journal that set the key. The field itself holds only the last key."""
    for journal in reversed(_our_journals(issue, us)):
        for detail in journal.details:
            if (detail.property, detail.name, detail.new_value) == ("cf", field, key):
                return journal
    return None


def _unmarked(issue: Issue, us: str, field: str, source: str) -> Journal | None:
    """Find a reply with this text that lost its key: our role may only read the key field."""
    for journal in _our_journals(issue, us):
        keyed = any((d.property, d.name) == ("cf", field) for d in journal.details)
        same = (journal.notes or "").split() == source.split()
        if same and journal.is_public_note and not keyed:
            return journal
    return None


def _noted(issue: Issue, us: str, key: str) -> Journal | None:
    notes = (j for j in _our_journals(issue, us) if carries(j.notes or "", key))
    return next(notes, None)
