"""What a letter may not commit the town to: no promise, no accord, no act it says was done."""

from __future__ import annotations

import re

from agents.drafter.guards.evidence import Letter
from cases.folding import fold

_DONE = (
    r"(?:accord|valid|accept|approuv|autoris|garanti|credit|ajout|vir|vers|modifi|mis a jour"
    r"|enregistr|annul|supprim|effac|transmi|transfer|envoy|cloture|ferm|rembours|nomm|promu"
    r"|titularis|reclass|augment|attribu|octroy|traite)"
)
_PROMISE = re.compile(
    r"\b(?:(?:nous|je) (?:vous )?(?:(?:le |la |les |l')?(?:garanti\w+|promet\w+|certifi\w+"
    r"|assur(?:e|ons))|(?:nous )?engageons|donnons (?:notre|l') ?accord)"
    r"|vous (?:pouvez etre|serez|etes) (?:assuree?|certaine?) (?:d'|de |que )"
    r"|(?:est|sont|sera|seront|etes|serez) (?:bien |donc |ainsi |desormais )*"
    r"(?:accord|valid|accept|approuv)e\w*"
    r"|sans aucun doute|a coup sur|vous (?:est|sont|sera|seront) acquis\w*"
    r"|(?:nous|je) (?:vous )?(?:accord(?:ons|e)|valid(?:ons|e)|approuv(?:ons|e)|autoris(?:ons|e))"
    r"|c'est (?:valide|accorde|accepte|d'accord|bon pour|fait)|demande close|feu vert"
    r"|avis favorable|(?:accord|principe) acquis|accord de principe|nous sommes d'accord"
    r"|c'est oui\b|vous avez (?:notre|mon|l') ?accord|[ms]'engag\w+|c'est promis"
    r"|(?:y|est|sont|sommes|sera|seront) (?:bien |tres |deja )*favorables?"
    r"|s'y (?:est|sont|etait|etaient) engage\w*|engage\w* aupres de vous"
    r"|c'est (?:bien )?votre droit"
    r"|(?<!si )(?:votre|vos|le|la|les|notre) [\w' ]{2,30}(?:est|sont) (?:deja |bien )*d'accord"
    r"|c'est regle|nous ferons le necessaire|nous nous en (?:occup|charg)\w+|en bonne voie"
    r"|(?:ne (?:peut|pourra|saurait)|ne) (?:pas )?(?:s'y oppose\w*|vous le refuser)"
    r"|compte[rz] sur|(?:accord|valid|accept|approuv)ee?s? ?(?:[.!]|$))",
    re.MULTILINE,
)
_SAYS_IT_IS_DONE = re.compile(
    rf"\b(?:(?:nous|je|j')(?: vous| l'| les| lui)* ?(?:avons|ai) (?:bien |deja |donc )?{_DONE}\w*"
    r"|(?:arrete|decision|avenant|contrat|acte) (?:est|a ete|sera) (?:deja |bien |ete )*"
    r"(?:sign|pris|pret|rendu|notifi)\w*"
    r"|(?:vous|lui|leur) (?:sera|seront) (?:bien |donc |ainsi )*(?:pay|rendu|restitu|du)\w*"
    rf"|(?:a|ont|est|sont|sera|seront) (?:bien |deja |donc |ainsi |desormais |ete )*{_DONE}\w*)"
)
_WILL_GET = re.compile(
    r"\bvous (?:l'|les |en )?(?:obtiendrez|recevrez|toucherez|percevrez|aurez|beneficierez"
    r"|gagnerez|disposerez|serez (?:bien )?(?:nomm|promu|titularis|reclass|augment|rembours"
    r"|indemnis|pay|recrut|remplac|mut)\w*)"
)
_YEAR = re.compile(r"\b20\d\d\b")
_CONSENTS = re.compile(r"(?:^|[.!?\n:] ?)(?:oui|non)\b(?! plus)", re.MULTILINE)


def nothing_is_promised(letter: Letter) -> str | None:
    """Inform, and commit the town to nothing."""
    said = _new(_PROMISE, letter)
    return f"La lettre contient une promesse ou un accord : « {said} »." if said else None


def nothing_is_said_to_be_done(letter: Letter) -> str | None:
    """Report no act: a letter that informs has changed, paid and sent nothing."""
    said = _new(_SAYS_IT_IS_DONE, letter)
    return f"La lettre dit fait ce que rien n’établit : « {said} »." if said else None


def nothing_undecided_is_granted(letter: Letter) -> str | None:
    """Say neither yes nor « vous obtiendrez » where no rule has decided."""
    if letter.decided:
        return None
    said = _new(_WILL_GET, letter) or _new(_CONSENTS, letter)
    return f"La lettre tranche ce qui n’est pas décidé : « {said} »." if said else None


def commits(text: str) -> bool:
    """Tell whether a text, were it ours, would commit us: a promise, an accord, a figure."""
    plain = _YEAR.sub("", fold(text))
    if any(sign.isdigit() for sign in plain):
        return True
    return any(p.search(plain) for p in (_PROMISE, _SAYS_IT_IS_DONE, _WILL_GET, _CONSENTS))


def _new(pattern: re.Pattern[str], letter: Letter) -> str:
    """Find what a letter says that neither its sources nor the exact letter say."""
    known = fold(letter.known)
    lines = "\n".join(fold(line) for line in letter.text.split("\n"))
    found = (match[0].strip(" .!?:") for match in pattern.finditer(lines))
    return next((said for said in found if said not in known), "")
