"""Articles as a letter names them: those of one text together, in one line at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from agents.drafter.language.sentences import article_numbers
from cases.model import Citation, Finding
from statute.text_names import CODES

_CODES = {name: "du " + code.replace("'", "’") for code, name in CODES.items()}
_OF = {
    "décret": "du décret",
    "loi": "de la loi",
    "arrêté": "de l’arrêté",
    "ordonnance": "de l’ordonnance",
    "circulaire": "de la circulaire",
}
_COURTS = {"Conseil d’État"}
_LINE = re.compile(r"^Textes?\s*:.*\Z", re.MULTILINE)
_WHOLE_TEXT = re.compile(r"^(?:du |de la |de l’)")


def texts_line(findings: Iterable[Finding]) -> str:
    """Name once all that findings cite: « Textes : articles 1er et 2 du décret n° 85-1250. »."""
    citations = tuple(citation for finding in findings for citation in finding.citations)
    several = len(set(citations)) > 1
    return f"Texte{'s' * several} : {cite(citations)}." if citations else ""


def with_its_texts(body: str, exact: str) -> str:
    """End a body that does not cite all that the exact letter does with that letter's own line."""
    line = _LINE.search(exact.rstrip())
    if line and article_numbers(line[0]) - article_numbers(body):
        return f"{body.rstrip()}\n\n{line[0]}"
    return body


def cite(citations: Sequence[Citation]) -> str:
    """Write articles as a letter does, those of one text together.

    « article L822-3 du code général de la fonction publique », « articles 1er et 2 du décret
    n° 1-2 ». A decision of a court stands before its number; a text cited whole has none.
    """
    named = [(_text_name(citation.text), citation) for citation in citations]
    parts = []
    for text in dict.fromkeys(name for name, _ in named):
        numbers = [
            c.article.removeprefix("art.").strip() for n, c in named if n == text and c.article
        ]
        *firsts, last = dict.fromkeys("1er" if n == "1" else n for n in numbers) or ("",)
        listed = f"{', '.join(firsts)} et {last}" if firsts else last
        if text in _COURTS:
            parts.append(f"{text}, {listed}")
        elif last:
            parts.append(f"article{'s' if ' et ' in listed else ''} {listed} {text}")
        else:
            parts.append(_WHOLE_TEXT.sub("", text))
    return " ; ".join(parts)


def _text_name(text: str) -> str:
    kind, _, published = text.partition(" ")
    if text in _COURTS:
        return text
    if text in _CODES or kind not in _OF:
        return _CODES.get(text, f"({text})")
    numbered = f"n° {published}" if re.match(r"\d+-\d+", published) else published
    return f"{_OF[kind]} {numbered}"
