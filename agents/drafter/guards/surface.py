"""What no letter may look like, whatever it says."""

from __future__ import annotations

import re

from agents.drafter.guards.letter import Letter
from agents.folding import fold, hidden_characters
from agents.privacy import PLACEHOLDER

MAX_WORDS = 350
"""Words of an ordinary letter, quotes and signature included."""

_PROMISE = re.compile(
    r"\b(?:(?:nous|je) (?:vous )?(?:garanti\w+|promet\w+|certifi\w+|nous engageons)"
    r"|vous (?:pouvez etre|serez|etes) (?:assuree?|certaine?) (?:d'|de |que )"
    r"|sans aucun doute|a coup sur|(?:est|sera) (?:accordee?|validee?|acceptee?|approuvee?)\b"
    r"|nous (?:vous )?(?:accordons|validons|approuvons)|c'est valide|demande close)",
)
_CONTACT = re.compile(
    r"https?://\S+|www\.\S+|[\w.+\-]+@[\w\-]+\.[\w.\-]+"
    r"|\b0[1-9](?:[ .\-\u00a0]?\d{2}){4}\b|\+\d[\d .\-]{8,}",
)
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|\*\*|__|```|^#{1,6} |\]\(|\{\{|\{%|&[a-z]+;", re.MULTILINE)


def no_placeholder_is_left(letter: Letter) -> str | None:
    """Leave no pseudonym for a person to read."""
    left = PLACEHOLDER.search(letter.text) or re.search(r"\[[A-ZÉÈ _]{3,}\]|_{4,}", letter.text)
    return "Un repère de donnée personnelle est resté dans la lettre." if left else None


def length_is_fair(letter: Letter) -> str | None:
    """Stay short enough to be read to the end."""
    words = len(letter.text.split())
    return f"Lettre trop longue : {words} mots." if words > MAX_WORDS else None


def nothing_is_promised(letter: Letter) -> str | None:
    """Inform, and commit the town to nothing."""
    promised = _PROMISE.search(fold(letter.text))
    answers = " ".join(finding.answer for finding in letter.findings)
    if promised is None or promised[0] in fold(f"{answers} {letter.ours}"):
        return None
    return "La lettre contient une promesse ou un accord."


def contacts_are_ours(letter: Letter) -> str | None:
    """Give no address, link or number but ours."""
    known = re.sub(r"\s", "", letter.ours).lower()
    found = (re.sub(r"\s", "", c).lower().rstrip(".,;)") for c in _CONTACT.findall(letter.text))
    if all(contact in known for contact in found):
        return None
    return "La lettre donne un contact qui n’est pas le nôtre."


def nothing_is_marked_up(letter: Letter) -> str | None:
    """Write plain text: no HTML, no Markdown, no template, nothing invisible."""
    if _MARKUP.search(letter.text) or hidden_characters(letter.text):
        return "La lettre contient du balisage."
    return None
