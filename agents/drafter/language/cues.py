"""Cues: words that turn what a sentence says, as a negation, a limit, an obligation, an order."""

from __future__ import annotations

import re
from collections import Counter

NEGATION, RESTRICTION = "negation", "restriction"
EXCEPTION, CONDITION = "exception", "condition"
OBLIGATION, PERMISSION = "obligation", "permission"
MOST, LEAST = "most", "least"
BEFORE, AFTER = "before", "after"
UP, DOWN = "up", "down"
MORE, LESS = "more", "less"
TOWN, LAW, OURS = "town", "law", "ours"

_IDLE = re.compile(
    r"n'hesitez (?:donc )?(?:pas|surtout pas)|ne manquez pas|n'ayez (?:pas|aucune) \w+"
    r"|sans (?:attendre|tarder|erreur|risque d'erreur)|pas d'inquietude"
    r"|ne vous inquietez pas|pas a pas"
    r"|rest\w+ (?:donc |encore |malheureusement )*sans reponse|rest\w+ (?:un point )?sans reponse"
    r"|n'(?:avons|ai) (?:donc |malheureusement )*pas (?:encore )?de reponse\w*"
    r"|ne (?:pouvons|savons) (?:donc |malheureusement )*pas (?:encore |vous )*repondre"
    r"|ne repondons (?:donc |encore |ici )*qu'a une partie"
    r"|si (?:ce n'est pas|tel n'est pas) le cas|n'etait pas clair|n'est pas clair"
)
"""Courtesies that deny nothing, and what a letter says that it leaves unanswered."""
_OPTIONAL = re.compile(
    r"(?:n'est|ne sont|n'etant|n'a rien d'|sans etre)(?: ni| pas)? ?obligatoires?"
)
_WORDS = {
    NEGATION: r"(?:pas )?non plus|pas|jamais|aucune?|ni|non|rien|nul(?:le)?|sans"
    r"|n(?:e |')(?!\w+ (?:pas|non))[\w' ]{1,20}? plus(?! (?:de |d')?\d)"
    r"|refus\w*|interdi\w*|interdiction|exclu\w*|impossib\w*|rejet\w*|irrecevab\w*|defavorab\w*"
    r"|inutil\w*|dispens\w*|nullement|aucunement|guere|retir\w+|supprim\w+|caduc\w*"
    r"|n(?:e |')(?:\w+ ){1,3}(?<!un )(?<!ce )(?<!le )(?<!au )(?<!de )(?<!du )(?<!r )point",
    RESTRICTION: r"seuls?|seules?|seulement|uniquement|exclusivement"
    r"|n(?:e |')[^,;.?!]{1,40}? qu(?:e|(?='))",
    EXCEPTION: r"sauf|excepte\w*|exceptions?|hormis|(?:en de)?hors|a moins (?:que|de|d')",
    CONDITION: r"sous reserve|a (?:la )?condition|sous condition",
    OBLIGATION: r"doi(?:s|t|vent)|dev(?:ez|ra|ront|rez|rait)|il faut|obligatoire\w*|oblig\w+"
    r"|imperati\w+|tenue?s? de|exig\w+|necessaires?|necessite|requis\w*|indispensab\w+|de droit"
    r"|veillez",
    PERMISSION: r"peu(?:t|x|vent)|pouv(?:ez|ait|oir)|pourr\w+|possib\w+|facultati\w+|option\w*"
    r"|autoris\w+|permi\w+|permet\w*|libre\w*|au choix",
    MOST: r"au plus(?! t(?:ard|ot)\b)"
    r"|au maximum|maxim\w+|max|jusqu'a|dans la limite|limit\w+|plafon\w+"
    r"|(?:ne |n')?(?:depass|exced)\w*(?: pas)?|pas plus de|tout au plus",
    LEAST: r"au moins|au minimum|minim\w+|moins de \d+ [a-z]+ non|des (?=\d)|a partir de|plancher",
    BEFORE: r"avant|au plus tard|jusqu'au|d'ici|prealabl\w+|auparavant|precedent\w*|precede\w*",
    AFTER: r"apres|a compter d\w+|a partir d\w+|depuis|suivant\w*|suivent|au-dela|passe ce delai"
    r"|posterieur\w*|des (?:le|la|l')|ensuite|au terme|au plus tot",
    UP: r"augment\w*|major\w*|hausse\w*|allong\w*|prolong\w*",
    DOWN: r"redui\w*|diminu\w*|baiss\w*|minor\w*|raccourci\w*",
    MORE: r"plus (?:de|d'|que|qu')(?! droit)|davantage|superieur\w*",
    LESS: r"moins (?:de|d'|que|qu')|inferieur\w*",
    TOWN: r"dans notre collectivite|procedure\w*|deliberation\w*|rubriques?|regles? internes?"
    r"|reglement interieur|chez nous|notre (?:commune|ville|mairie|reglement)|en interne",
    OURS: r"dans notre collectivite|chez nous|en interne|nos (?:propres )?(?:regles|textes|usages)"
    r"|notre (?:propre )?(?:commune|ville|mairie|reglement|deliberation|procedure)"
    r"|(?:selon|d'apres|suivant|dans) (?:la|une|cette) (?:deliberation|procedure)"
    r"|la (?:deliberation|procedure) (?:dit|prevoit|fixe|indique|precise|accorde)",
    LAW: r"loi|lois|codes?|decrets?|legal\w*|legislat\w*|statut(?:aire\w*)?|reglementair\w*"
    r"|reglementation|ordonnances?|national\w*|articles?",
}
_PATTERNS = {name: re.compile(rf"\b(?:{words})(?!\w)") for name, words in _WORDS.items()}
_OPPOSITES = (
    (OBLIGATION, PERMISSION), (MOST, LEAST), (BEFORE, AFTER), (UP, DOWN), (MORE, LESS),
)  # fmt: skip
_ALWAYS_COMPARED = (NEGATION, RESTRICTION, EXCEPTION, CONDITION)

Cues = Counter[str]
"""How often each kind of cue stands in a text."""


def without_courtesies(clause: str) -> str:
    """Leave out of a folded text the courtesies that look like denials."""
    return _IDLE.sub(" ", clause)


def cues(clause: str) -> Cues:
    """Count the cues of a folded clause."""
    plain = _OPTIONAL.sub("facultatif", without_courtesies(clause))
    return Counter({name: len(p.findall(plain)) for name, p in _PATTERNS.items()})


def cues_agree(said: Cues, known: Cues) -> bool:
    """Tell whether what is said turns the way of what is known.

    It adds no denial, exception, limit or condition; of two opposites none takes the other's place.
    What is left out is told by `lost_cues`, over the whole letter: a sentence may say a part.
    """
    if any(said[cue] > known[cue] for cue in _ALWAYS_COMPARED):
        return False
    return not any(
        _replaces(said, known, one, other) or _replaces(said, known, other, one)
        for one, other in _OPPOSITES
    )


def lost_cues(said: Cues, known: Cues) -> list[str]:
    """List the turns of the evidence that a whole letter has no more."""
    return [cue for cue in _ALWAYS_COMPARED if said[cue] < known[cue]]


def gained_cues(said: Cues, known: Cues) -> list[str]:
    """List the turns that a whole letter has more often than the evidence, or for their opposite.

    That an agent must where another sentence says may is a matter of wording over a whole letter.
    """
    more = [cue for cue in _ALWAYS_COMPARED if said[cue] > known[cue]]
    pairs = [pair for pair in _OPPOSITES if pair != (OBLIGATION, PERMISSION)]
    for one, other in (*pairs, *((b, a) for a, b in pairs)):
        more += [one] * _replaces(said, known, one, other)
    return more


def _replaces(said: Cues, known: Cues, one: str, other: str) -> bool:
    return said[one] > known[one] and said[other] < known[other]
