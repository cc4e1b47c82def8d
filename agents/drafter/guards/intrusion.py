"""What comes from outside and has no place in a letter: contacts, people, orders, our prompt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.drafter.guards.evidence import Letter
from agents.drafter.language.quantities import numbers
from agents.drafter.language.sentences import is_french, says_they_say, sentences, without_quotes
from cases.folding import fold

_CONTACT = re.compile(
    r"\b(?:https?|hxxps?|ftp|file|data|javascript|mailto|tel|sms):/{0,2}\S+|www\.\S+"
    r"|[\w.+\-]+ ?(?:@|\(at\)|\[at\]| arobase ) ?[\w\-]+(?:\.[\w\-]+)*"
    r"|(?<!\d)0 ?[1-9](?:[ .\-/\u00a0\u202f]?\d{2}){4}(?!\d)|\+\d[\d .\-\u00a0\u202f()]{8,}",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"(?<![\w@])[^\W_][\w\-]*(?:\.[\w\-]+)*\.(?P<last>[^\W\d_]{2,24}|xn--[\w\-]+)(?![\w\-])"
    r"(?P<path>/\S*)?"
)
_ABBREVIATED = frozenset({"p.ex", "cf.art"})
_OPENS = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{2,}")
_DOTS = str.maketrans(dict.fromkeys("．。｡․", "."))
"""Other dots, which a browser reads as one."""
_PERSONAL = re.compile(
    r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){3,}|(?<!\d)\d(?:[ \u00a0\u202f.\-]?\d){9,}(?!\d)"
)
"""A bank account, a social security number, any long number."""
_TITLE = r"\b(?:M|Mme|Mlle|Mr|Me|Dr|Monsieur|Madame|Mademoiselle|Maître|Docteur)\b\.?"
_PERSON = re.compile(rf"{_TITLE}[ \u00a0\u202f]+(?P<name>[A-ZÀ-Þ][\w’'\-]+)")
_INSIDE = re.compile(r"(?<=[\w,;’'»][ \u00a0\u202f])(?P<name>[A-ZÀ-Þ][\w’'\-]*[a-zà-ÿ][\w’'\-]*)")
"""A word with a capital that begins no sentence."""
_IN_CAPITALS = re.compile(r"\b(?P<name>[A-ZÀ-Þ]{3,})\b")
_PLAIN = frozenset({
    "bonjour", "madame", "monsieur", "drh", "rh", "etat", "ville", "mairie", "cgfp", "rtt", "cet",
    "cdi", "cdd", "cnracl", "caf", "cpam", "rifseep", "ifse", "cia", "nbi", "sft", "citis", "clm",
    "cld", "cst", "cap", "ccp", "pdf",
})  # fmt: skip
"""Nobody's name: ours, and the short names of the trade."""
_RUN_OF_ORDERS = 4
_RUN_OF_OURS = 6
"""Words in a row that say where a text comes from."""
_SECRET = re.compile(
    r"\b(?:mots? de passe|votre code|codes? (?:secrets?|confidentiels?|recus?|d'acces|pin)|rib|iban"
    r"|identifiants?|releves? d'identite bancaire|coordonnees bancaires|nir|passeport"
    r"|numero de (?:securite sociale|carte|compte)|dates? de naissance|pieces? d'identite"
    r"|carte (?:bancaire|d'identite|vitale|bleue))\b"
)
_ASKS = re.compile(r"^\w+ez\b|\b\w+ez[ -]nous\b|\bmerci de\b|\bnous (?:faut|sera)\b|\bsuffit\b")
_WORD = re.compile(r"[a-z0-9]+")


def contacts_are_ours(letter: Letter) -> str | None:
    """Give no address, link or number but ours."""
    known = _closed(f"{letter.ours}\n{letter.texts}\n{letter.exact}")
    found = (_closed(contact).rstrip(".,;)") for contact in _contacts(letter))
    if all(contact in known for contact in found):
        return None
    return "La lettre donne un contact qui n’est pas le nôtre."


def nobody_else_is_spoken_of(letter: Letter) -> str | None:
    """Name nobody, and write no account or identity number, that our own sources do not."""
    known, accounts = fold(f"{letter.known}\n{letter.named}"), _closed(letter.known)
    strange = [n[0] for n in _PERSONAL.finditer(letter.text) if _closed(n[0]) not in accounts]
    names = (
        fold(match["name"]).removeprefix("l'").removeprefix("d'").removesuffix("'s")
        for line in without_quotes(letter.text).split("\n")
        for pattern in (_PERSON, _INSIDE, _IN_CAPITALS)
        for match in pattern.finditer(line)
    )
    others = (name for name in names if name not in _PLAIN)
    strange += [name for name in others if not re.search(rf"\b{re.escape(name)}", known)]
    return "La lettre parle d’une personne ou d’un compte sans source." if strange else None


def nothing_secret_is_asked(letter: Letter) -> str | None:
    """Ask for no password, code, account, card, number or date of birth that we do not ask for."""
    known = fold(letter.known)
    for sentence in sentences(letter.text):
        plain = fold(sentence.text)
        found = _SECRET.search(plain)
        if found and not (found[0] in known and (plain in known or not _ASKS.search(plain))):
            return f"La lettre demande un secret : « {found[0]} »."
    return None


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
    known, asked = numbers(letter.known), numbers(letter.asked)
    for sentence in sentences(letter.text):
        strange = (numbers(sentence.text) - known) & asked
        if strange and not says_they_say(sentence, strange):
            return f"Chiffre de la demande repris comme une réponse : {min(strange)}."
    return None


def _contacts(letter: Letter) -> Iterator[str]:
    text = letter.text.translate(_DOTS)
    yield from _CONTACT.findall(text)
    for found in _DOMAIN.finditer(text):
        ends_a_sentence = _OPENS.fullmatch(found["last"]) and is_french(found["last"])
        if found["path"] or not (ends_a_sentence or found[0].lower() in _ABBREVIATED):
            yield found[0]


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = _WORD.findall(fold(text))
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def _closed(text: str) -> str:
    return re.sub(r"\s", "", text).lower()
