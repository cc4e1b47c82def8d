"""What the files of a ticket add to its refusal signs; they add nothing else to its reading.

Documents repeat words that a message would only write to ask: a payslip has an account number and
the word « virement », a decision names people. So only what a file plainly asks for counts, and an
account in it when the ticket or the file asks to change one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from agents.classifier.refusal import (
    BANK,
    THIRD_PARTY,
    Verdict,
    asks_to_change_an_account,
    has_account,
    is_about_a_third_party,
    judge,
    sentences,
)
from agents.folding import fold
from cases.model import Ticket

_ASKS = re.compile(
    r"\b(?:merci de|priere de|veuillez|je (?:souhaite|voudrais|veux|demande|vous (?:prie|demande))"
    r"|pouvez-vous|pourriez-vous)\b"
)


def judge_with_files(text: str, files: Iterable[str]) -> Verdict:
    """Judge a ticket by its own words, then by what they and its files ask together.

    An order to the machine in a file is told to the officer, and changes nothing.
    """
    verdict = judge(text)
    for file in (judge(one) for one in files):
        refusal = verdict.refusal or _refused(fold(verdict.honest), file.honest)
        ordered = verdict.ignored_order or file.ignored_order
        verdict = replace(verdict, refusal=refusal, ignored_order=ordered)
    return verdict


def unread_in(ticket: Ticket) -> tuple[str, ...]:
    """Say in French what of a ticket nobody read: a certificate may be a photograph."""
    told = []
    if any(file.unread for file in ticket.attached):
        told.append("pièce jointe que le guichet n’a pas pu lire")
    if not any(sign.isalnum() for sign in ticket.text) and ticket.attached:
        told.append("message sans texte, fait de pièces jointes")
    return tuple(told)


def _refused(ticket: str, file: str) -> str | None:
    folded = fold(file)
    asked = asks_to_change_an_account(ticket) or (
        asks_to_change_an_account(folded) and _ASKS.search(folded) is not None
    )
    if asked and has_account(f"{ticket} {folded}"):
        return BANK
    asking = " ".join(one for one in sentences(file) if _ASKS.search(fold(one)))
    return THIRD_PARTY if is_about_a_third_party(asking) else None
