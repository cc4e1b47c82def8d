"""Tables of wordings: regular expressions, a line each, kept beside the code that reads them."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml


@cache
def wordings(table: str) -> Mapping[str, re.Pattern[str]]:
    """Read a table of this folder: a pattern a name, that starts where a word does.

    They read text in lower case without accents. A list within a list is one expression, cut where
    a line is full.
    """
    path = Path(__file__).with_name(f"{table}.yaml")
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    joined = {name: "|".join("".join(line) for line in lines) for name, lines in listed.items()}
    return {name: re.compile(rf"(?<![^\W_])(?:{line})") for name, line in joined.items()}
