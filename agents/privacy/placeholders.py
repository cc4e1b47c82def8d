"""The placeholders a model sees instead of personal data, such as `[NOM_1]`."""

import re
from collections import Counter

PLACEHOLDER = re.compile(
    r"\[\s*(NOM|NIR|IBAN|TEL|COURRIEL|NAISSANCE|MATRICULE|ADRESSE|NUMERO|TEXTE)\s*+(?:_\s*+)?(\d+)\s*\]",
    re.IGNORECASE,
)


def same_placeholders(before: str, after: str) -> bool:
    """Tell whether two texts hold the same placeholders, each as many times."""
    return placeholders(before) == placeholders(after)


def placeholders(text: str) -> Counter[str]:
    """Count the placeholders of a text."""
    return Counter(m[0] for m in PLACEHOLDER.finditer(text))
