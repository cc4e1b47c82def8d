"""What a letter says beside its answer: it greets, announces, says what it cannot answer yet.

Such a sentence tells nothing of the law: it is not compared with the evidence, and holds nothing
that a rule could decide.
"""

from __future__ import annotations

import re
from dataclasses import replace

from agents.drafter.guards.evidence import Letter
from agents.drafter.language.quantities import IN_WORDS, quantities
from agents.drafter.language.sentences import SENTENCE_END, Sentence, sentences, without_quotes
from cases.folding import fold

_DECIDES = re.compile(
    r"\b(?:droits?|pou[vr]\w+|peu[tx]|peuvent|benefici\w+|accord\w*|refus\w*|dues?|payer?a?s?|paye\w*"
    r"|vers(?:e\w*|ons|ez|ement\w*)|touch\w+|perc\w+|recev\w+|recu\w*|gard\w+|report\w*|possib\w+"
    r"|autoris\w+|permi\w+|oblig\w+|doi\w+|dev(?:ez|r\w+)|faut|faudra\w*|exclu\w*|interdi\w+"
    r"|oui|non|article\w*|decret\w*|loi|code|delibera\w+|envoy\w+|transmet\w+|joign\w+|fourni\w+"
    r"|dispos(?:ez|e)|obten\w+|obtien\w+|valid\w+|accept\w+|garanti\w*|assur\w+|promet\w*|fait"
    r"|tard|depass\w*|perd\w*|delais?|retard\w*|forclo\w*|expir\w*|ferme\w*|clos\w*|annul\w*)\b"
)
"""Words of a right, of a duty, of a decision, of a source: what they say is no aside."""
_FEELS = re.compile(
    r"(?:merci (?:beaucoup |encore |bien )?(?:de|d'|pour)|nous vous remercions"
    r"|nous comprenons (?!que)"
    r"|nous (?:vous souhaitons|esperons que|pensons bien a|mesurons)|toutes nos|felicitations"
    r"|bon(?:ne)? (?:courage|route|retablissement|chance|continuation)|nous sommes desoles"
    r"|nous avons (?:bien )?(?:lu|recu) votre)\b"
)
_ANNOUNCES = re.compile(
    r"(?:(?:mais |et )?voici\b|(?:nous )?reprenons\b|nous (?:reprenons|repondons)\b"
    r"|reponses? (?:courte|breve|en bref)"
    r"|(?:a )?(?:vos|les|votre) (?:\w+ )?(?:questions?|reponses?)\b"
    rf"|(?:{IN_WORDS}) (?:questions?|points?|reponses?|dates?)\b)"
)
_LEAVES = re.compile(
    r"\bne (?:le |la |les )?(?:savons|pouvons|connaissons|sommes) (?:donc |malheureusement )*pas "
    r"(?:encore|pour l'instant|a ce jour|aujourd'hui|en mesure)"
    r"|\b(?:rest\w+|attend\w*|demeur\w+) (?:pour l'instant |pour le moment |donc |encore )*"
    r"(?:sans|une) reponse|\battend\w* encore une reponse"
)
_COUNTS_ITSELF = re.compile(rf"\b(?:{IN_WORDS}|\d) (?:\w+ )?(?:questions?|points?|reponses?)\b")
_GAP_WORDS = re.compile(
    r"(?:repon|questi|dire|donner|indiqu|precis|confir|sujet|part|date|point|mais|voici)"
)
_LONGEST = 22
_LONGEST_QUESTION = 9
_FEW = 2
_THEIR_WORDS = 0.66


def without_asides(letter: Letter) -> Letter:
    """Leave out of a letter the sentences that only stand beside its answer, quotes kept."""
    kept = []
    for line in letter.text.split("\n"):
        parts = SENTENCE_END.split(line)
        kept.append(" ".join(p for p in parts if not _is_aside(p, letter)))
    return replace(letter, text="\n".join(kept))


def _is_aside(text: str, letter: Letter) -> bool:
    plain = fold(without_quotes(text)).strip()
    words = plain.split()
    if not words or "«" in text or len(words) > _LONGEST:
        return False
    counted = quantities(_COUNTS_ITSELF.sub(" ", plain))
    if _LEAVES.search(plain):
        return _is_a_gap(plain, letter)
    if _DECIDES.search(plain) and not plain.endswith("?"):
        return False
    if _FEELS.match(plain) or _ANNOUNCES.match(plain):
        return not counted
    if plain.endswith("?"):
        return not counted and len(words) <= _LONGEST_QUESTION
    return _restates(Sentence(text), letter)


def _is_a_gap(plain: str, letter: Letter) -> bool:
    """Tell whether what is left unanswered is said in the requester's words, and nothing else."""
    told = Sentence(_LEAVES.sub(" ", plain))
    theirs = frozenset().union(*(s.stems for s in sentences(letter.asked)))
    asked = {q.value for q in quantities(fold(letter.asked))}
    counted = {q.value for q in quantities(_COUNTS_ITSELF.sub(" ", plain))}
    mine = {stem for stem in told.stems if stem not in theirs and not _GAP_WORDS.match(stem)}
    return counted <= asked and len(mine) <= max(1, len(told.stems) // 3)


def _restates(sentence: Sentence, letter: Letter) -> bool:
    """Tell whether a sentence says to the requester, in the words of one of theirs, what they say.

    It counts nothing but days of the calendar.
    """
    plain = fold(sentence.text)
    # What begins otherwise may be a sentence that the ticket asks the letter to hold.
    if not plain.startswith("vous ") or len(sentence.stems) < _FEW:
        return False
    counted = {q.name for q in quantities(plain)}
    if any(q.unit not in {"date", "month", "year", "ordinal"} for q in quantities(plain)):
        return False
    for theirs in sentences(letter.asked):
        said = {q.name for q in quantities(fold(theirs.text))}
        common = len(sentence.stems & theirs.stems)
        if counted <= said and common >= _THEIR_WORDS * len(sentence.stems):
            return True
    return False
