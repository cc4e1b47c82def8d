"""Names written without capitals, where people say who they are or whom they mean."""

import re
from collections.abc import Iterator

from agents.privacy.name_lists import PARTICLES, Lexicon, is_first_name, is_surname

Span = tuple[int, int]

_LOW = r"[a-zß-öø-ÿœ]"
_RUN = rf"(?P<span>{_LOW}[\w’'\-]{{1,30}}(?: {_LOW}[\w’'\-]{{0,30}}){{0,4}})"
_I_AM = r"\b(?:c|cest|c['’]est|jsuis|chui|ici|moi c|moi c['’]est|signée?|nommée?|appell?e|nom est)"
_I_SAY = r"\b(?:je suis|je soussignée?,?)"
_WITH = r"\b(?:voir avec|avec|voir|chez|merci à|de la part de|cordialement[ ,.]*\n{1,3})"
_CIVILITY = r"\b(?:monsieur|madame|mademoiselle|mme|mlle|mr|m\.|docteur|dr)"
_OF_MINE = (
    r"\b(?:m[ao]n?|notre|votre|s[ao]n?|une?|le|la|l['’]) ?(?:petite? )?(?:coll[èe]gue|ami|amie|fils"
    r"|fille|mari|femme|épouse|époux|conjointe?|compagne|compagnon|fr[èe]re|s(?:œ|oe)ur|m[èe]re"
    r"|p[èe]re|ni[èe]ce|neveu|voisine?|bin[ôo]me|chef|cheffe)"
)
_PLACES = tuple(
    (kind, re.compile(rf"{place}{{gap}}{_RUN}".replace("{gap}", "(?: |(?<=\\n))"), re.IGNORECASE))
    for kind, place in (
        ("i am", _I_AM),
        ("i say", _I_SAY),
        ("with", _WITH),
        ("civility", _CIVILITY),
        ("of mine", _OF_MINE),
    )
)
_WORD = re.compile(r"[\w’'\-]+")
_OF_A_SERVICE = re.compile(r" (?:du|des|de la|de l['’])\b")
_INITIAL = re.compile(rf" {_LOW}\.(?!\w)")
_OF_A_PLACE = frozenset({"du", "des", "la"})
"""What begins the name of a service more often than a name in small letters."""


def in_small_letters(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Find the names that follow an introduction, a civility or a tie, without their capitals."""
    for kind, place in _PLACES:
        for match in place.finditer(text):
            if match["span"][:1].islower():
                yield from _name_of(text, match, kind, lexicon)


def _name_of(text: str, match: re.Match[str], kind: str, lexicon: Lexicon) -> Iterator[Span]:
    """Keep of a run of small words those that make a name."""
    kept, first_name = [], False
    for word in _WORD.finditer(text, *match.span("span")):
        first_name = first_name or _is_a_first_name(word[0])
        if (first_name and word[0] in _OF_A_PLACE) or not (
            word[0] in PARTICLES or _may_be_part(word[0], lexicon)
        ):
            break
        kept.append(word)
    while kept and kept[-1][0] in PARTICLES:
        kept.pop()
    if not kept or (len(kept) == 1 and kept[0][0] in PARTICLES):
        return
    own = [word[0] for word in kept if word[0] not in PARTICLES]
    end = kept[-1].end()
    surest = next((w for w in kept if _is_a_first_name(w[0])), None)
    if surest and surest is kept[-1] and (initial := _INITIAL.match(text, end)):
        yield kept[0].start(), initial.end()
    elif len(own) > 1 and (first_name or kind == "civility"):
        yield kept[0].start(), end
    elif _alone(text, kept, kind, lexicon):
        yield kept[0].start(), kept[0].end()


def _alone(text: str, kept: list[re.Match[str]], kind: str, lexicon: Lexicon) -> bool:
    """Tell whether one word suffices: no French one, a sure first name, or one that is placed."""
    word, end = kept[0][0], kept[0].end()
    if lexicon.may_be_a_first_name(word):
        return True
    if kind == "civility":
        return is_surname(word) or not lexicon.knows(word)
    if kind == "of mine":
        return is_first_name(word)
    if is_first_name(word):
        return kind in {"i am", "i say"} and bool(_OF_A_SERVICE.match(text, end))
    if kind == "i say":  # « je suis fonctionaire »: what is badly spelt is no French word either
        return False
    return not lexicon.knows(word) and len(word) > len("abc") and text[end : end + 1] != "@"


def _may_be_part(word: str, lexicon: Lexicon) -> bool:
    if len(word) < len("ab") or any(c.isdigit() for c in word):
        return False
    return is_first_name(word) or is_surname(word) or not lexicon.knows(word)


def _is_a_first_name(word: str) -> bool:
    return len(word) > len("ab") and is_first_name(word)
