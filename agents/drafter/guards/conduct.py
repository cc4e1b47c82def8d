"""How a letter speaks to a person: in French, with respect, without threat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.drafter.guards.letter import Letter
from agents.drafter.guards.quotation import without_quotes
from agents.drafter.guards.reading import sentences
from agents.folding import fold

_FAMILIAR = re.compile(
    r"\b(?:tu|toi|ta|tes|te|(?<!le )(?<!un )(?<!du )(?<!au )ton)\b|\bt'(?=[aeiouyh])|[a-z]-toi\b"
)
_THREATENS = re.compile(
    r"\b(?:sous peine d\w*|sanction\w*|poursuit\w*|poursuiv\w*|represailles|menac\w+|punis?\b"
    r"|puni(?:e|s|tion)\w*|a (?:vos|tes) risques|vous vous exposez|vous le regretterez"
    r"|dernier avertissement|mise en demeure|gare a vous|il vous en coutera|consequences? graves?"
    r"|faute de quoi|a defaut de quoi|licenci\w+|revocation|revoque\w*|radi(?:e|ee|ation)"
    r"|est en jeu|surveill\w+|mal vue?s?|gardera (?:la |une )?trace|se saura|remplacables?"
    r"|s'en plaign\w+|en dependra|hierarchie (?:sera|est) (?:prevenue|informee|avertie)"
    r"|nous (?:connaissons|suivons|verifions|notons) (?:vos|toutes vos))\b"
)
_INSULTS = re.compile(
    r"\b(?:idiot\w*|imbecile\w*|stupid\w*|ridicul\w+|incompeten\w+|menteu\w+|mensonge\w*"
    r"|faineant\w*|paresseu\w+|debile\w*|cretin\w*|abruti\w*|conn?e?s?|connard\w*|merd\w+"
    r"|honteu\w+|honte|absurd\w+|pitoyable\w*|minable\w*|ignare\w*|naif|naive\w*|hysterique\w*"
    r"|fou|folle|betise\w*|sotte?s?|incapable\w*|mauvaise foi|n'importe quoi)\b"
)
_LOOKS_DOWN = re.compile(
    r"\b(?:comme chacun (?:le )?sait|tout le monde sait|(?:il est|c'est) (?:pourtant )?evident"
    r"|vous auriez du|vous devriez (?:savoir|le savoir|pourtant)|vous n'avez qu'a"
    r"|il (?:suffit|suffisait|vous suffisait) de lire|si vous aviez (?:lu|pris la peine)"
    r"|faites (?:donc )?un effort|calmez-vous|soyez raisonnable|ma petite|mon petit|mon pauvre"
    r"|ma pauvre|une fois de plus|encore une fois|nous vous (?:l')?avons deja (?:dit|explique)"
    r"|inutile (?:d'insister|de (?:nous )?relancer|de discuter)|arretez de|cessez de|taisez-vous"
    r"|apprenez|sachez une (?:bonne )?fois|c'est pourtant simple|meme un enfant|votre ignorance)\b"
)
_FAULTS = (
    (_FAMILIAR, "La lettre tutoie"),
    (_THREATENS, "La lettre menace"),
    (_INSULTS, "La lettre blesse"),
    (_LOOKS_DOWN, "La lettre prend de haut"),
)
_SHOUTS = re.compile(r"!\s*!|\?\s*!|(?:\b[A-ZÀ-Þ]{4,}\b[ ,]+){2}\b[A-ZÀ-Þ]{4,}\b")
_FRENCH = re.compile(
    r"\b(?:le|la|les|une?|des|du|de|d|l|et|ou|au|aux|en|dans|par|pour|sur|avec|sans|ce|cet|cette|ces"
    r"|est|sont|que|qui|vous|votre|vos|nous|notre|nos|ne|pas|si|elle|son|sa|ses|plus|bonjour|merci"
    r"|madame|monsieur|bien|cordialement)\b"
)
_FOREIGN = re.compile(
    r"\b(?:the|and|you|your|is|are|was|of|to|for|with|this|that|have|has|will|be|not|it|from|we|our"
    r"|can|shall|must|please|dear|my|their|they|el|los|las|una|por|para|usted|con|su|der|die|das"
    r"|und|ist|sie|nicht|mit|ihr|ein|eine|zu|gli|della|che|non|per|sono)\b"
)
_SMALL_LETTERS = "abcdefghijklmnopqrstuvwxyzàâäæçéèêëîïôöœùûüÿ"
_LETTERS = frozenset(_SMALL_LETTERS + _SMALL_LETTERS.upper())
_ENOUGH = 4
"""Words that only another language has, from which a sentence is no longer French."""


def tone_is_respectful(letter: Letter) -> str | None:
    """Say « vous », threaten with nothing, insult nobody, teach nobody a lesson."""
    text, known = without_quotes(letter.text), fold(letter.known)
    for pattern, what in _FAULTS:
        for found in pattern.finditer(fold(text)):
            if not re.search(rf"\b{re.escape(found[0])}", known):
                return f"{what} : « {found[0]} »."
    shouted = _SHOUTS.search(text)
    if shouted and shouted[0] not in letter.known:
        return "La lettre hausse le ton."
    return None


def language_is_french(letter: Letter) -> str | None:
    """Write French, in the letters French is written with."""
    strange = next(_letters_from_elsewhere(letter), None)
    if strange:
        return f"La lettre n’est pas écrite en français : « {strange} »."
    for sentence in sentences(letter.text):
        plain = fold(sentence.text)
        foreign = len(_FOREIGN.findall(plain))
        if foreign >= _ENOUGH and foreign > len(_FRENCH.findall(plain)):
            return f"La lettre n’est pas écrite en français : « {sentence.text[:60]} »."
    return None


def is_french(word: str) -> bool:
    """Tell whether a word is one of those that French is full of."""
    return _FRENCH.fullmatch(fold(word)) is not None


def _letters_from_elsewhere(letter: Letter) -> Iterator[str]:
    """Give the letters French does not use, however alike; a person's own name may have them."""
    if letter.text.isascii():
        return
    for sign in set(letter.text) - set(letter.known):
        if sign.isalpha() and sign not in _LETTERS:
            yield sign
