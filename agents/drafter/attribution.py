"""Each sentence of a letter and the numbered evidence that it rests on, for an officer to see.

Nothing is forbidden here: what no evidence carries is named, and the officer decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Self

from agents.drafter import citing, wording
from agents.drafter.guards.evidence import Evidence
from agents.drafter.language.quantities import Quantity
from agents.drafter.language.sentences import (
    SENTENCE_END,
    Sentence,
    article_numbers,
    cited_numbers,
    one_space,
    quotes,
    sentences,
    stems_of,
    without_quotes,
)
from cases.folding import MAX_TICKET, fold
from cases.model import Draft, Finding, Passage, Ticket
from statute.french import day

REQUEST = 0
"""The number of the request itself, among the evidence."""
STANDING = -1
"""The number of what our letters say whatever the question is: contact, emergency numbers."""
_CLOSING = "Bien cordialement,"


@dataclass(frozen=True)
class NumberedEvidence:
    """All that a letter may rest on, numbered as an officer sees it: findings, then passages.

    The `line` of each sentence is the number of its evidence.
    """

    draft: Draft
    ticket: Ticket

    @cached_property
    def known(self) -> Evidence:
        """Every sentence that may be rested on."""
        texts = [
            (number, _finding_text(one) if isinstance(one, Finding) else passage_text(one))
            for number, one in enumerate(numbered(self.draft), start=1)
        ]
        texts += [(REQUEST, self._request), (STANDING, self._standing)]
        return Evidence(
            tuple(
                Sentence(sentence.text, number)
                for number, text in texts
                for part in (text, *quotes(text))
                for sentence in sentences(part)
            )
        )

    @cached_property
    def whole(self) -> str:
        """All that is known, evidence or not."""
        return "\n".join(s.text for s in self.known.sentences)

    @cached_property
    def numbered_text(self) -> str:
        """What the numbered evidence says, in its own words."""
        return "\n".join(s.text for s in self.known.sentences if s.line > REQUEST)

    @cached_property
    def quantities(self) -> tuple[tuple[int, Quantity, frozenset[str]], ...]:
        """Every quantity with the number of its evidence and the units of its sentence."""
        return tuple(
            (sentence.line, quantity, frozenset(q.unit for q in found))
            for sentence in self.known.sentences
            for found in [[q for clause in sentence.clauses for q in clause.quantities]]
            for quantity in found
        )

    @cached_property
    def passages(self) -> dict[int, frozenset[str]]:
        """What each passage is about, by its number."""
        first = len(self.draft.findings) + 1
        return {
            number: stems_of(Sentence(passage.quote).clauses)
            for number, passage in enumerate(self.draft.passages, start=first)
        }

    def carries(self, quantity: Quantity) -> bool:
        """Tell whether any evidence carries a quantity, in its unit."""
        return any(quantity.agrees_with(known, units) for _, known, units in self.quantities)

    @cached_property
    def articles(self) -> frozenset[str]:
        """Every article and numbered text that is cited."""
        return frozenset(article_numbers(self.whole) | set(cited_numbers(self.draft.findings)))

    def lines_saying(self, piece: str) -> set[int]:
        """Find what says the same words: the whole sentence, then each of its longer parts."""
        sentence = Sentence(without_quotes(piece))
        long = (part for part in sentence.parts if len(part.stems) >= _ENOUGH)
        parts = [sentence.clauses, *((part,) for part in islice(long, _MOST_PARTS))]
        lines = {span.sentence.line for part in parts if part for span in self.known.near(part)}
        if not (_claims(piece) or any(_counted(sentence))):
            known = self.known.sentences
            lines &= {s.line for s in known if len(s.stems & sentence.stems) >= _ENOUGH}
        plain = fold(piece)
        whole = (s for s in self.known.sentences if len(s.stems) >= _ENOUGH)
        return lines | {s.line for s in whole if fold(s.text).rstrip(".") in plain}

    def lines_quoted_in(self, piece: str) -> set[int]:
        """Find the passages in which what a sentence quotes stands."""
        found: set[int] = set()
        for quote in quotes(piece):
            words = stems_of(Sentence(quote).clauses)
            if len(words) >= _ENOUGH:
                enough = _WORD_FOR_WORD * len(words)
                found |= {n for n, held in self.passages.items() if len(words & held) >= enough}
        return found

    def lines_cited_in(self, piece: str) -> set[int]:
        """Find the findings whose texts the last line of a letter names."""
        if not _TEXTS.match(fold(piece)):
            return set()
        named = article_numbers(piece)
        cited = {
            number: set(cited_numbers([one]))
            for number, one in enumerate(numbered(self.draft), start=1)
            if isinstance(one, Finding)
        }
        return {number for number, articles in cited.items() if articles and articles <= named}

    def lines_counting(self, sentence: Sentence) -> set[int]:
        """Find the evidence that carries every figure of a sentence that has some."""
        carried: set[int] | None = None
        for quantity in _counted(sentence):
            lines = {n for n, known, units in self.quantities if quantity.agrees_with(known, units)}
            carried = lines if carried is None else carried & lines
        return carried or set()

    @property
    def _request(self) -> str:
        ticket = self.ticket
        on = day(ticket.received_at.date())
        written = f"Vous nous avez écrit le {on}.\nNous avons bien reçu votre message du {on}."
        return f"{written}\n{ticket.requester_name}\n{request_text(ticket)[:MAX_TICKET]}"

    @property
    def _standing(self) -> str:
        """What our letters say whatever the question is, and the questions of this one."""
        missing = wording.questions(self.draft.missing_facts)
        count = wording.count_of(missing)
        asking = [f"Nous avons {count} questions à vous poser."] * bool(missing)
        _, closing, signature = self.draft.text.rpartition(_CLOSING)
        return "\n".join([*asking, *missing, *wording.emergencies(), signature if closing else ""])


def numbered(draft: Draft) -> tuple[Finding | Passage, ...]:
    """List the evidence of a draft in the order of its numbers, from 1."""
    return (*draft.findings, *draft.passages)


def request_text(ticket: Ticket) -> str:
    """Join the subject and the text of a ticket."""
    return f"{ticket.subject}\n{ticket.text}"


def _finding_text(finding: Finding) -> str:
    cited = citing.cite(finding.citations)
    answer = f"{finding.answer.strip().rstrip('.')} ({cited})." if finding.answer else ""
    facts = "\n".join(finding.facts.values())
    return f"{answer}\n{facts}\nRègle qui s’appliquait le {day(finding.on)}."


def passage_text(passage: Passage) -> str:
    """Join what a passage says with all that names it."""
    named = (passage.source, passage.heading, passage.reference, passage.article)
    return "\n".join((*named, passage.quote))


MOST_SENTENCES = 150
"""Sentences that are told apart; a letter that people read to the end has twenty."""

MOST_FIGURES = 200
"""Figures and quotation marks together."""
LONGEST_WORD = 120
"""Characters; the address of a page on Légifrance has fewer."""

_DIGITS = re.compile(r"\d+")
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
_TEXTS = re.compile(r"textes? ?:")
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
class AttributedSentence:
    """A sentence of a letter. `evidence`: the numbers of what it rests on, from 1.

    `from_request`: it rests on the request itself. `unfounded`: its figures, dates and articles
    that no evidence carries, as it writes them. `claims`: it speaks of a right or of a rule.
    `by_figures`: it says in other words what its evidence counts.
    """

    text: str
    evidence: tuple[int, ...]
    from_request: bool
    unfounded: tuple[str, ...]
    claims: bool
    by_figures: bool = False

    @classmethod
    def of(cls, piece: str, evidence: NumberedEvidence) -> Self:
        """Find what a sentence of a letter rests on."""
        # Quotation marks are left out; the lines of a table stay apart.
        whole = Sentence(re.sub(r"[«»“”\"]", " ", piece).replace("\n", " ; "))
        unfounded = [
            as_written(clause.text[quantity.start : quantity.end], piece)
            for clause in whole.clauses
            for quantity in clause.quantities
            if _counts(quantity, clause.text) and not evidence.carries(quantity)
        ]
        numbers = article_numbers(piece) | set(_NUMBERED.findall(piece))
        unfounded += sorted(numbers - evidence.articles - set(_NUMBERED.findall(evidence.whole)))
        lines = (
            evidence.lines_quoted_in(piece)
            or evidence.lines_cited_in(piece)
            or evidence.lines_saying(piece)
        )
        by_figures = set() if lines else evidence.lines_counting(whole)
        lines |= by_figures
        return cls(
            text=one_space(piece),
            evidence=tuple(sorted(line for line in lines if line > REQUEST)),
            from_request=REQUEST in lines,
            unfounded=tuple(unfounded),
            claims=_claims(piece),
            by_figures=bool(by_figures),
        )

    @property
    def is_unsupported(self) -> bool:
        """Whether it says more than its evidence does."""
        return bool(self.unfounded) or (self.claims and not self.evidence)


def attribute(text: str, evidence: NumberedEvidence) -> tuple[AttributedSentence, ...]:
    """Attribute each sentence of a letter, the draft's own or as an officer edited it."""
    return tuple(AttributedSentence.of(piece, evidence) for piece in split_letter(text))


def is_readable(text: str) -> bool:
    """Tell whether a text looks enough like a letter to be read sentence by sentence at once."""
    counted = text.count("«") + text.count('"') + text.count("“") + len(_DIGITS.findall(text))
    return counted <= MOST_FIGURES and all(len(word) <= LONGEST_WORD for word in text.split())


def split_letter(text: str) -> tuple[str, ...]:
    """Cut a letter into its sentences, each quote kept whole in the sentence it ends.

    A text of more than `MOST_SENTENCES` has what is left in the last one.
    """
    masked = without_quotes(text, lambda quote: f"«{'x' * (quote.end - quote.start - 2)}»")
    breaks = [match.span() for match in islice(SENTENCE_END.finditer(masked), MOST_SENTENCES)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    cut = (text[start:end].strip() for start, end in zip(starts, ends, strict=True))
    joined: list[str] = []
    for piece in cut:
        if not any(c.isalnum() for c in piece):
            continue
        # A quote that stands on its own line goes with the words that introduce it.
        if joined and piece.startswith("«") and joined[-1].endswith((":", "»")):
            joined[-1] = f"{joined[-1]}\n{piece}"
        else:
            joined.append(piece)
    return tuple(joined)


def as_written(folded: str, piece: str) -> str:
    """Find in a sentence, with its accents, what was found in it folded."""
    words = piece.replace("\u00a0", " ").replace("\u202f", " ").split()
    wanted = folded.split()
    for start in range(len(words) - len(wanted) + 1):
        shown = words[start : start + len(wanted)]
        if [fold(word).strip(".,;:()«»!?") for word in shown] == wanted:
            return " ".join(shown).strip(".,;:()«»!? ")
    return folded


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
