"""What a letter quotes or cites keeps its source: word for word, its own article, law or town."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from agents.drafter.guards.evidence import Evidence, Letter, evidence_of
from agents.drafter.language.cues import LAW, OURS, TOWN, cues
from agents.drafter.language.sentences import (
    Clause,
    Reference,
    Sentence,
    find_quotes,
    one_space,
    quotes,
    references,
    sentences,
    shorten,
    without_quotes,
)
from cases.folding import fold

_SAYS_LITTLE = 3
_TEXTS = re.compile(r"textes?\s*:", re.IGNORECASE)
"""What begins the line that names the texts of a letter."""


def quotes_are_word_for_word(letter: Letter) -> str | None:
    """Quote only what the exact letter quotes, whole, as often, and leave none of it out."""
    said, known = quotes(letter.text), quotes(letter.exact)
    strange = [quote for quote in said if quote not in known]
    if strange:
        return f"Citation qui n’est pas mot pour mot : « {strange[0][:60]} »."
    again = [*(Counter(said) - Counter(known))]
    if again:
        return f"Citation répétée : « {again[0][:60]} »."
    lost = [quote for quote, _ in _introduced(letter.exact) if quote not in said]
    return f"Citation oubliée : « {lost[0][:60]} »." if lost else None


def quotes_keep_their_source(letter: Letter) -> str | None:
    """Introduce each quote as the town's, and with the title it has in the exact letter."""
    known = dict(_introduced(letter.exact))
    for quote, lead in _introduced(letter.text):
        if quote not in known or not _has_same_source(lead, known[quote]):
            return f"Citation attribuée à une autre source : « {quote[:60]} »."
    return None


def articles_stay_with_their_answer(letter: Letter) -> str | None:
    """Cite an article for what it says, not for what the next one says.

    A line of texts is the exact letter's own, word for word.
    """
    exact = {one_space(line) for line in letter.exact.split("\n")}
    own = (one_space(line) for line in letter.text.split("\n") if _TEXTS.match(line.strip()))
    if any(line not in exact for line in own):
        return "Article cité pour autre chose que ce qu’il dit : la ligne des textes a changé."
    evidence = evidence_of(letter)
    before: set[Reference] = set()
    for sentence in sentences(letter.text):
        allowed = _references_near(sentence, evidence)
        if len(sentence.stems) <= _SAYS_LITTLE:
            allowed |= before
        strange = [r for r in sentence.references if not _is_allowed(r, allowed)]
        if not strange and (known := {reference for reference in allowed if not reference[0]}):
            # A text named without an article where the evidence so names others (« au sens du »).
            strange = sorted({r for r in sentence.references if not r[0]} - known)
        if strange:
            named = " ".join(part for part in strange[0] if part)
            return f"Article cité pour autre chose que ce qu’il dit : {named}."
        before = allowed
    return None


def sources_are_kept(letter: Letter) -> str | None:
    """Give the law's answers as the law's, and the town's as the town's."""
    evidence = evidence_of(letter)
    for sentence in sentences(letter.text):
        if sentence.text.endswith(":"):  # introduces a quote: its own guard reads it
            continue
        said = cues(fold(sentence.text))
        near = evidence.near(sentence.clauses)
        known = [cues(fold(evidence.line_of(span.sentence))) for span in near]
        for source in (OURS, LAW):
            if said[source] and known and not any(k[source] for k in known):
                return f"Source changée : « {shorten(sentence)} »."
    return None


def _has_same_source(lead: str, known: str) -> bool:
    said, exact = cues(fold(without_quotes(lead))), cues(fold(without_quotes(known)))
    if said[LAW] and not exact[LAW]:
        return False
    titles, exact_titles = set(quotes(lead)), set(quotes(known))
    return bool(said[TOWN] or not exact[TOWN]) and titles <= exact_titles


def _introduced(text: str) -> Iterator[tuple[str, str]]:
    """Pair each quote after a colon, or after such a quote, with the line that introduces it."""
    lead, start = "", 0
    for quote in find_quotes(text):
        between = text[start : quote.start]
        if between.rstrip().endswith(":"):
            lead = text[: quote.start].rstrip().rsplit("\n", 1)[-1]
        elif between.strip() or not lead:
            lead = ""
        if lead:
            yield one_space(quote.words), lead
        start = quote.end


def _references_near(sentence: Sentence, evidence: Evidence) -> set[Reference]:
    """Collect what is cited on the lines of the evidence that a sentence rests on."""
    lines = _lines_near(sentence.clauses, evidence)
    for clause in sentence.clauses:
        # A part that its whole's own line says adds no other line that says the same.
        more = _lines_near((clause,), evidence) if len(clause.stems) >= _SAYS_LITTLE else set()
        lines |= more if not more & lines else set()
    said = (known.references for known in evidence.sentences if known.line in lines)
    own = (references(evidence.articles.get(line, "")) for line in lines)
    return {reference for found in (*said, *own) for reference in found}


def _lines_near(clauses: tuple[Clause, ...], evidence: Evidence) -> set[int]:
    return {span.sentence.line for span in evidence.near(clauses)}


def _is_allowed(reference: Reference, allowed: set[Reference]) -> bool:
    article, text = reference
    return any(
        (not article or article == known) and (not text or not of or text == of)
        for known, of in allowed
    )
