"""Lines of a file that a French spreadsheet opens: semicolons, and nothing that it would run."""

import csv
import io
from collections.abc import Iterable

BOM = "\ufeff"
"""What such a file begins with: spreadsheets then read it as UTF-8."""

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def line(cells: Iterable[str]) -> str:
    """Write one line, its end included."""
    file = io.StringIO()
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerow(cells)
    return file.getvalue()


def harmless(words: str) -> str:
    """Keep a spreadsheet from running a cell: with an apostrophe it is read as text."""
    return f"'{words}" if words.startswith(_STARTS_A_FORMULA) else words
