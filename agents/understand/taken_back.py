"""Words put right before they are read: spellings of messages, and what a writer takes back.

« jai envoyé ma lettre le 10, non, pardon, le 12 mars » says: j'ai envoyé ma lettre le 12 mars.
"""

from dataclasses import replace
from itertools import islice

from agents.understand.dates import MONTH, MOST, NUMBER, WEEK
from statute.french import Plain, pattern

_SORRY = (
    "pardon|pardonnez-moi|excusez-moi|je me trompe|je me suis trompée?|je voulais dire"
    "|je veux dire|je corrige|erreur(?: de ma part)?|rectification|plutôt|oups"
)
_MONTH = rf"(?: (?:{MONTH})\.?(?: \d{{4}})?(?![a-z])|/[01]?\d(?:/\d{{2,4}})?)"
_END = r"(?![\d/%a-z]| ?(?:jours?|h|heures?|ans|mois|semaines?|euros|€|%)(?![a-z]))"
_TAKEN_BACK = pattern(
    rf"[0-3]?\d(?:er)?(?P<month>{_MONTH})?{_END} ?[,;.…!(-]{{0,4}}\s?"
    rf"(?:(?:euh|ah|enfin|ou|mais),? ){{0,2}}(?:non,? )?(?:{_SORRY})[ ,:-]{{1,3}}"
    r"(?:c'est |c'était |plutôt ){0,2}(?:du |depuis |à partir du )?(?:le |au )?"
    rf"(?:(?:{'|'.join(WEEK)}) )?(?P<kept>[0-3]?\d(?:er)?)(?P<of>{_MONTH})?{_END}"
)
_RULED_OUT = pattern(
    rf"(?P<kept>[0-3]?\d(?:er)?)(?P<of>{_MONTH})?,? et (?:non(?: pas)?|pas) (?:le |du |au )?"
    rf"(?:(?:{'|'.join(WEEK)}) )?[0-3]?\d(?:er)?(?P<month>{_MONTH})?{_END}"
)


_INSTEAD = (
    r"[ ,.;:!(\n-]{1,4}(?:(?:euh|ah|oups|heu|enfin|en fait|plutôt)[ ,]{1,2}){0,2}"
    r"(?:non(?! pas)|pardon|oups|erreur|je me (?:suis )?trompe|je voulais dire|je rectifie"
    r"|correction|ou plutôt|plutôt|enfin)(?:[ ,.:!]{1,3}(?:non|pardon|erreur|de ma part|plutôt"
    r"|je voulais dire|c'est|c'était|excusez-moi|désolée?)){0,2}[ ,.:!]{1,3}"
)
_NUMBER = pattern(
    rf"(?P<first>{NUMBER})(?P<unit> (?:jours?|mois|ans?|heures?|semaines?|euros|€))?{_INSTEAD}"
    rf"(?P<last>{NUMBER})(?= ?(?:jours?|mois|ans?|heures?|semaines?|euros|€|%))"
)
_SPELT = {
    "jai": "j'ai", "javais": "j'avais", "jaurai": "j'aurai", "jaurais": "j'aurais",
    "jetais": "j'etais", "jsuis": "je suis", "jsui": "je suis", "chuis": "je suis",
    "jusqua": "jusqu'a", "jusquau": "jusqu'au", "cest": "c'est", "cetait": "c'etait",
    "dune": "d'une", "dun": "d'un", "quon": "qu'on", "nai": "n'ai", "larret": "l'aret",
    "laret": "l'aret", "daret": "d'aret", "lan": "l'an", "lane": "l'ane", "g": "j'ai",
}  # fmt: skip
"""Spellings without apostrophe, as simplified text writes them."""
_I_HAVE = r"g(?= (?:pris|posé|droit|eu|fait|été|repris|déjà|bien|reçu|mis|\d))"
_SPELLINGS = pattern(rf"(?:(?:{'|'.join(_SPELT)})(?![a-z'-])|(?<!\d )(?<!\d){_I_HAVE})")


def reworded(plain: Plain) -> Plain:
    """Spell words as French writes them, then keep the last word of what is corrected."""
    return without_corrected_numbers(without_corrected_days(spelt_out(plain)))


def without_corrected_days(plain: Plain) -> Plain:
    """Leave out each day that another corrects; the month told only with the first is kept."""
    for written in (_TAKEN_BACK, _RULED_OUT):
        text, places, last = [], [], 0
        for match in islice(written.finditer(plain.text), MOST):
            kept = slice(match.start("kept"), match.end("of" if match["of"] else "kept"))
            lent = "" if match["of"] else match["month"] or ""
            text += [plain.text[last : match.start()], plain.text[kept], lent]
            # What is lent stands nowhere else in the source: it takes the place it is written at.
            places += [*plain.places[last : match.start()], *plain.places[kept]]
            places += [places[-1] + 1] * len(lent)
            last = match.end()
        text.append(plain.text[last:])
        plain = replace(plain, text="".join(text), places=(*places, *plain.places[last:]))
    return plain


def without_corrected_numbers(plain: Plain) -> Plain:
    """Leave out each number that another corrects: 20 jours, non pardon, 21 jours."""
    text: list[str] = []
    places: list[int] = []
    last = 0
    for match in islice(_NUMBER.finditer(plain.text), MOST):
        text.append(plain.text[last : match.start()])
        places += plain.places[last : match.start()]
        last = match.start("last")
    places += plain.places[last:]
    return replace(plain, text="".join((*text, plain.text[last:])), places=tuple(places))


def spelt_out(plain: Plain) -> Plain:
    """Spell the words of messages as French writes them: jai for j'ai."""
    text: list[str] = []
    places: list[int] = []
    done = 0
    for match in _SPELLINGS.finditer(plain.text):
        start, end = match.span()
        written = _SPELT[match[0]]
        text += [plain.text[done:start], written]
        spread = [plain.places[min(start + at, end - 1)] for at in range(len(written))]
        places += [*plain.places[done:start], *spread]
        done = end
    text.append(plain.text[done:])
    places += plain.places[done:]
    return replace(plain, text="".join(text), places=tuple(places))
