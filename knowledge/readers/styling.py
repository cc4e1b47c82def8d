"""CSS that hides: what no reader of a page sees is no text of it."""

import re
from collections.abc import Iterator

_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    r"|(?<![\w.-])opacity\s*:\s*0?(?:\.0\d*)?(?![\d.])|(?<![\w.-])opacity\s*:\s*0(?![\d.])"
    r"|(?<![\w.-])font-size\s*:\s*(?:0(?:\.\d+)?|1(?:\.\d+)?px|1(?:\.\d+)?pt|\.\d+)(?![\d.])"
    r"|text-indent\s*:\s*-\s*\d{3,}|(?:left|top|right|bottom)\s*:\s*-\s*\d{3,}"
    r"|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|(?<![\w.-])(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:;|!|$)|transform\s*:\s*scale\(\s*0",
    re.IGNORECASE,
)
_COLOR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color|-image)?\s*:\s*([^;!]+)", re.IGNORECASE)
_WHITE = re.compile(
    r"white|transparent|#f{3}(?:f)?|#(?:f[0-9a-f]){3,4}|#[0-9a-f]{6}00"
    r"|rgba?\(\s*(?:25[0-5]|24\d)\s*,?\s*(?:25[0-5]|24\d)\s*,?\s*(?:25[0-5]|24\d)\b[^)]*\)"
    r"|rgba\([^)]*,\s*0?(?:\.0\d*)?\s*\)|hsla?\([^)]*100%\s*\)|(?:snow|ghostwhite|ivory)",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE = re.compile(r"(?:[\w-]+)?(?:[.#][\w-]+)?\Z")


def hides(style: str) -> bool:
    """Tell whether declarations take text out of sight, whatever is around it."""
    return _HIDES.search(style) is not None


def is_white(style: str) -> bool:
    """Tell whether declarations write in white, or in nothing."""
    found = _COLOR.findall(style)
    return bool(found) and _WHITE.fullmatch(found[-1].strip()) is not None


def is_shaded(style: str) -> bool:
    """Tell whether declarations put a colour under the text."""
    found = _GROUND.findall(style)
    plain = ("none", "inherit", "initial", "unset")
    return any(not _WHITE.match(g.strip()) and g.strip().lower() not in plain for g in found)


def rules_of(sheet: str) -> Iterator[tuple[str, str]]:
    """Give the simple selectors of a style sheet (`p`, `.note`, `p.note`, `#x`), and what they say.

    Rules for print or for other media are read as if for the screen.
    """
    for selectors, declared in _RULE.findall(_COMMENT.sub("", sheet)):
        for selector in selectors.split(","):
            last = selector.split()[-1:] or [""]
            if last[0] and _SIMPLE.match(last[0]):
                yield last[0].lower(), declared
