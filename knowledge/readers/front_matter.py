"""The head between two `---` lines of a Markdown file: what the text says of itself."""

import re
from datetime import date
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from knowledge.document import About, Unreadable
from knowledge.readers.source import Source
from knowledge.readers.visible import one_line

_PARTS = re.compile(
    r"\A---[ \t]*\n(?P<head>.*?)^---[ \t]*(?:\n(?P<body>.*))?\Z", re.DOTALL | re.MULTILINE
)
_FRENCH_ERRORS = {
    "missing": "manque",
    "extra_forbidden": "n’est pas une clé attendue",
    "string_type": "n’est pas un texte",
    "string_too_short": "est vide",
    "model_type": "n’est pas une liste de « clé: valeur »",
}
_DATE_ERROR = "n’est pas une date (AAAA-MM-JJ)"


def _not_a_number(value: object) -> object:
    # A bare 20260101 would be taken for seconds since 1970.
    if isinstance(value, int | float):
        raise PydanticCustomError("date_number", "a number")
    return value


Filled = Annotated[str, Field(min_length=1)]
Day = Annotated[date, BeforeValidator(_not_a_number)]


class _FrontMatter(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    title: Filled
    reference: Filled
    valid_from: Day
    valid_until: Day | None = None
    applies_to: Filled
    owner: Filled


def parted(text: str) -> tuple[str | None, str]:
    """Part a text from its head; the head is None where there is none."""
    parts = _PARTS.match(text)
    return (None, text) if parts is None else (parts["head"], parts["body"] or "")


def loaded(source: Source, head: str) -> object:
    """Read the YAML of a head."""
    try:
        return yaml.safe_load(head)
    except (yaml.YAMLError, ValueError, RecursionError) as fault:  # ValueError: 2026-13-45
        raise Unreadable(f"L’en-tête de {source.name} n’est pas du YAML lisible.") from fault


def about_of(source: Source, head: object, form: About) -> About:
    """Say what a head and the form say together; `Unreadable`, one sentence per fault."""
    said = _over(form, head) if isinstance(head, dict) else head
    try:
        known = _FrontMatter.model_validate(said)
    except ValidationError as fault:
        raise Unreadable("\n".join(_sentences(source.name, fault))) from fault
    return About(
        one_line(known.title),
        one_line(known.reference),
        known.valid_from,
        known.valid_until,
        one_line(known.applies_to),
        one_line(known.owner),
    )


def _over(form: About, head: dict[object, object]) -> dict[object, object]:
    names = ("title", "reference", "valid_from", "valid_until", "applies_to", "owner")
    said: dict[object, object] = {
        name: getattr(form, name) for name in names if getattr(form, name)
    }
    return said | head


def _sentences(name: str, fault: ValidationError) -> list[str]:
    sentences = []
    for error in fault.errors():
        key = one_line(".".join(str(part) for part in error["loc"])) or "l’en-tête"
        is_date = error["type"].startswith("date")
        reason = _DATE_ERROR if is_date else _FRENCH_ERRORS.get(error["type"])
        sentences.append(f"Dans {name}, « {key} » {reason or 'n’a pas la forme attendue'}.")
    return sentences
