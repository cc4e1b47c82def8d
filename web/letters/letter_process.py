"""The process that makes a letter: fed on standard input, answers on standard output.

It imports nothing of ours, and of the libraries only what fills its template: it starts at once.
"""

import json
import os
import re
import resource
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

SIGN = "sign"
TEMPLATE = "template"

_MEMORY_BYTES = 1_500_000_000
_SIGN = re.compile(r'the text `"(.+?)"` could not be displayed')


class UnknownSign(Exception):
    """No font here can write `sign`."""

    def __init__(self, sign: str) -> None:
        super().__init__(sign)
        self.sign = sign


class OutsideItsFolder(Exception):
    """A link in the folder of templates leads out of it."""


def main(template: Path, seconds: int) -> None:
    """Read a letter, say on one line what was wrong, then write the document."""
    values, at = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 1))
    # A letter is never written to a disk here, nor a core of it.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    write = write_pdf if template.suffix == ".typ" else write_docx
    fault = detail = ""
    document = b""
    try:
        document = write(template, values, at)
    except UnknownSign as error:
        fault, detail = SIGN, error.sign
    except Exception as error:  # noqa: BLE001 - whatever a template does wrong, it is its fault
        fault = TEMPLATE
        detail = getattr(error, "diagnostic", "") or f"{type(error).__name__} : {error}"
    sys.stdout.buffer.write(json.dumps([fault, detail]).encode() + b"\n" + document)


def write_pdf(template: Path, values: dict[str, Any], at: int) -> bytes:
    """Write a letter as PDF/UA-1 and PDF/A-2a, by Typst; the same letter gives the same bytes.

    Raises `UnknownSign`, `OutsideItsFolder`, `typst.TypstError`.
    """
    import typst

    folder = template.parent
    # Typst keeps paths under its root, but follows the links it finds there.
    home = folder.resolve()
    for path in folder.rglob("*"):
        if path.is_symlink() and not path.resolve().is_relative_to(home):
            raise OutsideItsFolder(path.name)
    try:
        return typst.compile(
            template,
            root=folder,
            font_paths=[folder],
            ignore_system_fonts=True,
            format="pdf",
            # Data, never source: nothing in a letter is read as Typst.
            sys_inputs={"lettre": json.dumps(values)},
            pdf_standards=["ua-1", "a-2a"],
            package_path=os.devnull,
            package_cache_path=os.devnull,
            timestamp=at,
        )
    except typst.TypstError as error:
        if found := _SIGN.search(error.message):
            raise UnknownSign(found[1]) from None
        raise


def write_docx(template: Path, values: dict[str, Any], at: int) -> bytes:
    """Write a letter as DOCX, by docxtpl.

    Raises what jinja2, python-docx and lxml raise of a broken template.
    """
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment
    from markupsafe import Markup, escape

    def literal(value: object) -> Markup:
        """Escape a value, and keep docxtpl from reading its own marks (`{_{`) in it."""
        return Markup(str(escape(value)).replace("_", "&#95;"))  # noqa: S704 - escaped just here

    document = DocxTemplate(template)
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=literal)
    document.render(values, environment, autoescape=True)
    # Properties are no XML: docxtpl would show there what is escaped.
    properties = document.docx.core_properties
    properties.title, properties.author = values["titre"][:255], values["ville"][:255]
    properties.language = "fr-FR"
    properties.created = properties.modified = datetime.fromtimestamp(at, UTC)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
