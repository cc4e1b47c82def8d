"""The sentences of a letter, read as a reader of French would: cut, folded, compared.

With what they cite: articles and numbered texts, and words between quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from agents.drafter.language.cues import Cues, cues
from agents.drafter.language.quantities import Quantity, numbers, quantities
from cases.folding import fold
from cases.model import Finding
from cases.retention.caches import cache_until_cleared
from statute.text_names import CODES

_CODED = r"\b[LRDA]\.? ?(?:\* ?)?\d{1,4}(?:-\d+){0,3}\b"
_NUMBER = r"\d+(?:-\d+)*(?:er)?\b(?: (?:bis|ter)\b)?"
_ARTICLE = re.compile(_CODED)
_LISTED = re.compile(rf"\b(?:articles?|art\.) ((?:{_NUMBER}(?:, | et | à | ou )?)+)", re.IGNORECASE)
_PLAIN = re.compile(r"(?:art\. ?)?(\d++(?:-\d+)*+)(?! [a-zéû]+ \d{4})")
"""A number of an article, not the day of a decision of a court."""
_NUMBERED_TEXT = re.compile(r"\b(?:n° ?)?(\d{2,4}-\d{2,5})\b")
_CODES = CODES | {"CGFP": "CGFP"}
_NAMED = re.compile(
    rf"(?P<coded>{_CODED})"
    rf"|\b(?i:articles?|art\.) (?P<listed>(?:{_NUMBER}(?:, | et | à | ou )?)+)"
    r"|\b(?:n° ?)?(?P<text>\d{2,4}-\d{2,5})\b"
    r"|(?P<dated>(?i:arrêté|décret|circulaire) du (?:1er|\d{1,2})[ \u00a0][a-zéû]+[ \u00a0]\d{4})"
    rf"|(?P<code>(?i:{'|'.join(_CODES)}))",
)
Reference = tuple[str, str]
"""An article and the text it is of; either may be empty."""
_OPENING = re.compile('[«“"]')
_CLOSING = {"«": "»", "“": "”", '"': '"'}
_MARKS = str.maketrans(dict.fromkeys('«»“”"', " "))
_INNER = ((re.compile(r"«[ \u00a0\u202f]*"), "“"), (re.compile(r"[ \u00a0\u202f]*»"), "”"))


def article_numbers(text: str) -> set[str]:
    """Collect the numbers of articles and of texts."""
    coded = {_bare(a) for a in _ARTICLE.findall(text)}
    listed = {n for found in _LISTED.findall(text) for n in _numbers(found)}
    return coded | listed | set(_NUMBERED_TEXT.findall(text))


def cited_numbers(findings: Iterable[Finding]) -> Iterator[str]:
    """List the numbers of the articles and texts that findings cite."""
    for citation in (citation for finding in findings for citation in finding.citations):
        coded = {_bare(a) for a in _ARTICLE.findall(citation.article)}
        plain = None if coded else _PLAIN.match(citation.article)
        numbered = set(_NUMBERED_TEXT.findall(citation.text))
        yield from coded | ({plain[1]} if plain else set()) | numbered


def references(sentence: str) -> set[Reference]:
    """Pair each article of a sentence with the text named after it, or else before it."""
    found = [_named(match) for match in _NAMED.finditer(sentence.replace("’", "'"))]
    pairs: set[Reference] = set()
    waiting: list[str] = []
    last = ""
    for articles, text in found:
        waiting += articles
        if text:
            pairs |= {(number, text) for number in waiting or [""]}
            waiting, last = [], text
    return pairs | {(number, last) for number in waiting}


def without_references(sentence: str) -> str:
    """Leave the names of articles and texts out of a sentence."""
    return _NAMED.sub(" ", sentence.replace("’", "'"))


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, and where they stand with their marks."""

    words: str
    start: int
    end: int


def find_quotes(text: str) -> Iterator[Quote]:
    """Find the quotes of a text in order, in one walk: marks left open cost no second one.

    Straight marks hold no more than a line.
    """
    place = 0
    never_closed: set[str] = set()
    while found := _OPENING.search(text, place):
        start, place, mark = found.start(), found.end(), found[0]
        if mark in never_closed:
            continue
        end = text.find(_CLOSING[mark], place)
        if end < 0:
            never_closed.add(mark)
            continue
        inside = text[place:end]
        words = inside.strip()
        if mark == '"' and (not inside.strip("\n") or "\n" in words):
            continue
        place = end + 1
        yield Quote(words, start, place)


def as_inner_quote(text: str) -> str:
    """Write the marks of a text as those of a quote within a quote: it closes none but its own."""
    for mark, inner in _INNER:
        text = mark.sub(inner, text)
    return text


def without_quote_marks(text: str) -> str:
    """Leave out the marks that no quote took with it: read again, two of them would hide words."""
    return text.translate(_MARKS)


def without_quotes(text: str, stand_in: Callable[[Quote], str] = lambda _quote: " ") -> str:
    """Put something in the place of each quote."""
    kept, start = [], 0
    for quote in find_quotes(text):
        kept += [text[start : quote.start], stand_in(quote)]
        start = quote.end
    return "".join([*kept, text[start:]])


def quotes(text: str) -> list[str]:
    """List what stands between quotation marks, spaces brought to one form."""
    return [one_space(quote.words) for quote in find_quotes(text)]


def one_space(text: str) -> str:
    """Join spaces and line ends."""
    return re.sub(r"\s+", " ", text).strip()


def _named(match: re.Match[str]) -> tuple[list[str], str]:
    if match["coded"]:
        return [_bare(match["coded"])], ""
    if match["listed"]:
        return _numbers(match["listed"]), ""
    if match["code"]:
        return [], next(v for k, v in _CODES.items() if k.lower() == match["code"].lower())
    return [], match["text"] or " ".join((match["dated"] or "").casefold().split())


def _numbers(listed: str) -> list[str]:
    return re.findall(r"\d+(?:-\d+)*", listed)


def _bare(article: str) -> str:
    return re.sub(r"[.* ]", "", article)


SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-ZÀ-Ý«\d-])|\n+")
"""Where a sentence of a letter ends, its quotes left out."""
_CLAUSE_END = re.compile(
    r"[;:()–—?!]|,(?!\d)|(?<=\w) - "
    r"|(?=\b(?:sauf|mais|puis|tandis que|alors que|soit|hors|hormis)\b)"
)
_WORD = re.compile(r"[a-z]{3,}|§")
_STEM = 6
_ENOUGH = 2
_CATEGORY = re.compile(r"\b(categories?|groupes?|echelons?) ([a-d]|\d+)\b")
_STOP_WORDS = frozenset({
    "les", "des", "une", "est", "sont", "etre", "que", "qui", "pour", "par", "avec", "dans",
    "sur", "sous", "aux", "ces", "cet", "cette", "son", "ses", "leur", "leurs", "vous", "votre",
    "vos", "nous", "notre", "nos", "mon", "mes", "elle", "elles", "ils", "lui", "pas", "plus",
    "non", "sans", "tout", "toute", "tous", "toutes", "comme", "donc", "car", "mais", "puis",
    "ainsi", "alors", "aussi", "meme", "afin", "lors", "dont", "quand", "lorsque", "entre",
    "avez", "avoir", "ont", "aura", "sera", "seront", "serait", "etes", "peut", "peuvent",
    "pouvez", "doit", "doivent", "devez", "fait", "faire", "bien", "tres", "deja", "encore",
    "selon", "cela", "celui", "celle", "ceux", "ici", "ou", "quel", "quelle", "quels",
    "quelles", "soit", "cas", "sauf", "apres", "avant", "depuis", "pendant", "durant", "moins",
    "maximum", "minimum", "jusqu", "chaque", "autre", "autres", "droit", "prevoit", "prevu",
    "prevue", "sujet", "concernant", "effet",
})  # fmt: skip
_SHOWN = 60
FRENCH = re.compile(
    r"\b(?:le|la|les|une?|des|du|de|d|l|et|ou|au|aux|en|dans|par|pour|sur|avec|sans|ce|cet|cette|ces"
    r"|est|sont|que|qui|vous|votre|vos|nous|notre|nos|ne|pas|si|elle|son|sa|ses|plus|bonjour|merci"
    r"|madame|monsieur|bien|cordialement)\b"
)
_THEIRS = re.compile(
    r"\bvous (?:nous )?(?:(?:l')?avez )?(?:dites|indiqu|ecri|precis|demand|signal|expliqu|mention"
    r"|parl|interrog|souhait|evoqu|pos(?:ez|e)|cit|joi[gn]|trouv|pens|cro[iy])"
    r"|\b(?:d'apres|selon|dans|a) (?:vous\b|votre (?:message|question|demande|courriel|mail|envoi))"
    r"|\bvotre (?:message|question|demande|courriel|mail)\b|\bau sujet d\w+ votre"
)
_SAY = re.compile(
    r"\bvous (?:nous )?(?:(?:l')?avez )?(?:dites|indiqu|ecri|precis|demand|signal|expliqu|mention"
    r"|parl|interrog|souhait|evoqu|cit|pens|cro[iy]|invoqu|envisag|visez|estim|racont|decri)"
)
_AGREES = re.compile(
    r"\b(?:droits? (?:a|aux?)\b|(?:comme|puisque|ce que|d'apres|selon) vous\b"
    r"(?! l'envisag| le souhait)"
    r"|, (?:alors |donc )?vous (?:avez|aurez|pouvez|benefici|dispos)"
    r"|(?:c'est|est|sont) (?:bien |donc )?(?:exact|juste|vrai|correct)|confirm|effectivement"
    r"|en effet|a juste titre)"
)
_PART = re.compile(r"[;:()–—]")


@dataclass(frozen=True)
class Clause:
    """A part of a sentence between two pauses, folded."""

    text: str

    @cached_property
    def quantities(self) -> list[Quantity]:
        """What it counts."""
        return quantities(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """What it is about, whatever the endings; its quantities left out."""
        return frozenset(stem for stem, _ in self.placed_stems)

    @cached_property
    def placed_stems(self) -> list[tuple[str, int]]:
        """Its stems with their places."""
        counted = [range(q.start, q.end) for q in self.quantities if q.unit != "per"]
        return [
            (stem_of(match[0]), match.start())
            for match in _WORD.finditer(self.text)
            if match[0] not in _STOP_WORDS and not any(match.start() in c for c in counted)
        ]

    @cached_property
    def cues(self) -> Cues:
        """How it turns what it says."""
        return cues(self.text)


@dataclass(frozen=True)
class Sentence:
    """A sentence, its quotes left out. `line` numbers the line it stands on."""

    text: str
    line: int = 0

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses, the names of articles left out."""
        plain = fold(without_references(self.text)).replace("pour cent", "%")
        plain = _CATEGORY.sub(r"\1 \2categorie", plain)
        parts = (part.strip(" .") for part in _CLAUSE_END.split(plain))
        return tuple(Clause(part) for part in parts if any(c.isalnum() for c in part))

    @cached_property
    def parts(self) -> tuple[Clause, ...]:
        """Its clauses, those that say too little alone joined to the one before."""
        joined: list[str] = []
        for clause in self.clauses:
            if joined and (_says_little(clause.text) or _says_little(joined[-1])):
                joined[-1] = f"{joined[-1]} , {clause.text}"
            else:
                joined.append(clause.text)
        return tuple(map(Clause, joined))

    @cached_property
    def references(self) -> set[Reference]:
        """The articles it cites."""
        return references(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """What it is about."""
        return stems_of(self.clauses)


def stem_of(word: str) -> str:
    """Cut the ending of a folded word off: six letters at most are left."""
    return word.rstrip("s")[:_STEM] if len(word) > _STEM - 2 else word.rstrip("s")


def stems_of(clauses: Sequence[Clause]) -> frozenset[str]:
    """Join what clauses are about."""
    return frozenset().union(*(clause.stems for clause in clauses))


def cues_of(clauses: Sequence[Clause]) -> Cues:
    """Count the cues of several clauses."""
    total: Cues = Cues()
    for clause in clauses:
        total.update(clause.cues)
    return total


@cache_until_cleared(512)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences; quotes are checked apart and left out."""
    unquoted = without_quotes(text)
    return tuple(
        Sentence(part.strip(), number)
        for number, line in enumerate(unquoted.split("\n"))
        for part in SENTENCE_END.split(line)
        if any(c.isalnum() for c in part)
    )


def _says_little(text: str) -> bool:
    clause = Clause(text)
    return len(clause.stems) + len(clause.quantities) < _ENOUGH


def says_they_say(sentence: Sentence, counted: set[str]) -> bool:
    """Tell whether a sentence says that the requester says these numbers, and agrees with none."""
    plain = fold(sentence.text)
    parts = [part for part in _PART.split(plain) if numbers(part) & counted]
    return all(_SAY.search(part) for part in parts) and not _AGREES.search(plain)


def is_theirs(sentence: Sentence) -> bool:
    """Tell whether a sentence gives what it says as the requester's words."""
    return _THEIRS.search(fold(sentence.text)) is not None


def shorten(sentence: Sentence) -> str:
    """Keep of a sentence what is enough to find it in its letter."""
    text = sentence.text
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"


def is_french(word: str) -> bool:
    """Tell whether a word is one of those that French is full of."""
    return FRENCH.fullmatch(fold(word)) is not None
