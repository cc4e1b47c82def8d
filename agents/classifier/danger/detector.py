"""Hears a danger in a ticket: in its subject, its text, what it quotes, the files that were read.

A human reads first where there is a doubt: a false alarm costs a call, a missed one a life.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml

from agents.classifier.danger.learned import NONE, Learned, shipped
from agents.classifier.danger.windows import windows_of
from agents.folding import fold
from cases.model import Danger, Ticket

_LABELS = {
    Danger.SELF: "danger possible pour la personne qui écrit",
    Danger.REPORTED: "danger possible pour une autre personne",
    Danger.HOME: "violences possibles à la maison",
    Danger.ATTACK: "violences, menaces ou harcèlement possibles au travail",
    Danger.WORKPLACE: "danger immédiat possible au travail",
    Danger.GRIEF: "deuil ou nouvelle très grave",
}
_LONGEST_QUOTE = 160
_CLOSEST = re.compile(
    r"\b(?:fils|filles?|bebes?|enfants?|petite?s?|garcon|gamine?|nourrisson|jumeaux|jumelles"
    r"|mari|femme|epou\w+|conjointe?|compagn\w+|pacse\w*)\b"
)
_GRAVE_NEWS = re.compile(
    r"\b(?:mort\w*|deced\w+|deces|enterr\w+|obseques|inciner\w+|perdue?s?|disparu\w*|quittes|partie?"
    r"|etein\w+|palliati\w+|cancer\w*|leucemi\w+|tumeur\w*|incurable|coma|reanimation|condamne\w*"
    r"|deuil|survi\w+|veuve|veuf|suicid\w+|seule|accident|n'est plus|n'a pas vecu|cercueil)\b"
)
_OF_THE_FAMILY = re.compile(
    r"\b(?:pere|mere|papa|maman|parents?|freres?|soeurs?|grand|mamie|papi|beau|belle|oncle|tante"
    r"|cousine?s?|neveu|niece)\b"
)
_SICK = re.compile(
    r"\b(?:gripp\w+|rhume|gastro\w*|angine|bronchite|covid|fievre|migraine|lumbago|entorse|zona"
    r"|arret(?:ee?)?s?\b|malad\w+|medecin|docteur|operation|operee?|hospitalis\w+|depressi\w+"
    r"|burn.?out|surmenage|epuise\w*|fatigue\w*|traitement|convalescen\w+|fracture|kine\w*)\b"
)
_BEYOND = re.compile(
    r"\b(?:mour\w+|mort\w*|meur\w*|suicid\w+|vivre|vie|vivant|adieux?|fini\w*|disparai\w+|tuer?"
    r"|reveill\w+|plus (?:envie|rien|personne|la|de)|n'en peu[xt] plus|issue|sans moi|poids|espoir"
    r"|cachets?|comprimes?|medicaments|pardon\w*|tombe|enterr\w+|pendre|corde|vide|noir\w*|quoi bon"
    r"|a bout|cimetiere|lettres?|jamais|s'arrete|dernier\w*|betise|me faire du mal)\b"
)


@dataclass(frozen=True, slots=True)
class Alarm:
    """What rang: a kind of danger, and the words."""

    kind: Danger
    words: str

    @property
    def reason(self) -> str:
        """What the officer reads."""
        words = " ".join(self.words.split())
        shown = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rstrip()}…"
        return f"Alerte : {_LABELS[self.kind]} (« {shown} »)."


def alarm_in(ticket: Ticket) -> Alarm | None:
    """Hear the danger a ticket tells of, the surest one; None where it tells of none."""
    texts = (ticket.subject, ticket.text, *(file.text for file in ticket.attached))
    return heard("\n".join(text for text in texts if text))


def heard(text: str, learned: Learned | None = None) -> Alarm | None:
    """Hear the danger a text tells of."""
    learned = learned or shipped()
    windows = windows_of(text)
    if not windows.texts:
        return None
    odds, shares = learned.alarms_of(windows.numbers), learned.kinds_of(windows.numbers)
    shares[:, learned.kinds.index(NONE)] = -np.inf
    for place in np.argsort(-odds, kind="stable"):
        kind = Danger(learned.kinds[int(np.argmax(shares[place]))])
        if odds[place] < learned.alarm_from:
            break
        if not _is_ordinary(kind, windows.texts[place]):
            return Alarm(kind, windows.texts[place])
    return next(filter(None, map(_certain, windows.texts)), None)


def _certain(text: str) -> Alarm | None:
    """Hear words that ring by themselves, whatever was learned."""
    folded = fold(text)
    kinds = (kind for kind, words in _words().items() if words.search(folded))
    return next((Alarm(kind, text) for kind in kinds), None)


@cache
def _words() -> dict[Danger, re.Pattern[str]]:
    path = Path(__file__).with_name("certain.yaml")
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {Danger(kind): re.compile(r"\b(?:" + "|".join(of) + ")") for kind, of in listed.items()}


def _is_ordinary(kind: Danger, text: str) -> bool:
    """Tell whether words are of a plain illness, or of no grave news of somebody of the closest.

    An illness alone never alarms; whoever lost a parent asks for days and gets them.
    """
    folded = fold(text)
    if kind is Danger.SELF:
        return _SICK.search(folded) is not None and _BEYOND.search(folded) is None
    if kind is not Danger.GRIEF:
        return False
    closest = _CLOSEST.search(folded) is not None
    of_the_family = _OF_THE_FAMILY.search(folded) is not None
    return not (closest or _GRAVE_NEWS.search(folded)) or (of_the_family and not closest)
