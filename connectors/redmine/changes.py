"""Which tickets changed since a cursor: by time with overlap, by id within one look."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from time import monotonic

from pydantic import AwareDatetime, BaseModel, ConfigDict

from connectors.base import Changes, ConnectorError, NotFound
from connectors.cursor import read_cursor
from connectors.json_http import JsonHttp
from connectors.redmine.people import ourselves
from connectors.redmine.records import MAX_PAGES, PER_PAGE, fetch_issue
from connectors.redmine.shapes import IssuePage, ListedIssue
from connectors.redmine.site import Site

GRANULARITY = timedelta(seconds=2)
"""Times are whole seconds: a ticket seen within them may change again under the same time."""


class Seen(BaseModel):
    """A state of a ticket that was reported, and when (by our clock) it was first listed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: AwareDatetime
    first: AwareDatetime
    settled: bool = False


class Cursor(BaseModel):
    """Where the last look ended, and the tickets already reported near that end."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: AwareDatetime
    seen: dict[str, Seen] = {}


def clock() -> datetime:
    """Tell our own time."""
    return datetime.now(UTC)


async def changes_since(
    http: JsonHttp, site: Site, cursor: str | None, clock: Callable[[], datetime] = clock
) -> Changes:
    """List open tickets at first, then any that others created or changed since `cursor`."""
    start, now, began = read_cursor(Cursor, cursor, "de Redmine"), clock(), monotonic()
    overlap = site.grace + GRANULARITY
    since = start.since - overlap if start else None
    # Redmine is asked in whole seconds: what it adds before `since` was told, and kept no longer.
    found = await _look(http, site, _window(since))
    listed = [issue for issue in found if since is None or issue.updated_on >= since]
    took = timedelta(seconds=monotonic() - began)
    known = start.seen if start else {}
    fresh = [issue for issue in listed if not _settled(known.get(issue.id), issue)]
    if since is not None:
        fresh = await _without_our_own(http, site, since, known, fresh)
    near = start.since if start else datetime.fromtimestamp(0, UTC) + overlap
    # A ticket listed early may have changed before one listed late: step back by the look's length,
    # though not beyond where the last look stood, which is no longer remembered.
    newest = max([near, *(issue.updated_on - took for issue in listed)])
    seen = {issue.id: _note(known.get(issue.id), issue, now) for issue in listed}
    kept = {key: one for key, one in seen.items() if one.at >= newest - overlap}
    return Changes(
        tuple(issue.id for issue in fresh), Cursor(since=newest, seen=kept).model_dump_json()
    )


def _window(since: datetime | None) -> dict[str, str]:
    # Without status_id, Redmine hides closed tickets.
    if since is None:
        return {"status_id": "open"}
    return {"status_id": "*", "updated_on": f">={since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"}


async def _look(http: JsonHttp, site: Site, wanted: Mapping[str, str]) -> list[ListedIssue]:
    found: dict[str, ListedIssue] = {}
    for project in site.projects:
        # A project's list holds its subprojects unless they are left out.
        params = {"project_id": project, "subproject_id": "!*", **wanted}
        found |= {issue.id: issue for issue in await _pages(http, params)}
    return sorted(found.values(), key=lambda issue: int(issue.id))


async def _pages(http: JsonHttp, wanted: Mapping[str, str]) -> list[ListedIssue]:
    """Read all that match, page after page by id.

    Offsets in a list by time would skip a ticket when another one changes meanwhile.
    """
    found: list[ListedIssue] = []
    for _ in range(MAX_PAGES):
        after = int(found[-1].id) + 1 if found else 1
        params = {**wanted, "issue_id": f">={after}", "sort": "id", "limit": str(PER_PAGE)}
        page = http.shaped(await http.get("/issues.json", params), IssuePage)
        found += [issue for issue in page.issues if int(issue.id) >= after]
        if not page.issues or len(page.issues) >= page.total_count:
            return found
    raise ConnectorError(
        "Trop de tickets à relire d’un coup dans Redmine : réduire les projets suivis.",
        permanent=True,
    )


def _settled(known: Seen | None, issue: ListedIssue) -> bool:
    return known is not None and known.settled and known.at == issue.updated_on


def _note(known: Seen | None, issue: ListedIssue, now: datetime) -> Seen:
    """Settle a state at its second look: the second it was written in is then over.

    Redmine sends no time of its own, and its clock need not be ours.
    """
    if known is None or known.at != issue.updated_on:
        return Seen(at=issue.updated_on, first=now)
    return known.model_copy(update={"settled": now - known.first >= GRANULARITY})


async def _without_our_own(
    http: JsonHttp,
    site: Site,
    since: datetime,
    known: Mapping[str, Seen],
    fresh: list[ListedIssue],
) -> list[ListedIssue]:
    """Leave out the tickets that only we touched since they were last reported."""
    if not fresh:
        return fresh
    us = (await ourselves(http)).id
    touched = await _look(http, site, {**_window(since), "last_updated_by": us})
    ours = {issue.id for issue in touched}
    return [
        issue
        for issue in fresh
        if issue.id not in ours or await _others_spoke(http, us, known.get(issue.id), since, issue)
    ]


async def _others_spoke(
    http: JsonHttp, us: str, known: Seen | None, since: datetime, listed: ListedIssue
) -> bool:
    try:
        issue = await fetch_issue(http, listed.id, "journals")
    except NotFound:
        return True
    after = known.at if known else since
    if known is None and issue.created_on >= since:
        return True
    others = (j for j in issue.journals if j.user is None or j.user.id != us)
    return any(journal.created_on >= after for journal in others)
