"""Whom an official text is for, told by its own words: a town's agents, or others alone.

The code says it in a heading ("Fonction publique hospitalière") or in the first words of an
article ("Le fonctionnaire de l'Etat..."). What names others and never a town's agents, nor public
agents at large, is not for them; where it does not say, it is for all.
"""

import re

from knowledge.document import OVER, Nature
from knowledge.extracts import Extract
from knowledge.index import folded

_OTHERS = re.compile(
    r"fonction publique (?:de l.|d.)etat|hospitali|\bfp[eh]\b|\bl\. ?5\b"
    r"|(?:fonctionnaires?(?: civils?)?|agents?(?: contractuels?| publics?)?|services?"
    r"|administrations?|corps de fonctionnaires) de l.etat"
    r"|\bmagistrat|\bmilitaire|police nationale|penitentiaire|ambassad|\bministr|\bministeri"
)
_OURS = re.compile(
    r"territoria(?:l|ux)|agents? publics?\b(?! de l.etat)|\bfpt\b|\bl\. ?[24]\b"
    r"|employeurs? publics?|personnes? publiques?|centres? de gestion|collectivites"
    r"|\bcommun(?:e|es|al|ale|aux)\b"
)
_PRIVATE = re.compile(r"code du travail|secteur prive|convention collective|\bsalarie")
_PUBLIC = re.compile(r"fonctions? publiques?|agents? publics?|fonctionnaire|droit public")
_FIRST_WORDS = 200


def may_be_found(extract: Extract) -> bool:
    """Tell whether an extract is for a town's agents and was in force on days that are known."""
    return is_for_a_town(extract) and not (extract.state in OVER and extract.valid_until is None)


def is_for_a_town(extract: Extract) -> bool:
    """Tell whether an extract may be cited to an agent of a town."""
    if _is_private(extract):
        return False
    for heading in map(folded, reversed(extract.headings)):
        others, ours = _OTHERS.search(heading), _OURS.search(heading)
        if others or ours:
            if not ours:
                return False
            break
    text = folded(extract.text)
    return not (_OTHERS.search(text[:_FIRST_WORDS]) and not _OURS.search(text))


def _is_private(extract: Extract) -> bool:
    """Tell whether a text is for employees of private law: its title says so, its words no else."""
    if not _PRIVATE.search(folded(extract.about.title)):
        return False
    said = extract.text if extract.nature is Nature.OFFICIAL else extract.about.title
    return not _PUBLIC.search(folded(" ".join((*extract.headings, said))))
