"""What the classifier learns from: labelled tickets, and tickets of which the rules are labelled.

A rule is of one subject, and a subject of one category: who labelled a ticket by the rules it asks
for (`agents/checker/train`) has labelled its category too. `filed.yaml` says which one where a
subject has several, and how tickets that no rule answers are filed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from statute.book import Book

TRAINING = Path(__file__).with_name("train")
_RULED = Path(__file__).parents[1] / "checker" / "train"
_FILED = Path(__file__).with_name("filed.yaml")
_OF_EACH_CARD = tuple(f"author_{letter}.yaml" for letter in "qrstu")
BORROWED = 1.0
LABELLED = 2.0
"""What a ticket labelled by its category weighs, beside one whose category follows from a rule."""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled ticket, as it was written, its subject before its text.

    `author` says who wrote it, so that no one is tested on oneself. `sensitive` is None where
    nobody said it.
    """

    text: str
    category: str
    sensitive: bool | None
    author: str
    id: str = ""
    weight: float = LABELLED


def read_examples(folder: Path) -> list[Example]:
    """Read every labelled file of a folder; a file is an author."""
    return [
        Example(
            f"{ticket.get('subject', '')}\n{ticket['text']}",
            ticket["category"],
            ticket["sensitive"],
            path.stem,
            str(ticket.get("id", "")),
        )
        for path in sorted(folder.glob("*.yaml"))
        for ticket in _yaml(path)["tickets"]
    ]


def shipped_examples(book: Book) -> list[Example]:
    """Read all the examples that ship with the application.

    A ticket labelled by the rules it asks for goes under the category of most of these; of two,
    under that of the first asked. A rule of which `filed.yaml` says "" gives none. Authors who
    wrote a ticket for each card tell nothing of how often a matter comes: they are left out.
    """
    examples = read_examples(TRAINING)
    filed = _yaml(_FILED)
    of_rule = {
        row: filed["rules"].get(rule.id, rule.subject.categories[0])
        for rule in book.rules
        for row in (rule.id, *rule.rows)
    }
    for path in sorted(set(_RULED.glob("*.yaml")) - {_RULED / name for name in _OF_EACH_CARD}):
        for ticket in _yaml(path)["tickets"]:
            counted = Counter(category for row in ticket["rules"] if (category := of_rule[row]))
            most = counted.most_common(1)[0][0] if counted else ""
            if category := filed["tickets"].get(ticket["id"]) or most:
                text, id_ = ticket["text"], ticket["id"]
                examples.append(Example(text, category, None, path.stem, id_, BORROWED))
    return examples


def hash_of(examples: Iterable[Example]) -> str:
    """Hash examples in their order, to tell whether numbers were learned from those of today."""
    fields = ((e.category, str(e.sensitive), str(e.weight), e.author, e.text) for e in examples)
    lines = map("\x1f".join, fields)
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()


def _yaml(path: Path) -> Any:  # noqa: ANN401 - YAML holds anything
    return yaml.safe_load(path.read_text(encoding="utf-8"))
