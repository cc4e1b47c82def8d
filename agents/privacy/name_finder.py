"""Names in a text: where they stand, which words are names, and what of a span is one."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from cases.folding import fold

_CAP = r"[A-ZÀ-ÖØ-Þ]"
_LOW = r"[a-zß-öø-ÿœ]"
# Atomic and bounded: a hostile text must not be read again from each of its letters.
_NAME_WORD = rf"(?>{_CAP}(?:\.-?{_CAP})?\.|{_CAP}['’]?[\w’'\-]{{0,60}}\w|{_CAP}\b)"
_PARTICLE = r"(?:de la|de l['’]|de|du|des|d['’]|le|la|van|von|el|al|ben|bin|da|dos|di)"
_GAP = r"[ \u00a0\u202f]+"
NAME = rf"{_NAME_WORD}(?:{_GAP}(?:{_PARTICLE}{_GAP}|(?:de )?[dl]['’])?{_NAME_WORD}){{0,3}}"

_CIVILITY = (
    r"(?:\b[Mm]onsieur|\b[Mm]adame|\b[Mm]ademoiselle|\bM\.|\bMM\.|\bM(?=[ ][A-Z])|\b[Mm]r\.?|"
    r"\b[Mm]me\.?|\b[Mm]mes|\b[Mm]lle\.?|\bMe\b|\b[Mm]aître|\b[Dd]r\.?|\b[Dd]octeure?|\b[Vv]ve\.?|"
    r"\bMONSIEUR|\bMADAME|\bMME\.?|\bMLLE|\bMR\.?)"
)
_RELATION = (
    r"(?:coll[èe]gue|ami|amie|copain|copine|chef|cheffe|voisine?|agente?|fils|fille|mari|femme|"
    r"épouse|époux|conjointe?|compagne|compagnon|frère|s(?:œ|oe)ur|mère|père|ex|nièce|neveu|"
    r"responsable|directeur|directrice|stagiaire|apprentie?|tutrice|tuteur|gestionnaire|adjointe?|"
    r"secrétaire|binôme|dénommée?|nommée?|prénommée?|titulaire|appelle|[Aa]vec|[Cc]hez|[Pp]our|[Pp]ar|"
    r"[Dd]e la part de|[Aa]u nom de|remplac[eé]e?r?|née?|dossier|fiche)"
)
_OF_WHOM = (
    r"(?:dossier|fiche|paie|bulletin|contrat|arrêt|demande|arrêté|fils|fille|femme|mari|collègue|poste|"
    r"remplacement|retour|départ|entretien|notation|téléphone|numéro|mail|adresse|identité|nom)"
)
_LABEL = (
    r"(?i:\b(?:pr[ée])?noms?(?: d ?['’]? ?usage| de naissance| de famille| marital| complet"
    r"| et pr[ée]noms?)?)"
)

_VALUE = (
    r"(?!(?i:pr[ée]nom|nom|t[ée]l|n[ée]e?|service|poste|mat)\b)[^\W\d_][\w’'\-]{0,40}(?! ?[:=])"
)

ANNOUNCED: tuple[re.Pattern[str], ...] = (
    re.compile(rf"{_CIVILITY}{_GAP}(?P<span>(?:{_PARTICLE}{_GAP})?{NAME})"),
    re.compile(rf"\bMM\.{_GAP}{NAME}{_GAP}et{_GAP}(?P<span>{NAME})"),
    re.compile(
        rf"(?:\bmme|\bmlle|\bmr|\bMme|\bMlle)\.?{_GAP}(?P<span>(?!le\b|la\b|les\b|et\b|du\b|de\b)"
        rf"{_LOW}{{3,}}(?:-{_LOW}+)?)",
    ),
    re.compile(
        r"(?:[Jj]e m['’]appell?e|[Jj]e me nomme|[Mm]on nom est|[Mm]oi c['’]est|[Ss]igné|"
        rf"[Dd]emandeur ?:|[Aa]gente? ?:){_GAP}(?P<span>{NAME})",
    ),
    re.compile(
        rf"{_LABEL}[ \u00a0]{{0,2}}[:=][ \u00a0]{{0,3}}"
        rf"(?P<span>{_VALUE}(?: {_VALUE}){{0,3}})",
    ),
    re.compile(rf"{_LABEL}{_GAP}(?P<span>{_CAP}[A-ZÀ-ÖØ-Þ'’\-]{{2,40}}(?: {_CAP}[\w’'\-]+)?)"),
    re.compile(rf"[Jj]e suis{_GAP}(?P<span>{_NAME_WORD}{_GAP}{_NAME_WORD})"),
    re.compile(rf"(?i:\bje soussignée?),?{_GAP}(?P<span>{NAME})"),
    re.compile(rf"(?<!\w){_RELATION},?{_GAP}(?P<span>{NAME})"),
    re.compile(
        rf"(?:\A|\n)(?P<span>{NAME})"
        rf"(?=,{_GAP}(?:agente?|adjointe?|du|de la|des|de l['’]|chargée?|atsem|qui)\b)"
    ),
    re.compile(
        r"(?:\A|[.?!;:\n] ?)(?P<span>[^\W\d_][\w’'\-]{1,30}(?: [^\W\d_][\w’'\-]{1,30}){1,2})"
        r"(?=,? \(?(?i:matricule|né(?:e|\(e\))? le|n° ?agent|agent n°|nir\b|num[ée]ro de s[ée]cu))",
    ),
    re.compile(
        rf"(?<![\w.])(?P<span>(?!M\.{_GAP}){_CAP}\.(?:-?{_CAP}\.)?{_GAP}?(?:{_PARTICLE}{_GAP})?"
        rf"{_CAP}[\w’'\-]+(?:{_GAP}{_CAP}[\w’'\-]+)?)"
    ),
)  # fmt: skip
"""After a civility, a relation, an introduction: believed even of a common word."""

SUSPECTED: tuple[re.Pattern[str], ...] = (
    re.compile(rf"(?<!\w){_OF_WHOM} (?:de |d['’])(?P<span>{NAME})"),
    re.compile(
        rf"(?:[\n.!?,–—-][ \t]*)(?P<span>{NAME})(?=(?:[ \t]*[,(–—-][^.!?\n]{{0,70}})?[.\s]*\Z)",
    ),
    re.compile(
        rf"(?m)(?<=\n)[ \t–—-]*(?P<span>{NAME})(?=[ \t]*(?:[,(|–—-][^.!?\n]{{0,70}})?[ \t]*$)"
    ),
)
"""As the owner of a file, at the end of a text, alone on a line.

One word at least must be a first name, or no French word.
"""

SPACED = re.compile(rf"(?<!\w)(?:{_CAP} ){{3,20}}{_CAP}(?!\w)")
"""A name written or scanned letter by letter."""

LOWER_CASE = re.compile(
    r"(?:\b(?:voir avec|avec|voir|chez|c|cest|c['’]est|jsuis|chui|ici|moi c|signé|nommée?|appelle"
    r"|merci à)"
    rf"|\bcordialement[ ,.]*\n{{1,3}}){_GAP}?(?P<span>{_LOW}[\w’'\-]{{3,30}})"
    r"(?=[ ,.!?\n]|\Z)",
    re.IGNORECASE,
)
"""Where people write names without a capital: only a word that is no French one is believed."""

PLACE = re.compile(
    r"(?:[ée]coles?|groupe scolaire|gymnase|salle|coll[èe]ge|lyc[ée]e|cr[èe]che|stade|piscine|"
    r"m[ée]diath[èe]que|biblioth[èe]que|cantine|ehpad|r[ée]sidence|h[ôo]pital|clinique|parc|square|"
    r"rue|avenue|place|boulevard|quai|cit[ée]|quartier|centre|espace|maison|foyer|pont|"
    r"th[ée][âa]tre|mus[ée]e|loi|plan|logiciel|portail|maternelle|[ée]l[ée]mentaire|primaire|"
    r"site|maladie|"
    r"syndrome|rapport|amendement|jurisprudence|arr[êe]t|soci[ée]t[ée]|entreprise|cabinet)"
    r"(?: (?:de la|de l['’]|du|de|des|d['’]))?[ \u00a0«\"]{1,2}\Z",
    re.IGNORECASE,
)
"""What stands before the name of a place, a law or a tool."""


WORD = re.compile(r"[\w’'\-]+")
_NAME_PART = re.compile(r"[^\W\d_]{1,60}(?:['’\-][^\W\d_]{1,60}){0,5}[^\W\d_]{2}")
_staff: frozenset[str] = frozenset()


def know_staff(names: Iterable[str]) -> None:
    """Keep the names of the town's staff, for the whole process: they are hidden wherever met."""
    global _staff  # noqa: PLW0603 - one directory for the process, as there is one analyzer
    words = {fold(word) for name in names for word in name_words(name)}
    _staff = frozenset(word for word in words - not_a_name() if len(word) > len("le"))


def staff() -> frozenset[str]:
    """List the folded words of the staff's names; none where the site gives no directory."""
    return _staff


def name_words(text: str) -> list[str]:
    """Cut a name into the words that may be met alone."""
    return _NAME_PART.findall(text)


def is_first_name(word: str) -> bool:
    """Tell whether a word is a first name, or a double one."""
    folded = fold(word)
    known = _listed("first_names.txt")
    return folded in known or folded.partition("-")[0] in known


def is_surname(word: str) -> bool:
    """Tell whether a word is one of the most frequent surnames."""
    return fold(word) in _listed("surnames.txt")


def not_a_name() -> frozenset[str]:
    """List the words that stand where names do and are none, folded."""
    return _listed("not_a_name.txt")


@cache
def _listed(name: str) -> frozenset[str]:
    words = Path(__file__).with_name(name).read_text(encoding="utf-8").split()
    return frozenset(fold(word) for word in words)


Span = tuple[int, int]
_CAPITALS = re.compile(r"[^\W\d_]{2,40}")
_SHOUTED = 0.6
"""Share of capitals from which a line is taken for one written in capitals."""
_PARTICLES = frozenset(
    {
        *("de", "du", "des", "la", "le", "van", "von", "el", "al", "ben", "bin"),
        *("da", "dos", "do", "di", "ait", "ou"),
    }
)
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


class Lexicon:
    """Tells French words from others; accents and case make no difference."""

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words
        self.knows = lru_cache(4096)(self._knows)

    def _knows(self, word: str) -> bool:
        folded = fold(word)
        if folded in self._words or folded in not_a_name():
            return True
        stem = folded.rpartition("'")[2]
        if stem != folded and len(folded) - len(stem) <= len("qu'"):
            return stem in self._words or stem in not_a_name()
        parts = folded.split("-")
        return len(parts) > 1 and all(part in self._words for part in parts)

    def may_be_a_first_name(self, word: str) -> bool:
        """Tell whether a word is a first name; one that is also a common word needs its capital."""
        return is_first_name(word) and (word[:1].isupper() or not self._knows(word))

    def truecase(self, text: str) -> str:
        """Write a text as it would be without its capital letters, place for place."""
        return "".join(self._truecase_line(line) for line in text.splitlines(keepends=True))

    def _truecase_line(self, line: str) -> str:
        letters = [c for c in line if c.isalpha()]
        upper = sum(c.isupper() for c in letters)
        shouted = len(letters) > len("abcd") and upper >= _SHOUTED * len(letters)

        def truecase_word(match: re.Match[str]) -> str:
            word = match[0]
            if not word.isupper():
                return word
            if self.knows(word) and not is_first_name(word):
                written = word.lower() if shouted else word
            else:
                written = word.capitalize() if shouted or len(word) > len("ABC") else word
            return written if len(written) == len(word) else word

        return _CAPITALS.sub(truecase_word, line)


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
        for match in LOWER_CASE.finditer(text):
            if not self._lexicon.knows(match["span"]):
                yield match.span("span")
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
        for group in self._groups(text, start, end):
            first, last = group[0].start(), group[-1].end()
            if self._is_somebody(group) and not self._is_a_place(text, first):
                end = self._end_of_name(text, last) if group[-1][0][:1].isupper() else last
                yield from self._trim(text, first, end)

    def in_other_entity(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Find two words or more, none of them French, that the model takes for something else."""
        for group in self._groups(text, start, end):
            words = [word[0] for word in group if fold(word[0]) not in _PARTICLES]
            unknown = all(w[:1].isupper() and not self._lexicon.knows(w) for w in words)
            before = text[max(0, group[0].start() - _BEFORE) : group[0].start()]
            if len(words) > 1 and unknown and not _WHERE.search(before):
                yield from self._trim(text, group[0].start(), group[-1].end())

    def _is_somebody(self, group: list[re.Match[str]]) -> bool:
        words = [word[0] for word in group if fold(word[0]) not in _PARTICLES]
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


def _words(text: str, start: int, end: int) -> list[re.Match[str]]:
    return list(WORD.finditer(text, start, end))
