"""A letter says what its findings say: their yes or no, figures, decisions and articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from agents.drafter.guards.evidence import SIMILAR, Letter, dice
from agents.drafter.language.cues import NEGATION, cues, without_courtesies
from agents.drafter.language.quantities import figures, figures_in_words, numbers, quantities
from agents.drafter.language.sentences import (
    Sentence,
    article_numbers,
    cited_numbers,
    one_space,
    sentences,
    without_quote_marks,
    without_quotes,
)
from cases.folding import fold
from cases.model import Finding, FindingOutcome, Outcome

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
_SOFTENED = r"(?:(?:bien|donc|malheureusement|helas|tout a fait|toujours|encore|aussi|ainsi) )*"
_OPENS = (
    r"(?:(?:malheureusement|helas|rassurez-vous|bonne nouvelle|alors|donc|ainsi|bonjour|et|mais"
    r"|(?:pour (?:vous )?repondre )?a votre question|en clair|en resume|en bref)(?: ?[,:])? )*"
)
_YES = (
    r"oui(?: da)?|tout a fait|bien (?:sur|entendu)|absolument|exactement|parfaitement|certainement"
    r"|assurement|naturellement|evidemment|effectivement|en effet|affirmatif|volontiers"
    rf"|(?:sans|aucun|pas de) (?:aucun )?(?:probleme|souci)s?|rien ne s'y oppose"
    r"|(?:nous|je) vous le confirm(?:ons|e)|"
    rf"(?:c'est|cela|cela vous est|ca vous est|cela est) {_SOFTENED}(?:exact|juste|vrai|correct"
    r"|cela|ca|le cas|possible|permis|autorise|ouvert|envisageable|prevu|accessible|legal)"
    rf"|vous avez {_SOFTENED}(?:raison|compris)|vous y avez {_SOFTENED}droit|vous avez ce droit"
    r"|vous (?:en )?beneficiez|vous etes concernee?"
    r"|vous remplissez (?:bien )?(?:les|toutes les) conditions|vous (?:le|la|les) pouvez"
    r"|vous pouvez (?:bien |donc )?(?:en beneficier|y pretendre|le faire|en disposer|l'obtenir)"
    r"|votre (?:lecture|calcul|analyse|raisonnement) est (?:la )?(?:bonne?|juste|exacte?)"
    rf"|(?:la|notre|ma) reponse (?:a votre question )?est {_SOFTENED}(?:oui|positive|favorable"
    r"|affirmative)"
)
_NO = (
    rf"non(?! plus)|(?:ce|cela|ca) n'est {_SOFTENED}pas {_SOFTENED}(?:possible|permis"
    r"|autorise|ouvert|prevu|envisageable|le cas|exact|juste|vrai|correct)"
    rf"|c'est {_SOFTENED}(?:impossible|exclu|interdit|faux|inexact)|c'est non|pas du tout|negatif"
    rf"|vous n'y avez {_SOFTENED}pas droit|vous ne (?:le )?pouvez {_SOFTENED}pas"
    rf"|(?:la|notre|ma) reponse (?:a votre question )?est {_SOFTENED}(?:non|negative|defavorable)"
)
_ENDS = r"(?=,? ?malheureusement\b| ?[.,;:!?–—]| ?$| (?:car|puisque|parce que|des lors)\b)"
_SAYS = re.compile(
    rf"(?:^|[.!?:;,(–—] ?){_OPENS}(?:(?P<yes>{_YES})|(?P<no>{_NO})){_ENDS}(?:,? malheureusement)?"
)
_LEADS = re.compile(
    rf"{_OPENS}(?:{_YES}|{_NO}){_ENDS}(?:,? malheureusement)?(?P<then> ?[.,;:!?–—]?)"
)
_PLAIN_WORD = re.compile(r"(?:oui|non)\b")
_CONNECTS = re.compile(r"(?:en effet|effectivement)[ ,]+\w")
"""Between two sentences that rest on findings it explains, and answers nothing."""


class Verdict(StrEnum):
    """What a finding, or a sentence, answers to a question of yes or no."""

    YES = "oui"
    NO = "non"
    NEITHER = ""


_BEGINS = ((re.compile(r"oui\b"), Verdict.YES), (re.compile(r"(?:non|pas encore)\b"), Verdict.NO))
_WORDS = {"oui": Verdict.YES, "non": Verdict.NO}
_ANSWERS = {FindingOutcome.MET: Verdict.YES, FindingOutcome.NOT_MET: Verdict.NO}


def answered_by(finding: Finding, letter: Letter | None = None) -> Verdict:
    """Tell what a finding answers: a value answers neither, but where its sentence says so.

    Where the question is asked the other way round, the word that opens the letter is the answer.
    """
    for known, word in letter.verdicts if letter else ():
        if known == finding:
            return _WORDS.get(fold(word)[:3], Verdict.NEITHER)
    said = fold(finding.answer)
    begins = (verdict for pattern, verdict in _BEGINS if pattern.match(said))
    return _ANSWERS.get(finding.outcome) or next(begins, Verdict.NEITHER)


def verdict_is_kept(letter: Letter) -> str | None:
    """Say yes where the finding that answers affirms, no where it refuses, neither elsewhere."""
    turned = ((f, "") for f, word in letter.verdicts if fold(word)[:3] != _ANSWERS.get(f.outcome))
    read, bare = sentences(letter.text), replace(letter, verdicts=tuple(turned))
    lines = {_bare(line) for line in letter.verdict_lines}
    for place, sentence in enumerate(read):
        plain = fold(sentence.text)
        if _bare(plain) in lines:
            continue
        if _CONNECTS.match(plain) and place and _nearest([read[place - 1]], letter):
            plain = plain.partition(" ")[2]
        for match in _SAYS.finditer(plain):
            verdict = Verdict.YES if match["yes"] else Verdict.NO
            # Only the plain word turns with the question; no other way to say it is read there.
            asked = letter if _PLAIN_WORD.match(match["yes"] or match["no"]) else bare
            if verdict is not _answered(asked, read[place : place + 2], verdict):
                return f"La lettre répond « {verdict.value} », et aucun constat ne le fait ici."
    return None


def _bare(line: str) -> str:
    return one_space(fold(without_quote_marks(without_quotes(line))))


def without_verdicts(text: str) -> str:
    """Leave out the yes or no that sentences lead with: `verdict_is_kept` holds them."""
    kept = []
    for sentence in sentences(text):
        words = sentence.text.split()
        while found := _LEADS.match(fold(" ".join(words))):
            words = words[len(found[0].split()) :]
        kept.append(" ".join(words))
    return "\n".join(kept)


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
        if denied and not cues(answers)[NEGATION] and denied[0] not in fold(letter.sources):
            return "La lettre refuse ce que la règle accorde."
    if outcomes == {FindingOutcome.NOT_MET} and _GRANTS.search(text) and not _DENIES.search(text):
        return "La lettre accorde ce que la règle refuse."
    return None


def citations_are_found(letter: Letter) -> str | None:
    """Cite the articles of the findings, all of them in an answer, and no other."""
    allowed = article_numbers(letter.known) | set(cited_numbers(letter.findings))
    strange = sorted(article_numbers(letter.text) - allowed)
    if strange:
        return f"Article cité sans source : {', '.join(strange[:3])}."
    if letter.outcome is not Outcome.ANSWER:
        return None
    missing = [n for n in cited_numbers(letter.decided) if n not in article_numbers(letter.text)]
    return f"Article non cité : {missing[0]}." if missing else None


def _answered(letter: Letter, near: Sequence[Sentence], said: Verdict) -> Verdict:
    """Tell what the finding that a verdict introduces answers; all of them where they agree."""
    verdicts = {answered_by(finding, letter) for finding in letter.findings}
    finding = _nearest(near[:1], letter) or _nearest(near, letter)
    if len(verdicts) == 1 and Verdict.NEITHER not in verdicts:
        return verdicts.pop()
    if finding is None:
        return Verdict.NEITHER
    denies = said is Verdict.NO and finding.outcome is FindingOutcome.VALUE
    first_part = re.split(r"[.:;]", finding.answer, maxsplit=1)[0]
    if denies and _nearest(near[:1], letter) and cues(fold(first_part))[NEGATION]:
        return Verdict.NO
    return answered_by(finding, letter)


def _nearest(read: Sequence[Sentence], letter: Letter) -> Finding | None:
    """Find the finding that sentences rest on."""
    ranked = [
        (max(dice(one.stems, said.stems) for one in read for said in told), finding)
        for finding in letter.decided
        if read and (told := sentences(finding.answer))
    ]
    likeness, finding = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
    return finding if likeness >= SIMILAR else None
