"""Where each fact comes from: the words of the ticket, a file of it, or an officer's correction.

What an officer corrected stands over what was read, in the ticket or in its files.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from agents.checker.state import CheckState, Corrected
from cases.model import Correction, FactSource, Ticket
from statute.facts import FACTS, JOUR_DES_FAITS, FactRead

NOTHING_CORRECTED: Corrected = MappingProxyType({})

BIRTH, BIRTH_YEAR = "date_de_naissance", "annee_de_naissance"
"""Read from the same words: one that is corrected takes the other along."""

_LONGEST = 200
_BESIDE = 70
"""Characters shown on each side of the words: enough to see whose fact it is."""
_BEFORE = re.compile(r"[^.!?;\n]*\Z")
_AFTER = re.compile(r"[^.!?;\n]*")


def origin_of_fact(fact: FactRead, ticket: Ticket) -> FactSource:
    """Say where a fact was read; the words are given as they stand there, or not at all."""
    value = FACTS[fact.fact].written(fact.value)
    if fact.correction:
        return corrected_by(fact.correction, value)
    words = fact.words[:_LONGEST].strip()
    if fact.attachment:
        return FactSource(fact.attachment, words, value=value)
    return find_words(ticket, words, value)


def corrected_by(correction: Correction, value: str) -> FactSource:
    """Say who corrected a fact, and when."""
    return FactSource(value=value, by=correction.by, at=correction.at)


def find_words(ticket: Ticket, words: str, value: str) -> FactSource:
    """Find words in a ticket, with what stands beside them where they stand once.

    Of words that go from the subject on into a mail, or over what is not the writer's own, the
    end is shown.
    """
    texts = [ticket.subject, *(m.text for m in ticket.messages if m.from_requester)]
    ends = (words, words.rpartition("\n\n")[2].strip(), words.rpartition("\n")[2].strip())
    words = next((end for end in ends if end and any(end in text for text in texts)), "")
    found = [(text, m.start()) for text in texts for m in re.finditer(re.escape(words), text)]
    if not words or not found:
        return FactSource(value=value)
    if len(found) > 1:
        return FactSource(words=words, value=value)
    ((text, start),) = found
    end = start + len(words)
    return FactSource(
        words=words,
        before=_whole_words(text, max(0, start - _BESIDE), start, _BEFORE),
        after=_whole_words(text, end, min(len(text), end + _BESIDE), _AFTER),
        value=value,
    )


def _whole_words(text: str, start: int, end: int, within: re.Pattern[str]) -> str:
    """Cut the part of a sentence between two places, without the halves of words at its ends."""
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start += 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end -= 1
    part = within.search(text, start, end)
    return part[0] if part else ""


def with_corrections(facts: Iterable[FactRead], corrected: Corrected) -> tuple[FactRead, ...]:
    """Put corrected facts in place of those read; one that is "not said" is no fact at all."""
    known = []
    for about, correction in corrected.items():
        fact = FACTS.get(about)
        value = fact.parse(correction.value) if fact and correction.value else None
        if value is not None and about != JOUR_DES_FAITS:
            known.append(FactRead(about, value, "", correction=correction))
    if BIRTH_YEAR not in corrected:
        births = [one for one in known if one.fact == BIRTH]
        known += [replace(one, fact=BIRTH_YEAR, value=int(str(one.value)[:4])) for one in births]
    instead = {*corrected, *(fact.fact for fact in known)}
    if BIRTH_YEAR in corrected or BIRTH in corrected:
        instead |= {BIRTH, BIRTH_YEAR}
    return (*(fact for fact in facts if fact.fact not in instead), *known)


def as_corrected(text: str, facts: Iterable[FactRead], corrected: Corrected) -> str:
    """Rewrite the text in which rules are sought: it says what was corrected, as the writer might.

    Only words that name a kind of person or matter weigh there; a number or a day does not.
    """
    words = {fact.fact: fact.words for fact in facts if not fact.attachment}
    for about, correction in corrected.items():
        if about not in FACTS or not FACTS[about].choices or not correction.value:
            continue
        if replaced := words.get(about):
            text = text.replace(replaced, correction.value)
        else:
            text = f"{text}\n{FACTS[about].label} : {correction.value}."
    return text


def corrected_day(corrected: Corrected, received: date) -> CheckState | None:
    """Read the day an officer named, or that of the ticket where she says that none is."""
    correction = corrected.get(JOUR_DES_FAITS)
    if correction is None:
        return None
    day = FACTS[JOUR_DES_FAITS].parse(correction.value) if correction.value else received
    if not isinstance(day, date):
        return None
    return {"days": (day,), "on_read_in": corrected_by(correction, correction.value)}


def doubt_of(one: FactRead, other: FactRead) -> str:
    """Tell the officer that a fact was read in two ways, with the words of each."""
    fact = FACTS[one.fact]
    read = " ou ".join(f"{fact.shown(each.value)} (« {each.words} »)" for each in (one, other))
    return f"{fact.label} : lu {read}. La lettre n’en tient pas compte : à vérifier."
