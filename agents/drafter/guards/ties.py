"""Each sentence of a letter rests on one of the evidence, and turns as it does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from agents.drafter.figures import numbers
from agents.drafter.guards.evidence import Evidence, evidence_of
from agents.drafter.guards.intrusion import is_theirs, says_they_say
from agents.drafter.guards.legal import Reference, without_references
from agents.drafter.guards.letter import Letter
from agents.drafter.guards.marks import (
    DENIES,
    EXCEPT,
    LAW,
    MAY,
    ONLY,
    OURS,
    TOWN,
    UNDER,
    Marks,
    gained,
    lost,
    marks,
    says_the_same,
    without_courtesies,
)
from agents.drafter.guards.polarity import without_verdicts
from agents.drafter.guards.reading import Clause, Sentence, marks_of, sentences, stems_of
from agents.folding import fold

_SHOWN = 60
_LEFT_OUT = {
    DENIES: "Une négation",
    ONLY: "Une limite (seul, ne… que)",
    EXCEPT: "Une exception (sauf)",
    UNDER: "Une condition",
}
_TIED_SHARE = 0.5
_LONG = 5
_BEGUN = 4
_ENOUGH = 2
_SAYS_LITTLE = 3
_CORDIAL = (
    r"bonjour|merci|remerci\w+|cordial\w+|salutations?|disposition|question\w*|messages?"
    r"|repons\w+|repond\w+|savoir|ecri\w+|contact\w+|preci\w+|dit\w*|dire|point\w*|situation\w*"
    r"|ecoute\w*|reven\w+|revien\w+|complem\w+|element\w+|demand\w+|comprend\w*|compren\w+|voici"
    r"|sach\w+|clair\w*|inform\w+|preoccup\w+|inquie\w+|attente|plaisir|bref\w*|resum\w*|hesit\w+"
    r"|esper\w+|felicit\w+|condoleances"
    r"|procedures?|retabliss\w+|interrog\w+|souhait\w+|autrement|parties?"
)
"""Words of the sentences that only greet, thank, and say what is answered and what is not."""
_PLAIN = (
    r"indiqu\w+|connai\w+|aide\w*|service\w*|ressourc\w+|humain\w*|equipe|rappel\w+|concret\w*|besoin"
    r"|effet|votre|attention|simple\w*|facil\w+|volontiers|heureu\w+|pratique|rest\w+|agreable"
    r"|regle\w*|texte\w*|appliqu\w+|applicab\w+|exact\w*|fix\w+|prevu\w*|prevo\w+|figure\w*"
    r"|collectivite|ceci|parai\w+|derni\w+|sure?s?|bonn?e?|presentons|erreurs?"
    r"|il (?:nous )?faut|vers|pose[rz]"
)
"""Words of any sentence: alone they say nothing that only greets."""
_GREETS = re.compile(rf"\b(?:{_CORDIAL})\b")
_COURTESY = re.compile(rf"\b(?:{_CORDIAL}|{_PLAIN})\b")


def sentences_turn_as_their_evidence(letter: Letter) -> str | None:
    """Deny, except, limit and oblige only where the evidence does, and wherever it does."""
    return _turned(sentences(without_verdicts(letter.text)), letter)


def own_words_turn_as_their_evidence(letter: Letter) -> str | None:
    """Turn as the evidence outside quotes too, but to tell a figure that the requester gives."""
    asked = numbers(letter.asked)
    read = sentences(without_verdicts(letter.text))
    return _turned([s for s in read if not _tells_theirs(s, asked)], letter)


def nothing_is_left_out(letter: Letter) -> str | None:
    """Keep, over the whole letter, each denial, exception, limit and condition, and add none."""
    said, known = (_all_marks(without_verdicts(t)) for t in (letter.text, letter.exact))
    missing = lost(said, known)
    if gained(said, known):
        return "La lettre ajoute une négation, une exception ou une limite."
    return f"{_LEFT_OUT[missing[0]]} de la source manque dans la lettre." if missing else None


def sentences_rest_on_evidence(letter: Letter) -> str | None:
    """Say nothing that the evidence does not, but courtesies and what the requester says."""
    evidence = evidence_of(letter)
    said = [sentence.stems for sentence in evidence.sentences]
    exact, asked = fold(letter.exact), [*said, _stems(letter.asked)]
    counted = numbers(letter.asked)
    for whole in sentences(without_verdicts(letter.text)):
        known = asked if is_theirs(whole) else said
        told = fold(whole.text) in exact or _tells_theirs(whole, counted)
        if not told and not _is_tied(whole, known):
            return f"Phrase sans source : « {_shown(whole)} »."
    return None


def articles_stay_with_their_answer(letter: Letter) -> str | None:
    """Cite an article for what it says, not for what the next one says."""
    evidence = evidence_of(letter)
    before: set[Reference] = set()
    for sentence in sentences(letter.text):
        allowed = _references_near(sentence, evidence)
        if len(sentence.stems) <= _SAYS_LITTLE:
            allowed |= before
        strange = [r for r in sentence.references if not _is_among(r, allowed)]
        strange = strange or _other_texts(sentence, allowed)
        if strange:
            named = " ".join(part for part in strange[0] if part)
            return f"Article cité pour autre chose que ce qu’il dit : {named}."
        before = allowed
    return None


def _other_texts(sentence: Sentence, allowed: set[Reference]) -> list[Reference]:
    """Give texts named without an article where the evidence so names others (« au sens du »)."""
    known = {reference for reference in allowed if not reference[0]}
    named = {reference for reference in sentence.references if not reference[0]}
    return sorted(named - known) if known else []


def sources_are_kept(letter: Letter) -> str | None:
    """Give the law's answers as the law's, and the town's as the town's."""
    evidence = evidence_of(letter)
    for sentence in sentences(letter.text):
        if sentence.text.endswith(":"):  # introduces a quote: its own guard reads it
            continue
        said = marks(fold(sentence.text))
        near = evidence.near(sentence.clauses)
        known = [marks(fold(_line_of(span.sentence, evidence))) for span in near]
        for source in (OURS, LAW):
            if said[source] and known and not any(k[source] for k in known):
                return f"Source changée : « {_shown(sentence)} »."
    return None


def _turned(read: Sequence[Sentence], letter: Letter) -> str | None:
    evidence = evidence_of(letter)
    strange = next((sentence for sentence in read if not _rests(sentence, evidence)), None)
    return f"Sens changé ou sans source : « {_shown(strange)} »." if strange else None


def _is_tied(whole: Sentence, known: Sequence[frozenset[str]]) -> bool:
    """Tell whether one known sentence has most of the words of a short one, all have of a long one.

    A sentence about nothing greets, counts or cites.
    """
    plain = without_courtesies(fold(without_references(whole.text)))
    if plain.endswith(":") and marks(plain)[TOWN]:  # introduces a quote: its own guard reads it
        return True
    stems = Sentence(_COURTESY.sub(" ", plain)).stems
    if 0 < len(stems) < _LONG:
        return max((len(stems & one) for one in known), default=0) > _TIED_SHARE * len(stems)
    if stems:
        held = frozenset[str]().union(*known)
        begun = {stem[:_BEGUN] for stem in held} if len(stems & held) >= _ENOUGH else set()
        tied = sum(stem in held or stem[:_BEGUN] in begun for stem in stems)
        return tied > _TIED_SHARE * len(stems)
    says_how_much = any(clause.quantities for clause in whole.clauses)
    return says_how_much or bool(whole.references) or _GREETS.search(plain) is not None


def _tells_theirs(sentence: Sentence, asked: set[str]) -> bool:
    counted = numbers(sentence.text)
    return bool(counted) and counted <= asked and says_they_say(sentence, counted)


def _all_marks(text: str) -> Marks:
    return sum((marks_of(s.clauses) for s in sentences(text)), Marks())


def _rests(sentence: Sentence, evidence: Evidence) -> bool:
    """Tell whether each part of a sentence turns as what it rests on, for one way to part it."""
    clauses = sentence.parts

    @cache
    def rests(first: int, last: int) -> bool:
        if _turns_alike(clauses[first:last], evidence):
            return True
        return any(rests(first, cut) and rests(cut, last) for cut in range(first + 1, last))

    return rests(0, len(clauses))


def _turns_alike(clauses: tuple[Clause, ...], evidence: Evidence) -> bool:
    said = marks_of(clauses)
    near = evidence.near(clauses)
    if near:
        return any(says_the_same(said, span.marks) for span in near)
    return not any(count for mark, count in said.items() if mark not in {MAY, TOWN, LAW, OURS})


def _references_near(sentence: Sentence, evidence: Evidence) -> set[Reference]:
    lines = _lines_near(sentence.clauses, evidence)
    for clause in sentence.clauses:
        # A part that its whole's own line says adds no other line that says the same.
        more = _lines_near((clause,), evidence) if len(clause.stems) >= _SAYS_LITTLE else set()
        lines |= more if not more & lines else set()
    return {
        reference
        for known in evidence.sentences
        if known.line in lines
        for reference in known.references
    }


def _lines_near(clauses: tuple[Clause, ...], evidence: Evidence) -> set[int]:
    return {span.sentence.line for span in evidence.near(clauses)}


def _is_among(reference: Reference, allowed: set[Reference]) -> bool:
    article, text = reference
    return any(
        (not article or article == known) and (not text or not of or text == of)
        for known, of in allowed
    )


def _line_of(sentence: Sentence, evidence: Evidence) -> str:
    if sentence.line < 0:
        return sentence.text
    return " ".join(s.text for s in evidence.sentences if s.line == sentence.line)


def _stems(text: str) -> frozenset[str]:
    return frozenset().union(*(stems_of(s.clauses) for s in sentences(text)))


def _shown(sentence: Sentence) -> str:
    text = sentence.text
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
