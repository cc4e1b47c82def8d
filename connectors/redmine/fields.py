"""Category, priority and group in charge: read, compare, write what differs, read back."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from connectors.base import Rejected, Triage, TriageResult
from connectors.json_http import JsonHttp
from connectors.redmine.following import follow, why_no_mail
from connectors.redmine.records import (
    MAX_PAGES,
    PER_PAGE,
    change_issue,
    fetch_issue,
    fetch_project,
)
from connectors.redmine.shapes import Issue, MembershipPage, Named, Priorities, Project
from connectors.redmine.site import Site

UNKNOWN = {
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
NO_TAGS = (
    "Redmine n’a pas d’étiquettes : mettre « tags = {} » dans le réglage triage de ce système."
)
RIGHTS = " : vérifier que le compte du guichet peut modifier ce champ du ticket."


@dataclass(frozen=True, slots=True)
class _Wish:
    """One field: what is wanted and its number in Redmine (None: it has no such value)."""

    name: str
    wanted: str
    field: str
    value: str | None

    def holds(self, issue: Issue) -> bool:
        """Whether the ticket has that value."""
        held = {
            "category": issue.category,
            "priority": issue.priority,
            "queue": issue.assigned_to,
        }[self.name]
        return self.value is not None and held is not None and held.id == self.value


async def write_triage(http: JsonHttp, site: Site, number: str, triage: Triage) -> TriageResult:
    """Write the fields that differ; report what holds afterwards, whatever the server answered.

    `refused` also says, under `courriel`, why the requester would get no mail of a reply.
    """
    issue = await fetch_issue(http, number, "watchers")
    project = await fetch_project(http, issue.project.id, "issue_categories")
    wishes = await _wishes(http, project, triage)
    await _change(http, number, [w for w in wishes if w.value and not w.holds(issue)])
    if site.follow_requester:  # only now: what was just written is no news for the requester
        await follow(http, issue)
    after = await fetch_issue(http, number, "watchers")
    refused = {w.name: _reason(w) for w in wishes if not w.holds(after)}
    no_mail = await why_no_mail(http, site, after, project)
    return TriageResult(
        written=tuple(w.name for w in wishes if w.holds(after)),
        refused=refused | ({"courriel": no_mail} if no_mail else {}),
    ).with_tags(triage.tags, NO_TAGS)


async def _change(http: JsonHttp, number: str, wishes: list[_Wish]) -> None:
    """Write all at once, which is one mail at most; one by one where that is refused."""
    if not wishes:
        return
    try:
        await change_issue(http, number, {w.field: w.value for w in wishes})
    except Rejected:
        # One value that is refused takes the others with it.
        for wish in wishes if len(wishes) > 1 else ():
            await _try(http, number, wish)


async def _try(http: JsonHttp, number: str, wish: _Wish) -> None:
    try:
        await change_issue(http, number, {wish.field: wish.value})
    except Rejected:
        return  # what the ticket holds afterwards tells


async def _wishes(http: JsonHttp, project: Project, triage: Triage) -> list[_Wish]:
    wishes = []
    if triage.category is not None:
        category = _named(triage.category, project.issue_categories)
        wishes.append(_Wish("category", triage.category, "category_id", category))
    if triage.priority is not None:
        wanted = str(triage.priority)
        active = await _active_priorities(http)
        found = wanted if wanted in active else None
        wishes.append(_Wish("priority", wanted, "priority_id", found))
    if triage.queue is not None:
        group = _named(triage.queue, await _groups(http, project))
        wishes.append(_Wish("queue", triage.queue, "assigned_to_id", group))
    return wishes


async def _active_priorities(http: JsonHttp) -> set[str]:
    answer = await http.get("/enumerations/issue_priorities.json")
    return {p.id for p in http.shaped(answer, Priorities).issue_priorities if p.active}


async def _groups(http: JsonHttp, project: Project) -> list[Named]:
    groups: list[Named] = []
    for page in range(MAX_PAGES):
        params = {"limit": str(PER_PAGE), "offset": str(page * PER_PAGE)}
        answer = await http.get(f"/projects/{project.id}/memberships.json", params)
        read = http.shaped(answer, MembershipPage)
        groups += [membership.group for membership in read.memberships if membership.group]
        if not read.memberships or (page + 1) * PER_PAGE >= read.total_count:
            break
    return groups


def _named(name: str, known: Iterable[Named]) -> str | None:
    for one in known:
        if folded(one.name) == folded(name):
            return one.id
    return None


def folded(name: str) -> str:
    """Reduce a name to what two people would write alike: no case, accents, or hyphens."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("-", " "))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def _reason(wish: _Wish) -> str:
    if wish.value is None:
        return UNKNOWN[wish.name].format(wish.wanted)
    return NOT_KEPT[wish.name].format(wish.wanted) + RIGHTS
