"""What an officer should look at again in a letter they edited: pointed out, never forbidden."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from agents.drafter.basis import Basis
from agents.drafter.figures import FIGURE
from agents.drafter.guards.legal import articles
from agents.drafter.guards.letter import Letter
from agents.drafter.guards.marks import DENIES, EXCEPT, ONLY, UNDER, Marks
from agents.drafter.guards.places import figures_stay_in_their_place
from agents.drafter.guards.reading import Sentence, marks_of, one_space, quotes, sentences
from agents.drafter.guards.ties import articles_stay_with_their_answer
from agents.drafter.support import Supported, as_written, pieces
from agents.folding import fold
from cases.model import Outcome

_FIGURE = re.compile(FIGURE)
_THE_SAME_SENTENCE = 0.6
_A_PART = 0.8
_ENOUGH = 3
_TURNS = {
    DENIES: ("négation", "la "),
    EXCEPT: ("exception (« sauf », « hors »)", "l’"),
    ONLY: ("limite (« seulement », « ne… que »)", "la "),
    UNDER: ("condition", "la "),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at again, in French, and the sentence it is in."""

    says: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Sentences of the draft that are there no more, and what they have become."""

    was: tuple[str, ...]
    now: tuple[str, ...]


def remarks(said: Sequence[Supported], basis: Basis) -> tuple[Remark, ...]:
    """Point out what a letter says and its evidence does not, and what an edit turned round."""
    drafted = [one_space(piece) for piece in pieces(basis.draft.text)]
    kept = {one.text for one in said}
    gone = [piece for piece in drafted if piece not in kept]
    edits = _edits([one.text for one in said if one.text not in drafted], gone)
    found: list[Remark] = []
    for one in said:
        told = _unsupported(one)
        if not told and one.text not in drafted:
            told = _changed(one, edits.get(one.text), basis)
        found += [Remark(says, one.text) for says in told]
    return tuple(found)


def _changed(one: Supported, edit: Edit | None, basis: Basis) -> list[str]:
    told = _misquoted(one, basis)
    if one.appuis and (edit or not one.by_figures):
        told += _misplaced(one, edit, basis)
    if edit:
        told += _turned(edit)
        only_figures = _without_figures(edit.now) == _without_figures(edit.was)
        if not told and (only_figures or not one.appuis):
            told += _renumbered(one, edit)
    return told


def _unsupported(one: Supported) -> list[str]:
    if one.strange:
        return [f"{', '.join(one.strange)} : aucun appui ne le dit."]
    if one.is_unsupported:
        return ["Cette phrase parle d’un droit ou d’une règle, et aucun appui ne la porte."]
    return []


def _misplaced(one: Supported, edit: Edit | None, basis: Basis) -> list[str]:
    """Tell a figure or an article of another thing, by the guards that hold models' letters."""
    letter = Letter(
        text=one.text,
        outcome=Outcome.HAND_OVER,
        findings=basis.draft.findings,
        carried="",
        ours="",
        exact=f"{basis.draft.text}\n{basis.said}",
        asked=basis.ticket.text,
    )
    told = [figures_stay_in_their_place(letter)]
    if not articles(one.text) <= articles(" ".join(edit.was if edit else ())):
        told.append(articles_stay_with_their_answer(letter))
    return [_readable(fault, one.text) for fault in told if fault]


def _renumbered(one: Supported, edit: Edit) -> list[str]:
    """Tell a figure put for another, where no guard sees it: a telephone, a deliberation's year."""
    new = Counter(_FIGURE.findall(one.text)) - Counter(_FIGURE.findall(" ".join(edit.was)))
    return [f"{', '.join(new)} : le brouillon ne le dit pas ici."] if new else []


def _without_figures(texts: Sequence[str]) -> str:
    return _FIGURE.sub("", fold(" ".join(texts)))


def _misquoted(one: Supported, basis: Basis) -> list[str]:
    known = fold(f"{basis.draft.text} {basis.said}")
    changed = [q for q in quotes(one.text) if len(q.split()) >= _ENOUGH and fold(q) not in known]
    return ["La citation n’est plus mot pour mot celle du texte."] if changed else []


def _turned(edit: Edit) -> Iterator[str]:
    """Tell a denial, an exception, a limit, a condition gained or lost since the draft."""
    said, known = _marks(edit.now), _marks(edit.was)
    for mark, (name, article) in _TURNS.items():
        if said[mark] > known[mark]:
            yield f"Cette phrase a une {name} que le brouillon n’a pas."
        elif said[mark] < known[mark]:
            yield f"Cette phrase n’a plus {article}{name} du brouillon."


def _edits(new: Sequence[str], gone: Sequence[str]) -> dict[str, Edit]:
    """Tell what sentence of the draft each new one was; cut in two or joined, they go together."""
    was = {one: [old for old in gone if _is_an_edit(one, old)] for one in new}
    return {
        one: Edit(tuple(olds), tuple(other for other in new if set(was[other]) & set(olds)))
        for one, olds in was.items()
        if olds
    }


def _is_an_edit(one: str, old: str) -> bool:
    """Tell whether two sentences are about the same, or one of them a part of the other."""
    words, known = fold(one).split(), fold(old).split()
    shortest = min(len(words), len(known))
    if len(set(words) & set(known)) < min(_ENOUGH, shortest - 1):
        return False
    blocks = SequenceMatcher(None, words, known, autojunk=False).get_matching_blocks()
    same = sum(block.size for block in blocks)
    alike = 2 * same >= _THE_SAME_SENTENCE * (len(words) + len(known))
    return alike or same >= _A_PART * shortest


def _marks(texts: Sequence[str]) -> Marks:
    read = (sentence for text in texts for sentence in sentences(text))
    return sum((marks_of(sentence.clauses) for sentence in read), Marks())


def _readable(fault: str, sentence: str) -> str:
    """Write a figure as the sentence does, not in the guards' one form."""
    for clause in Sentence(sentence).clauses:
        for found in clause.quantities:
            if fault.endswith(f" {found.name}."):
                written = as_written(clause.text[found.start : found.end], sentence)
                return f"{fault.removesuffix(f'{found.name}.')}{written}."
    return fault
