"""Category, priority, group and tags: read, compare, write what differs, read back."""

from dataclasses import dataclass
from http import HTTPStatus

from connectors.base import NotAllowed, Triage, TriageResult
from connectors.json_http import JsonHttp
from connectors.zammad.records import fetch_ticket
from connectors.zammad.shapes import Named, NamedList, TicketRecord
from connectors.zammad.site import Site
from connectors.zammad.tags import write_tags


@dataclass(frozen=True, slots=True)
class _Wish:
    """One field: the value wanted, the value held (None: no such field), and how to ask."""

    name: str
    wanted: str
    held: str | None
    request: dict[str, object]

    @property
    def holds(self) -> bool:
        return self.held == self.wanted


async def write_triage(http: JsonHttp, site: Site, number: str, triage: Triage) -> TriageResult:
    """Write the fields that differ; report what holds afterwards, whatever the server answered."""
    wishes = _wishes(site, triage, await fetch_ticket(http, number))
    # First: a tag changes the time of the ticket without saying who did it, a field says it.
    no_tags = await write_tags(http, number, triage.tags)
    reasons = await _impossible(http, site, [w for w in wishes if not w.holds])
    asked = [w for w in wishes if not w.holds and w.name not in reasons]
    if asked:
        reasons |= await _put(http, number, asked)
    wishes = _wishes(site, triage, await fetch_ticket(http, number))
    return TriageResult(
        written=tuple(w.name for w in wishes if w.holds),
        refused={w.name: reasons.get(w.name) or _not_kept(w) for w in wishes if not w.holds},
    ).with_tags(triage.tags, no_tags)


def _wishes(site: Site, triage: Triage, record: TicketRecord) -> list[_Wish]:
    wishes = []
    if triage.category is not None:
        request: dict[str, object] = {site.category_attribute: triage.category}
        held = _category(site, record)
        wishes.append(_Wish("category", triage.category, held, request))
    if triage.priority is not None:
        wanted = str(triage.priority)
        wishes.append(
            _Wish("priority", wanted, record.priority_id, {"priority_id": triage.priority})
        )
    if triage.queue is not None:
        wishes.append(_Wish("queue", triage.queue, record.group, {"group": triage.queue}))
    return wishes


def _category(site: Site, record: TicketRecord) -> str | None:
    extra = record.model_extra or {}
    if site.category_attribute not in extra:
        return None
    held = extra[site.category_attribute]
    values = held if isinstance(held, list) else [held]
    return ", ".join(str(value) for value in values if value is not None)


async def _impossible(http: JsonHttp, site: Site, differing: list[_Wish]) -> dict[str, str]:
    """Say beforehand what cannot hold: Zammad ignores unknown attributes without a word."""
    reasons = {}
    for wish in differing:
        if wish.held is None:
            reasons[wish.name] = (
                f"L’attribut « {site.category_attribute} » n’existe pas sur les tickets : "
                "le créer dans Zammad."
            )
        elif wish.name == "priority" and not await _has_priority(http, wish.wanted):
            reasons[wish.name] = f"La priorité n° {wish.wanted} n’existe pas ou n’est plus active."
        elif wish.name == "queue" and not await _has_group(http, wish.wanted):
            reasons[wish.name] = f"Le groupe « {wish.wanted} » n’existe pas ou n’est plus actif."
    return reasons


async def _has_priority(http: JsonHttp, wanted: str) -> bool:
    listed = http.shaped(await http.get("/ticket_priorities"), NamedList).root
    return any(known.id == wanted and known.active for known in listed)


async def _has_group(http: JsonHttp, wanted: str) -> bool:
    groups = await known_groups(http)
    return groups is None or any(group.name == wanted and group.active for group in groups)


async def known_groups(http: JsonHttp) -> tuple[Named, ...] | None:
    """List the groups; None where the account may not, which is the ordinary case."""
    try:
        answer = await http.get("/groups")
    except NotAllowed:
        return None
    return http.shaped(answer, NamedList).root


async def _put(http: JsonHttp, number: str, asked: list[_Wish]) -> dict[str, str]:
    """Write all at once; where a rule of Zammad refuses, one by one to know which."""
    body = {key: value for wish in asked for key, value in wish.request.items()}
    answer = await http.write("PUT", f"/tickets/{number}", body)
    if answer.status != HTTPStatus.UNPROCESSABLE_ENTITY:
        http.believed(answer)
        return {}
    if len(asked) == 1:
        return {asked[0].name: _refused(asked[0])}
    reasons: dict[str, str] = {}
    for wish in asked:
        reasons |= await _put(http, number, [wish])
    return reasons


def _refused(wish: _Wish) -> str:
    return (
        f"Zammad refuse la valeur « {wish.wanted} » : elle n’existe pas, n’est plus active, ou "
        "un flux de travail (Core Workflow) l’interdit ou exige un autre champ."
    )


def _not_kept(wish: _Wish) -> str:
    return (
        f"Zammad n’a pas gardé la valeur « {wish.wanted} » : vérifier qu’un déclencheur, ou un "
        "agent automatique de Zammad, ne la remplace pas."
    )
