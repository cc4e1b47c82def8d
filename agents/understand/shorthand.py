"""Writes out the shorthand of short messages, « jsui en cdd, g 26 j sur mon cet »: read as told.

The readers of facts then know one way of writing. Each character keeps the place it came from, so
that what was read is still shown in the writer's own words.
"""

import re
from collections.abc import Iterator

from cases.folding import fold_in_place
from statute.french import Plain

_AFTER_A_NUMBER = (("jr?s?(?!')", " jours"), ("sem", " semaines"))
_WORDS = (
    (r"(?<=[ /])sem(?=[ ,.;?!]|$)", "semaine"),
    (r"j' ?sui[st]?|jsui[st]?|chui[st]?|[jg] sui[st]?|je sui", "je suis"),
    (r"jai|j ai|(?<!\d )(?<!cat )(?<!categorie )(?<!groupe )g(?= [a-z0-9])", "j'ai"),
    (r"javais?|j avais?", "j'avais"),
    (r"jaurai|j aurai", "j'aurai"),
    (r"jaurais|j aurais", "j'aurais"),
    (r"jetais?|j etais?", "j'etais"),
    (r"jme", "je me"),
    (
        r"cest|c(?= (?:le|la|une?|quoi|koi|pour|pr|mon|ma|trop|bon|ca|pas|vrai|bien|quand|kan) )",
        "c'est",
    ),
    (r"kan[dt]?|qan[dt]?|qd", "quand"),
    (r"cb|cbien|kombien|conbien", "combien"),
    (r"kel", "quel"),
    (r"kele", "quelle"),
    (r"koi|qoi", "quoi"),
    (r"pkoi|prk|pourkoi|pk", "pourquoi"),
    # A PPR is « pr » too, once its letters are not doubled.
    (r"(?<!la )(?<!ma )(?<!en )pr(?= (?:la|mon|ma|mes|un|une|pas|savoir|dire|me|se|que) )", "pour"),
    (r"ds(?= [a-z0-9])", "dans"),
    (r"avc", "avec"),
    (r"tps|tems|tmps", "temps"),
    (r"dps|depui|dpuis?", "depuis"),
    (r"jusk(?:[ao]|'a)?|jusqu?[ao]", "jusqu'a"),
    (r"o(?= (?:boulot|travail|taf|bureau|service))", "au"),
    (r"auj|ajd|aujourdhui", "aujourd'hui"),
    (r"titu", "titulaire"),
    (r"(?<=conge )mat", "maternite"),
    (r"(?<=conge )pat", "paternite"),
)
"""A word of a simplified text (no accent, no doubled letter), and the same in full."""
_IN_FULL = tuple(full for _, full in (*_AFTER_A_NUMBER, *_WORDS))
_SHORT = re.compile(
    "|".join(
        rf"(?P<w{number}>{before}(?:{short})(?![a-z0-9]))"
        for number, (before, short) in enumerate(
            (
                *((r"(?<=\d) ?", short) for short, _ in _AFTER_A_NUMBER),
                *(("(?<![a-z0-9])", short) for short, _ in _WORDS),
            )
        )
    )
)


def in_full(plain: Plain) -> Plain:
    """Write out the shorthand of a simplified text."""
    text: list[str] = []
    places: list[int] = []
    end = 0
    for start, after, full in _shorthand(plain.text):
        text += [plain.text[end:start], full]
        places += (*plain.places[end:start], *[plain.places[start]] * len(full))
        end = after
    return Plain("".join((*text, plain.text[end:])), plain.source, (*places, *plain.places[end:]))


def written_out(text: str) -> str:
    """Write out the shorthand of any text, its accents and capitals elsewhere kept."""
    parts: list[str] = []
    end = 0
    for start, after, full in _shorthand(fold_in_place(text)):
        parts += [text[end:start], full]
        end = after
    return "".join((*parts, text[end:]))


def _shorthand(text: str) -> Iterator[tuple[int, int, str]]:
    """Find where shorthand stands in a text without accents nor capitals, and what it says."""
    for short in _SHORT.finditer(text):
        yield (*short.span(), _IN_FULL[int((short.lastgroup or "w0")[1:])])
