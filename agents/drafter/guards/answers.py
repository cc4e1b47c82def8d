"""What an answer must say: the figures, the articles and the decisions of its findings."""

from __future__ import annotations

import re

from agents.drafter.figures import figures, figures_in_words, numbers
from agents.drafter.guards.legal import articles, names
from agents.drafter.guards.letter import Letter
from agents.drafter.guards.marks import without_courtesies
from agents.drafter.guards.quantities import quantities
from agents.folding import fold
from cases.model import FindingOutcome, Outcome

_DENIES = re.compile(
    r"\b(?:n'(?:avez|a|aurez|ouvre|etes|est) (?:donc |malheureusement )?"
    r"(?:pas|plus|aucun|nullement|guere)"
    r"|ne (?:pouvez|peut|donne|permet|remplissez|beneficiez|s'applique) (?:donc )?"
    r"(?:pas|plus|aucunement|nullement|guere)"
    r"|(?:est|sont|etes) (?:donc )?(?:refuse|exclu|rejete|impossible)\w*|aucun droit|sans droit)",
)
_GRANTS = re.compile(
    r"\b(?:vous (?:avez|aurez) (?:bien |donc )?(?:droit|la possibilite)|vous (?:pouvez|beneficiez)"
    r"|(?:est|sera) (?:accordee?|acceptee?|acquise?|possible)|de droit\b)",
)


def figures_are_carried(letter: Letter) -> str | None:
    """Take every number, amount, share and date from the evidence, however it is written."""
    strange = sorted(numbers(letter.text) - numbers(f"{letter.known}\n{letter.asked}"))
    return f"Chiffre sans source : {', '.join(strange[:3])}." if strange else None


def answers_are_said(letter: Letter) -> str | None:
    """Repeat, in an answer, the figures of each decided finding."""
    if letter.outcome is not Outcome.ANSWER:
        return None
    said = figures(letter.text) | figures_in_words(letter.text)
    said |= {quantity.value for quantity in quantities(fold(letter.text))}
    lost = [f for f in letter.decided if not figures(f.answer) <= said]
    return f"Réponse incomplète : {lost[0].title or lost[0].rule}." if lost else None


def decision_is_kept(letter: Letter) -> str | None:
    """Deny no right that exists, grant none that does not."""
    decided, text = letter.decided, without_courtesies(fold(letter.text))
    answers = fold(" ".join(f.answer for f in decided))
    outcomes = {f.outcome for f in decided}
    if outcomes and FindingOutcome.NOT_MET not in outcomes:
        denied = _DENIES.search(text)
        if denied and not _DENIES.search(answers) and denied[0] not in fold(letter.sources):
            return "La lettre refuse ce que la règle accorde."
    if outcomes == {FindingOutcome.NOT_MET} and _GRANTS.search(text) and not _DENIES.search(text):
        return "La lettre accorde ce que la règle refuse."
    return None


def citations_are_found(letter: Letter) -> str | None:
    """Cite the articles of the findings, all of them in an answer, and no other."""
    allowed = articles(letter.known) | set(names(letter.findings))
    strange = sorted(articles(letter.text) - allowed)
    if strange:
        return f"Article cité sans source : {', '.join(strange[:3])}."
    if letter.outcome is not Outcome.ANSWER:
        return None
    missing = [n for n in names(letter.decided) if n not in articles(letter.text)]
    return f"Article non cité : {missing[0]}." if missing else None
