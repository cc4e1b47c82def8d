"""What comes from outside and has no place in a letter: contacts, people, orders, our prompt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.drafter.figures import figures, figures_in_words
from agents.drafter.guards.letter import Letter
from agents.drafter.guards.quotation import without_quotes
from agents.drafter.guards.reading import Sentence, sentences
from agents.folding import fold

_CONTACT = re.compile(
    r"\b(?:https?|hxxps?|ftp|file|data|javascript|mailto|tel|sms):/{0,2}\S+|www\.\S+"
    r"|[\w.+\-]+ ?(?:@|\(at\)|\[at\]| arobase ) ?[\w\-]+(?:\.[\w\-]+)*"
    r"|\b[a-z0-9][a-z0-9\-]*(?:\.[a-z0-9\-]+)*\.(?:fr|com|org|net|example|eu|io|info|biz|co|ru|cn"
    r"|xyz|top|link|gouv|test|local)\b(?:/\S*)?"
    r"|(?<!\d)0 ?[1-9](?:[ .\-/\u00a0\u202f]?\d{2}){4}(?!\d)|\+\d[\d .\-\u00a0\u202f()]{8,}",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){3,}|(?<!\d)\d(?:[ \u00a0\u202f.\-]?\d){9,}(?!\d)"
)
"""A bank account, a social security number, any long number."""
_TITLE = r"\b(?:M|Mme|Mlle|Mr|Me|Dr|Monsieur|Madame|Mademoiselle|Maître|Docteur)\b\.?"
_PERSON = re.compile(rf"{_TITLE}[ \u00a0]+(?P<name>[A-ZÀ-Þ][\w’'\-]+)")
_INSIDE = re.compile(r"(?<=[\w,;’'»] )(?P<name>[A-ZÀ-Þ][\w’'\-]*[a-zà-ÿ][\w’'\-]*)")
"""A word with a capital that begins no sentence."""
_PLAIN = frozenset({"bonjour", "madame", "monsieur", "drh", "rh", "etat", "ville", "mairie"})
_RUN_OF_ORDERS = 4
_RUN_OF_OURS = 6
"""Words in a row that say where a text comes from."""
_THEIRS = re.compile(
    r"\bvous (?:nous )?(?:(?:l')?avez )?(?:dites|indiqu|ecri|precis|demand|signal|expliqu|mention"
    r"|parl|interrog|souhait|evoqu|pos(?:ez|e)|cit|joi[gn]|trouv|pens|cro[iy])"
    r"|\b(?:d'apres|selon|dans|a) (?:vous\b|votre (?:message|question|demande|courriel|mail|envoi))"
    r"|\bvotre (?:message|question|demande|courriel|mail)\b|\bau sujet d\w+ votre"
)
_WORD = re.compile(r"[a-z0-9]+")


def contacts_are_ours(letter: Letter) -> str | None:
    """Give no address, link or number but ours."""
    known = _closed(f"{letter.ours}\n{letter.texts}\n{letter.exact}")
    found = (_closed(c).rstrip(".,;)") for c in _CONTACT.findall(letter.text))
    if all(contact in known for contact in found):
        return None
    return "La lettre donne un contact qui n’est pas le nôtre."


def nobody_else_is_spoken_of(letter: Letter) -> str | None:
    """Name nobody, and write no account or identity number, that our own sources do not."""
    known = fold(letter.known)
    numbers = _closed(letter.known)
    strange = [n[0] for n in _PERSONAL.finditer(letter.text) if _closed(n[0]) not in numbers]
    strange += [name for name in _names(letter) if not re.search(rf"\b{re.escape(name)}", known)]
    return "La lettre parle d’une personne ou d’un compte sans source." if strange else None


def no_order_is_repeated(letter: Letter) -> str | None:
    """Repeat neither an order hidden in the ticket or its files, nor our own instructions."""
    ours, *orders = letter.unsaid or ("",)
    known = _runs(letter.known, _RUN_OF_ORDERS)
    said = _runs(letter.text, _RUN_OF_ORDERS) - known
    if any(said & _runs(order, _RUN_OF_ORDERS) for order in orders):
        return "La lettre répète une consigne glissée dans la demande."
    long = _runs(letter.text, _RUN_OF_OURS) - _runs(letter.known, _RUN_OF_OURS)
    return "La lettre répète nos consignes." if long & _runs(ours, _RUN_OF_OURS) else None


def what_was_asked_stays_theirs(letter: Letter) -> str | None:
    """Repeat a figure of the ticket only as what the requester says."""
    known, asked = _figures(letter.known), _figures(letter.asked)
    for sentence in sentences(letter.text):
        strange = (_figures(sentence.text) - known) & asked
        if strange and not is_theirs(sentence):
            return f"Chiffre de la demande repris comme une réponse : {min(strange)}."
    return None


def is_theirs(sentence: Sentence) -> bool:
    """Tell whether a sentence gives what it says as the requester's words."""
    return _THEIRS.search(fold(sentence.text)) is not None


def _names(letter: Letter) -> Iterator[str]:
    plain = without_quotes(letter.text)
    for pattern in (_PERSON, _INSIDE):
        for line in plain.split("\n"):
            names = (fold(match["name"]) for match in pattern.finditer(line))
            yield from (_bare(name) for name in names if _bare(name) not in _PLAIN)


def _bare(name: str) -> str:
    return name.removeprefix("l'").removeprefix("d'").removesuffix("'s")


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = _WORD.findall(fold(text))
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def _figures(text: str) -> set[str]:
    return figures(text) | figures_in_words(text)


def _closed(text: str) -> str:
    return re.sub(r"\s", "", text).lower()
