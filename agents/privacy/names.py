"""Which part of a suspect span is somebody's name."""

import re
from collections.abc import Iterator

from agents.folding import fold
from agents.privacy.contexts import ANNOUNCED, LOWER_CASE, PLACE, SPACED, SUSPECTED
from agents.privacy.lexicon import Lexicon, words_of
from agents.privacy.words import WORD, is_surname, not_a_name

Span = tuple[int, int]
_PARTICLES = frozenset(
    {
        *("de", "du", "des", "la", "le", "van", "von", "el", "al", "ben", "bin"),
        *("da", "dos", "do", "di", "ait", "ou"),
    }
)
_WITHIN = re.compile(r"[a-zß-öø-ÿœ,] \Z")
_BEFORE = 40
"""Characters read before a name, where the kind of a place stands."""
_REST = re.compile(
    r"[ \u00a0]+(?:(?:[Dd]e la|[Dd]e|[Ll]e|[Dd]u|[Ll]a|[Dd]a|[Dd]o|[Dd]os|[Vv][ao]n|[Ee]l|[Aa]l) "
    r"|[Dd]['’] ?|[Dd]e l['’] ?)?"
    r"([A-ZÀ-Þ](?:\.(?!\w)|[\w’'\-]{1,60}|\b)|[Dd]['’][A-ZÀ-Þ][\w’'\-]{1,60})"
)
_WHERE = re.compile(
    r"(?:\b(?:à|en|vers|de|du|sur|dans|logiciel|ville|commune|mairie|société|marque|véhicule)"
    r"|\d{5}) \Z",
    re.IGNORECASE,
)
_LOWER_REST = re.compile(r" (?:(?:de|da|do|dos|el|le|van|ben) )?([a-zß-öø-ÿœ][\w’'\-]{2,30})")


class Names:
    """Finds names in a text, by what surrounds them and by what is no French word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def in_context(self, text: str) -> Iterator[Span]:
        """Give the names that their surroundings announce."""
        for pattern in ANNOUNCED:
            for match in pattern.finditer(text):
                yield from self._trimmed(text, *match.span("span"))
        for pattern in SUSPECTED:
            for match in pattern.finditer(text):
                for start, end in self._trimmed(text, *match.span("span")):
                    if self._is_somebody(words_of(text, start, end)):
                        yield start, end
        for match in LOWER_CASE.finditer(text):
            if not self._lexicon.knows(match["span"]):
                yield match.span("span")
        yield from (match.span() for match in SPACED.finditer(text))

    def listed(self, text: str) -> Iterator[Span]:
        """Give the names we know, each with the rest of the name it belongs to."""
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
                yield from self._trimmed(text, start, end)

    def believed(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Give what remains of a span that the language model takes for a person."""
        for group in self._groups(text, start, end):
            first, last = group[0].start(), group[-1].end()
            if self._is_somebody(group) and not self._is_a_place(text, first):
                end = self._rest_of_it(text, last) if group[-1][0][:1].isupper() else last
                yield from self._trimmed(text, first, end)

    def strange(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Give two words or more, none of them French, that the model takes for something else."""
        for group in self._groups(text, start, end):
            words = [word[0] for word in group if fold(word[0]) not in _PARTICLES]
            unknown = all(w[:1].isupper() and not self._lexicon.knows(w) for w in words)
            before = text[max(0, group[0].start() - _BEFORE) : group[0].start()]
            if len(words) > 1 and unknown and not _WHERE.search(before):
                yield from self._trimmed(text, group[0].start(), group[-1].end())

    def _is_somebody(self, group: list[re.Match[str]]) -> bool:
        words = [word[0] for word in group if fold(word[0]) not in _PARTICLES]
        if any(self._lexicon.may_be_a_first_name(word) for word in words):
            return True
        if not any(word[:1].isupper() and len(word) > 1 for word in words):
            return False
        unknown = [w for w in words if not self._lexicon.knows(w) and len(w) > len("ab")]
        return bool(unknown) and not all(w.isupper() and len(w) <= len("CNFPT") for w in unknown)

    def _groups(self, text: str, start: int, end: int) -> Iterator[list[re.Match[str]]]:
        group: list[re.Match[str]] = []
        for word in words_of(text, start, end):
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
        if folded in _PARTICLES:
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
        start, end = match.span()
        if match[0][:1].isupper():
            end = self._rest_of_it(text, end)
        elif (rest := _LOWER_REST.match(text, end)) and self._is_a_surname(rest[1]):
            end = rest.end()
        before = re.search(r"([^\W\d_][\w’'\-]{1,40})[ \u00a0]\Z", text[max(0, start - 42) : start])
        if before and self._is_a_surname_before(before[1], match[0]):
            start -= len(before[0])
        return start, end

    def _rest_of_it(self, text: str, end: int) -> int:
        """Follow the capitals after a first name; in a line of capitals, up to a French word."""
        for place in range(3):
            more = _REST.match(text, end)
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

    def _is_a_surname_before(self, word: str, first_name: str) -> bool:
        both = word[:1].isupper() and first_name[:1].isupper()
        return both and fold(word) not in not_a_name() and self._is_a_surname(word)

    def _is_a_place(self, text: str, start: int) -> bool:
        return bool(PLACE.search(text, max(0, start - _BEFORE), start))

    def _trimmed(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Cut a span at the first word that is no name; nothing is left of `Bonjour Madame`."""
        kept: list[re.Match[str]] = []
        words = words_of(text, start, end)
        for place, word in enumerate(words):
            if any(c.isdigit() for c in word[0]):
                break
            if fold(word[0]) in not_a_name() and not self._is_within(words, place, kept):
                break
            kept.append(word)
        while kept and fold(kept[-1][0]) in _PARTICLES:
            kept.pop()
        if kept and any(len(w[0]) > 1 for w in kept):
            last = kept[-1].end()
            ends_with_initial = len(kept[-1][0]) == 1 and text[last : last + 1] == "."
            yield kept[0].start(), last + ends_with_initial

    def _is_within(self, words: list[re.Match[str]], place: int, kept: list[re.Match[str]]) -> bool:
        """Tell whether a common word stands inside a name: Le Guillou, Thi Mai Huong, d'Aubigny."""
        word = words[place][0]
        after = next((w[0] for w in words[place + 1 :] if fold(w[0]) not in _PARTICLES), "")
        if not after[:1].isupper() or fold(after) in not_a_name():
            return False
        return fold(word) in _PARTICLES or (bool(kept) and word[:1].isupper())


def _without_loose_particles(group: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    while group and fold(group[-1][0]) in _PARTICLES:
        group.pop()
    if group:
        yield group
