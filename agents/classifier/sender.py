"""Whether a sender's address imitates the town's: a domain that looks like one of its own.

An imitation is what a reader takes for the town: letters that look alike (« va1morel »), another
ending (« valmorel.com »), a hyphen or a word more (« valmorel-orge.fr »), one letter wrong. A
domain that merely stands elsewhere (a private mailbox) imitates nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

IMPOSTOR = (
    "L’adresse de l’expéditeur imite celle de la ville sans en être une : fraude probable, ne "
    "répondez pas."
)
_LONGEST = 253
"""Characters of a domain (RFC 1035)."""
_LONG_NAME = 7
"""Letters of a town's name from which no other word begins or ends with it by chance."""
_COMMON = frozenset(
    {"ville", "mairie", "commune", "agglo", "metropole", "drh", "rh", "ccas", "cdg"}
)
"""Names that belong to nobody: only the whole domain may imitate one."""
_ALIKE = str.maketrans(
    "0135автеорсухіјѕԁɡαορν",
    "oiesabteopcyxijsdgaopv",
)
"""Figures and letters of other alphabets, and the letter each is read as."""
_PAIRS_ALIKE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("l", "i"))


def imitated_domain(address: str, domains: Iterable[str]) -> str | None:
    """Name the town's domain that a sender's address imitates; None where it imitates none."""
    sender = _domain_of(address)
    own = [domain.casefold().strip(".") for domain in domains]
    if not sender or any(sender == one or sender.endswith(f".{one}") for one in own):
        return None
    return next((one for one in own if _imitates(sender, one)), None)


def _domain_of(address: str) -> str:
    """Read the domain of an address, its letters as they are shown (`xn--…` is decoded)."""
    domain = address.rpartition("@")[2].strip("<> .\t").casefold()[:_LONGEST]
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain


def _imitates(sender: str, own: str) -> bool:
    shown, name = _as_read(sender), _as_read(own.rpartition(".")[0])
    if shown == _as_read(own):
        return True
    bare = name.replace("-", "").replace(".", "")
    if own.partition(".")[0] in _COMMON and "." not in name:
        return False
    # The ending is no word of the name: « mairie.example » does not imitate « orge.example ».
    words = [word for label in shown.split(".")[:-1] for word in label.split("-")]
    joined = "".join(words)
    if bare in {*words, joined}:
        return True
    if len(bare) < _LONG_NAME:
        return False
    held = joined.startswith(bare) or joined.endswith(bare)
    return held or any(_is_one_letter_off(word, bare) for word in (*words, joined))


def _as_read(domain: str) -> str:
    """Write a domain as a hurried reader sees it: accents and look-alike letters made one."""
    plain = unicodedata.normalize("NFKD", domain.casefold()).translate(_ALIKE)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    for written, read in _PAIRS_ALIKE:
        plain = plain.replace(written, read)
    return plain


def _is_one_letter_off(word: str, name: str) -> bool:
    """Tell whether a letter was changed, added, left out, or changed places with the next."""
    if word == name or abs(len(word) - len(name)) > 1:
        return word == name
    start = next((i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), -1)
    if start < 0:
        return True
    rests = (word[start:], name[start:])
    shorter, longer = sorted(rests, key=len)
    if len(shorter) < len(longer):
        return longer[1:] == shorter
    swapped = len(shorter) > 1 and rests[0][:2] == rests[1][1::-1]
    return rests[0][1:] == rests[1][1:] or (swapped and rests[0][2:] == rests[1][2:])
