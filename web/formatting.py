"""French writing of ages, moments, sizes and figures, and lines of a French spreadsheet."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime, tzinfo
from decimal import Decimal

from statute.french import NBSP, counted, day, number
from statute.french import moment as local_moment

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MONTH = 30 * DAY
KILO = 1000
LONGEST_NAMED = 160
"""Characters."""
BOM = "\ufeff"
"""What a file of a spreadsheet begins with: it is then read as UTF-8."""

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def ago(at: datetime, now: datetime) -> str:
    """Write how long ago something was: il y a 2 h."""
    seconds = int((now - at).total_seconds())
    if seconds < MINUTE:
        return "à l’instant"
    if seconds < HOUR:
        return f"il y a {seconds // MINUTE}{NBSP}min"
    if seconds < DAY:
        return f"il y a {seconds // HOUR}{NBSP}h"
    if seconds < 2 * MONTH:
        return f"il y a {counted(seconds // DAY, 'jour')}"
    return f"il y a {counted(seconds // MONTH, 'mois')}"


def due(at: datetime, now: datetime, zone: tzinfo) -> str:
    """Write a deadline as one reads a calendar: échéance demain, en retard de 2 jours.

    What is due by the hour is late on its own day.
    """
    last = at.astimezone(zone).date()
    left = (last - now.astimezone(zone).date()).days
    if left < 0:
        return f"en retard de {counted(-left, 'jour')}"
    if at < now:
        return "en retard"
    if left > 1:
        return f"échéance le {day(last)}"
    return "échéance demain" if left else "échéance aujourd’hui"


def moment(at: datetime, zone: tzinfo) -> str:
    """Write a moment as a clock on the officer's wall tells it: 24 novembre 2026 à 9 h 05."""
    return local_moment(at.astimezone(zone))


def size(octets: int | None) -> str:
    """Write the size of a file."""
    if octets is None:
        return "taille inconnue"
    if octets < KILO:
        return counted(octets, "octet")
    if octets < KILO * KILO:
        return f"{octets // KILO}{NBSP}ko"
    return f"{number(Decimal(octets * 10 // KILO**2) / 10)}{NBSP}Mo"


def plural(unit: str) -> str:
    """Write a unit as it stands beside several: jours, mois, %."""
    return counted(2, unit).split(NBSP)[-1]


def short(text: str, longest: int = LONGEST_NAMED) -> str:
    """Cut a long sentence, for a list that only names it; `longest` in characters."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def share(of_one: float) -> str:
    """Write a share of one as a whole percentage."""
    return f"{of_one * 100:.0f}{NBSP}%"


def figure(value: float, decimals: int = 0) -> str:
    """Write a number, thousands apart: 1 234,5."""
    return f"{value:,.{decimals}f}".replace(",", NBSP).replace(".", ",")


def duration(seconds: float) -> str:
    """Write how long something took: 45 min, 7 h, 3,5 jours."""
    if seconds < HOUR:
        return f"{seconds / MINUTE:.0f}{NBSP}min"
    if seconds < 2 * DAY:
        return f"{seconds / HOUR:.0f}{NBSP}h"
    return counted(Decimal(f"{seconds / DAY:.1f}"), "jour")


def csv_line(cells: Iterable[str]) -> str:
    """Write one line of a file that a French spreadsheet opens, its end included."""
    file = io.StringIO()
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerow(cells)
    return file.getvalue()


def harmless_cell(words: str) -> str:
    """Keep a spreadsheet from running a cell: with an apostrophe it is read as text."""
    return f"'{words}" if words.startswith(_STARTS_A_FORMULA) else words
