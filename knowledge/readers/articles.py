"""Numbers of articles as texts write them, brought to the one form LEGI uses: `L822-3`."""

import re

_NUMBER = r"\d{1,5}(?:-\d{1,4})*"
# A lone letter and digits may be anything: a dot, a hyphen or the word “article” tells an article.
_NAMED = re.compile(
    rf"(?P<word>\barticles?\s+)?\b(?P<letter>[LRD])(?P<dot>\.?)\s?(?P<star>\*?)\s?"
    rf"(?P<number>{_NUMBER})(?![\w])",
    re.IGNORECASE,
)
_WRITTEN = re.compile(rf"^(?P<letter>[LRDA])\.?\s?(?P<star>\*{{0,2}})\s?(?P<number>{_NUMBER})")


def articles_named(text: str) -> tuple[str, ...]:
    """Give the numbers of articles a text names, each once, in its order."""
    found = (_joined(match) for match in _NAMED.finditer(text) if _is_article(match))
    return tuple(dict.fromkeys(found))


def article_number(written: str) -> str:
    """Bring the number of an article to LEGI's form; one without a letter stays as it is."""
    number = re.sub(r"\s+", " ", written).strip()
    return _WRITTEN.sub(_joined, number)


def by_number(article: str) -> list[tuple[int, str]]:
    """Give the key that sorts articles as a code does: `L9` before `L10`."""
    parts = re.findall(r"\d+|\D+", article)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _is_article(match: re.Match[str]) -> bool:
    if not match["letter"].isupper():
        return False
    return bool(match["word"] or match["dot"] or "-" in match["number"])


def _joined(match: re.Match[str]) -> str:
    return match["letter"] + match["star"] + match["number"]
