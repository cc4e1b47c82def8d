"""Yes and no: what a finding answers, and what a sentence of a letter says it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from agents.drafter.guards.evidence import TIED, shared
from agents.drafter.guards.letter import Letter
from agents.drafter.guards.marks import DENIES, marks
from agents.drafter.guards.reading import Sentence, sentences
from agents.folding import fold
from cases.model import Finding, FindingOutcome


class Verdict(Enum):
    """What a finding, or a sentence, answers to a question of yes or no."""

    YES = "oui"
    NO = "non"
    NEITHER = ""


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
    rf"|c'est {_SOFTENED}(?:impossible|exclu|interdit|faux|inexact)|pas du tout|negatif"
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
_CONNECTS = re.compile(r"(?:en effet|effectivement)[ ,]+\w")
"""Between two sentences that rest on findings it explains, and answers nothing."""
_BEGINS = ((re.compile(r"oui\b"), Verdict.YES), (re.compile(r"(?:non|pas encore)\b"), Verdict.NO))
_ANSWERS = {FindingOutcome.MET: Verdict.YES, FindingOutcome.NOT_MET: Verdict.NO}


def answered_by(finding: Finding) -> Verdict:
    """Tell what a finding answers: a value answers neither, but where its sentence says so."""
    said = fold(finding.answer)
    begins = (verdict for pattern, verdict in _BEGINS if pattern.match(said))
    return _ANSWERS.get(finding.outcome) or next(begins, Verdict.NEITHER)


def verdict_is_kept(letter: Letter) -> str | None:
    """Say yes where the finding that answers affirms, no where it refuses, neither elsewhere."""
    read = sentences(letter.text)
    for place, sentence in enumerate(read):
        for verdict in _said_in(sentence, read[:place], letter):
            if verdict is not _answered(letter, read[place : place + 2], verdict):
                return f"La lettre répond « {verdict.value} », et aucun constat ne le fait ici."
    return None


def without_verdicts(text: str) -> str:
    """Leave out the yes or no that sentences lead with: `verdict_is_kept` holds them."""
    return "\n".join(_after_verdict(sentence.text) for sentence in sentences(text))


def _said_in(sentence: Sentence, before: Sequence[Sentence], letter: Letter) -> list[Verdict]:
    plain = fold(sentence.text)
    if _CONNECTS.match(plain) and any(_nearest([one], letter) for one in before[-1:]):
        plain = plain.partition(" ")[2]
    return [Verdict.YES if m["yes"] else Verdict.NO for m in _SAYS.finditer(plain)]


def _answered(letter: Letter, near: Sequence[Sentence], said: Verdict) -> Verdict:
    """Tell what the finding that a verdict introduces answers; all of them where they agree."""
    verdicts = {answered_by(finding) for finding in letter.findings}
    finding = _nearest(near[:1], letter) or _nearest(near, letter)
    if len(verdicts) == 1 and Verdict.NEITHER not in verdicts:
        return verdicts.pop()
    if finding is None:
        return Verdict.NEITHER
    denies = said is Verdict.NO and finding.outcome is FindingOutcome.VALUE
    if denies and _nearest(near[:1], letter) and marks(fold(_first_part(finding)))[DENIES]:
        return Verdict.NO
    return answered_by(finding)


def _nearest(read: Sequence[Sentence], letter: Letter) -> Finding | None:
    """Give the finding that sentences rest on."""
    ranked = [
        (max(shared(one.stems, said.stems) for one in read for said in told), finding)
        for finding in letter.decided
        if read and (told := sentences(finding.answer))
    ]
    share, finding = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
    return finding if share >= TIED else None


def _first_part(finding: Finding) -> str:
    return re.split(r"[.:;]", finding.answer, maxsplit=1)[0]


def _after_verdict(text: str) -> str:
    words = text.split()
    while found := _LEADS.match(fold(" ".join(words))):
        words = words[len(found[0].split()) :]
    return " ".join(words)
