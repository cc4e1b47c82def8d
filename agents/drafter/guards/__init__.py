"""What no letter may do. Each guard reads a letter and says in French what is wrong, or None."""

from __future__ import annotations

from collections.abc import Callable

from agents.drafter.guards import (
    commitment,
    faithfulness,
    figure_context,
    grounding,
    intrusion,
    limits,
    sources,
    style,
)
from agents.drafter.guards.asides import without_asides
from agents.drafter.guards.evidence import Letter

Guard = Callable[[Letter], str | None]

OF_ANY_LETTER: tuple[Guard, ...] = (
    faithfulness.verdict_is_kept,
    faithfulness.figures_are_carried,
    faithfulness.answers_are_said,
    faithfulness.decision_is_kept,
    faithfulness.citations_are_found,
    style.no_placeholder_is_left,
    style.tone_is_respectful,
    style.language_is_french,
    commitment.nothing_is_promised,
    commitment.nothing_is_said_to_be_done,
    commitment.nothing_undecided_is_granted,
    intrusion.contacts_are_ours,
    intrusion.nobody_else_is_spoken_of,
    intrusion.nothing_secret_is_asked,
    intrusion.no_order_is_repeated,
    intrusion.what_was_asked_stays_theirs,
    style.nothing_is_marked_up,
)
"""Whoever wrote the letter: they compare it with its sources alone."""

GUARDS: tuple[Guard, ...] = (
    *OF_ANY_LETTER,
    figure_context.figures_stay_in_their_place,
    figure_context.figures_keep_their_bounds,
    sources.articles_stay_with_their_answer,
    sources.quotes_are_word_for_word,
    sources.quotes_keep_their_source,
    sources.sources_are_kept,
    grounding.sentences_turn_as_their_evidence,
    grounding.sentences_rest_on_evidence,
    grounding.nothing_is_left_out,
    limits.nothing_is_made_absolute,
    limits.nothing_is_made_doubtful,
    limits.nothing_is_allowed,
    limits.conditions_are_kept,
    style.length_is_fair,
)
"""Of a model's letter: they compare it with the letter written without a model too."""

OF_OWN_WORDS: tuple[Guard, ...] = (
    *OF_ANY_LETTER,
    figure_context.figures_stay_in_their_place,
    figure_context.figures_keep_their_bounds,
    grounding.own_words_turn_as_their_evidence,
    grounding.sentences_rest_on_evidence,
)
"""Of what a model's letter says outside its quotes, all quoted words left out."""


_OF_ITS_ANSWER = frozenset({
    faithfulness.figures_are_carried,
    intrusion.what_was_asked_stays_theirs,
    figure_context.figures_stay_in_their_place,
    figure_context.figures_keep_their_bounds,
    grounding.sentences_turn_as_their_evidence,
    grounding.own_words_turn_as_their_evidence,
    grounding.sentences_rest_on_evidence,
    grounding.nothing_is_left_out,
    limits.nothing_is_made_absolute,
    limits.nothing_is_made_doubtful,
})  # fmt: skip
"""They leave out what a model's letter says beside its answer."""


def failures(letter: Letter) -> tuple[str, ...]:
    """Say everything that is wrong with a model's letter; empty when it may be shown.

    A text may hold the words of whoever could write in it: what only a quote says is said between
    quotation marks alone.
    """
    return _faults(GUARDS, letter, without_asides(letter)) or tuple(
        f"Hors des guillemets : {fault}"
        for fault in _faults(OF_OWN_WORDS, letter.own_words, without_asides(letter.own_words))
    )


def template_failures(letter: Letter) -> tuple[str, ...]:
    """Say everything that is wrong with a letter written without a model."""
    return _faults((*OF_ANY_LETTER, style.length_is_bounded), letter, letter)


def _faults(guards: tuple[Guard, ...], letter: Letter, answer: Letter) -> tuple[str, ...]:
    faults = (guard(answer if guard in _OF_ITS_ANSWER else letter) for guard in guards)
    return tuple(fault for fault in faults if fault is not None)
