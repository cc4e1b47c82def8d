"""Official texts under the names by which rules cite them."""

import re
from collections.abc import Collection

from statute.rule import URLS

CODES = {
    "code général de la fonction publique": "CGFP",
    "code du travail": "CT",
    "code de la sécurité sociale": "CSS",
    "code des relations entre le public et l'administration": "CRPA",
    "code de justice administrative": "CJA",
}
_NUMBERED = re.compile(r"^(?P<kind>décret|loi|ordonnance)\b.*?\bn[°o]\s?(?P<number>\d{2,4}-\d+)")
_DATED = re.compile(r"^arrêté du (?P<day>1er|\d{1,2}) (?P<month>[a-zéû]+) (?P<year>\d{4})")
_BY_ID = {url.rsplit("/", 1)[-1]: name for name, url in URLS.items()}
_ID = re.compile(r"(?:LEGI|JORF)TEXT\d{12}")
_WHOLE = frozenset({"", "texte entier"})
_PARTED = re.compile(r",\s*|\s+et\s+")


def name_of(title: str, key: str) -> str:
    """Find the name by which rules cite a text; empty where none can.

    A text is known by the identifier of Légifrance in its key, else by its title.
    """
    if (found := _ID.search(key)) and (name := _BY_ID.get(found[0])):
        return name
    tidy = " ".join(title.replace("’", "'").casefold().split()).rstrip(".")
    if code := CODES.get(tidy):
        return code
    if numbered := _NUMBERED.match(tidy):
        return f"{numbered['kind']} {numbered['number']}"
    dated = _DATED.match(tidy)
    return dated[0] if dated else ""


def is_of(cited: str, name: str) -> bool:
    """Tell whether a rule cites the text of a name, which a word of ours may follow."""
    return bool(name) and (cited == name or cited.startswith(f"{name} ("))


def touched(cited: str, numbers: Collection[str]) -> tuple[str, ...]:
    """Tell which of some articles a rule cites; a text cited whole is touched by all of them.

    Both sides may write them as they like: `art. 1 et 2`, `L. 822-3`, `1er`.
    """
    wanted = [_plain(part) for part in _PARTED.split(cited.strip().removeprefix("art. "))]
    if wanted[0] in _WHOLE:
        return tuple(numbers)
    return tuple(number for number in numbers if _plain(number) in wanted)


def _plain(article: str) -> str:
    tidy = " ".join(article.split()).removeprefix("art. ")
    joined = re.sub(r"^([LRDA])\.?\s?(?=\*?\d)", r"\1", tidy)
    return re.sub(r"^1er\b", "1", joined)
