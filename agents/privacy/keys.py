"""The keys of French numbers: a right one says what the number is, a wrong one clears nothing."""

import re
from string import ascii_uppercase

_ALPHABET = "0123456789" + ascii_uppercase


def is_nir(text: str) -> bool:
    """Tell whether a number is a NIR whose key is right (97 less the number modulo 97)."""
    plain = re.sub(r"[^0-9AB]", "", text.upper())
    body, key = plain[:13].replace("2A", "19").replace("2B", "18"), plain[13:]
    if not (body.isdigit() and len(body) == len("2790791951114") and key.isdigit()):
        return False
    return int(key) == 97 - int(body) % 97


def is_iban(text: str) -> bool:
    """Tell whether a number is an IBAN whose check digits are right (ISO 7064, modulo 97)."""
    plain = re.sub(r"[\W_]", "", text).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", plain):
        return False
    digits = "".join(str(_ALPHABET.index(c)) for c in plain[4:] + plain[:4])
    return int(digits) % 97 == 1
