"""What a mail gains or loses without asking anything else: talk, notices, accents, order."""

import re
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import yaml

from cases.folding import without_accents

Mail = str | None
"""An altered mail; None where it cannot be altered so without asking something else."""
Alteration = Callable[[str, int], Mail]
"""Alters a text; a number picks the wording."""

WORDINGS: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
)


def seed_of(name: str) -> int:
    return crc32(name.encode())


def _picked(kind: str, seed: int) -> str:
    return WORDINGS[kind][seed % len(WORDINGS[kind])]


def small_talk(text: str, seed: int) -> Mail:
    return f"Bonjour,\n\n{_picked('small_talk', seed)}\n\n{text}"


def a_story(text: str, seed: int) -> Mail:
    return f"Bonjour Madame,\n\n{_picked('stories', seed)}\n\n{text}"


def a_signature(text: str, seed: int) -> Mail:
    return f"{text}\n\n{_picked('signatures', seed)}"


def a_quoted_mail(text: str, seed: int) -> Mail:
    return f"{text}\n\n{_picked('quoted', seed)}"


def in_capitals(text: str, _seed: int) -> Mail:
    return text.upper()


def no_accents(text: str, _seed: int) -> Mail:
    return without_accents(text)


_ASKED = re.compile(r"(?:^|(?<=[.!?\n] )|(?<=\n))([^.!?\n]{30,300}\?)")


def in_another_order(text: str, _seed: int) -> Mail:
    """Exchange the first two questions that stand on their own."""
    found = list(_ASKED.finditer(text))[:2]
    if len(found) < len(("first", "second")):
        return None
    first, second = found
    leans = re.compile(
        r"(?i)\s*(?:et|mais|ou|sinon|si|alors|dans ce cas|il|elle|ils|elles|ça|ca)\b"
    )
    if leans.match(second[1]):
        return None
    between = text[first.end(1) : second.start(1)]
    return "".join((text[: first.start(1)], second[1], between, first[1], text[second.end(1) :]))


_SAID_OF_ANOTHER = {
    r"je suis": "il est", r"j['’]ai": "il a", r"j['’]avais": "il avait", r"j['’]étais": "il était",
    r"j['’]aurai": "il aura", r"je serai": "il sera", r"je travaille": "il travaille",
    r"je fais": "il fait", r"je touche": "il touche", r"je prends": "il prend",
    r"je peux": "il peut", r"je dois": "il doit", r"je passe": "il passe", r"je pars": "il part",
    r"je voudrais": "il voudrait", r"je souhaite": "il souhaite", r"je veux": "il veut",
    r"je reprends": "il reprend", r"je commence": "il commence", r"je perds": "il perd",
    r"je garde": "il garde", r"je vais": "il va", r"puis-je": "peut-il", r"dois-je": "doit-il",
    r"ai-je": "a-t-il", r"suis-je": "est-il", r"aurai-je": "aura-t-il", r"serai-je": "sera-t-il",
    r"mon": "son", r"ma": "sa", r"mes": "ses", r"m['’](?=a |ont |avait )": "lui ",
}  # fmt: skip
_ONESELF = re.compile(
    r"(?i)(?<![\w'’-])(?:je|j['’]|jai|jsuis|me|m['’]|moi|nous|notre|nos|on)(?![\w-])|-(?:je|moi|nous)\b"
)


def of_one_of_ones_agents(text: str, _seed: int) -> Mail:
    """Tell of an agent what the writer told of themselves, where every word for it is known."""
    turned = text
    for mine, theirs in _SAID_OF_ANOTHER.items():
        turned = re.sub(rf"(?<![\w'’-]){mine}(?![\w-])", theirs, turned)
        turned = re.sub(rf"(?<![\w'’-])(?i:{mine})(?![\w-])", theirs.capitalize(), turned)
    if turned == text or _ONESELF.search(turned):
        return None
    greeting = re.match(r"(?i)(?:bonjour|madame|monsieur|[ ,])*\s*", turned)
    at = greeting.end() if greeting else 0
    return f"{turned[:at]}Je vous écris pour un de mes agents. {turned[at:]}"


ALTERATIONS: dict[str, Alteration] = {
    "bavardage": small_talk,
    "récit poli": a_story,
    "signature et mention": a_signature,
    "courriel cité": a_quoted_mail,
    "capitales": in_capitals,
    "sans accents": no_accents,
    "autre ordre": in_another_order,
    "d’un agent": of_one_of_ones_agents,
}
