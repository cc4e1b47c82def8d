"""What a message is when it asks for no rule: a document sent, a reminder, thanks, another desk's.

A table: each row is a kind, what shows it, a message that does and one that does not; all are
tested. Anything that asks for a rule wins over them, and danger over all: it is read before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cases.folding import MAX_TICKET, fold
from cases.model import Question, QuestionKind


class RequestKind(StrEnum):
    """What a message is, where it asks for no rule."""

    DOCUMENT_SENT = "document_sent"
    REMINDER = "reminder"
    DOCUMENT_WANTED = "document_wanted"
    ELSEWHERE = "elsewhere"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class Sign:
    """What shows a kind, in a folded text; `yes` shows it, `no` looks like it and does not."""

    kind: RequestKind
    pattern: re.Pattern[str]
    yes: str
    no: str


def _sign(kind: RequestKind, pattern: str, yes: str, no: str) -> Sign:
    return Sign(kind, re.compile(rf"\b(?:{pattern})"), yes, no)


_PAPER = (
    r"(?:arrets?|prolongation|certificat\w*|attestation\w*|justificatif\w*|bulletin\w*|formulaire\w*"
    r"|acte|rib|releve|courrier|dossier|documents?|pieces?|copie|avis|livret)"
)
_TOWN_DESKS = (
    r"conservatoire|creche|cantine|piscine|ecole de musique|poubelles?|ordures|encombrants|voirie"
    r"|nid de poule|carte d'identite|passeport|acte de naissance de ma mere|permis de construire"
    r"|cimetiere|centre aere|centre de loisirs|bibliotheque|mediatheque|logement social"
    r"|liste electorale"
)
_MACHINES = (
    r"machine a cafe|imprimante|photocopieur\w*|ordinateur|ascenseur|chauffage|climatisation"
    r"|badgeuse|parking|fuite d'eau|ampoule|chaise|wifi|logiciel|ecran|toilettes"
)
SIGNS: tuple[Sign, ...] = (
    _sign(
        RequestKind.REMINDER,
        r"(?:\d|deux|trois|quatr|cinqu)\w{0,6} ?(?:eme|e|ieme)? (?:fois que j'ecris|relance|rappel"
        r"|message|mail|fois que je vous)",
        "C’est la 3ème fois que j’écris.",
        "Je suis en arrêt pour la 3ème fois cette année.",
    ),
    _sign(
        RequestKind.REMINDER,
        r"(?:toujours|reste\w*|demeure\w*|encore) (?:a ce jour )?sans (?:aucune )?(?:reponse"
        r"|nouvelles?)",
        "Ma demande du 12 octobre est toujours sans réponse.",
        "Sans réponse de ma part, considérez que je viens.",
    ),
    _sign(
        RequestKind.REMINDER,
        r"(?:je (?:me permets de |vous )(?:vous )?relance\w*|relance de ma demande"
        r"|(?:je n'ai|j'ai) (?:toujours |encore )?(?:pas eu|aucune|eu aucune|pas recu)"
        r" (?:de |votre )?(?:reponse|retour|nouvelles?))",
        "Je vous relance au sujet de ma demande.",
        "Je relance une entreprise, est-ce un cumul ?",
    ),
    _sign(
        RequestKind.DOCUMENT_SENT,
        rf"(?:ci[- ]?joint\w*|en (?:pj|piece jointe|p\.j\.)|joint a ce message|en annexe)"
        rf".{{0,60}}?{_PAPER}",
        "Ci-joint mon arrêt de travail.",
        "Ci-joint une photo du bureau.",
    ),
    _sign(
        RequestKind.DOCUMENT_SENT,
        rf"(?:(?:je|j') ?(?:vous )?(?:envoi\w*|adress\w*|transmet\w*|fais (?:parvenir|passer))"
        rf"|(?:voici|voila|veuillez trouver)).{{0,40}}?{_PAPER}",
        "Je vous envoie mon arrêt en pj.",
        "À qui envoyer mon mot d’excuse ?",
    ),
    _sign(
        RequestKind.DOCUMENT_SENT,
        r"(?:en )?reponse a votre (?:courrier|mail|message|demande|question)",
        "Réponse à votre courrier du 10 novembre : je suis arrivé en 2023.",
        "J’attends votre réponse.",
    ),
    _sign(
        RequestKind.DOCUMENT_WANTED,
        r"(?:il me (?:faudrait|faut)|j'(?:aurais|ai) besoin|je (?:voudrais|souhaite\w*|demande)"
        r"|pou(?:vez|rriez|rrais)[- ]?(?:vous|je)?|merci de|serait-il possible)"
        r".{0,60}?\b(?:attestation|certificat (?:de travail|administratif)|etat de services"
        r"|duplicata|copie de (?:mon|mes|ma))",
        "Il me faudrait une attestation d’emploi pour mon dossier de location.",
        "Faut-il un certificat médical pour un congé parental ?",
    ),
    _sign(
        RequestKind.ELSEWHERE,
        rf"(?:{_MACHINES})\b.{{0,80}}?\b(?:panne|marche pas|marche plus|fonctionne pas|casse\w*"
        r"|repare\w*|bloque\w*|fuit)",
        "La machine à café du deuxième est en panne.",
        "Je répare la machine à café : est-ce une heure supplémentaire ?",
    ),
    _sign(
        RequestKind.ELSEWHERE,
        rf"(?:inscri\w+|habitante?s?|administree?s?|nouvellement installe\w*).{{0,80}}?\b"
        rf"(?:{_TOWN_DESKS})",
        "Nous venons d’arriver et voulons inscrire notre fille au conservatoire.",
        "Je travaille au conservatoire, ai-je droit à une prime ?",
    ),
    _sign(
        RequestKind.THANKS,
        r"(?:merci (?:beaucoup|infiniment|mille fois|encore|pour|a vous|bien)|un grand merci"
        r"|mille mercis|je (?:vous )?(?:tenais|tiens) a vous (?:remercier|dire)"
        r"|je vous remercie (?:beaucoup |infiniment |encore )?(?:pour|de) votre"
        r"|votre aide m'a ete)",
        "Merci beaucoup pour votre réponse, bonne journée.",
        "Bonjour, je pars quand ? Merci.",
    ),
)
_ATTACHED = re.compile(r"\b(?:ci[- ]?joint\w*|en (?:pj|piece jointe|annexe)|joint a ce message)")
_ASKS = re.compile(
    r"\?|\b(?:(?<!dire )combien|comment|pourquoi|est-ce|puis-je|ai-je|quand|quel\w*|a qui|qui "
    r"|jusqu'a|je (?:voudrais|souhaite\w*|veux|demande|sollicite|conteste|peux)|j'aimerais"
    r"|merci de|svp|pouvez|pourriez|j'ai (?:une question|droit)|faut-il|dois-je|on me"
    r"|par contre|cependant|mais (?!il me semblait|je (?:tenais|voulais|tiens) a))"
)
"""Words with which a message may still ask for something: thanks alone have none."""
_SHOWN_BESIDE_A_QUESTION = frozenset({RequestKind.DOCUMENT_WANTED, RequestKind.ELSEWHERE})
"""Kinds that are themselves asked; the others are read where nothing is."""


def says_attached(text: str) -> bool:
    """Tell whether a message says that a file comes with it."""
    return _ATTACHED.search(fold(text[:MAX_TICKET])) is not None


def kind_of(text: str, questions: Sequence[Question] = ()) -> RequestKind | None:
    """Tell what a message is by sure signs alone; None where it asks for a rule, or in doubt.

    Thanks close nothing where a message may still ask; the order of the table decides.
    """
    folded = fold(text[:MAX_TICKET])
    shown = next((sign.kind for sign in SIGNS if sign.pattern.search(folded)), None)
    if shown is None:
        return None
    wanted = [one for one in questions if not one.declined]
    plain = {QuestionKind.DOCUMENT, QuestionKind.STATUS, QuestionKind.WHICH, QuestionKind.HOW_TO}
    if shown in _SHOWN_BESIDE_A_QUESTION:
        return shown if folded.count("?") <= 1 and {q.kind for q in wanted} <= plain else None
    if any(one.kind is not QuestionKind.STATUS for one in wanted):
        return None
    if shown is RequestKind.THANKS:
        return None if _ASKS.search(folded) else shown
    return None if "?" in folded and not wanted else shown
