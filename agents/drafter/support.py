"""Each sentence of a letter and the numbered evidence that it rests on, for an officer to see.

Nothing is forbidden here: what no evidence carries is named, and the officer decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from agents.drafter.basis import ASKED, Basis
from agents.drafter.guards.legal import articles
from agents.drafter.guards.quantities import Quantity
from agents.drafter.guards.quotation import Quote, without_quotes
from agents.drafter.guards.reading import Sentence, one_space, quotes, stems_of
from agents.folding import fold

MOST_SENTENCES = 150
"""Sentences that are told apart; a letter that people read to the end has twenty."""

MOST_FIGURES = 200
"""Figures and quotation marks together."""
LONGEST_WORD = 120
"""Characters; the address of a page on Légifrance has fewer."""

_DIGITS = re.compile(r"\d+")
_END = re.compile(r"(?<=[.?!])\s+(?=[A-ZÀ-Ý«\d-])|\n+")
_CLAIMS = re.compile(
    r"\b(?:droits?|lois?|codes?|decrets?|articles?|statut\w*|reglement\w*|deliberations?"
    r"|obligatoires?|oblige\w*|interdi\w*|benefici\w*|pretendre|eligib\w*|autoris\w*"
    r"|accorde\w*|refuse\w*)\b"
)
"""Words of a right or of a rule: a sentence that has one should rest on evidence."""
_CLAIMS_NOTHING = re.compile(
    r"\bvoici\b|\bvotre (?:demande|question|message)\b"
    r"|\bvous (?:me |nous )?(?:demand|souhait|indiqu|ecriv|dites|precis|interrog|expos)\w*"
)
"""It introduces what follows, or says what was asked."""
_TURN_OF_SPEECH = re.compile(
    r"\b(?:(?:un|deux|trois|quelques) points?|une fois|(?:de|a) plein droit|en plein)(?!\w)"
)
_NEXT_WORD = len(" droit")
_NUMBERED = re.compile(r"n°\s?([\w-]*\d)")
_NO_FIGURE = frozenset({"per", "ordinal", "kind"})
_WORD_FOR_WORD = 0.8
_ENOUGH = 3
_MOST_PARTS = 20


@dataclass(frozen=True, slots=True)
class Supported:
    """A sentence of a letter. `appuis`: the numbers of its evidence, from 1.

    `asked`: it rests on the request itself. `strange`: its figures, dates and articles that no
    evidence carries, as it writes them. `claims`: it speaks of a right or of a rule.
    `by_figures`: it says in other words what its evidence counts.
    """

    text: str
    appuis: tuple[int, ...]
    asked: bool
    strange: tuple[str, ...]
    claims: bool
    by_figures: bool = False

    @property
    def is_unsupported(self) -> bool:
        """Whether it says more than its evidence does."""
        return bool(self.strange) or (self.claims and not self.appuis)


def supported(text: str, basis: Basis) -> tuple[Supported, ...]:
    """Tie each sentence of a letter, the draft's own or as an officer edited it."""
    return tuple(_tied(piece, basis) for piece in pieces(text))


def is_readable(text: str) -> bool:
    """Tell whether a text looks enough like a letter to be read sentence by sentence at once."""
    counted = text.count("«") + text.count('"') + text.count("“") + len(_DIGITS.findall(text))
    return counted <= MOST_FIGURES and all(len(word) <= LONGEST_WORD for word in text.split())


def _mask(quote: Quote) -> str:
    return f"«{'x' * (quote.end - quote.start - 2)}»"


def pieces(text: str) -> tuple[str, ...]:
    """Cut a letter into its sentences, each quote kept whole in the sentence it ends.

    A text of more than `MOST_SENTENCES` has what is left in the last one.
    """
    masked = without_quotes(text, _mask)
    breaks = [match.span() for match in islice(_END.finditer(masked), MOST_SENTENCES)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    cut = (text[start:end].strip() for start, end in zip(starts, ends, strict=True))
    return _with_quotes([piece for piece in cut if any(c.isalnum() for c in piece)])


def _tied(piece: str, basis: Basis) -> Supported:
    """Tie one sentence."""
    whole = Sentence(_bare(piece))
    strange = (*_strange_figures(whole, piece, basis), *_strange_articles(piece, basis))
    lines = _quoted(piece, basis) or _said(piece, basis)
    by_figures = set() if lines else _by_figures(whole, basis)
    lines |= by_figures
    return Supported(
        text=one_space(piece),
        appuis=tuple(sorted(line for line in lines if line > ASKED)),
        asked=ASKED in lines,
        strange=strange,
        claims=_claims(piece),
        by_figures=bool(by_figures),
    )


def _with_quotes(cut: list[str]) -> tuple[str, ...]:
    """Join a quote that stands on its own line to the words that introduce it."""
    joined: list[str] = []
    for piece in cut:
        goes_on = joined and piece.startswith("«") and joined[-1].endswith((":", "»"))
        if goes_on:
            joined[-1] = f"{joined[-1]}\n{piece}"
        else:
            joined.append(piece)
    return tuple(joined)


def _said(piece: str, basis: Basis) -> set[int]:
    """Give what says the same words: the whole sentence, then each of its longer parts."""
    sentence = Sentence(without_quotes(piece))
    lines = _lines_near(sentence, basis)
    if not (_claims(piece) or any(_counted(sentence))):
        lines &= {s.line for s in basis.known.sentences if len(s.stems & sentence.stems) >= _ENOUGH}
    plain = fold(piece)
    whole = (s for s in basis.known.sentences if len(s.stems) >= _ENOUGH)
    return lines | {s.line for s in whole if fold(s.text).rstrip(".") in plain}


def _lines_near(sentence: Sentence, basis: Basis) -> set[int]:
    long = (part for part in sentence.parts if len(part.stems) >= _ENOUGH)
    parts = [sentence.clauses, *((part,) for part in islice(long, _MOST_PARTS))]
    return {span.sentence.line for part in parts if part for span in basis.known.near(part)}


def _quoted(piece: str, basis: Basis) -> set[int]:
    """Give the passages in which what a sentence quotes stands."""
    found: set[int] = set()
    for quote in quotes(piece):
        words = stems_of(Sentence(quote).clauses)
        if len(words) >= _ENOUGH:
            enough = _WORD_FOR_WORD * len(words)
            found |= {n for n, held in basis.passages.items() if len(words & held) >= enough}
    return found


def _by_figures(sentence: Sentence, basis: Basis) -> set[int]:
    """Give the evidence that carries every figure of a sentence that has some."""
    carried: set[int] | None = None
    for quantity in _counted(sentence):
        lines = {n for n, known, units in basis.quantities if quantity.agrees_with(known, units)}
        carried = lines if carried is None else carried & lines
    return carried or set()


def _strange_figures(sentence: Sentence, piece: str, basis: Basis) -> Iterator[str]:
    for clause in sentence.clauses:
        for quantity in clause.quantities:
            if _counts(quantity, clause.text) and not basis.carries(quantity):
                yield as_written(clause.text[quantity.start : quantity.end], piece)


def _strange_articles(piece: str, basis: Basis) -> list[str]:
    numbers = articles(piece) | set(_NUMBERED.findall(piece))
    return sorted(numbers - basis.articles - set(_NUMBERED.findall(basis.whole)))


def _counted(sentence: Sentence) -> Iterator[Quantity]:
    for clause in sentence.clauses:
        yield from (q for q in clause.quantities if _counts(q, clause.text))


def _counts(quantity: Quantity, clause: str) -> bool:
    """Tell a figure of law from a turn of speech: un point, en premier lieu, de plein droit."""
    written = clause[quantity.start : quantity.end]
    turn = _TURN_OF_SPEECH.search(clause[: quantity.end + _NEXT_WORD])
    if quantity.unit in _NO_FIGURE or (turn and turn.end() > quantity.start):
        return False
    return bool(quantity.unit) or any(c.isdigit() for c in written)


def _claims(piece: str) -> bool:
    plain = fold(without_quotes(piece))
    claims_nothing = plain.endswith("?") or _CLAIMS_NOTHING.search(plain)
    return bool(_CLAIMS.search(plain)) and not claims_nothing


def _bare(piece: str) -> str:
    """Leave quotation marks out; the lines of a table stay apart."""
    return re.sub(r"[«»“”\"]", " ", piece).replace("\n", " ; ")


def as_written(folded: str, piece: str) -> str:
    """Find in a sentence, with its accents, what was found in it folded."""
    words = piece.replace("\u00a0", " ").replace("\u202f", " ").split()
    wanted = folded.split()
    for start in range(len(words) - len(wanted) + 1):
        shown = words[start : start + len(wanted)]
        if [fold(word).strip(".,;:()«»!?") for word in shown] == wanted:
            return " ".join(shown).strip(".,;:()«»!? ")
    return folded
