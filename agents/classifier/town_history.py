"""A town's exported history: tickets it has already filed, in YAML or CSV."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from agents.classifier.examples import LABELLED, Example
from agents.privacy.pseudonyms import Pseudonyms
from cases.folding import fold
from cases.model import Ticket

CORRECTED = 2 * LABELLED
"""What a ticket that an officer filed again weighs."""
_GROUPS = 5
"""So many groups of a town's writers are left out in turn, however many writers there are."""
_KNOWN = frozenset({"text", "category", "subject", "author", "sensitive", "id", "urgency"})
_YES = {"oui": True, "true": True, "1": True, "non": False, "false": False, "0": False, "": None}
_SUFFIXES = {".yaml", ".yml", ".csv"}


class WrongHistory(ValueError):
    """A file of history cannot be learned from; the message is one French sentence."""


def read_history(path: Path, allowed: Collection[str]) -> list[Example]:
    """Read a file, or those of a folder; nothing where there is no such path.

    Names and numbers of people are replaced before anything is learned. Raises `WrongHistory` at
    the first line that cannot be used, `OSError`.
    """
    files = sorted(path.iterdir()) if path.is_dir() else [path] if path.is_file() else []
    examples = []
    for file in (file for file in files if file.suffix in _SUFFIXES):
        for place, row in _rows(file):
            try:
                examples.append(_example(row, file.stem, allowed))
            except WrongHistory as error:
                raise WrongHistory(f"{file}, {place} : {error}") from None
    return examples


def corrected_examples(
    filed: Iterable[tuple[Ticket, str]], allowed: Collection[str]
) -> list[Example]:
    """Make examples of tickets that officers filed again, under a category that still exists."""
    return [
        Example(
            Pseudonyms.for_ticket(ticket).hide(f"{ticket.subject}\n{ticket.text}"),
            category,
            sensitive=None,
            author=_group("corrections", ticket.requester_email or ticket.requester_name),
            weight=CORRECTED,
        )
        for ticket, category in filed
        if category in allowed
    ]


def _rows(file: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Read each ticket and what to call its place."""
    try:
        # A spreadsheet writes a mark of order first.
        text = file.read_text(encoding="utf-8-sig")
        if file.suffix == ".csv":
            first = text.partition("\n")[0]
            delimiter = max(",;\t", key=first.count)
            lines = text.splitlines(keepends=True)
            reader = csv.DictReader(lines, delimiter=delimiter, strict=True)
            yield from ((f"ligne {reader.line_num}", row) for row in reader)
            return
        read = yaml.safe_load(text)
    except UnicodeDecodeError:
        raise WrongHistory(f"{file} n’est pas en UTF-8 : enregistrez-le en UTF-8.") from None
    except (yaml.YAMLError, csv.Error, RecursionError):
        raise WrongHistory(f"{file} ne peut être lu : vérifiez-en la forme.") from None
    listed = read.get("tickets") if isinstance(read, dict) else read
    if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
        raise WrongHistory(f"{file} : il faut une liste de tickets, chacun avec text et category.")
    yield from ((f"ticket {place}", row) for place, row in enumerate(listed, 1))


def _example(row: Mapping[str, Any], stem: str, allowed: Collection[str]) -> Example:
    if strange := sorted(str(name) for name in row if name not in _KNOWN):
        raise WrongHistory(
            f"la colonne « {strange[0]} » n’est pas connue : il faut text et category, et s’il y a "
            "lieu subject, author et sensitive."
        )
    text, subject = str(row.get("text") or ""), str(row.get("subject") or "")
    if not text.strip():
        raise WrongHistory("le texte du ticket (text) manque.")
    category = str(row.get("category") or "").strip()
    if category not in allowed:
        raise WrongHistory(
            f"la catégorie « {category} » n’est pas réglée : corrigez-la, ou ajoutez-la au fichier "
            "des catégories."
        )
    sensitive = row.get("sensitive")
    answer = str("" if sensitive is None else sensitive).strip().lower()
    if answer not in _YES:
        raise WrongHistory(f"sensitive vaut oui ou non, pas « {answer} ».")
    author = str(row.get("author") or "")
    hidden = Pseudonyms(frozenset(fold(author).split())).hide(f"{subject}\n{text}")
    return Example(hidden, category, _YES[answer], _group(stem, author), weight=LABELLED)


def _group(name: str, writer: str) -> str:
    """Name the group a writer is left out with; all in one where nobody is named."""
    if not writer:
        return name
    drawn = hashlib.sha256(fold(writer).encode()).digest()[0] % _GROUPS
    return f"{name} {drawn + 1}/{_GROUPS}"
