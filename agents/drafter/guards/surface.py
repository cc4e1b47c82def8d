"""What no letter may look like, whatever it says."""

from __future__ import annotations

import re

from agents.drafter.guards.letter import Letter
from agents.folding import hidden_characters, visible
from agents.privacy import PLACEHOLDER

MAX_WORDS = 350
"""Words of a letter that a model writes, quotes and signature included."""
MOST_WORDS = 600
"""Words of a letter without a model: several rules, each said once, and the texts it quotes."""
LEAST_WORDS = 12
"""Words under which a letter, signature included, says nothing."""

_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|\*\*|__|```|^#{1,6} |\]\(|\{\{|\{%|&[a-z]+;", re.MULTILINE)


def no_placeholder_is_left(letter: Letter) -> str | None:
    """Leave no pseudonym for a person to read."""
    left = PLACEHOLDER.search(letter.text) or re.search(r"\[[A-ZÉÈ _]{3,}\]|_{4,}", letter.text)
    return "Un repère de donnée personnelle est resté dans la lettre." if left else None


def length_is_fair(letter: Letter) -> str | None:
    """Say something, and stay short enough to be read to the end."""
    return _length_within(MAX_WORDS, letter)


def length_is_bounded(letter: Letter) -> str | None:
    """Stay, with several rules and the texts quoted, within what a letter can be."""
    return _length_within(MOST_WORDS, letter)


def nothing_is_marked_up(letter: Letter) -> str | None:
    """Write plain text: no HTML, no Markdown, no template, nothing invisible."""
    hidden = {sign for sign in letter.text if not visible(sign)}
    new = hidden - set(f"{letter.known}\n{letter.named}")
    if _MARKUP.search(letter.text) or hidden_characters(letter.text) or new:
        return "La lettre contient du balisage."
    return None


def _length_within(most: int, letter: Letter) -> str | None:
    words = len(letter.text.split())
    if words > most:
        return f"Lettre trop longue : {words} mots."
    return f"Lettre trop courte : {words} mots." if words < LEAST_WORDS else None
