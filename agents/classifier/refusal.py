"""What must get neither facts nor changes: fraud, a third party's data, a hidden order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from agents.folding import MAX_TICKET, fold, hidden_characters, visible

BANK = (
    "Changement de coordonnées bancaires demandé par ticket : fraude possible, rien n’est modifié."
)
THIRD_PARTY = "Données personnelles d’une autre personne demandées : rien n’est communiqué."
ORDER = "Le message ne contient que des instructions adressées à la machine : elles sont ignorées."
IGNORED = "Une instruction adressée à la machine a été ignorée."

_IBAN = re.compile(r"\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,}|\b\d{5} ?\d{5} ?\w{11} ?\d{2}\b")
_NAMED_PERSON = re.compile(
    r"\b(?i:adresse|num[ée]ro|portable|t[ée]l[ée]phone|mail|salaire|bulletins?|fiches? de paie|rib"
    r"|date de naissance)\b[^.?!\n]{0,60}"
    r"\b(?i:de|d['’]) ?(?:(?:M\.|Mme|Mlle|Monsieur|Madame) )?[A-ZÉÈÀ][\w'’-]+ [A-ZÉÈÀ][\w'’-]+"
)
"""Somebody's data, asked by first name and name: read where capitals still stand."""
_SHE_OR_HE = re.compile(r"\b(?:son|sa|ses|elle|lui)\b")
_SENTENCE = re.compile(
    r"<!--.*?(?:-->|\Z)|\[[^\[\]]*\]|(?:[^.!?\n\[\]<]|<(?!!--))+[.!?\n]*|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`refusal`: why nothing may be given; `honest`: the text without orders to the machine."""

    refusal: str | None
    ignored_order: bool
    honest: str


def judge(text: str) -> Verdict:
    """Tell what a ticket must be refused, and what in it is an order to the machine."""
    read = visible(text[:MAX_TICKET])
    said = sentences(read)
    kept = [s for s in said if not _says("order", fold(s))]
    honest = "".join(kept)
    ordered = len(kept) < len(said) or hidden_characters(text) > 0
    folded = fold(honest)
    if ordered and not _says("request", folded):
        return Verdict(ORDER, ordered, honest)
    return Verdict(_refused(honest, folded), ordered, honest)


def has_account(folded: str) -> bool:
    """Tell whether the number of a bank account is written."""
    return _IBAN.search(folded) is not None


def asks_to_change_an_account(folded: str) -> bool:
    """Tell whether bank details are to be changed, and not only how that is done."""
    wanted = _says("bank_words", folded) and _says("bank_change", folded)
    return wanted and not _says("asks_how", folded)


def is_about_a_third_party(honest: str) -> bool:
    """Tell whether somebody else's personal data are asked for."""
    folded = fold(honest)
    named = _NAMED_PERSON.search(honest) is not None and _says("asks", folded)
    return named or _asks_of_somebody(folded)


def sentences(text: str) -> list[str]:
    """Cut a text into its sentences, brackets and comments."""
    return _SENTENCE.findall(text)


def _refused(honest: str, folded: str) -> str | None:
    if _is_bank_fraud(folded):
        return BANK
    return THIRD_PARTY if is_about_a_third_party(honest) else None


def _is_bank_fraud(folded: str) -> bool:
    account = has_account(folded)
    if not (account or _says("bank_words", folded)) or not _says("bank_change", folded):
        return False
    return account or (_says("hurry", folded) and not _says("asks_how", folded))


def _asks_of_somebody(folded: str) -> bool:
    if _says("protected", folded) or _says("asks_bulk", folded):
        return True
    if not _says("asks_personal", folded):
        return False
    stranger = _says("outsider", folded) or _says("secretly", folded)
    somebody = _says("someone_else", folded) or _SHE_OR_HE.search(folded) is not None
    return stranger and somebody


def _says(what: str, folded: str) -> bool:
    return _wordings()[what].search(folded) is not None


@cache
def _wordings() -> dict[str, re.Pattern[str]]:
    path = Path(__file__).with_name("refusal.yaml")
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    joined = {name: "(?:" + "|".join(lines) + ")" for name, lines in listed.items()}
    asks, personal = joined["asks"], joined["personal"]
    joined["asks_bulk"] = f"{asks}.{{0,60}}{joined['bulk']}|{joined['bulk']}.{{0,60}}{asks}"
    joined["asks_personal"] = f"{asks}.{{0,120}}{personal}|{personal}.{{0,60}}{asks}|elle a quoi\\b"
    return {name: re.compile(rf"(?<![^\W\d_])(?:{line})") for name, line in joined.items()}
