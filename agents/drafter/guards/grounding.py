"""Each sentence of a letter is grounded in one of the evidence, and turns as it does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from agents.drafter.guards.evidence import Evidence, Letter, evidence_of
from agents.drafter.guards.faithfulness import without_verdicts
from agents.drafter.language.cues import (
    CONDITION,
    EXCEPTION,
    LAW,
    NEGATION,
    OURS,
    PERMISSION,
    RESTRICTION,
    TOWN,
    Cues,
    cues,
    cues_agree,
    gained_cues,
    lost_cues,
    without_courtesies,
)
from agents.drafter.language.quantities import numbers
from agents.drafter.language.sentences import (
    Clause,
    Sentence,
    cues_of,
    is_theirs,
    says_they_say,
    sentences,
    shorten,
    stems_of,
    without_references,
)
from cases.folding import fold

_LEFT_OUT = {
    NEGATION: "Une négation",
    RESTRICTION: "Une limite (seul, ne… que)",
    EXCEPTION: "Une exception (sauf)",
    CONDITION: "Une condition",
}
_GROUNDED_SHARE = 0.5
_LONG = 5
_BEGUN = 4
_ENOUGH = 2
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
    said, known = (
        sum((cues_of(s.clauses) for s in sentences(without_verdicts(text))), Cues())
        for text in (letter.text, letter.exact)
    )
    missing = lost_cues(said, known)
    if gained_cues(said, known):
        return "La lettre ajoute une négation, une exception ou une limite."
    return f"{_LEFT_OUT[missing[0]]} de la source manque dans la lettre." if missing else None


def sentences_rest_on_evidence(letter: Letter) -> str | None:
    """Say nothing that the evidence does not, but courtesies and what the requester says."""
    evidence = evidence_of(letter)
    ours = [
        sentence.stems | Sentence(evidence.articles.get(sentence.line, "")).stems
        for sentence in evidence.sentences
    ]
    theirs = stems_of([clause for s in sentences(letter.asked) for clause in s.clauses])
    exact, counted = fold(letter.exact), numbers(letter.asked)
    for whole in sentences(without_verdicts(letter.text)):
        if fold(whole.text) in exact or _tells_theirs(whole, counted):
            continue
        if not _is_grounded(whole, [*ours, theirs] if is_theirs(whole) else ours):
            return f"Phrase sans source : « {shorten(whole)} »."
    return None


def _turned(read: Sequence[Sentence], letter: Letter) -> str | None:
    evidence = evidence_of(letter)
    strange = next((sentence for sentence in read if not _agrees(sentence, evidence)), None)
    return f"Sens changé ou sans source : « {shorten(strange)} »." if strange else None


def _is_grounded(whole: Sentence, known: Sequence[frozenset[str]]) -> bool:
    """Tell whether one known sentence has most of the words of a short one, all have of a long one.

    A sentence about nothing greets, counts or cites.
    """
    plain = without_courtesies(fold(without_references(whole.text)))
    if plain.endswith(":") and cues(plain)[TOWN]:  # introduces a quote: its own guard reads it
        return True
    stems = Sentence(_COURTESY.sub(" ", plain)).stems
    if 0 < len(stems) < _LONG:
        return max((len(stems & one) for one in known), default=0) > _GROUNDED_SHARE * len(stems)
    if stems:
        held = frozenset[str]().union(*known)
        begun = {stem[:_BEGUN] for stem in held} if len(stems & held) >= _ENOUGH else set()
        grounded = sum(stem in held or stem[:_BEGUN] in begun for stem in stems)
        return grounded > _GROUNDED_SHARE * len(stems)
    says_how_much = any(clause.quantities for clause in whole.clauses)
    return says_how_much or bool(whole.references) or _GREETS.search(plain) is not None


def _tells_theirs(sentence: Sentence, asked: set[str]) -> bool:
    counted = numbers(sentence.text)
    return bool(counted) and counted <= asked and says_they_say(sentence, counted)


def _agrees(sentence: Sentence, evidence: Evidence) -> bool:
    """Tell whether each part of a sentence turns as what it rests on, for one way to part it."""
    clauses = sentence.parts

    @cache
    def agree(first: int, last: int) -> bool:
        if _turns_alike(clauses[first:last], evidence):
            return True
        return any(agree(first, cut) and agree(cut, last) for cut in range(first + 1, last))

    return agree(0, len(clauses))


def _turns_alike(clauses: tuple[Clause, ...], evidence: Evidence) -> bool:
    said = cues_of(clauses)
    near = evidence.near(clauses)
    if near:
        return any(cues_agree(said, span.cues) for span in near)
    return not any(count for cue, count in said.items() if cue not in {PERMISSION, TOWN, LAW, OURS})
