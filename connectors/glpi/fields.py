"""Category, priority and group: read, compare, write what differs, read back."""

from dataclasses import dataclass

from connectors.base import ConnectorError, Rejected, Triage, TriageResult
from connectors.glpi.conversation import fetch
from connectors.glpi.dialect import Dialect
from connectors.glpi.records import Choice, TicketRecord
from connectors.glpi.site import Site

PRIORITIES = range(1, 7)

NO_TAGS = "GLPI n’a pas d’étiquettes : mettre « tags = {} » dans le réglage triage de ce système."
_NOT_KEPT = (
    "GLPI n’a pas gardé la valeur « {} » : vérifier les règles métier et le droit du compte "
    "de modifier le ticket."
)


@dataclass(frozen=True, slots=True)
class _Wish:
    """One field: the value wanted as people write it, as GLPI numbers it, or why it cannot be."""

    name: str
    wanted: str
    number: str
    why_not: str = ""

    def holds(self, record: TicketRecord) -> bool:
        """Whether the ticket has the value."""
        if self.why_not:
            return False
        held = {
            "category": frozenset({record.category}),
            "priority": frozenset({str(record.priority)}),
            "queue": record.assigned_groups,
        }
        return self.number in held[self.name]


async def write_triage(dialect: Dialect, site: Site, number: str, triage: Triage) -> TriageResult:
    """Write the fields that differ; report what holds afterwards, whatever GLPI answered."""
    record = await fetch(dialect, number)
    wishes = await _wishes(dialect, site, triage, record)
    refusals = await _write(dialect, number, [w for w in wishes if not w.holds(record)])
    after = await fetch(dialect, number)
    return TriageResult(
        written=tuple(w.name for w in wishes if w.holds(after)),
        refused={
            w.name: w.why_not or refusals.get(w.name) or _NOT_KEPT.format(w.wanted)
            for w in wishes
            if not w.holds(after)
        },
    ).with_tags(triage.tags, NO_TAGS)


async def _write(dialect: Dialect, number: str, differing: list[_Wish]) -> dict[str, str]:
    """Write what may be written; give why GLPI refused what it refused."""
    values = {wish.name: wish.number for wish in differing if not wish.why_not}
    group = values.pop("queue", None)
    refusals: dict[str, str] = {}
    if values:
        priority = int(values["priority"]) if "priority" in values else None
        try:
            await dialect.update(number, values.get("category"), priority)
        except Rejected as refusal:
            refusals |= dict.fromkeys(values, str(refusal))
    if group is not None:
        try:
            await dialect.assign(number, group)
        except Rejected as refusal:
            refusals["queue"] = str(refusal)
    return refusals


async def _wishes(
    dialect: Dialect, site: Site, triage: Triage, record: TicketRecord
) -> list[_Wish]:
    wishes = []
    if triage.category is not None:
        wishes.append(await _category(dialect, site, triage.category, record))
    if triage.priority is not None:
        wanted = str(triage.priority)
        known = triage.priority in PRIORITIES
        reason = "" if known else f"GLPI ne connaît que les priorités 1 à 6, pas « {wanted} »."
        wishes.append(_Wish("priority", wanted, wanted, reason))
    if triage.queue is not None:
        wishes.append(await _group(dialect, triage.queue))
    return wishes


async def _category(dialect: Dialect, site: Site, ours: str, record: TicketRecord) -> _Wish:
    wanted = site.categories.get(ours, ours)
    try:
        known = await dialect.categories()
    except ConnectorError as error:
        return _unreadable("category", wanted, error)
    allowed = (
        [c for c in known if c.for_incidents]
        if record.is_incident
        else [c for c in known if c.for_requests]
    )
    return _wish("category", wanted, allowed, "La catégorie")


async def _group(dialect: Dialect, wanted: str) -> _Wish:
    try:
        known = await dialect.groups()
    except ConnectorError as error:
        return _unreadable("queue", wanted, error)
    return _wish("queue", wanted, [group for group in known if group.assignable], "Le groupe")


def _unreadable(name: str, wanted: str, error: ConnectorError) -> _Wish:
    if not error.permanent:
        raise error
    return _Wish(name, wanted, "", str(error))


def _wish(name: str, wanted: str, choices: list[Choice], what: str) -> _Wish:
    found = [choice for choice in choices if choice.is_named(wanted)]
    if len(found) == 1:
        return _Wish(name, wanted, found[0].id)
    if found:
        reason = f"{what} « {wanted} » existe plusieurs fois dans GLPI : donner son chemin complet."
    else:
        reason = f"{what} « {wanted} » n’existe pas dans GLPI, ou ne peut être choisi ici."
    return _Wish(name, wanted, "", reason)
