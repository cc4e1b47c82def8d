"""What must get neither facts nor changes: fraud, a third party's data, a hidden order.

The files of a ticket add to its refusal signs, and nothing else to its reading. Documents repeat
words that a message would only write to ask: a payslip has an account number and the word
« virement », a decision names people. So only what a file plainly asks for counts, and an account
in it when the ticket or the file asks to change one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from cases.folding import MAX_TICKET, fold, hidden_characters, visible

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
_ASKS = re.compile(
    r"\b(?:merci de|priere de|veuillez|je (?:souhaite|voudrais|veux|demande|vous (?:prie|demande))"
    r"|pouvez-vous|pourriez-vous)\b"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`refusal`: why nothing may be given; `honest`: the text without orders to the machine."""

    refusal: str | None
    ignored_order: bool
    honest: str


def judge_with_files(text: str, files: Iterable[str]) -> Verdict:
    """Judge a ticket by its own words, then by what they and its files ask together.

    An order to the machine in a file is told to the officer, and changes nothing.
    """
    verdict = judge(text)
    for file in (judge(one) for one in files):
        refusal = verdict.refusal or _refusal_with_file(fold(verdict.honest), file.honest)
        ordered = verdict.ignored_order or file.ignored_order
        verdict = replace(verdict, refusal=refusal, ignored_order=ordered)
    return verdict


def judge(text: str) -> Verdict:
    """Tell what a ticket must be refused, and what in it is an order to the machine."""
    written = sentences(visible(text[:MAX_TICKET]))
    kept = [s for s in written if not _says("order", fold(s))]
    honest = "".join(kept)
    ordered = len(kept) < len(written) or hidden_characters(text) > 0
    folded = fold(honest)
    if ordered and not _says("request", folded):
        return Verdict(ORDER, ordered, honest)
    account, named = _IBAN.search(folded), _says("bank_words", folded)
    if (account or named) and _says("bank_change", folded):
        hurried = _says("hurry", folded) and not _says("asks_how", folded)
        if account or hurried:
            return Verdict(BANK, ordered, honest)
    return Verdict(_asks_for_a_third_party(honest), ordered, honest)


def sentences(text: str) -> list[str]:
    """Cut a text into its sentences, brackets and comments."""
    return _SENTENCE.findall(text)


def _refusal_with_file(ticket: str, file: str) -> str | None:
    """Judge what a file asks beside a ticket, whose text is folded."""
    folded = fold(file)
    asked = _asks_to_change_an_account(ticket) or (
        _asks_to_change_an_account(folded) and _ASKS.search(folded) is not None
    )
    if asked and _IBAN.search(f"{ticket} {folded}"):
        return BANK
    asking = " ".join(one for one in sentences(file) if _ASKS.search(fold(one)))
    return _asks_for_a_third_party(asking)


def _asks_to_change_an_account(folded: str) -> bool:
    """Tell whether bank details are to be changed, and not only how that is done."""
    wanted = _says("bank_words", folded) and _says("bank_change", folded)
    return wanted and not _says("asks_how", folded)


def _asks_for_a_third_party(honest: str) -> str | None:
    """Refuse a text that asks for somebody else's personal data."""
    folded = fold(honest)
    named = _NAMED_PERSON.search(honest) is not None and _says("asks", folded)
    if named or _says("protected", folded) or _says("asks_bulk", folded):
        return THIRD_PARTY
    stranger = _says("outsider", folded) or _says("secretly", folded)
    somebody = _says("someone_else", folded) or _SHE_OR_HE.search(folded)
    return THIRD_PARTY if _says("asks_personal", folded) and stranger and somebody else None


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
