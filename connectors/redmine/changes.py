"""Which tickets changed since a cursor: by time with overlap, by id within one look."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from time import monotonic

from pydantic import AwareDatetime, BaseModel, ConfigDict

from connectors.base import Changes, ConnectorError, NotFound, read_cursor
from connectors.http_ticketing import GRANULARITY, JsonTicketing
from connectors.redmine.api import MAX_PAGES, PER_PAGE, Site, fetch_issue, ourselves
from connectors.redmine.shapes import IssuePage, ListedIssue


class Seen(BaseModel):
    """A state of a ticket that was reported, and when (by our clock) it was first listed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: AwareDatetime
    first: AwareDatetime
    settled: bool = False

    def is_settled_at(self, time: datetime) -> bool:
        """Tell whether nothing more can be reported of a ticket that last changed then."""
        return self.settled and self.at == time


class Cursor(BaseModel):
    """Where the last look ended, and the tickets already reported near that end."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: AwareDatetime
    seen: dict[str, Seen] = {}


class ChangesByOurClock(JsonTicketing[Site]):
    """Changes since a time, with overlap; Redmine sends no time, and its clock need not be ours."""

    clock: Callable[[], datetime] = staticmethod(partial(datetime.now, UTC))

    async def changes_since(self, cursor: str | None) -> Changes:
        """List open tickets at first, then any that others created or changed since `cursor`."""
        start, now, began = read_cursor(Cursor, cursor, "de Redmine"), self.clock(), monotonic()
        overlap = self.grace + GRANULARITY
        since = start.since - overlap if start else None
        # Redmine is asked in whole seconds: what it adds before `since` was reported then.
        listed = [i for i in await self._look(since) if since is None or i.updated_on >= since]
        took = timedelta(seconds=monotonic() - began)
        known = start.seen if start else {}
        seen = {issue.id: _note(known.get(issue.id), issue, now) for issue in listed}
        fresh = [
            issue
            for issue in listed
            if not (issue.id in known and known[issue.id].is_settled_at(issue.updated_on))
        ]
        if since is not None and fresh:
            # Left out: the tickets that only we touched since they were last reported.
            us = (await ourselves(self.http)).id
            ours = {issue.id for issue in await self._look(since, us)}
            fresh = [
                issue
                for issue in fresh
                if issue.id not in ours
                or await self._others_spoke(us, known.get(issue.id), since, issue.id)
            ]
        near = start.since if start else datetime.fromtimestamp(0, UTC) + overlap
        # A ticket listed early may have changed before one listed late: step back by the look's
        # length, though not beyond where the last look stood, which is no longer remembered.
        newest = max([near, *(issue.updated_on - took for issue in listed)])
        kept = {key: one for key, one in seen.items() if one.at >= newest - overlap}
        following = Cursor(since=newest, seen=kept)
        return Changes(tuple(issue.id for issue in fresh), following.model_dump_json())

    async def _look(self, since: datetime | None, by: str = "") -> list[ListedIssue]:
        """List the tickets of our projects changed since a time, last by somebody where told."""
        # Without status_id, Redmine hides closed tickets.
        wanted = {"status_id": "open"}
        if since is not None:
            at = f">={since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
            wanted = {"status_id": "*", "updated_on": at} | ({"last_updated_by": by} if by else {})
        found: dict[str, ListedIssue] = {}
        for project in self.site.projects:
            # A project's list holds its subprojects unless they are left out.
            params = {"project_id": project, "subproject_id": "!*", **wanted}
            found |= {issue.id: issue for issue in await self._pages(params)}
        return sorted(found.values(), key=lambda issue: int(issue.id))

    async def _pages(self, wanted: Mapping[str, str]) -> list[ListedIssue]:
        """Read all that match, page after page by id.

        Offsets in a list by time would skip a ticket when another one changes meanwhile.
        """
        found: list[ListedIssue] = []
        for _ in range(MAX_PAGES):
            after = int(found[-1].id) + 1 if found else 1
            params = {**wanted, "issue_id": f">={after}", "sort": "id", "limit": str(PER_PAGE)}
            page = await self.http.get_as(IssuePage, "/issues.json", params)
            found += [issue for issue in page.issues if int(issue.id) >= after]
            if not page.issues or len(page.issues) >= page.total_count:
                return found
        raise ConnectorError(
            "Trop de tickets à relire d’un coup dans Redmine : réduire les projets suivis.",
            permanent=True,
        )

    async def _others_spoke(
        self, us: str, known: Seen | None, since: datetime, number: str
    ) -> bool:
        try:
            issue = await fetch_issue(self.http, number, "journals")
        except NotFound:
            return True
        if known is None and issue.created_on >= since:
            return True
        after = known.at if known else since
        others = (j for j in issue.journals if j.user is None or j.user.id != us)
        return any(journal.created_on >= after for journal in others)


def _note(known: Seen | None, issue: ListedIssue, now: datetime) -> Seen:
    """Settle a state at its second look: the second it was written in is then over."""
    if known is None or known.at != issue.updated_on:
        return Seen(at=issue.updated_on, first=now)
    return known.model_copy(update={"settled": now - known.first >= GRANULARITY})
