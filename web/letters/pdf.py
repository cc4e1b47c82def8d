"""A letter as PDF/UA-1 and PDF/A-2a, by Typst. Imported in the process apart only."""

import json
import os
import re
from pathlib import Path
from typing import Any

import typst

_SIGN = re.compile(r'the text `"(.+?)"` could not be displayed')


class UnknownSign(Exception):
    """No font here can write `sign`."""

    def __init__(self, sign: str) -> None:
        super().__init__(sign)
        self.sign = sign


class OutsideItsFolder(Exception):
    """A link in the folder of templates leads out of it."""


def write_pdf(template: Path, values: dict[str, Any], at: int) -> bytes:
    """Fill a template; the same letter gives the same bytes.

    Raises `UnknownSign`, `OutsideItsFolder`, `typst.TypstError`.
    """
    folder = template.parent
    _refuse_links_out_of(folder)
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


def _refuse_links_out_of(folder: Path) -> None:
    """Typst keeps paths under its root, but follows the links it finds there."""
    home = folder.resolve()
    for path in folder.rglob("*"):
        if path.is_symlink() and not path.resolve().is_relative_to(home):
            raise OutsideItsFolder(path.name)
