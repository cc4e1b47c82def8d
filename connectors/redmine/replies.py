"""What we write in a ticket: replies, found again by the journal of our key, and private notes."""

from cases.model import TicketStatus
from connectors.base import (
    BadAnswer,
    ConnectorError,
    NotAllowed,
    NotFound,
    OutcomeUnknown,
    Rejected,
)
from connectors.json_http import JsonHttp, Unreachable
from connectors.key import checked
from connectors.redmine.following import follow
from connectors.redmine.markup import carries, marked, to_source
from connectors.redmine.people import ourselves, require
from connectors.redmine.records import change_issue, fetch_issue, status_of
from connectors.redmine.shapes import Issue, Journal
from connectors.redmine.site import Site

GONE = "Le ticket n’existe plus dans Redmine : la réponse n’est pas partie."
CLOSED = "Le ticket est clos : la réponse n’est pas partie."
UNKNOWN = "La réponse a été confiée à Redmine, qui ne la montre pas : elle est peut-être partie."


async def post_reply(http: JsonHttp, site: Site, number: str, text: str, key: str) -> str:
    """Post the reply and its key in one request; return the number of its journal."""
    checked(key)
    issue = await _open_issue(http, number)
    us = await ourselves(http)
    field = _key_field(site, issue)
    source = to_source(text, site.markup)
    already = _with_key(issue, us.id, field, key) or _unmarked(issue, us.id, field, source)
    if already:
        return _posted(already)
    await require(http, us, issue.project, "edit_issues", "add_issue_notes")
    if site.follow_requester:
        await follow(http, issue)
    wanted: dict[str, object] = {
        "notes": source,
        "custom_fields": [{"id": int(field), "value": key}],
    }
    try:
        await change_issue(http, number, wanted)
    except Unreachable as error:
        raise Rejected(str(error)) from error
    return await _confirmed(http, issue, us.id, field, key)


async def _open_issue(http: JsonHttp, number: str) -> Issue:
    try:
        issue = await fetch_issue(http, number, "journals", "watchers")
    except NotFound as error:
        raise Rejected(GONE, permanent=True) from error
    if status_of(issue) is TicketStatus.CLOSED:
        raise Rejected(CLOSED, permanent=True)
    return issue


def _key_field(site: Site, issue: Issue) -> str:
    for field in issue.custom_fields:
        if field.name == site.key_field:
            return field.id
    raise ConnectorError(
        f"Le ticket n’a pas de champ « {site.key_field} » que le compte du guichet puisse voir : "
        "le créer pour ce projet et ce tracker. La réponse n’est pas partie.",
        permanent=True,
    )


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


def _our_journals(issue: Issue, us: str) -> list[Journal]:
    return [journal for journal in issue.journals if journal.user and journal.user.id == us]


def _posted(journal: Journal) -> str:
    if journal.is_public_note:
        return journal.id
    # Somebody may have emptied the note after its mail had left.
    raise OutcomeUnknown(UNKNOWN)


async def _confirmed(http: JsonHttp, before: Issue, us: str, field: str, key: str) -> str:
    """Look what came of a write that Redmine answered 204, as it does when it did nothing."""
    try:
        issue = await fetch_issue(http, before.id, "journals")
    except ConnectorError as error:
        raise OutcomeUnknown(UNKNOWN) from error
    if journal := _with_key(issue, us, field, key):
        return _posted(journal)
    known = {journal.id for journal in before.journals}
    # A field that our role may only read loses its mark, and the reply leaves all the same.
    new = [j for j in _our_journals(issue, us) if j.id not in known and j.is_public_note]
    if len(new) == 1:
        return new[0].id
    raise OutcomeUnknown(UNKNOWN)


async def find_reply(http: JsonHttp, site: Site, number: str, key: str) -> str | None:
    """Find our reply by the journal that set its key."""
    issue = await fetch_issue(http, number, "journals")
    us = await ourselves(http)
    journal = _with_key(issue, us.id, _key_field(site, issue), checked(key))
    return journal.id if journal and journal.is_public_note else None


async def add_note(http: JsonHttp, site: Site, number: str, text: str, key: str) -> None:
    """Add a private note unless one with `key` is there, and look that it is there and private."""
    source = marked(text, site.markup, key)
    issue = await fetch_issue(http, number, "journals")
    us = await ourselves(http)
    if _noted(issue, us.id, key):
        return
    await require(http, us, issue.project, "add_issue_notes", "set_notes_private")
    # Any field in the same request would go into a public journal of its own.
    await change_issue(http, number, {"notes": source, "private_notes": True})
    note = _noted(await fetch_issue(http, number, "journals"), us.id, key)
    if note is None:
        raise BadAnswer("Redmine a accepté la note interne mais ne la montre pas.")
    if not note.private_notes:
        raise NotAllowed(
            "Redmine a rendu publique la note interne : l’effacer du ticket et donner au compte "
            "du guichet le droit « Définir une note comme privée ».",
            permanent=True,
        )


def _noted(issue: Issue, us: str, key: str) -> Journal | None:
    notes = (j for j in _our_journals(issue, us) if carries(j.notes or "", key))
    return next(notes, None)
