"""How soon an answer is due, read from the days and dangers a ticket names."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

from agents.classifier.sensitivity import Signs
from agents.folding import MAX_TICKET, fold
from cases.model import Urgency

_SOON = timedelta(days=10)
_HALF_A_YEAR = timedelta(days=180)
_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin",
    "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
)  # fmt: skip
_DATE = re.compile(
    r"\b(?P<day>\d{1,2})(?:er)?(?:[/.](?P<month>\d{1,2})(?:[/.](?P<year>20\d\d|\d\d))?"
    rf"| (?P<named>{'|'.join(_MONTHS)})(?: (?P<named_year>20\d\d))?)\b",
)


def urgency_of(text: str, signs: Signs, received_on: date) -> Urgency:
    """Read the urgency of a ticket received on a day (dates within ten days make it `haute`)."""
    folded = fold(text[:MAX_TICKET])
    if signs.of("distress") or _says("danger", folded):
        return Urgency.CRITIQUE
    near = _says("soon", folded) or _names_a_near_day(folded, received_on)
    if signs.danger:
        return Urgency.CRITIQUE if near else Urgency.HAUTE
    return Urgency.HAUTE if near or _says("harm", folded) else Urgency.NORMALE


def _says(what: str, folded: str) -> bool:
    return _wordings()[what].search(folded) is not None


@cache
def _wordings() -> dict[str, re.Pattern[str]]:
    path = Path(__file__).with_name("urgency.yaml")
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    joined = {name: "|".join(lines).replace("{day}", _DAY) for name, lines in listed.items()}
    return {name: re.compile(rf"\b(?:{line})") for name, line in joined.items()}


def _names_a_near_day(folded: str, today: date) -> bool:
    days = (_day(match, today) for match in _DATE.finditer(folded))
    return any(day is not None and today <= day <= today + _SOON for day in days)


def _day(match: re.Match[str], today: date) -> date | None:
    """Read a day; one that names no year is the nearest to come, or just past."""
    year = match["year"] or match["named_year"]
    month = _MONTHS.index(match["named"]) + 1 if match["named"] else int(match["month"])
    try:
        day = date(_full_year(year, today), month, int(match["day"]))
        turned = year is None and day < today - _HALF_A_YEAR
        return day.replace(year=day.year + 1) if turned else day
    except ValueError:
        return None


def _full_year(written: str | None, today: date) -> int:
    if written is None:
        return today.year
    return int(written) if len(written) == len("2026") else 2000 + int(written)
