"""Names in a text: which words are names, and what of a span is one."""

import re
from collections.abc import Iterator

from agents.privacy.announced import (
    ANNOUNCED,
    CALLED_AFTER_A_DAY,
    IN_THE_CALENDAR,
    PLACE,
    SPACED,
    SUSPECTED,
)
from agents.privacy.name_lists import (
    PARTICLES,
    WORD,
    Lexicon,
    is_first_name,
    is_surname,
    not_a_name,
)
from cases.folding import fold

Span = tuple[int, int]
_FIRST_HALF = re.compile(r"(?<![\w\-])[^\W\d_]{1,20}(?:-[^\W\d_]{1,20})?-\Z")
_WITHIN = re.compile(r"[a-zß-öø-ÿœ,] \Z")
_BEFORE = 40
"""Characters read before a name, where the kind of a place stands."""
_MORE_OF_THE_NAME = re.compile(
    r"[ \u00a0]+(?:(?:[Dd]e la|[Dd]e|[Ll]e|[Dd]u|[Ll]a|[Dd]a|[Dd]o|[Dd]os|[Vv][ao]n|[Ee]l|[Aa]l) "
    r"|[Dd]['’] ?|[Dd]e l['’] ?)?"
    r"([A-ZÀ-Þ](?:\.(?!\w)|[\w’'\-]{1,60}|\b)|[Dd]['’][A-ZÀ-Þ][\w’'\-]{1,60})"
)
_WHERE = re.compile(
    r"(?:\b(?:à|en|vers|de|du|sur|dans|logiciel|ville|commune|mairie|société|marque|véhicule)"
    r"|\d{5}) \Z",
    re.IGNORECASE,
)
_SURNAME_IN_SMALL_LETTERS = re.compile(
    r" (?:(?:de|da|do|dos|el|le|van|ben) )?([a-zß-öø-ÿœ][\w’'\-]{2,30})"
)


class NameFinder:
    """Finds names in a text, by what surrounds them and by what is no French word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def by_context(self, text: str) -> Iterator[Span]:
        """Find the names that their surroundings announce."""
        for pattern in ANNOUNCED:
            for match in pattern.finditer(text):
                yield from self._trim(text, *match.span("span"))
        for pattern in SUSPECTED:
            for match in pattern.finditer(text):
                for start, end in self._trim(text, *match.span("span")):
                    if self._is_somebody(_words(text, start, end)):
                        yield start, end
        yield from (match.span("span") for match in CALLED_AFTER_A_DAY.finditer(text))
        yield from (match.span() for match in SPACED.finditer(text))

    def by_lists(self, text: str) -> Iterator[Span]:
        """Find the names we know, each with the rest of the name it belongs to."""
        read = 0
        for match in WORD.finditer(text):
            if match.start() < read:
                continue
            if self._lexicon.may_be_a_first_name(match[0]):
                start, end = self._with_surname(text, match)
            elif self._is_a_surname_alone(text, match):
                start, end = match.span()
            else:
                continue
            read = end
            if not self._is_a_place(text, start):
                yield from self._trim(text, start, end)

    def in_person(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Find what remains of a span that the language model takes for a person."""
        for group in self._groups(text, _whole_word(text, start), end):
            first, last = group[0].start(), group[-1].end()
            if self._is_somebody(group) and not self._is_a_place(text, first):
                end = self._end_of_name(text, last) if group[-1][0][:1].isupper() else last
                yield from self._trim(text, first, end)

    def in_other_entity(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Find two words or more, none of them French, that the model takes for something else."""
        for group in self._groups(text, start, end):
            words = [word[0] for word in group if fold(word[0]) not in PARTICLES]
            unknown = all(w[:1].isupper() and not self._lexicon.knows(w) for w in words)
            before = text[max(0, group[0].start() - _BEFORE) : group[0].start()]
            if len(words) > 1 and unknown and not _WHERE.search(before):
                yield from self._trim(text, group[0].start(), group[-1].end())

    def _is_somebody(self, group: list[re.Match[str]]) -> bool:
        words = [word[0] for word in group if fold(word[0]) not in PARTICLES]
        if any(self._lexicon.may_be_a_first_name(word) for word in words):
            return True
        if not any(word[:1].isupper() and len(word) > 1 for word in words):
            return False
        unknown = [w for w in words if not self._lexicon.knows(w) and len(w) > len("ab")]
        return bool(unknown) and not all(w.isupper() and len(w) <= len("CNFPT") for w in unknown)

    def _groups(self, text: str, start: int, end: int) -> Iterator[list[re.Match[str]]]:
        """Cut a span into the runs of words that may be one name."""
        group: list[re.Match[str]] = []
        for word in _words(text, start, end):
            between = text[group[-1].end() : word.start()] if group else ""
            if between.strip(". \u00a0") or "\n" in between:
                yield from _without_loose_particles(group)
                group = []
            if self._may_belong(word[0], group):
                group.append(word)
            else:
                yield from _without_loose_particles(group)
                group = []
        yield from _without_loose_particles(group)

    def _may_belong(self, word: str, group: list[re.Match[str]]) -> bool:
        folded = fold(word)
        if folded in PARTICLES:
            return True
        if folded == "m" and not group:  # a civility, which stays for the model to read
            return False
        if folded in not_a_name() or any(c.isdigit() for c in word):
            return False
        if word[:1].isupper() or self._lexicon.may_be_a_first_name(word):
            return True
        # Without a capital only what follows a first name is a surname.
        follows = bool(group) and self._lexicon.may_be_a_first_name(group[0][0])
        return follows and not self._lexicon.knows(word)

    def _with_surname(self, text: str, match: re.Match[str]) -> Span:
        """Join the surname that follows or precedes a first name."""
        start, end = match.span()
        if match[0][:1].isupper():
            end = self._end_of_name(text, end)
        elif (after := _SURNAME_IN_SMALL_LETTERS.match(text, end)) and self._is_a_surname(after[1]):
            end = after.end()
        before = re.search(r"([^\W\d_][\w’'\-]{1,40})[ \u00a0]\Z", text[max(0, start - 42) : start])
        both_capitals = before and before[1][:1].isupper() and match[0][:1].isupper()
        if before and both_capitals and fold(before[1]) not in not_a_name():
            start -= len(before[0]) if self._is_a_surname(before[1]) else 0
        return start, end

    def _end_of_name(self, text: str, end: int) -> int:
        """Follow the capitals after a first name; in a line of capitals, up to a French word."""
        for place in range(3):
            more = _MORE_OF_THE_NAME.match(text, end)
            if more is None or (place and more[1].isupper() and self._lexicon.knows(more[1])):
                break
            end = more.end()
        return end

    def _is_a_surname(self, word: str) -> bool:
        return is_surname(word) or not self._lexicon.knows(word)

    def _is_a_surname_alone(self, text: str, match: re.Match[str]) -> bool:
        """Believe a frequent surname with its capital; one that is a word, within a sentence."""
        if not (match[0][:1].isupper() and is_surname(match[0])):
            return False
        if not self._lexicon.knows(match[0]):
            return True
        return not match[0].isupper() and bool(
            _WITHIN.search(text, max(0, match.start() - 2), match.start())
        )

    def _is_a_place(self, text: str, start: int) -> bool:
        """Tell whether what stands before a name makes it that of a place, a law or a tool."""
        return bool(PLACE.search(text, max(0, start - _BEFORE), start))

    def _trim(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Cut a span at the first word that is no name; nothing is left of `Bonjour Madame`."""
        kept: list[re.Match[str]] = []
        words = _words(text, start, end)
        for place, word in enumerate(words):
            if any(c.isdigit() for c in word[0]):
                break
            if fold(word[0]) in not_a_name() and not (
                self._is_within(words, place, kept) or _is_a_surname_of_the_calendar(kept, word)
            ):
                break
            kept.append(word)
        while kept and fold(kept[-1][0]) in PARTICLES:
            kept.pop()
        if kept and any(len(w[0]) > 1 for w in kept):
            last = kept[-1].end()
            ends_with_initial = len(kept[-1][0]) == 1 and text[last : last + 1] == "."
            yield kept[0].start(), last + ends_with_initial

    def _is_within(self, words: list[re.Match[str]], place: int, kept: list[re.Match[str]]) -> bool:
        """Tell whether a common word stands inside a name: Le Guillou, Thi Mai Huong, d'Aubigny."""
        word = words[place][0]
        after = next((w[0] for w in words[place + 1 :] if fold(w[0]) not in PARTICLES), "")
        if not after[:1].isupper() or fold(after) in not_a_name():
            return False
        return fold(word) in PARTICLES or (bool(kept) and word[:1].isupper())


def _is_a_surname_of_the_calendar(kept: list[re.Match[str]], word: re.Match[str]) -> bool:
    """Tell whether a month or a feast follows a first name as its surname, with no figure after."""
    return (
        bool(kept)
        and kept[-1][0][:1].isupper()
        and is_first_name(kept[-1][0])
        and word.start() == kept[-1].end() + 1
        and IN_THE_CALENDAR.match(word.string, word.start()) is not None
    )


def _whole_word(text: str, start: int) -> int:
    """Go back over the hyphens of a double name of which the model took the second half."""
    before = _FIRST_HALF.search(text, max(0, start - _BEFORE), start)
    return before.start() if before else start


def _without_loose_particles(group: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    while group and fold(group[-1][0]) in PARTICLES:
        group.pop()
    if group:
        yield group


def _words(text: str, start: int, end: int) -> list[re.Match[str]]:
    return list(WORD.finditer(text, start, end))
