"""A letter keeps the conditions of its evidence: nothing is made certain, doubtful or allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.drafter.guards.evidence import Letter, evidence_of, features_of
from agents.drafter.language.cues import PERMISSION
from agents.drafter.language.sentences import (
    Sentence,
    sentences,
    shorten,
    without_references,
)
from cases.folding import fold

_ABSOLUTE = re.compile(
    r"(?<!pas )(?<!ni )\b(?:d'office|automati\w+|de plein droit|dans tous les cas"
    r"|en tout(?:e circonstance| cas|s cas)|a tout moment|a n'importe quel moment|toujours"
    r"|systematiquement|quoi qu'il (?:arrive|en soit)|quel(?:le)?s? que soi(?:t|ent)"
    r"|quel(?:le)? qu'(?:il|elle)s? soi(?:t|ent)|n'importe (?:quel|qui|ou|quand)\w*"
    r"|a tou(?:s|te?s?)(?: les)? (?:agent|titulaire|fonctionnaire|contractuel|stagiaire)\w*"
    r"|sans (?:aucune )?(?:conditions?|limite\w*|exception"
    r"|delai|formalite\w*|justificatif\w*|autre demarche)|inconditionnel\w*|illimite\w*)\b"
)
_DOUBTS = re.compile(
    r"\b(?:sans doute|probable\w*|vraisemblable\w*|peut-etre|en principe|normalement"
    r"|en general|generalement|a priori|sauf erreur|semble\w*|semblerai\w+|devrai(?:t|ent)"
    r"|il se peut|plus ou moins|selon toute|d'habitude|habituellement|en theorie|theoriquement"
    r"|souvent|parfois|eventuellement|a notre connaissance)\b"
)
_ALLOWS = re.compile(
    r"\bvous (?:pouvez|pourrez|etes (?:donc |bien )?(?:libre|autorise)\w*)"
    r"(?! (?:nous|lui|leur|vous adresser|vous rapprocher|consulter|lire|relire|retenir|verifier"
    r"|compter sur|retrouver|trouver|ecrire|signaler|dire|repondre)\b)"
)
_CONCLUDES = re.compile(
    r"\b(?:donc|alors|ainsi|neanmoins|toutefois|cependant|quand meme|tout de meme|des"
    r"|d'ores et deja|deja|maintenant|desormais|immediatement|sans|demain|aujourd'hui|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche|librement|aussitot)\b"
)
"""What makes of « vous pouvez » a leave given: a conclusion, a day."""
_WITHOUT_US = re.compile(
    r"\bsans (?:attendre|demander|prevenir|solliciter|avoir besoin|qu'il (?:faille|soit)"
    r"|passer par) (?:de |d'|a )?(?:notre|nos|l'|la|le|une?|votre|plus d') ?\w+"
)
_RIGHT = re.compile(
    r"\b(?:de droit|droit a|ouv(?:re|rent|ert\w*)|possible\w*|au choix|choi[xs]\w*)\b"
)
_CONDITIONS = re.compile(
    r"\b(?:a verifier(?! aupres)|(?:si|s'ils?|a condition|sous reserve|tant que)\b"
    r"(?=[^,;:.()!?]*\b(?:deliberation|accord|employeur|collectivite|prevoi\w+|permet\w*)))"
    r"(?P<said>[^,;:.()!?]*)"
)
"""What the town or its employer decides, and what is left to verify."""
_NO_CONDITION = re.compile(
    r"\bsi vous (?:preferez|souhaitez|avez|le voulez)|\bsi votre situation|\bsi un point"
)
_CONDITIONAL = re.compile(
    r"\b(?:si|s'ils?|condition\w*|reserve|sauf|tant que|il (?:faut|faudrait|fallait)|doi(?:t|vent)"
    r"|lorsqu\w*|quand|selon|depend\w*|suppose\w*|verifi\w+|hors|excepte|a moins|sans|pour"
    r"|d'apres|exclu\w*|necessaire\w*|cas|recidiv\w*)\b"
)
_TO_VERIFY = "a verifier"
_VERIFIES = re.compile(r"\bverifi\w+")
_KEPT_SHARE = 0.5


def nothing_is_made_absolute(letter: Letter) -> str | None:
    """Say « d’office », « dans tous les cas », « à tout moment » only where the evidence does."""
    said = _new(_ABSOLUTE, letter)
    return f"La lettre rend la règle absolue : « {said} »." if said else None


def nothing_is_made_doubtful(letter: Letter) -> str | None:
    """Say « sans doute », « en principe », « devrait » only where the evidence does."""
    said = _new(_DOUBTS, letter)
    return f"La lettre met en doute ce que la règle dit : « {said} »." if said else None


def nothing_is_allowed(letter: Letter) -> str | None:
    """Tell the requester « vous pouvez » only of what the evidence says may be done."""
    evidence, exact = evidence_of(letter), fold(letter.exact)
    for sentence in sentences(letter.text):
        plain = fold(without_references(sentence.text))
        if plain in exact:
            continue
        alone = _WITHOUT_US.search(plain)
        if alone and alone[0] not in exact:
            return f"La lettre donne une permission : « {shorten(sentence)} »."
        for clause in sentence.parts:
            given = _ALLOWS.search(clause.text) and _CONCLUDES.search(clause.text)
            if given and not any(
                span.cues[PERMISSION] or _RIGHT.search(fold(span.sentence.text))
                for span in evidence.near((clause,))
            ):
                return f"La lettre donne une permission : « {shorten(sentence)} »."
    return None


def conditions_are_kept(letter: Letter) -> str | None:
    """Keep each condition of the exact letter (si…, à vérifier…), in whatever words."""
    said = sentences(letter.text)
    told = [_about(one) for one in said if _CONDITIONAL.search(fold(one.text))]
    to_verify = [_about(one) for one in said]
    for words, about in _conditions(letter.exact):
        verified = words.startswith(_TO_VERIFY)
        if verified and any(_VERIFIES.search(fold(one.text)) for one in said):
            continue
        kept = (len(about & one) for one in (to_verify if verified else told))
        if max(kept, default=0) < _KEPT_SHARE * len(about):
            return f"Une condition de la source manque dans la lettre : « {words} »."
    return None


def _conditions(exact: str) -> Iterator[tuple[str, frozenset[str]]]:
    """List the conditions of a letter with what each is about."""
    for sentence in sentences(exact):
        plain = fold(without_references(sentence.text))
        if _NO_CONDITION.search(plain):
            continue
        for found in _CONDITIONS.finditer(plain):
            about = _about(Sentence(found["said"]))
            if about or found[0].startswith(_TO_VERIFY):
                yield found[0].strip(), about or frozenset({_TO_VERIFY})


def _about(sentence: Sentence) -> frozenset[str]:
    return features_of(sentence.clauses)


def _new(pattern: re.Pattern[str], letter: Letter) -> str:
    """Find what a letter says so, where no sentence that it may rest on does.

    The words of the exact letter, and others of the kind in what a sentence rests on, are fair.
    """
    evidence, exact = evidence_of(letter), fold(letter.exact)
    for sentence in sentences(letter.text):
        plain = fold(sentence.text)
        for found in pattern.finditer(plain):
            near = evidence.near(sentence.clauses)
            same = any(pattern.search(fold(span.sentence.text)) for span in near)
            if found[0] not in exact and not same:
                return found[0]
    return ""
