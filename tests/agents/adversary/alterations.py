"""What an unfaithful model could change in a true letter, one thing at a time."""

import random
import re
from collections.abc import Callable, Iterator, Sequence

from agents.drafter.language.quantities import figures
from tests.agents.adversary import words

Alteration = Callable[[str, random.Random], str | None]
"""Changes the body of a letter; None where it has nothing of the kind."""

_NUMBER = re.compile(r"(?<![\d\-])\d+(?:[ \u00a0]\d{3})*(?:,\d+)?(?![\d\-])")
_DATE = re.compile(r"(?<!\d)(\d{1,2})(er)? ([a-zéû]{3,9}) (\d{4})")
_COUNTED = re.compile(r"(\d+(?:,\d+)?)[ \u00a0](jours?|mois|ans?|heures?|euros?|€|%)(?!\w)")
_ARTICLES = re.compile(r"[LRD]\d+(?:-\d+)*|(?<=articles )\d+(?:-\d+)?|(?<=article )\d+(?:-\d+)?")
_TEXTS = re.compile(r"(?<=n° )\d{2,4}-\d+")
_QUOTE = re.compile(r"«[\u00a0 ]?(.*?)[\u00a0 ]?»", re.DOTALL)
_LEAD = re.compile(
    r"(?:(?:Dans notre collectivité|De son côté), la|La même) procédure.*?prévoit", re.DOTALL
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def _replace(text: str, match: re.Match[str], new: str, group: int = 0) -> str:
    return text[: match.start(group)] + new + text[match.end(group) :]


def _one(found: Iterator[re.Match[str]], rng: random.Random) -> re.Match[str] | None:
    matches = list(found)
    return rng.choice(matches) if matches else None


def _other_digit(number: str, rng: random.Random) -> str:
    places = [i for i, c in enumerate(number) if c.isdigit()]
    place = rng.choice(places)
    digit = rng.choice([d for d in "123456789" if d != number[place]])
    return number[:place] + digit + number[place + 1 :]


def a_digit(text: str, rng: random.Random) -> str | None:
    found = _one(_NUMBER.finditer(text), rng)
    return _replace(text, found, _other_digit(found[0], rng)) if found else None


def a_number_in_words(text: str, rng: random.Random) -> str | None:
    found = _one(words.NUMBERS.finditer(text), rng)
    if found:
        new = rng.choice([w for w in words.IN_WORDS if w != found[0].lower()])
        return _replace(text, found, new)
    figure = _one((m for m in _COUNTED.finditer(text)), rng)
    if figure is None:
        return None
    return _replace(text, figure, rng.choice(words.RARE_IN_WORDS), 1)


def a_date(text: str, rng: random.Random) -> str | None:
    found = _one((m for m in _DATE.finditer(text) if m[3] in words.MONTHS), rng)
    if found is None:
        return None
    day, month, year = int(found[1]), found[3], int(found[4])
    new = rng.choice(
        [
            (day % 28 + 1, month, year),
            (day, words.MONTHS[(words.MONTHS.index(month) + 1) % 12], year),
            (day, month, year + rng.choice((-1, 1))),
        ]
    )
    return _replace(text, found, "{} {} {}".format(*new))


def _counted(units: str) -> Alteration:
    def change(text: str, rng: random.Random) -> str | None:
        found = _one((m for m in _COUNTED.finditer(text) if re.fullmatch(units, m[2])), rng)
        return _replace(text, found, _other_digit(found[1], rng), 1) if found else None

    return change


def _one_of(pairs: Sequence[tuple[str, str]]) -> Alteration:
    def change(text: str, rng: random.Random) -> str | None:
        found = [
            (match, new) for old, new in pairs for match in re.finditer(old, text, re.IGNORECASE)
        ]
        if not found:
            return None
        match, new = rng.choice(found)
        return _replace(text, match, match.expand(new))

    return change


def an_article(text: str, rng: random.Random) -> str | None:
    found = _one((m for p in (_ARTICLES, _TEXTS) for m in p.finditer(text)), rng)
    return _replace(text, found, _other_digit(found[0], rng)) if found else None


def a_swap_of_articles(text: str, rng: random.Random) -> str | None:
    found = list(_ARTICLES.finditer(text))
    pairs = [(a, b) for a in found for b in found if _parted(text, a, b) and a[0] != b[0]]
    return _exchanged(text, *rng.choice(pairs)) if pairs else None


def a_word_of_a_quote(text: str, rng: random.Random) -> str | None:
    found = _one((m for m in _QUOTE.finditer(text) if len(m[1].split()) > 8), rng)
    if found is None:
        return None
    inside = found[1].split(" ")
    place = rng.randrange(len(inside))
    inside[place : place + 1] = rng.choice([[], [rng.choice(("toujours", "jamais", "trois"))]])
    return _replace(text, found, " ".join(inside), 1)


def two_quotes_spliced(text: str, rng: random.Random) -> str | None:
    found = [m for m in _QUOTE.finditer(text) if len(m[1].split()) > 8]
    if len(found) < 2:
        return None
    one, other = rng.sample(found, 2)
    start = " ".join(one[1].split(" ")[:5])
    return _replace(text, one, f"{start} {' '.join(other[1].split(' ')[5:])}", 1)


def quotes_exchanged(text: str, rng: random.Random) -> str | None:
    found = [m for m in _QUOTE.finditer(text) if len(m[1].split()) > 8]
    if len(found) < 2:
        return None
    one, other = rng.sample(found, 2)
    return _exchanged(text, one, other)


def the_law_given_to_the_town(text: str, rng: random.Random) -> str | None:
    found = _one(re.finditer(r"\n\n(?!Vous|Si |Merci|Dans notre|De son)(?=[A-ZÀ-Ý\d])", text), rng)
    lead = rng.choice(
        (
            "Dans notre collectivité, ",
            "Selon notre délibération, ",
            "Chez nous, la procédure dit : ",
        )
    )
    end = found.end() if found else 0
    if found is None or "(" not in text[end:].partition("\n")[0]:
        return None
    return f"{text[:end]}{lead}{text[end].lower()}{text[end + 1 :]}"


def the_town_given_to_the_law(text: str, rng: random.Random) -> str | None:
    found = _one(_LEAD.finditer(text), rng)
    new = rng.choice(("La loi prévoit", "Le décret prévoit", "Le statut national prévoit"))
    return _replace(text, found, new) if found else None


def a_swap_between_sentences(text: str, rng: random.Random) -> str | None:
    return _swap(text, rng, parted=True)


def a_swap_inside_a_sentence(text: str, rng: random.Random) -> str | None:
    return _swap(text, rng, parted=False)


def _swap(text: str, rng: random.Random, *, parted: bool) -> str | None:
    found = list(_COUNTED.finditer(text))
    pairs = [
        (a, b)
        for a in found
        for b in found
        if a.start() < b.start()
        and figures(a[1]) != figures(b[1])
        and a[2].rstrip("s") == b[2].rstrip("s")
        and _parted(text, a, b) == parted
    ]
    return _exchanged(text, *rng.choice(pairs), group=1) if pairs else None


def _parted(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    between = text[min(one.end(), other.end()) : max(one.start(), other.start())]
    return bool(_SENTENCE.search(between))


def _exchanged(text: str, one: re.Match[str], other: re.Match[str], group: int = 0) -> str:
    if other.start() < one.start():
        one, other = other, one
    if one.re is _QUOTE:
        group = 1
    later = _replace(text, other, one[group], group)
    return _replace(later, one, other[group], group)


EXACT: dict[str, Alteration] = {
    "un chiffre d’un nombre": a_digit,
    "un nombre en lettres": a_number_in_words,
    "une date": a_date,
    "un montant": _counted(r"euros?|€"),
    "un pourcentage": _counted("%"),
    "une durée": _counted("jours?|mois|ans?|heures?"),
    "une unité": _one_of(words.UNITS),
    "une période (par an, par mois)": _one_of(words.RATES),
    "un numéro d’article ou de texte": an_article,
    "le code d’un article": _one_of(words.CODES),
    "deux nombres échangés entre phrases": a_swap_between_sentences,
    "deux nombres échangés dans une phrase": a_swap_inside_a_sentence,
    "deux articles échangés": a_swap_of_articles,
    "un mot d’une citation": a_word_of_a_quote,
    "deux citations mêlées": two_quotes_spliced,
    "deux citations échangées": quotes_exchanged,
    "la loi attribuée à la ville": the_law_given_to_the_town,
    "la ville attribuée à la loi": the_town_given_to_the_law,
}
"""None of these may pass."""

TURNED: dict[str, Alteration] = {
    "une négation ajoutée": _one_of(words.DENIED),
    "une négation ôtée": _one_of(words.AFFIRMED),
    "une exception (sauf)": _one_of(words.EXCEPTIONS),
    "une limite (ne ... que)": _one_of(words.LIMITS),
    "un contraire (obligatoire, interdit, avant...)": _one_of(words.OPPOSITES),
}
"""95 in 100 of these, kind by kind, may not pass."""
