"""The key of a reply or a note: it names a file or sits in a comment, so it must be plain."""

import re

_KEY = re.compile(r"(?=.{1,128}$)[A-Za-z0-9](?:-?[A-Za-z0-9_.:])*")


def checked(key: str) -> str:
    """Return a key that may be written anywhere; raises `ValueError` otherwise."""
    if not _KEY.fullmatch(key):
        raise ValueError("A key is made of letters, digits and single hyphens, 128 at most.")
    return key
