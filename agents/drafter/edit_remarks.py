"""What an officer should look at again in a letter they edited: pointed out, never forbidden."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from agents.drafter.attribution import (
    AttributedSentence,
    NumberedEvidence,
    as_written,
    split_letter,
)
from agents.drafter.guards.evidence import Letter
from agents.drafter.guards.figure_context import figures_stay_in_their_place
from agents.drafter.guards.sources import articles_stay_with_their_answer
from agents.drafter.language.cues import CONDITION, EXCEPTION, NEGATION, RESTRICTION, Cues
from agents.drafter.language.quantities import FIGURE
from agents.drafter.language.sentences import (
    Sentence,
    article_numbers,
    cues_of,
    one_space,
    quotes,
    sentences,
)
from cases.folding import fold
from cases.model import Outcome

_FIGURE = re.compile(FIGURE)
_THE_SAME_SENTENCE = 0.6
_A_PART = 0.8
_ENOUGH = 3
_NAMES_OF_CUES = {
    NEGATION: ("négation", "la "),
    EXCEPTION: ("exception (« sauf », « hors »)", "l’"),
    RESTRICTION: ("limite (« seulement », « ne… que »)", "la "),
    CONDITION: ("condition", "la "),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at again, in French, and the sentence it is in."""

    says: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Sentences of the draft that are there no more, and what they have become."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def reversals(self) -> Iterator[str]:
        """What it denies, excepts, limits or submits to a condition otherwise than before."""
        after, before = (
            sum((cues_of(s.clauses) for text in texts for s in sentences(text)), Cues())
            for texts in (self.after, self.before)
        )
        for cue, (name, article) in _NAMES_OF_CUES.items():
            if after[cue] > before[cue]:
                yield f"Cette phrase a une {name} que le brouillon n’a pas."
            elif after[cue] < before[cue]:
                yield f"Cette phrase n’a plus {article}{name} du brouillon."


def remarks(
    attributed: Sequence[AttributedSentence], evidence: NumberedEvidence
) -> tuple[Remark, ...]:
    """Point out what a letter says and its evidence does not, and what an edit turned round."""
    drafted = [one_space(piece) for piece in split_letter(evidence.draft.text)]
    kept = {one.text for one in attributed}
    gone = [piece for piece in drafted if piece not in kept]
    # Cut in two or joined, sentences go together.
    new = [one.text for one in attributed if one.text not in drafted]
    before = {one: tuple(old for old in gone if _is_an_edit(one, old)) for one in new}
    edits = {
        one: Edit(olds, tuple(other for other in new if set(before[other]) & set(olds)))
        for one, olds in before.items()
        if olds
    }
    found: list[Remark] = []
    for one in attributed:
        faults: list[str] = []
        if one.unfounded:
            faults = [f"{', '.join(one.unfounded)} : aucun appui ne le dit."]
        elif one.is_unsupported:
            faults = ["Cette phrase parle d’un droit ou d’une règle, et aucun appui ne la porte."]
        elif one.text not in drafted:
            faults = _faults_of_edit(one, edits.get(one.text), evidence)
        found += [Remark(fault, one.text) for fault in faults]
    return tuple(found)


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


def _faults_of_edit(
    one: AttributedSentence, edit: Edit | None, evidence: NumberedEvidence
) -> list[str]:
    """Compare a new sentence with its evidence, and with what it was in the draft."""
    faults: list[str] = []
    known = fold(f"{evidence.draft.text} {evidence.numbered_text}")
    long = (quote for quote in quotes(one.text) if len(quote.split()) >= _ENOUGH)
    if any(fold(quote) not in known for quote in long):
        faults.append("La citation n’est plus mot pour mot celle du texte.")
    if one.evidence and (edit or not one.by_figures):
        faults += _misplaced(one, edit, evidence)
    if edit:
        faults += edit.reversals
        only_figures = _without_figures(edit.after) == _without_figures(edit.before)
        if not faults and (only_figures or not one.evidence):
            # A figure put for another, where no guard sees it: a telephone, a deliberation's year.
            figures = Counter(_FIGURE.findall(one.text))
            new = figures - Counter(_FIGURE.findall(" ".join(edit.before)))
            faults += [f"{', '.join(new)} : le brouillon ne le dit pas ici."] if new else []
    return faults


def _misplaced(
    one: AttributedSentence, edit: Edit | None, evidence: NumberedEvidence
) -> Iterator[str]:
    """Tell a figure or an article of another thing, by the guards that hold models' letters."""
    letter = Letter(
        text=one.text,
        outcome=Outcome.HAND_OVER,
        findings=evidence.draft.findings,
        carried="",
        ours="",
        exact=f"{evidence.draft.text}\n{evidence.numbered_text}",
        asked=evidence.ticket.text,
    )
    if fault := figures_stay_in_their_place(letter):
        yield _as_the_sentence_writes_it(fault, one.text)
    before = article_numbers(" ".join(edit.before if edit else ()))
    if not article_numbers(one.text) <= before and (
        fault := articles_stay_with_their_answer(letter)
    ):
        yield _as_the_sentence_writes_it(fault, one.text)


def _without_figures(texts: Sequence[str]) -> str:
    return _FIGURE.sub("", fold(" ".join(texts)))


def _as_the_sentence_writes_it(fault: str, sentence: str) -> str:
    """Write the figure of a fault as the sentence does, not in the guards' normal form."""
    for clause in Sentence(sentence).clauses:
        for found in clause.quantities:
            if fault.endswith(f" {found.name}."):
                written = as_written(clause.text[found.start : found.end], sentence)
                return f"{fault.removesuffix(f'{found.name}.')}{written}."
    return fault
