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
    sentences = _SENTENCE.findall(read)
    kept = [s for s in sentences if not _says("order", fold(s))]
    honest = "".join(kept)
    ordered = len(kept) < len(sentences) or hidden_characters(text) > 0
    folded = fold(honest)
    if ordered and not _says("request", folded):
        return Verdict(ORDER, ordered, honest)
    return Verdict(_refused(honest, folded), ordered, honest)


def _refused(honest: str, folded: str) -> str | None:
    if _is_bank_fraud(folded):
        return BANK
    named = _NAMED_PERSON.search(honest) is not None and _says("asks", folded)
    if named or _is_about_a_third_party(folded):
        return THIRD_PARTY
    return None


def _is_bank_fraud(folded: str) -> bool:
    has_account = _IBAN.search(folded) is not None
    if not (has_account or _says("bank_words", folded)) or not _says("bank_change", folded):
        return False
    return has_account or (_says("hurry", folded) and not _says("asks_how", folded))


def _is_about_a_third_party(folded: str) -> bool:
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
