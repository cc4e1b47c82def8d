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

from agents.classifier.danger.danger_model import NONE, DangerModel, shipped, windows_of
from agents.classifier.sensitivity import without_figures
from cases.folding import fold
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
_OF_OFFICE = re.compile(
    r"\b(?:expliquez.moi|demission\w*|rupture conventionnelle|detachement|indices?"
    r"|supplement familial|pension (?:nette|brute)|bon montant|calculs?|taxe|impots?"
    r"|(?:premiere|deuxieme|seconde|troisieme) question)\b"
)
_OF_A_FILE = re.compile(
    r"\b(?:arret(?:ee?)?s?\b|dossiers?|vers\w+|pay\w+|contrats?|plannings?|prolong\w+|conges?)\b"
)
_OF_SOMEBODY_LOST = re.compile(
    r"\b(?:nouvelles?|joign\w*|repond\w*|venue?|present\w*|absen\w*|trouv\w*|retrouv\w*|mots?"
    r"|lettre|pleur\w*|inqui\w*|peur|mal|cris\w*|parl\w*|dit|disait|idees?|adieu|voiture|seule?)\b"
)
"""Words of a colleague who is sought, or who said something."""
_NO_NEWS = re.compile(
    r"\b(?:mon|ma|mes|notre) (?:fils|filles?|enfants?|mari|femme|epou\w+|conjointe?|compagn\w+) "
    r"(?:me |m'a |m'ont |nous |nous a )?(?:dit|disent|explique|assure|demande|soutient|pretend"
    r"|conseille|croit|pense)\b|\b(?:pas|sans|aucun) (?:d')?enfants?\b"
)
"""Somebody close who says what the requester asks about, or who never was: no bad news."""
_BEYOND = re.compile(
    r"\b(?:mour\w+|mort\w*|meur\w*|suicid\w+|vivre|vie|vivant|adieux?|fini\w*|disparai\w+|tuer?"
    r"|reveill\w+|plus (?:envie|rien|personne|la|de)|n'en peu[xt] plus|issue|sans moi|poids|espoir"
    r"|cachets?|comprimes?|medicaments|pardon\w*|tombe|enterr\w+|pendre|corde|vide|noir\w*|quoi bon"
    r"|deces|deced\w+|veuve|famille|enfants|capital"
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


def heard(text: str, learned: DangerModel | None = None) -> Alarm | None:
    """Hear the danger a text tells of."""
    learned = learned or shipped()
    windows = windows_of(text)
    if not windows.texts:
        return None
    odds, shares = learned.alarms_of(windows), learned.kinds_of(windows.numbers)
    shares[:, learned.kinds.index(NONE)] = -np.inf
    for place in np.argsort(-odds, kind="stable"):
        kind = Danger(learned.kinds[int(np.argmax(shares[place]))])
        if odds[place] < learned.alarm_from:
            break
        if not _is_ordinary(kind, windows.texts[place]):
            return Alarm(kind, windows.texts[place])
    # Some words ring by themselves, whatever was learned.
    for said in windows.texts:
        folded = fold(said)
        for kind, words in _words().items():
            if words.search(folded):
                return Alarm(kind, said)
    return None


@cache
def _words() -> dict[Danger, re.Pattern[str]]:
    path = Path(__file__).with_name("certain.yaml")
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {Danger(kind): re.compile(r"\b(?:" + "|".join(of) + ")") for kind, of in listed.items()}


def _is_ordinary(kind: Danger, text: str) -> bool:
    """Tell whether words are of a plain illness, or of no grave news of somebody of the closest.

    A figure of speech is read as what it is. An illness, or a count of the office, alone never
    alarms; whoever lost a parent asks for days and gets them.
    """
    said = fold(text)
    folded = without_figures(said)
    if kind is Danger.SELF:
        of_a_thing = folded != said
        plain = of_a_thing or _SICK.search(folded) or _OF_OFFICE.search(folded)
        return bool(plain) and _BEYOND.search(folded) is None
    if kind is Danger.REPORTED:
        worrying = _BEYOND.search(folded) or _OF_SOMEBODY_LOST.search(folded)
        return _OF_A_FILE.search(folded) is not None and not worrying
    if kind is not Danger.GRIEF:
        return False
    folded = _NO_NEWS.sub(" ", folded)
    closest = _CLOSEST.search(folded) is not None
    of_the_family = _OF_THE_FAMILY.search(folded) is not None
    return not (closest or _GRAVE_NEWS.search(folded)) or (of_the_family and not closest)
