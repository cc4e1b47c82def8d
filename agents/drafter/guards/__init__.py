"""What no letter may do. Each guard reads a letter and says in French what is wrong, or None."""

from __future__ import annotations

from collections.abc import Callable

from agents.drafter.guards.answers import (
    answers_are_said,
    citations_are_found,
    decision_is_kept,
    figures_are_carried,
)
from agents.drafter.guards.bounds import figures_keep_their_bounds
from agents.drafter.guards.commitment import (
    nothing_is_promised,
    nothing_is_said_to_be_done,
    nothing_undecided_is_granted,
)
from agents.drafter.guards.conduct import language_is_french, tone_is_respectful
from agents.drafter.guards.intrusion import (
    contacts_are_ours,
    no_order_is_repeated,
    nobody_else_is_spoken_of,
    nothing_secret_is_asked,
    what_was_asked_stays_theirs,
)
from agents.drafter.guards.letter import Letter
from agents.drafter.guards.places import figures_stay_in_their_place
from agents.drafter.guards.polarity import verdict_is_kept
from agents.drafter.guards.quoted import quotes_are_word_for_word, quotes_keep_their_source
from agents.drafter.guards.surface import (
    MAX_WORDS,
    MOST_WORDS,
    length_is_bounded,
    length_is_fair,
    no_placeholder_is_left,
    nothing_is_marked_up,
)
from agents.drafter.guards.ties import (
    articles_stay_with_their_answer,
    nothing_is_left_out,
    own_words_turn_as_their_evidence,
    sentences_rest_on_evidence,
    sentences_turn_as_their_evidence,
    sources_are_kept,
)

__all__ = [
    "GUARDS", "MAX_WORDS", "MOST_WORDS", "OF_ANY_LETTER", "Guard", "Letter", "answers_are_said",
    "articles_stay_with_their_answer", "citations_are_found", "contacts_are_ours",
    "decision_is_kept", "failures", "figures_are_carried", "figures_keep_their_bounds",
    "figures_stay_in_their_place", "language_is_french", "length_is_bounded", "length_is_fair",
    "no_order_is_repeated", "no_placeholder_is_left", "nobody_else_is_spoken_of",
    "nothing_is_left_out", "nothing_is_marked_up", "nothing_is_promised",
    "nothing_is_said_to_be_done", "nothing_secret_is_asked", "nothing_undecided_is_granted",
    "quotes_are_word_for_word", "quotes_keep_their_source", "sentences_rest_on_evidence",
    "sentences_turn_as_their_evidence", "sources_are_kept", "template_failures",
    "tone_is_respectful", "verdict_is_kept", "what_was_asked_stays_theirs",
]  # fmt: skip

Guard = Callable[[Letter], str | None]

OF_ANY_LETTER: tuple[Guard, ...] = (
    verdict_is_kept,
    figures_are_carried,
    answers_are_said,
    decision_is_kept,
    citations_are_found,
    no_placeholder_is_left,
    tone_is_respectful,
    language_is_french,
    nothing_is_promised,
    nothing_is_said_to_be_done,
    nothing_undecided_is_granted,
    contacts_are_ours,
    nobody_else_is_spoken_of,
    nothing_secret_is_asked,
    no_order_is_repeated,
    what_was_asked_stays_theirs,
    nothing_is_marked_up,
)
"""Held against the sources alone, whoever wrote the letter."""

GUARDS: tuple[Guard, ...] = (
    *OF_ANY_LETTER,
    figures_stay_in_their_place,
    figures_keep_their_bounds,
    articles_stay_with_their_answer,
    quotes_are_word_for_word,
    quotes_keep_their_source,
    sources_are_kept,
    sentences_turn_as_their_evidence,
    sentences_rest_on_evidence,
    nothing_is_left_out,
    length_is_fair,
)
"""Held against the letter written without a model too."""

OF_OWN_WORDS: tuple[Guard, ...] = (
    *OF_ANY_LETTER,
    figures_stay_in_their_place,
    figures_keep_their_bounds,
    own_words_turn_as_their_evidence,
    sentences_rest_on_evidence,
)
"""Held again against what a letter says outside its quotes, all quoted words left out."""


def failures(letter: Letter) -> tuple[str, ...]:
    """Say everything that is wrong with a model's letter; empty when it may be shown.

    A text may hold the words of whoever could write in it: what only a quote says is said between
    quotation marks alone.
    """
    outside = (f"Hors des guillemets : {said}" for said in _told(OF_OWN_WORDS, letter.own_words))
    return _told(GUARDS, letter) or tuple(outside)


def template_failures(letter: Letter) -> tuple[str, ...]:
    """Say everything that is wrong with a letter written without a model."""
    return _told((*OF_ANY_LETTER, length_is_bounded), letter)


def _told(guards: tuple[Guard, ...], letter: Letter) -> tuple[str, ...]:
    said = (guard(letter) for guard in guards)
    return tuple(failure for failure in said if failure is not None)
