"""What a ticket tells by rules alone, and which parts of its mails tell it.

A notice below a signature tells nothing, nor does a quoted mail of somebody else, but for orders
to the machine and accounts hidden there; danger is sought in everything (`danger.detector`).
"""

import re

from agents.classifier.refusal import Verdict, judge_with_files
from agents.classifier.sensitivity import Signs, signs_of_sensitivity
from agents.understand.mail.mail_parts import PartKind
from agents.understand.mail.message import words_of
from cases.folding import fold
from cases.model import Attachment, Ticket

_DRAWN_BY_MAILERS = re.compile(
    r"(?:image\d{1,4}|logo\w{0,30}|signature\w{0,30}|(?:icone?|banniere|banner|facebook|linkedin"
    r"|twitter|instagram|youtube)\w{0,30}|outlook-\w{0,40})\.(?:png|gif|jpe?g|bmp|svg|webp)"
)
"""Names of the images that mail programs put under a signature, folded."""
_SMALL_IMAGE = 60_000
"""Bytes under which an image of such a name shows no document that one could read."""


DISTRESS = "distress"
"""The matter of whoever cannot go on, among those of `sensitivity`."""


def signs_in(ticket: Ticket) -> Signs:
    """Find the sensitive matters the requester speaks of, subject included."""
    said = words_of(ticket, PartKind.OWN, PartKind.COURTESY)
    return signs_of_sensitivity(f"{ticket.subject}\n{said}")


def verdict_on(ticket: Ticket) -> Verdict:
    """Judge what the requester says, signature included; what they quote is weighed as a file."""
    said = words_of(ticket, PartKind.OWN, PartKind.COURTESY, PartKind.SIGNATURE)
    quoted = words_of(ticket, PartKind.QUOTED)
    others = (quoted, *(file.text for file in ticket.attached))
    return judge_with_files(f"{ticket.subject}\n{said}", filter(None, others))


def unread_in(ticket: Ticket) -> tuple[str, ...]:
    """Say in French what of a ticket nobody read: a certificate may be a photograph.

    The image of a signature tells nothing.
    """
    files = [file for file in ticket.attached if not is_of_a_signature(file)]
    unread = []
    if any(file.unread for file in files):
        unread.append("pièce jointe que le guichet n’a pas pu lire")
    if not any(sign.isalnum() for sign in ticket.text) and files:
        unread.append("message sans texte, fait de pièces jointes")
    return tuple(unread)


def is_of_a_signature(file: Attachment) -> bool:
    """Tell whether a file is the small image of a signature, by its name and its size.

    One whose size nobody knows, or that is large, may be a document in spite of its name.
    """
    named = _DRAWN_BY_MAILERS.fullmatch(fold(file.name)) is not None
    return named and file.size is not None and file.size < _SMALL_IMAGE
