"""The examples of cards: each is applied, and what it gives compared with what it expects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from statute.amounts import Amounts
from statute.book import Book
from statute.card import Example, cards
from statute.phrasing import PLACEHOLDER, shown
from statute.situation import SituationError, situation_of

DAY_OF_EXAMPLES = date(2026, 11, 24)
"""Whose law an example follows that says no day, and the day it is answered."""


@dataclass(frozen=True, slots=True)
class Tried:
    """An example applied: what it expects, what it got, and each difference in words."""

    rule_id: str
    card: Path
    example: Example
    expected: str
    got: str
    faults: tuple[str, ...]


def tried(book: Book) -> Iterator[Tried]:
    """Apply the examples of every card by the book."""
    for path, card in cards().items():
        for rule_id, rule in card.regles.items():
            for version in rule.versions:
                for example in version.exemples:
                    on = example.au or max(version.depuis, DAY_OF_EXAMPLES)
                    if version is not rule.versions[-1] and example.au is None:
                        on = version.depuis
                    yield _try(book, path, rule_id, example, on)


def _try(book: Book, path: Path, rule_id: str, example: Example, on: date) -> Tried:
    expected = "; ".join(
        part
        for part in (
            example.verdict or "",
            *example.valeur,
            *(f"« {words} »" for words in example.dit),
            f"demande {', '.join(example.demande)}" if example.demande else "",
            "rien" if example.rien else "",
        )
        if part
    )
    try:
        facts = situation_of(example.faits).facts
    except SituationError as fault:
        return Tried(rule_id, path, example, expected, "", (str(fault),))
    last = book.versions(rule_id)[-1]
    on = last.day_of_law(facts, on)
    version = book.version(rule_id, on)
    today = example.aujourd_hui or max(on, DAY_OF_EXAMPLES)
    outcome = version.outcome(facts, on, today) if version else None
    if version is None or outcome is None:
        silent = () if example.rien else ("ne répond rien",)
        return Tried(rule_id, path, example, expected, "rien", silent)
    said = _plain(version.in_words(outcome, on))
    values = tuple(_plain(shown(value)) for value in outcome.values)
    verdict = outcome.verdict.value if outcome.verdict else ""
    faults: list[str] = []
    if example.rien:
        faults.append("répond quelque chose")
    if example.verdict and verdict != example.verdict:
        faults.append(f"verdict « {verdict} »")
    if example.valeur and values != tuple(map(_plain, example.valeur)):
        faults.append(f"valeur « {' ; '.join(values)} »")
    faults += [f"ne dit pas « {words} »" for words in example.dit if _plain(words) not in said]
    faults += [f"dit « {words} »" for words in example.ne_dit_pas if _plain(words) in said]
    if example.ligne and (outcome.row or rule_id) != example.ligne:
        faults.append(f"ligne {outcome.row or rule_id}")
    if set(example.demande) - set(outcome.missing):
        faults.append(f"demande {', '.join(outcome.missing) or 'rien'}")
    asked = f"demande {', '.join(outcome.missing)}" if outcome.missing else ""
    got = "; ".join(part for part in (verdict, *values, asked, "" if values else said) if part)
    return Tried(rule_id, path, example, expected, got, tuple(faults))


def unknown_values(book: Book, amounts: Amounts) -> Iterator[str]:
    """Say of each text that names a dated value which does not exist; one French sentence each."""
    for rule in book.rules:
        for name, text in rule.texts.items():
            for place in PLACEHOLDER.finditer(text):
                if "." in place["name"] and place["name"] not in amounts.by_name:
                    yield (
                        f"{rule.id}, « {name} » : « {place['name']} » n’est pas une valeur de "
                        "statute/amounts/."
                    )


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def as_table(trials: Iterable[Tried]) -> str:
    """Write the examples as a table: rule, facts, expected, got; then how many are right."""
    rows = list(trials)
    lines = ["règle | source | attendu | obtenu"]
    lines += [
        f"{'  ' if not one.faults else '✗ '}{one.rule_id} | {one.example.source} | "
        f"{one.expected} | {one.got}{''.join(f' ← {fault}' for fault in one.faults)}"
        for one in rows
    ]
    right = sum(not one.faults for one in rows)
    return "\n".join([*lines, f"{right} exemples justes sur {len(rows)}."])
