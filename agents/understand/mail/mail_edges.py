"""The edges of a mail: greeting and small talk, courtesies, signature, notices.

Patterns read text in lower case without accents, each character in its place.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from agents.understand.mail.mail_parts import Part, PartKind, Span, touching
from agents.understand.wordings import wordings

_GREETED = (
    r"(?:madame|monsieur|mesdames|messieurs|mme|mlle|docteur|cher|chere|chers|cheres|collegues?"
    r"|tous|toutes|tout|le|la|les|a|au|aux|et|ou|monde|drh|rh|service|services|equipe|direction"
    r"|personnel|des|du|ressources|humaines|bonjour|bonsoir|team|there|all|sir|madam)"
)
_GREETED_ALL = (
    rf"(?:[ ,]{{1,2}}{_GREETED}(?![a-z'])){{0,8}}"
    r"(?<![ ,](?:la|le|du|au|et|ou))(?<![ ,](?:les|des|aux))(?<![ ,]a)[ ]?[,.!:;]{0,3}\s*"
)
_GREETING = re.compile(
    r"\s*(?:re[- ]?)?(?:bonjour|bonsoir|salut|slt|bjr|bsr|hello|coucou|hi|dear|good morning|madame"
    rf"|monsieur|mesdames|messieurs|mme|cher|chere|chers|cheres)(?![a-z']){_GREETED_ALL}"
)
_GREETED_AGAIN = re.compile(
    r"\s*(?:re[- ]?)?(?:bonjour|bonsoir|salut|slt|bjr|hello|coucou"
    r"|(?:chere? )?(?:madame|monsieur)(?=[^\n.?!]{0,30},\s*\n|, monsieur,))(?![a-z'])"
    rf"{_GREETED_ALL}"
)
"""« Bonjour » once more, below small talk."""
_NAME_GREETED = re.compile(
    r"(?:M\. ?)?[A-ZÀ-Þ][\w'’.-]{1,30}(?: [A-ZÀ-Þ][\w'’-]{1,30})?[ ]?[,!.\n]\s*"
)
_CLOSING = (
    r"(?:(?:bien|tres|le plus|toujours|mes|meilleures|mes meilleures|sinceres|respectueuses) )?"
    r"(?:cordialement|cordiales? salutations|sinceres salutations|salutations(?! et )|sentiments"
    r"|respectueusement|cdlt|cdt|crdlt|bien a vous|bien a toi|amicalement|affectueusement"
    r"|syndicalement|sincerement|avec mes respects|best regards|kind regards|regards|sincerely)"
    r"(?![a-z])"
)
_CLOSING_LINE = re.compile(
    rf"\s*(?:merci(?: d'avance| beaucoup)?[,. ]{{1,3}}(?:et )?)?{_CLOSING}[^\n?]{{0,60}}\s*$"
)
_CLOSING_AT_END = re.compile(rf"[.?!)»,;][ ]?(?P<closing>{_CLOSING}[^\n?]{{0,80}})$")
_DELIMITER = re.compile(r"\s*--\s*$")
_LAST_WORDS = re.compile(r"\s*(?:p\.? ?s\.?|n\.? ?b\.?|post[- ]scriptum) ?[:.,-]|\s*ps ")
_SPEAKS = re.compile(
    r"\b(?:je|j'|nous|vous|on|est-ce|pouvez|pourriez|merci de|mon|mes|il|elle|ils|elles|c'est|faut"
    r"|combien|quand|comment|i|you|we)\b|\?"
)
_DIRECT_LINE = re.compile(
    r"\b(?:tel|tph|port|mob|fax|courriel|matricule|ligne directe|standard)\b|@|www\."
    r"|(?:\+33|\b0) ?\d(?:[ .]?\d\d){4}|\b\d{5} [a-z]"
)
_NAME = re.compile(
    r"\s*(?:(?:M\.|Mme|Mlle|Monsieur|Madame|Dr) )?[A-ZÀ-Þ][\w.'’-]{0,30}"
    r"(?: (?:[A-ZÀ-Þ][\w.'’-]{0,30}|de|du|la|le|van|da|do|et)){0,5} ?,?\s*$"
)
_THANKS_LINE = re.compile(r"\s*(?:merci|je vous remercie|avec m)[^\n?\d]{0,60}$")
_LONGEST_SIGNATURE = 15
_SHORTEST_SIGNATURE = 6
_LONGEST_LINE = 100
_FEWEST_SAID = 5
_SAID = wordings("mail")
_NOTICE_SPAN = 900
_MARKS = " \t*_-#!/\u00a0"

_SENTENCE_END = re.compile(r"[.?!…]{1,9}(?=[\s)»\"]|\Z)[)»\"]?\s*|\n(?![a-zà-ÿ])\s*")
"""A line that goes on without a capital is the same sentence, cut by a mail program."""


def edges_of(text: str, folded: str, lines: Sequence[Span]) -> list[Part]:
    """Cut the lines that the writer wrote themselves: they are own but for their edges."""
    written = [folded[line.start : line.end] for line in lines]
    kinds = [PartKind.OWN] * len(lines)
    mark_footers(written, kinds)
    mark_signatures([text[line.start : line.end] for line in lines], written, kinds)
    parts: list[Part] = []
    for kind, marked in groupby(zip(kinds, lines, strict=True), key=itemgetter(0)):
        for span in touching(line for _, line in marked):
            whole = Part.of(kind, text, span)
            parts += cut_sentences(text, folded, span) if kind is PartKind.OWN else [whole]
    own = [at for at, part in enumerate(parts) if part.kind is PartKind.OWN and part.is_said]
    for at in courtesies_in(folded, parts, own):
        parts[at] = replace(parts[at], kind=PartKind.COURTESY)
    return parts


def passes_on(folded: str, parts: Sequence[Part], *, forwarded: bool, answered: bool) -> bool:
    """Tell whether a writer leaves the word to the mail below, and asks nothing themselves.

    Who says nothing above a mail that they answer passes nothing on, nor who only gives thanks.
    """
    said = [folded[p.start : p.end] for p in parts if p.kind is PartKind.OWN and p.is_said]
    left = [sentence for sentence in said if not _SAID["passes_on"].search(sentence)]
    told = len(left) < len(said)
    thanks = any(p.kind is PartKind.COURTESY and "merci" in folded[p.start : p.end] for p in parts)
    if not (forwarded or told or not (left or thanks or answered)):
        return False
    return not any("?" in one or _SAID["wants"].search(one) for one in left)


def mark_footers(written: Sequence[str], kinds: list[PartKind]) -> None:
    """Mark taglines, and notices to the end of their paragraph."""
    for at, line in enumerate(written):
        if kinds[at] is PartKind.OWN and _SAID["tagline"].match(line.lstrip(_MARKS)):
            kinds[at] = PartKind.FOOTER
        elif kinds[at] is PartKind.OWN and _SAID["notice"].match(line.lstrip(_MARKS)):
            end = next((i for i in range(at, len(written)) if not written[i].strip()), len(written))
            if _SAID["of_a_notice"].search("".join(written[at:end])[:_NOTICE_SPAN]):
                kinds[at:end] = [PartKind.FOOTER] * (end - at)


def mark_signatures(shown: Sequence[str], written: Sequence[str], kinds: list[PartKind]) -> None:
    """Mark what follows « Cordialement » or « -- », and a name that ends the mail."""
    for at, line in enumerate(written):
        closes = _DELIMITER.match(line) or _CLOSING_LINE.match(line)
        if not closes or kinds[at] is not PartKind.OWN:
            continue
        end = at + 1
        while end < min(len(written), at + _LONGEST_SIGNATURE) and _signs(written[end]):
            end += 1
        kinds[at:end] = [
            kind if kind is PartKind.FOOTER else PartKind.SIGNATURE for kind in kinds[at:end]
        ]
    own = [at for at, kind in enumerate(kinds) if kind is PartKind.OWN and written[at].strip()]
    last = own[-_SHORTEST_SIGNATURE:]
    for at, place in enumerate(last):
        below = last[at:]
        thanked = place != own[0] and _THANKS_LINE.match(written[own[own.index(place) - 1]])
        named = _NAME.match(shown[place]) or thanked or _DIRECT_LINE.search(written[place])
        if place != own[0] and named and all(_signs(written[one], ends=True) for one in below):
            for one in below:
                kinds[one] = PartKind.SIGNATURE
            return


def _signs(line: str, *, ends: bool = False) -> bool:
    """Tell whether a line may stand in a signature: short, and says nothing to anybody.

    `ends`: no word told it to be one, so that it must not close as a sentence does.
    """
    if _LAST_WORDS.match(line) or len(line) > _LONGEST_LINE or "?" in line:
        return False
    if ends and line.rstrip().endswith((".", "!", ":", ";", ",")):
        return False
    return not _SPEAKS.search(line) or len(line.split()) < _FEWEST_SAID


def cut_sentences(text: str, folded: str, span: Span) -> list[Part]:
    """Cut own words into sentences, a greeting first, a « Cordialement, X » that ends them last."""
    start, end = span
    parts: list[Part] = []
    greeting = _GREETING.match(folded, start, end)
    if greeting:
        named = _NAME_GREETED.match(text, greeting.end(), end)
        told = named.end() if named and greeting[0].endswith((" ", ", ")) else greeting.end()
        parts.append(Part.of(PartKind.COURTESY, text, Span(start, told)))
        start = told
    tail = max(start, end - _LONGEST_LINE * 2)
    closing = _CLOSING_AT_END.search(folded[tail:end].rstrip())
    last = tail + closing.start("closing") if closing else end
    for stop in _SENTENCE_END.finditer(text, start, last):
        greeted = _GREETED_AGAIN.match(folded, start, stop.end())
        if greeted:
            parts.append(Part.of(PartKind.COURTESY, text, Span(*greeted.span())))
            start = greeted.end()
        parts.append(Part.of(PartKind.OWN, text, Span(start, stop.end())))
        start = stop.end()
    parts.append(Part.of(PartKind.OWN, text, Span(start, last)))
    parts.append(Part.of(PartKind.SIGNATURE, text, Span(last, end)))
    return [part for part in parts if part.start < part.end]


def courtesies_in(folded: str, parts: Sequence[Part], own: Sequence[int]) -> set[int]:
    """Find the sentences at the edges that only talk: small talk first, thanks last."""
    found: set[int] = set()
    goes_on = False
    for at in own:
        sentence = folded[parts[at].start : parts[at].end]
        if not _only_talks(sentence, goes_on=goes_on):
            break
        found.add(at)
        goes_on = "\n\n" not in sentence.lstrip("\n")
    for at in reversed(own):
        if not _only_talks(folded[parts[at].start : parts[at].end], goes_on=False):
            break
        found.add(at)
    return found


def _only_talks(sentence: str, *, goes_on: bool) -> bool:
    """Tell whether a sentence asks nothing and tells nothing of work, health or danger.

    One word of work is let pass beside two of small talk: the dog may refuse to go out.
    """
    if _SAID["polite_question"].search(sentence):
        return True
    talks = len(_SAID["small_talk"].findall(sentence))
    works = len(_SAID["of_work"].findall(sentence))
    if works > (talks > 1) or _SAID["wants"].search(sentence):
        return False
    thanks = _SAID["formula"].match(sentence.lstrip())
    return bool(talks) or ("?" not in sentence and bool(goes_on or thanks))
