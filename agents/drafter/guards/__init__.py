"""What no letter may do. Each guard reads a letter and says in French what is wrong, or None."""

from __future__ import annotations

from collections.abc import Callable

from agents.drafter.guards.answers import (
    answers_are_said,
    citations_are_found,
    decision_is_kept,
    figures_are_carried,
)
from agents.drafter.guards.letter import Letter
from agents.drafter.guards.places import figures_stay_in_their_place
from agents.drafter.guards.quoted import quotes_are_word_for_word, quotes_keep_their_source
from agents.drafter.guards.surface import (
    MAX_WORDS,
    contacts_are_ours,
    length_is_fair,
    no_placeholder_is_left,
    nothing_is_marked_up,
    nothing_is_promised,
)
from agents.drafter.guards.ties import (
    articles_stay_with_their_answer,
    nothing_is_left_out,
    sentences_rest_on_evidence,
    sentences_turn_as_their_evidence,
    sources_are_kept,
)

__all__ = [
    "GUARDS", "MAX_WORDS", "Guard", "Letter", "answers_are_said",
    "articles_stay_with_their_answer", "citations_are_found", "contacts_are_ours",
    "decision_is_kept", "failures", "figures_are_carried", "figures_stay_in_their_place",
    "length_is_fair", "no_placeholder_is_left", "nothing_is_left_out", "nothing_is_marked_up",
    "nothing_is_promised", "quotes_are_word_for_word", "quotes_keep_their_source",
    "sentences_rest_on_evidence", "sentences_turn_as_their_evidence", "sources_are_kept",
]  # fmt: skip

Guard = Callable[[Letter], str | None]

GUARDS: tuple[Guard, ...] = (
    figures_are_carried,
    figures_stay_in_their_place,
    answers_are_said,
    decision_is_kept,
    citations_are_found,
    articles_stay_with_their_answer,
    quotes_are_word_for_word,
    quotes_keep_their_source,
    sources_are_kept,
    sentences_turn_as_their_evidence,
    sentences_rest_on_evidence,
    nothing_is_left_out,
    no_placeholder_is_left,
    length_is_fair,
    nothing_is_promised,
    contacts_are_ours,
    nothing_is_marked_up,
)


def failures(letter: Letter) -> tuple[str, ...]:
    """Say everything that is wrong with a letter; empty when it may be shown."""
    said = (guard(letter) for guard in GUARDS)
    return tuple(failure for failure in said if failure is not None)
