"""Cuts a Markdown procedure into passages, each a paragraph under its heading, word for word."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

_FRONT_MATTER = re.compile(r"\A---\n(?P<head>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_HEADING = re.compile(r"^#{1,6} +(?P<title>.+?) *$")
_FRENCH_ERRORS = {
    "missing": "manque",
    "extra_forbidden": "n’est pas une clé attendue",
    "string_type": "n’est pas un texte",
    "string_too_short": "est vide",
}
_DATE_ERROR = "n’est pas une date (AAAA-MM-JJ)"

Filled = Annotated[str, Field(min_length=1)]


class ProcedureError(ValueError):
    """A procedure cannot be imported; one French sentence per fault, naming file and key."""


class FrontMatter(BaseModel):
    """What a procedure says of itself. Without `valid_until` it is still in force."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Filled
    reference: Filled
    valid_from: date
    valid_until: date | None = None
    applies_to: Filled
    owner: Filled


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One passage of a procedure; `text` stands word for word in the file `source`."""

    source: str
    about: FrontMatter
    heading: str
    text: str

    def holds_on(self, day: date) -> bool:
        """Tell whether the procedure is in force on a day."""
        until = self.about.valid_until
        return self.about.valid_from <= day and (until is None or day <= until)


def read_procedure(path: Path) -> tuple[Paragraph, ...]:
    """Read one Markdown procedure; `ProcedureError` when its front matter is wrong."""
    try:
        source = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise ProcedureError(
            f"Le fichier {path.name} n’est pas un texte lisible (UTF-8)."
        ) from fault
    parts = _FRONT_MATTER.match(source)
    if parts is None:
        raise ProcedureError(f"Le fichier {path.name} ne commence pas par un en-tête « --- ».")
    about = _front_matter(path.name, parts["head"])
    return tuple(
        Paragraph(path.name, about, heading, text)
        for heading, text in _paragraphs(parts["body"], about.title)
    )


def _front_matter(name: str, head: str) -> FrontMatter:
    try:
        return FrontMatter.model_validate(yaml.safe_load(head))
    except yaml.YAMLError as fault:
        raise ProcedureError(f"L’en-tête de {name} n’est pas du YAML lisible.") from fault
    except ValidationError as fault:
        raise ProcedureError("\n".join(_sentences(name, fault))) from fault


def _sentences(name: str, fault: ValidationError) -> list[str]:
    sentences = []
    for error in fault.errors():
        key = ".".join(str(part) for part in error["loc"]) or "l’en-tête"
        is_date = error["type"].startswith("date")
        reason = _DATE_ERROR if is_date else _FRENCH_ERRORS.get(error["type"])
        sentences.append(f"Dans {name}, « {key} » {reason or 'n’a pas la forme attendue'}.")
    return sentences


def _paragraphs(body: str, title: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    heading = title
    for block in re.split(r"\n[ \t]*\n", body):
        text = block.strip("\n")
        first, _, rest = text.partition("\n")
        if headed := _HEADING.match(first):
            heading, text = headed["title"], rest.strip("\n")
        if text.strip():
            found.append((heading, text))
    return found
