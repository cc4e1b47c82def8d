"""Which way a question of yes or no leans, and which side of its matter it is about.

Two questions near in meaning get the same answer only where they lean the same way: a right refused
is no right granted, a leave that is paid none that may be split.
"""

import re
from dataclasses import dataclass

from cases.folding import fold

Leanings = frozenset[str]

_TAG = re.compile(
    r"\bn'est[- ]ce pas\b|\best[- ]ce qu(?:e |')"
    r"|,? (?:non|si|ou pas|ou non|pas vrai|oui ou non|ou quoi)(?= ?[?!.]|$)"
)
"""What asks for a yes without turning the question."""
_SILENCE = re.compile(
    r"\b(?:sans reponse|silence|(?:aucune|pas de) reponse"
    r"|(?:ne |n')?(?:me |m')?(?:repond\w*|dit|dis|dise)(?: pas| rien))\b"
)
_WORDS = {
    "refusal": r"refus\w*|rejet\w*|di(?:re|t) non|oppos\w*|bloqu\w*|interdi\w*|empech\w*",
    "loss": r"per(?:d\w*|te)|saut(?:e|er|ent|era)|retir\w*|supprim\w*|enlev\w*"
    r"|coup(?:e|ee|ent|era)|redui\w*|baiss\w*|diminu\w*|moins|gele\w*|retard\w*|recul\w*"
    r"|repouss\w*|decal\w*|divise\w*",
    "duty": r"oblig\w*|fau[dt]\w*|fall\w*|doi(?:s|t|vent)|dev(?:ons|ez|rai\w*|ra)|forc\w*|impos\w*"
    r"|exig\w*|tenue?s?|necessaires?|besoin",
    "of itself": r"automatique\w*|d'office|tout seul|toute seule|tacite\w*|de droit"
    r"|(?:un|mon) droit",
    "enough": r"suffi\w*|simple",
    "only": r"seulement|uniquement|seul",
    "back": r"rembours\w*|rendre|rends|reverser|recuper\w*",
    "pay": r"pay\w*|paie\w*|remuner\w*|salaires?|traitement|indemnis\w*|touch\w*|verse\w*|argent"
    r"|primes?",
    "again": r"renouvel\w*|reprend\w*|prolong\w*|deuxieme|second\w*|nouve\w*|redemand\w*"
    r"|recondui\w*|autre",
    "split": r"plusieurs fois|fractionn(?:e|er|es|ee|ees|ent)|couper|periodes|jour par jour",
    "advice": r"avis|conseil|commission|medecin",
    "whole": r"entier\w*|totalite|plein\w*|complet\w*",
    "half": r"moitie|demi\w*|mi-temps|prorat\w*",
    "together": r"cumul\w*|s'ajout\w*",
    "counted": r"compt(?:e(?! (?:epargne|personnel|rendu))|ent|era|eront)",
}
_PATTERNS = {name: re.compile(rf"\b(?:{words})\b") for name, words in _WORDS.items()}
_DENIAL = re.compile(
    r"\b(?:pas|jamais|rien|aucune?|sans|ni"
    r"|(?<!en )(?<!de )plus(?! (?:de|tard|tot|longtemps|qu\w*|long\w*|haut|bas|souvent"
    r"|payee?)\b))\b"
)


TURNS = frozenset({
    "refusal", "loss", "duty", "of itself", "enough", "only", "back", "silence", "denial",
})  # fmt: skip
"""The leanings that may turn a yes into a no, whatever the matter."""


TOLD = frozenset({"half", "whole", "again", "advice", "counted"})
"""Those that a question may leave to what was told before it."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """The ways in which a text leans, and the words that are left of it."""

    ways: Leanings
    remainder: str


def leaning_of(text: str) -> Leaning:
    """Read how a question, or what somebody believes, leans."""
    folded = _TAG.sub(" ", fold(text))
    plain = _SILENCE.sub(" ", folded)
    found = {"silence"} if plain != folded else set()
    if _DENIAL.search(plain):
        found.add("denial")
    rest = plain
    for name, pattern in _PATTERNS.items():
        if pattern.search(plain):
            found.add(name)
            rest = pattern.sub(" ", rest)
    return Leaning(frozenset(found), rest)
