"""A letter as DOCX, by docxtpl. Imported in the process apart only."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape


def write_docx(template: Path, values: dict[str, Any], at: int) -> bytes:
    """Fill a template. Raises what jinja2, python-docx and lxml raise of a broken one."""
    document = DocxTemplate(template)
    environment = SandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, finalize=_literal
    )
    document.render(values, environment, autoescape=True)
    # Properties are no XML: docxtpl would show there what is escaped.
    properties = document.docx.core_properties
    properties.title, properties.author = values["titre"][:255], values["ville"][:255]
    properties.language = "fr-FR"
    properties.created = properties.modified = datetime.fromtimestamp(at, UTC)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _literal(value: object) -> Markup:
    """Escape a value, and keep docxtpl from reading its own marks (`{_{`) in it."""
    return Markup(str(escape(value)).replace("_", "&#95;"))  # noqa: S704 - escaped just here
