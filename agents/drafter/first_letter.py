"""The first letter to a person in danger, or in grief: no rule, no figure but the lines to call."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agents.classifier.ticket_signs import DISTRESS, signs_in
from cases.folding import MAX_TICKET, fold
from cases.model import Danger, Ticket

_MINE = r"(?:mon|ma|mes|notre|nos)"
_CHILD = (
    r"(?:fils|filles?|enfants?|bebes?|garcons?|petite?s?|jumeaux|jumelles?|aine\w*|cadet\w*|gosses?"
    r"|gamine?s?|ados?|nourrisson)"
)
_DIED = (
    r"(?:est|sont|es|s'est|vient de|nous a|m'a|a ete|etait|n'est|n'a|a|en) .{0,40}?"
    r"(?:morte?s?|deced\w+|mourir|eteinte?s?|quitte\w*|partie?|tuee?s?|disparue?|noyee?|pendue?"
    r"|donnee? la mort|fin a ses jours|plus (?:la|de ce monde)|plus\b|survecu|vecu)\b"
)
_CHILD_DIED = re.compile(
    rf"\b{_MINE} (?:\w+ )?{_CHILD}\b[^.!?]{{0,60}}?\b{_DIED}"
    r"|\b(?:perdu|enterr\w+|enterrement de|obseques de|deces de|mort de) "
    rf"{_MINE} (?:\w+ )?{_CHILD}\b"
    r"|\bil etait ne .{0,30}n'a pas vecu|\bj'enterre mon (?:enfant|fils)"
)
_UNBORN = re.compile(
    r"\b(?:grossesse|enceinte|fausse couche|mort[- ]?nee?|sans vie|img\b|interruption medicale"
    r"|accouch\w+|foetus|prematur\w+|perdu .{0,20}bebe|coeur .{0,20}arrete)"
)
_DEATH = re.compile(
    r"\b(?:morte?s?\b|mort\b|deced\w+|deces\b|mourir\b|enterr\w+|obseques|eteinte?\b|tuee?\b|perdu\b"
    r"|nous a quitte\w*|m'a quitte\w*|deuil|veu(?:f|ve)\b|n'est plus\b|survecu|donne la mort"
    r"|partie? (?:cette nuit|ce matin|hier)|fin a ses jours|pendue?\b|ranim\w+)"
)
_SUICIDE = re.compile(r"\b(?:suicid\w+|donnee? la mort|fin a ses jours|s'est (?:pendue?|tuee?)\b)")
_KIN = (
    r"(?:peres?|meres?|papa|maman|parents?|beaux?-(?:pere|frere|fils|parents)|belle-(?:mere|soeur|fille)"
    r"|freres?|soeurs?|grands?-(?:pere|mere|parents)|mamie|papi|papy|mari|femme|epou(?:x|se)|conjointe?"
    r"|compagn(?:on|e)|oncle|tante|neveu|niece|cousine?|petits?-(?:fils|enfants?)|petite-fille)"
)
_SURELY_DIED = (
    r"(?:(?:est|sont|s'est|vient de|viennent de|a ete|nous a|nous ont) .{0,20}?"
    r"(?:morte?s?|deced\w+|mourir|eteinte?s?|quittee?s?|tuee?s?)\b"
    r"|est (?:partie?|disparue?) (?:cette nuit|ce matin|hier|brutal\w+|subit\w+|trop tot)"
    r"|n'est plus (?:de ce monde|parmi nous))"
)
_KIN_DIED = re.compile(
    rf"\b{_MINE} (?:\w+ )?(?:{_KIN}|{_CHILD})\b[^.!?]{{0,60}}?\b{_SURELY_DIED}"
    r"|\b(?:perdu|enterr\w+|enterrement de|obseques de|deces de|mort de|funerailles de) "
    rf"{_MINE} (?:\w+ )?(?:{_KIN}|{_CHILD})\b"
)
_LONG_AGO = re.compile(
    r"\bil y a (?:\d+|deux|trois|quatre|cinq|dix|plusieurs|quelques) ans\b|\ben (?:19|20)\d\d\b"
)
_GROWN = 25
_AGE = re.compile(r"\b(\d{1,2}) ans\b")
_YOUNG = re.compile(r"\b(?:nourrisson|creche|maternelle|college|collegien\w*|lyceen\w*|\d+ mois\b)")
_NAMED = re.compile(
    r"\b(?:[Mm]on|[Mm]a|[Nn]otre) (?:petite? )?(?:fils|fille|petite?|bébé|garçon|enfant) "
    r"([A-ZÀ-Þ][a-zà-ÿ]{1,14}(?:-[A-ZÀ-Þ][a-zà-ÿ]{1,14})?)\b"
)
_OF_ANOTHER = re.compile(
    r"\b(?:une?|mon|ma|la|le|notre) (?:\w+ )?(?:collegues?|agente?s?|binome|stagiaire|apprentie?"
    r"|copine|amie?|gendre|soeur|fille|mere|voisine?)\b|\belle (?:arrive|porte|a des|dit|vit|est)\b"
)
_OF_MYSELF = re.compile(r"\b(?:me|moi)\b|\bm'(?!a (?:dit|confie|parle|raconte|montre|ecrit))")


@dataclass(frozen=True, slots=True)
class Grief:
    """What a bereaved person wrote; `days`: which right is sure, of a child who died.

    `young`: under twenty-five; `any`: whatever the age; empty where it is to be said by a person.
    `suicide`: a suicide is told of, or feared of whoever writes.
    """

    death: bool = False
    child: bool = False
    name: str = ""
    days: str = ""
    suicide: bool = False

    @property
    def of_whom(self) -> str:
        """Whose death it is, after « la mort »."""
        if not self.name:
            return "de votre enfant"
        return f"d’{self.name}" if self.name[0] in "AÀÂEÉÈÊIÎOÔUÛY" else f"de {self.name}"


def template_of(danger: Danger, ticket: Ticket) -> str:
    """Name the letter of a danger; whoever tells of violence done to another gets another one.

    An alarm that no word of distress confirms, in a message of mourning, gets the letter of grief,
    with the line to call.
    """
    folded = _folded(ticket)
    if danger is Danger.SELF and mourns(ticket) and not signs_in(ticket).of(DISTRESS):
        return f"danger_{Danger.GRIEF.value}.j2"
    of_another = _OF_ANOTHER.search(folded) and not _OF_MYSELF.search(folded)
    if danger in {Danger.HOME, Danger.ATTACK} and of_another:
        return "danger_witness.j2"
    return f"danger_{danger.value}.j2"


def grief_in(ticket: Ticket, danger: Danger | None = None) -> Grief:
    """Read who died, without a guess: what is not plain is said by a person."""
    folded = _folded(ticket)
    named = _NAMED.search(ticket.text)
    child = _CHILD_DIED.search(folded) is not None
    return Grief(
        death=child or _DEATH.search(folded) is not None,
        child=child,
        name=named[1] if child and named else "",
        days=_leave_of(folded) if child else "",
        suicide=danger is Danger.SELF or _SUICIDE.search(folded) is not None,
    )


def mourns(ticket: Ticket) -> bool:
    """Tell whether the writer just lost somebody of theirs: condolences come before any rule."""
    folded = _folded(ticket)
    return _KIN_DIED.search(folded) is not None and not _LONG_AGO.search(folded)


def _leave_of(folded: str) -> str:
    """Tell which days of leave are sure: a child that was not born alive may open others."""
    if _UNBORN.search(folded):
        return ""
    ages = [int(age) for age in _AGE.findall(folded)]
    if len(ages) == 1 and ages[0] < _GROWN:
        return "young"
    return "young" if not ages and _YOUNG.search(folded) else "any"


def _folded(ticket: Ticket) -> str:
    return fold(f"{ticket.subject}. {ticket.text}"[:MAX_TICKET])
