"""What is asked of the lists: read out of an address, written back into one.

Only what is known here is kept of an address; the rest is left aside, without a word.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from urllib.parse import parse_qsl, urlencode

from fastapi import Request

from cases.model import Outcome, Urgency
from cases.tray import MOST_PAGES
from cases.wanted import Assigned, Order, Tray, Wanted
from cases.words import LONGEST
from connectors.safe_text import clean
from web import words
from web.office import Office, office_of

TRAYS: Mapping[str, Tray | None] = {
    "a-approuver": Tray.TO_APPROVE,
    "a-confirmer": Tray.TO_CONFIRM,
    "a-verifier": Tray.TO_VERIFY,
    "a-traiter": Tray.TO_HANDLE,
    "preparation": Tray.PREPARING,
    "en-route": Tray.LEAVING,
    "traitees": Tray.CLOSED,
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
class Asked:
    """A list as its address says it: fields by their names in the address, each a known value."""

    fields: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]
    number: int = 1

    @property
    def tray(self) -> Tray | None:
        """Which list; None for all."""
        return TRAYS[self.value("etat")]

    @property
    def filtered(self) -> bool:
        """Whether anything but the list and its order was chosen."""
        return bool(self.fields.keys() - {"etat", "tri"})

    @property
    def narrowed(self) -> bool:
        """Whether a filter or an order that is folded away on the page was chosen."""
        return bool(self.fields.keys() - {"etat", "q"})

    def value(self, name: str) -> str:
        """Give a field as written in the address."""
        return self.fields.get(name, USUAL if name == "etat" else "")

    def query(self, **changes: object) -> str:
        """Write the list as the query of an address; a change to nothing takes a field away."""
        fields: dict[str, object] = {**self.fields, **changes}
        number = {"page": self.number} if self.number > 1 and not changes else {}
        kept = {name: value for name, value in (fields | number).items() if value}
        # A search looks everywhere where its list is not said.
        if kept.get("etat") == USUAL and "q" not in kept:
            del kept["etat"]
        return urlencode(kept)

    def address(self, **changes: object) -> str:
        """Write the address of the list, or of one beside it."""
        query = self.query(**changes)
        return f"/?{query}" if query else "/"

    def bare(self) -> str:
        """Write the address of the same list without any filter."""
        return replace(self, fields={"etat": self.value("etat")}, number=1).address()

    def case(self, case_id: str, **said: str) -> str:
        """Write the address of a case that is read out of this list."""
        behind = self._behind()
        query = urlencode(said | ({"liste": behind} if behind else {}))
        return f"/dossiers/{case_id}?{query}" if query else f"/dossiers/{case_id}"

    def back(self, case_id: str, **said: str) -> str:
        """Write the address that leads back to the list, at the place of a case."""
        fields = dict(parse_qsl(self._behind())) | said | {"vers": case_id}
        return f"/?{urlencode(fields)}#l-{case_id}"

    def chips(self) -> list[Chip]:
        """List the filters that are on."""
        return [
            Chip(self._said(name, value), self.address(**{name: ""}))
            for name, value in self.fields.items()
            if name not in {"etat", "tri"}
        ]

    def wanted(self, zone: tzinfo) -> Wanted:
        """Say the same to the store; days begin at midnight on the office's wall."""
        value = self.value
        until = value("au")
        return Wanted(
            tray=self.tray,
            order=self._order(),
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

    def _behind(self) -> str:
        return replace(self, number=1).query()

    def _order(self) -> Order:
        if "tri" in self.fields:
            return ORDERS[self.fields["tri"]]
        if self.tray is Tray.CLOSED and not self.fields.keys() & set(DAYS):
            return Order.CHANGED
        return Order.NEWEST if self.tray in {None, Tray.CLOSED} else Order.URGENCY

    def _said(self, name: str, value: str) -> str:
        if name in DAYS:
            return f"{words.FILTERS[name]} {date.fromisoformat(value):%d/%m/%Y}"
        return f"{words.FILTERS[name]} : {self.choices.get(name, {}).get(value, value)}"


def choices_of(office: Office) -> dict[str, Mapping[str, str]]:
    """Give the values that each field takes, with their French names."""
    return {
        "etat": words.TRAYS,
        "categorie": dict(sorted(office.categories.items(), key=lambda one: one[1])),
        "urgence": words.URGENCIES,
        "sensible": words.SENSITIVE,
        "suite": words.OUTCOMES,
        "pour": words.ASSIGNED,
        "systeme": {name: name for name in office.systems},
        "tri": words.ORDERS,
    }


def asked_in(given: Mapping[str, str], office: Office) -> Asked:
    """Read what is asked; what is unknown or malformed is not asked."""
    choices = choices_of(office)
    fields = {name: given[name] for name, known in choices.items() if given.get(name) in known}
    said = " ".join(clean(given.get("q", "")[:LONGEST]).split())
    days = {name: day for name in DAYS if (day := _day(given.get(name, "")))}
    fields = fields | ({"q": said} if said else {}) | days
    # A search looks everywhere, unless it was said where.
    usual = "toutes" if said and "etat" not in given else USUAL
    fields = {"etat": usual} | fields
    number = given.get("page", "")
    known_number = len(number) <= len(str(MOST_PAGES)) and number.isascii() and number.isdigit()
    return Asked(fields, choices, max(1, int(number)) if known_number else 1)


async def list_behind(request: Request) -> Asked:
    """Give the list that a case was opened from, as its page or its form carries it."""
    given: object = request.query_params.get("liste", "")
    if request.method == "POST":
        given = (await request.form()).get("liste", given)
    try:
        fields = parse_qsl(str(given)[: 4 * LONGEST], max_num_fields=MOST_FIELDS)
    except ValueError:
        fields = []
    return asked_in({"etat": USUAL, **dict(fields)}, office_of(request))


def case_in(given: Mapping[str, str]) -> str:
    """Read which case's place in the list is wanted; empty for none."""
    wanted = given.get("vers", "")
    return wanted if _CASE.fullmatch(wanted) else ""


def _day(said: str) -> str:
    try:
        found = date.fromisoformat(said)
    except ValueError:
        return ""
    return found.isoformat() if 2000 <= found.year < 2900 else ""  # noqa: PLR2004 - a plausible day


def _midnight(day: str, zone: tzinfo, later: timedelta = timedelta()) -> datetime | None:
    return datetime.combine(date.fromisoformat(day) + later, time(), zone) if day else None
