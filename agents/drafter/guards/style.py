"""How a letter reads: French, respectful, plain text, neither too long nor too short."""

from __future__ import annotations

import re

from agents.drafter.guards.evidence import Letter
from agents.drafter.language.sentences import FRENCH, sentences, without_quotes
from agents.privacy.patterns import PLACEHOLDER
from cases.folding import fold, hidden_characters, visible

MAX_WORDS = 350
"""Words of a letter that a model writes, quotes and signature included."""
MOST_WORDS = 600
"""Words of a letter without a model: several rules, each said once, and the texts it quotes."""
LEAST_WORDS = 12
"""Words under which a letter, signature included, says nothing."""

_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|\*\*|__|```|^#{1,6} |\]\(|\{\{|\{%|&[a-z]+;", re.MULTILINE)
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
    # However alike, letters that French does not use; a person's own name may have them.
    for sign in set(letter.text) - set(letter.known):
        if sign.isalpha() and sign not in _LETTERS:
            return f"La lettre n’est pas écrite en français : « {sign} »."
    for sentence in sentences(letter.text):
        plain = fold(sentence.text)
        foreign = len(_FOREIGN.findall(plain))
        if foreign >= _ENOUGH and foreign > len(FRENCH.findall(plain)):
            return f"La lettre n’est pas écrite en français : « {sentence.text[:60]} »."
    return None


def no_placeholder_is_left(letter: Letter) -> str | None:
    """Leave no pseudonym for a person to read."""
    left = PLACEHOLDER.search(letter.text) or re.search(r"\[[A-ZÉÈ _]{3,}\]|_{4,}", letter.text)
    return "Un repère de donnée personnelle est resté dans la lettre." if left else None


def length_is_fair(letter: Letter) -> str | None:
    """Say something, and stay short enough to be read to the end."""
    return _length_within(MAX_WORDS, letter)


def length_is_bounded(letter: Letter) -> str | None:
    """Stay, with several rules and the texts quoted, within what a letter can be."""
    return _length_within(MOST_WORDS, letter)


def nothing_is_marked_up(letter: Letter) -> str | None:
    """Write plain text: no HTML, no Markdown, no template, nothing invisible."""
    hidden = {sign for sign in letter.text if not visible(sign)}
    new = hidden - set(f"{letter.known}\n{letter.named}")
    if _MARKUP.search(letter.text) or hidden_characters(letter.text) or new:
        return "La lettre contient du balisage."
    return None


def _length_within(most: int, letter: Letter) -> str | None:
    words = len(letter.text.split())
    if words > most:
        return f"Lettre trop longue : {words} mots."
    return f"Lettre trop courte : {words} mots." if words < LEAST_WORDS else None
