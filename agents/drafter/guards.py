"""What no letter may do. Each guard reads a letter and says in French what is wrong, or None."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agents.drafter.figures import figures, figures_in_words
from agents.folding import fold, hidden_characters
from agents.patterns import PLACEHOLDER
from cases.model import Citation, Finding, FindingOutcome, Outcome

MAX_WORDS = 350
"""Words of an ordinary letter, quotes and signature included."""

_ARTICLE = re.compile(r"\b[LRDA]\.? ?(?:\* ?)?\d{1,4}(?:-\d+){0,3}\b")
_NUMBERED_TEXT = re.compile(r"\b(?:n° ?)?(\d{2,4}-\d{2,5})\b")
_PLAIN_ARTICLE = re.compile(r"\barticles? (\d+(?:-\d+)?)(?:er)?\b", re.IGNORECASE)
_PROMISE = re.compile(
    r"\b(?:(?:nous|je) (?:vous )?(?:garanti\w+|promet\w+|certifi\w+|nous engageons)"
    r"|vous (?:pouvez etre|serez|etes) (?:assuree?|certaine?) (?:d'|de |que )"
    r"|sans aucun doute|a coup sur|(?:est|sera) (?:accordee?|validee?|acceptee?|approuvee?)\b"
    r"|nous (?:vous )?(?:accordons|validons|approuvons)|c'est valide|demande close)",
)
_DENIES = re.compile(
    r"\b(?:n'(?:avez|a|aurez|ouvre|etes|est) (?:donc |malheureusement )?(?:pas|plus|aucun)"
    r"|ne (?:pouvez|peut|donne|permet|remplissez|beneficiez|s'applique) (?:donc )?(?:pas|plus)"
    r"|(?:est|sont|etes) (?:donc )?(?:refuse|exclu|rejete|impossible)\w*|aucun droit|sans droit)",
)
_GRANTS = re.compile(
    r"\b(?:vous (?:avez|aurez) (?:bien |donc )?(?:droit|la possibilite)|vous (?:pouvez|beneficiez)"
    r"|(?:est|sera) (?:accordee?|acceptee?|acquise?|possible)|de droit\b)",
)
_CONTACT = re.compile(
    r"https?://\S+|www\.\S+|[\w.+\-]+@[\w\-]+\.[\w.\-]+"
    r"|\b0[1-9](?:[ .\-\u00a0]?\d{2}){4}\b|\+\d[\d .\-]{8,}",
)
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|\*\*|__|```|^#{1,6} |\]\(|\{\{|\{%|&[a-z]+;", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and what it may rest on. `carried`: all text whose figures it may repeat."""

    text: str
    outcome: Outcome
    findings: tuple[Finding, ...]
    carried: str
    ours: str
    """Our contact and our own procedures: their addresses and their promises may be repeated."""

    @property
    def decided(self) -> tuple[Finding, ...]:
        """The findings that say something."""
        open_ones = {FindingOutcome.UNDECIDED, FindingOutcome.TO_CHECK}
        return tuple(f for f in self.findings if f.outcome not in open_ones)


def figures_are_carried(letter: Letter) -> str | None:
    """Take every number, amount, share and date from the evidence, in figures or in words."""
    known = figures(letter.carried) | figures_in_words(letter.carried)
    said = figures(letter.text) | figures_in_words(letter.text)
    strange = sorted(said - known)
    return f"Chiffre sans source : {', '.join(strange[:3])}." if strange else None


def answers_are_said(letter: Letter) -> str | None:
    """Repeat, in an answer, the figures of each decided finding."""
    if letter.outcome is not Outcome.ANSWER:
        return None
    said = figures(letter.text) | figures_in_words(letter.text)
    lost = [f for f in letter.decided if not figures(f.answer) <= said]
    return f"Réponse incomplète : {lost[0].title or lost[0].rule}." if lost else None


def decision_is_kept(letter: Letter) -> str | None:
    """Deny no right that exists, grant none that does not."""
    decided, text = letter.decided, fold(letter.text)
    answers = fold(" ".join(f.answer for f in decided))
    outcomes = {f.outcome for f in decided}
    if outcomes and FindingOutcome.NOT_MET not in outcomes:
        denied = _DENIES.search(text)
        if denied and not _DENIES.search(answers) and denied[0] not in fold(letter.carried):
            return "La lettre refuse ce que la règle accorde."
    if outcomes == {FindingOutcome.NOT_MET} and _GRANTS.search(text) and not _DENIES.search(text):
        return "La lettre accorde ce que la règle refuse."
    return None


def citations_are_found(letter: Letter) -> str | None:
    """Cite the articles of the findings, all of them in an answer, and no other."""
    allowed = _articles(letter.carried) | set(_names(letter.findings))
    strange = sorted(_articles(letter.text) - allowed)
    if strange:
        return f"Article cité sans source : {', '.join(strange[:3])}."
    if letter.outcome is not Outcome.ANSWER:
        return None
    missing = [n for n in _names(letter.decided) if n not in _articles(letter.text)]
    return f"Article non cité : {missing[0]}." if missing else None


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


Guard = Callable[[Letter], str | None]

GUARDS: tuple[Guard, ...] = (
    figures_are_carried,
    answers_are_said,
    decision_is_kept,
    citations_are_found,
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


def _articles(text: str) -> set[str]:
    coded = {_bare(a) for a in _ARTICLE.findall(text)}
    return coded | set(_PLAIN_ARTICLE.findall(text)) | set(_NUMBERED_TEXT.findall(text))


def _names(findings: tuple[Finding, ...]) -> Iterator[str]:
    for finding in findings:
        for citation in finding.citations:
            yield from _articles_of(citation)


def _articles_of(citation: Citation) -> set[str]:
    named = {_bare(a) for a in _ARTICLE.findall(citation.article)}
    plain = re.match(r"\d+(?:-\d+)?", citation.article)
    numbered = set(_NUMBERED_TEXT.findall(citation.text))
    return named | ({plain[0]} if plain else set()) | numbered


def _bare(article: str) -> str:
    return re.sub(r"[.* ]", "", article)
