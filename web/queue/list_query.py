"""The query of a list of requests: read out of an address, written back into one.

Only what is known here is kept of an address; the rest is left aside, without a word.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from urllib.parse import parse_qsl, urlencode

from fastapi import Request

from cases.model import Outcome, Urgency
from cases.queues.case_list import MOST_PAGES, Assigned, CaseQuery, Order, Queue
from cases.queues.full_text import LONGEST
from connectors.safe_text import clean
from web import labels
from web.context import PageContext, context_of

QUEUES: Mapping[str, Queue | None] = {
    "a-approuver": Queue.TO_APPROVE,
    "a-confirmer": Queue.TO_CONFIRM,
    "a-verifier": Queue.TO_VERIFY,
    "a-traiter": Queue.TO_HANDLE,
    "preparation": Queue.PREPARING,
    "en-route": Queue.LEAVING,
    "traitees": Queue.CLOSED,
    "toutes": None,
}
ORDERS: Mapping[str, Order] = {
    "urgence": Order.URGENCY,
    "echeance": Order.DEADLINE,
    "recentes": Order.NEWEST,
    "geste": Order.CHANGED,
}
SENSITIVE: Mapping[str, bool] = {"oui": True, "non": False}
ASSIGNED: Mapping[str, Assigned] = {
    "moi": Assigned.ME,
    "groupe": Assigned.MY_GROUP,
    "personne": Assigned.NOBODY,
}
USUAL = "a-approuver"
DAYS = ("du", "au")
MOST_FIELDS = 40
_CASE = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address of the list without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A list as its address says it: fields by their names in the address, each a known value."""

    fields: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]
    number: int = 1

    @property
    def queue(self) -> Queue | None:
        """Which list; None for all."""
        return QUEUES[self.value("etat")]

    @property
    def filtered(self) -> bool:
        """Whether anything but the list and its order was chosen."""
        return bool(self.fields.keys() - {"etat", "tri"})

    @property
    def narrowed(self) -> bool:
        """Whether a filter or an order that is folded away on the page was chosen."""
        return bool(self.fields.keys() - {"etat", "q"})

    def value(self, name: str) -> str:
        """Read a field as written in the address."""
        return self.fields.get(name, USUAL if name == "etat" else "")

    def encode(self, **changes: object) -> str:
        """Write the list as the query of an address; a change to nothing takes a field away."""
        fields: dict[str, object] = {**self.fields, **changes}
        number = {"page": self.number} if self.number > 1 and not changes else {}
        kept = {name: value for name, value in (fields | number).items() if value}
        # A search looks everywhere where its list is not named.
        if kept.get("etat") == USUAL and "q" not in kept:
            del kept["etat"]
        return urlencode(kept)

    def address(self, **changes: object) -> str:
        """Write the address of the list, or of one beside it."""
        query = self.encode(**changes)
        return f"/?{query}" if query else "/"

    def bare(self) -> str:
        """Write the address of the same list without any filter."""
        return replace(self, fields={"etat": self.value("etat")}, number=1).address()

    def case(self, case_id: str, **also: str) -> str:
        """Write the address of a case that is read out of this list."""
        behind = self._first_page()
        query = urlencode(also | ({"liste": behind} if behind else {}))
        return f"/dossiers/{case_id}?{query}" if query else f"/dossiers/{case_id}"

    def back(self, case_id: str, **also: str) -> str:
        """Write the address that leads back to the list, at the place of a case."""
        fields = dict(parse_qsl(self._first_page())) | also | {"vers": case_id}
        return f"/?{urlencode(fields)}#l-{case_id}"

    def chips(self) -> list[Chip]:
        """List the filters that are on."""
        chips = []
        for name, value in self.fields.items():
            if name in DAYS:
                label = f"{labels.FILTERS[name]} {date.fromisoformat(value):%d/%m/%Y}"
            elif name not in {"etat", "tri"}:
                choices = self.choices.get(name, {})
                label = f"{labels.FILTERS[name]} : {choices.get(value, value)}"
            else:
                continue
            chips.append(Chip(label, self.address(**{name: ""})))
        return chips

    @property
    def order(self) -> Order:
        """The order that was chosen, else the one its list is read in."""
        if "tri" in self.fields:
            return ORDERS[self.fields["tri"]]
        if self.queue is Queue.CLOSED and not self.fields.keys() & set(DAYS):
            return Order.CHANGED
        return Order.NEWEST if self.queue in {None, Queue.CLOSED} else Order.URGENCY

    def wanted(self, zone: tzinfo) -> CaseQuery:
        """Say the same to the store; days begin at midnight on the town's clock."""
        value = self.value
        until = value("au")
        return CaseQuery(
            queue=self.queue,
            order=self.order,
            words=value("q"),
            category=value("categorie"),
            urgency=Urgency(value("urgence")) if value("urgence") else None,
            sensitive=SENSITIVE.get(value("sensible")),
            outcome=Outcome(value("suite")) if value("suite") else None,
            assigned=ASSIGNED.get(value("pour")),
            system=value("systeme"),
            since=_midnight(value("du"), zone),
            before=_midnight(until, zone, timedelta(days=1)),
        )

    def _first_page(self) -> str:
        return replace(self, number=1).encode()


def choices_of(context: PageContext) -> dict[str, Mapping[str, str]]:
    """List the values that each field takes, with their French names."""
    return {
        "etat": labels.QUEUES,
        "categorie": dict(sorted(context.categories.items(), key=lambda one: one[1])),
        "urgence": labels.URGENCIES,
        "sensible": labels.SENSITIVE,
        "suite": labels.OUTCOMES,
        "pour": labels.ASSIGNED,
        "systeme": {name: name for name in context.systems},
        "tri": labels.ORDERS,
    }


def parse_query(given: Mapping[str, str], context: PageContext) -> ListQuery:
    """Read a query; what is unknown or malformed is left out."""
    choices = choices_of(context)
    fields = {name: given[name] for name, known in choices.items() if given.get(name) in known}
    words = " ".join(clean(given.get("q", "")[:LONGEST]).split())
    days = {name: day for name in DAYS if (day := _day(given.get(name, "")))}
    fields = fields | ({"q": words} if words else {}) | days
    # A search looks everywhere, unless it names a list.
    usual = "toutes" if words and "etat" not in given else USUAL
    fields = {"etat": usual} | fields
    number = given.get("page", "")
    known_number = len(number) <= len(str(MOST_PAGES)) and number.isascii() and number.isdigit()
    return ListQuery(fields, choices, max(1, int(number)) if known_number else 1)


async def origin_list(request: Request) -> ListQuery:
    """Read the list that a case was opened from, as its page or its form carries it."""
    given: object = request.query_params.get("liste", "")
    if request.method == "POST":
        given = (await request.form()).get("liste", given)
    try:
        fields = parse_qsl(str(given)[: 4 * LONGEST], max_num_fields=MOST_FIELDS)
    except ValueError:
        fields = []
    return parse_query({"etat": USUAL, **dict(fields)}, context_of(request))


def case_sought(given: Mapping[str, str]) -> str:
    """Read which case's place in the list is wanted; empty for none."""
    wanted = given.get("vers", "")
    return wanted if _CASE.fullmatch(wanted) else ""


def _day(typed: str) -> str:
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return ""
    return found.isoformat() if 2000 <= found.year < 2900 else ""  # noqa: PLR2004 - a plausible day


def _midnight(day: str, zone: tzinfo, later: timedelta = timedelta()) -> datetime | None:
    return datetime.combine(date.fromisoformat(day) + later, time(), zone) if day else None
