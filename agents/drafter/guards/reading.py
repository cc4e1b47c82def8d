"""A text as sentences and clauses: what each is about, counts, cites and turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from agents.drafter.guards.legal import Reference, references, without_references
from agents.drafter.guards.marks import Marks, marks
from agents.drafter.guards.quantities import Quantity, quantities
from agents.drafter.guards.quotation import quoted, without_quotes
from agents.folding import fold
from cases.memory import remembers_words

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-ZÀ-Ý«\d-])|\n+")
_CLAUSE_END = re.compile(
    r"[;:()–—?!]|,(?!\d)|(?<=\w) - "
    r"|(?=\b(?:sauf|mais|puis|tandis que|alors que|soit|hors|hormis)\b)"
)
_WORD = re.compile(r"[a-z]{3,}|§")
_STEM = 6
_ENOUGH = 2
_CATEGORY = re.compile(r"\b(categories?|groupes?|echelons?) ([a-d]|\d+)\b")
_NOTHING_SAID = frozenset({
    "les", "des", "une", "est", "sont", "etre", "que", "qui", "pour", "par", "avec", "dans",
    "sur", "sous", "aux", "ces", "cet", "cette", "son", "ses", "leur", "leurs", "vous", "votre",
    "vos", "nous", "notre", "nos", "mon", "mes", "elle", "elles", "ils", "lui", "pas", "plus",
    "non", "sans", "tout", "toute", "tous", "toutes", "comme", "donc", "car", "mais", "puis",
    "ainsi", "alors", "aussi", "meme", "afin", "lors", "dont", "quand", "lorsque", "entre",
    "avez", "avoir", "ont", "aura", "sera", "seront", "serait", "etes", "peut", "peuvent",
    "pouvez", "doit", "doivent", "devez", "fait", "faire", "bien", "tres", "deja", "encore",
    "selon", "cela", "celui", "celle", "ceux", "ici", "ou", "quel", "quelle", "quels",
    "quelles", "soit", "cas", "sauf", "apres", "avant", "depuis", "pendant", "durant", "moins",
    "maximum", "minimum", "jusqu", "chaque", "autre", "autres", "droit", "prevoit", "prevu",
    "prevue", "sujet", "concernant", "effet",
})  # fmt: skip


@dataclass(frozen=True)
class Clause:
    """A part of a sentence between two pauses, folded."""

    text: str

    @cached_property
    def quantities(self) -> list[Quantity]:
        """What it counts."""
        return quantities(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """What it is about, whatever the endings; its quantities left out."""
        return frozenset(stem for stem, _ in self.placed_stems)

    @cached_property
    def placed_stems(self) -> list[tuple[str, int]]:
        """Its stems with their places."""
        counted = [range(q.start, q.end) for q in self.quantities if q.unit != "per"]
        return [
            (stem_of(match[0]), match.start())
            for match in _WORD.finditer(self.text)
            if match[0] not in _NOTHING_SAID and not any(match.start() in c for c in counted)
        ]

    @cached_property
    def marks(self) -> Marks:
        """How it turns what it says."""
        return marks(self.text)


@dataclass(frozen=True)
class Sentence:
    """A sentence, its quotes left out. `line` numbers the line it stands on."""

    text: str
    line: int = 0

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses, the names of articles left out."""
        plain = fold(without_references(self.text)).replace("pour cent", "%")
        plain = _CATEGORY.sub(r"\1 \2categorie", plain)
        parts = (part.strip(" .") for part in _CLAUSE_END.split(plain))
        return tuple(Clause(part) for part in parts if any(c.isalnum() for c in part))

    @cached_property
    def parts(self) -> tuple[Clause, ...]:
        """Its clauses, those that say too little alone joined to the one before."""
        joined: list[str] = []
        for clause in self.clauses:
            if joined and (_says_little(clause.text) or _says_little(joined[-1])):
                joined[-1] = f"{joined[-1]} , {clause.text}"
            else:
                joined.append(clause.text)
        return tuple(map(Clause, joined))

    @cached_property
    def references(self) -> set[Reference]:
        """The articles it cites."""
        return references(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """What it is about."""
        return stems_of(self.clauses)


def _says_little(text: str) -> bool:
    clause = Clause(text)
    return len(clause.stems) + len(clause.quantities) < _ENOUGH


def stem_of(word: str) -> str:
    """Cut the ending of a folded word off."""
    return word.rstrip("s")[:_STEM] if len(word) > _STEM - 2 else word.rstrip("s")


def stems_of(clauses: Sequence[Clause]) -> frozenset[str]:
    """Join what clauses are about."""
    return frozenset().union(*(clause.stems for clause in clauses))


def marks_of(clauses: Sequence[Clause]) -> Marks:
    """Count the turning words of several clauses."""
    total: Marks = Marks()
    for clause in clauses:
        total.update(clause.marks)
    return total


@remembers_words(512)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences; quotes are checked apart and left out."""
    shown = without_quotes(text)
    return tuple(
        Sentence(part.strip(), number)
        for number, line in enumerate(shown.split("\n"))
        for part in _SENTENCE_END.split(line)
        if any(c.isalnum() for c in part)
    )


def quotes(text: str) -> list[str]:
    """Give what stands between French quotation marks, spaces brought to one form."""
    return [one_space(quote.words) for quote in quoted(text)]


def one_space(text: str) -> str:
    """Join spaces and line ends."""
    return re.sub(r"\s+", " ", text).strip()
