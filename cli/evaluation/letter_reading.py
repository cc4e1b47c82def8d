"""A letter as an evaluation reads it: by its strings alone, whoever wrote it.

Strings decide what is written, not what is meant. A verdict is seen where a sentence opens with it
(« Oui, », « Non : », « Cela dépend »), not where other words amount to it; a question where a
sentence ends with a question mark; a hand-over where a sentence says that somebody will answer,
look or call. Two texts are about the same where they share stems of words, however little.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from agents.drafter.language.quantities import Quantity
from agents.drafter.language.sentences import SENTENCE_END, Sentence, without_quotes
from cases.folding import fold

YES, NO, DEPENDS = "oui", "non", "cela_depend"
_SPACES = re.compile(r"\s+")
_THOUSANDS = re.compile(r"(?<![\d,.-])\d{1,3}(?: \d{3})+(?!\d)")
_TOKEN = re.compile(r"\d+|[^\W\d]+|[^\w\s]")
_GREETING = re.compile(
    r"\s{0,20}(?:bonjour|bonsoir|madame|monsieur|cher|chere)\b[^\n]{0,120},[ \t]*\n", re.IGNORECASE
)
_CLOSING = re.compile(r"\n[ \t]*(?:bien |très )?(?:cordialement|salutations)\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n[ \t]*(?=\n)|\n(?=[ \t]*(?:[-•–*]|\d{1,2}[.)/°]) )")
_ITEM = re.compile(r"^\s*(?:[-•–*]|\d{1,2}[.)/°])\s*")
_CITED = re.compile(r"\([^()]{0,600}\)")
_REFERENCE = re.compile(
    r"\((?=[^()]{0,200}(?:article|d[ée]cret|arr[êe]t[ée]|loi|code|conseil d))[^()]{0,600}\)",
    re.IGNORECASE,
)
_SOURCES = re.compile(r"Textes?[ \u00a0]:|Cette réponse tient compte de ce que nous avons lu")
"""How a paragraph begins that only names what the letter rests on."""
_INTRODUCES = re.compile(
    r"(?:bonjour|vous nous (?:avez|ecri|interrog|demand)|voici|nous avons bien recu|merci\b"
    r"|nous vous remercions|nous prenons|votre (?:message|demande|question|courriel) du"
    r"|nous (?:accusons|revenons)|suite a votre|en reponse a|ce que nous pouvons deja vous dire"
    r"|nous (?:repondons|allons repondre))"
)
"""How a sentence begins that only announces what follows; a model may write others."""
_AFTER_WORDS = (
    r"(?=\s*(?:[,.;:!–—(]|$)|\s(?:si|sauf|mais|car|a|sous|et|des|tant|vous|votre|c'est)\b)"
)
_VERDICT = re.compile(
    r"(?:[^:?!]{0,200}[:?][ »:]*)?"
    rf"(?:(?P<oui>oui){_AFTER_WORDS}|(?P<non>non|pas encore){_AFTER_WORDS}"
    r"|(?P<depends>(?:cela|ca|tout|la reponse) depend\w*))"
)
_QUOTED = re.compile(r"«\s*([^»]*?)\s*»")
_RANKS = ("premiere", "deuxieme", "troisieme", "quatrieme", "cinquieme", "sixieme")
_RANKED = re.compile(rf"\bvotre ({'|'.join(_RANKS)}) question\b")
_CONDITION = re.compile(
    r"\b(?:si|s'il|s'ils|sauf|sous reserve|a condition|en cas|lorsque|quand|hors|seulement"
    r"|uniquement|tant qu\w*|pourvu|selon)\b"
)
_HANDS_OVER = re.compile(
    r"\b(?:personne|gestionnaire|collegue|service|equipe|responsable|direction|drh|medecin)\b"
    r"[^.?!]{0,120}\b(?:repondra|reviendra|revient|etudie|reprend|examine\w*|verifie\w*|contactera"
    r"|appelle\w*|appellera|charge|lit|lira|dira|occupe\w*|aidera|confirmera|precisera|ecoute\w*)\b"
    r"|\bnous (?:n'avons|ne (?:pouvons|savons))\b[^.?!]{0,80}\brepon\w+"
    r"|\b(?:confi|transm)\w+ (?:votre|cette|ce|la|le|les|vos)\b"
)
_ALL_ELSE = re.compile(
    r"\bautres (?:questions|points)\b|\bvos questions\b|\b(?:le|pour le) reste\b"
)
_NO_MATTER = frozenset({
    "date", "nombre", "duree", "jour", "jours", "mois", "annee", "annees", "moins", "autre",
    "combie", "exacte", "dates", "exact", "quelle", "heure", "heures", "agent", "comple", "situat",
})  # fmt: skip
"""Stems that any question may have."""
_SAME_MATTER: tuple[frozenset[str], ...] = tuple(
    frozenset(group.split())
    for group in (
        "age naissa ne nee",
        "ancien arrive entree servic travai poste embauc recrut",
        "quotit semain",
        "puissa chevau cv",
        "rang premie",
        "notifi recu",
        "motif raison",
        "velo trajet",
        "nuit nuits lieu",
    )
)
"""Stems that ask for the same thing in other words: an age is asked by a day of birth."""


@dataclass(frozen=True)
class Letter:
    """A letter. `body` is what stands between greeting and closing, as far as they are found."""

    text: str

    @cached_property
    def plain(self) -> str:
        """The whole letter as its wordings are sought in it."""
        return plain(self.text)

    @cached_property
    def plain_words(self) -> str:
        """The same without what it cites between parentheses, or on a line of its own."""
        lines = (line for line in self.text.split("\n") if not _SOURCES.match(line))
        return plain(_REFERENCE.sub(" ", "\n".join(lines)))

    @cached_property
    def body(self) -> str:
        """What the letter says, without greeting, signature and notice."""
        greeting = _GREETING.match(self.text)
        body = self.text[greeting.end() :] if greeting else self.text
        closings = list(_CLOSING.finditer(body))
        return (body[: closings[-1].start()] if closings else body).strip()

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """Its blocks, each item of a list apart; those that only name its sources left out."""
        cut = (part.strip() for part in _PARAGRAPH.split(self.body))
        said = (part for part in cut if not _SOURCES.match(part))
        return tuple(part for part in said if any(c.isalnum() for c in part))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences in order, without the marks of a list."""
        return tuple(one for part in self.paragraphs for one in sentences_of(part))

    @cached_property
    def substance(self) -> tuple[str, ...]:
        """The sentences that do more than announce."""
        return tuple(s for s in self.sentences if not _INTRODUCES.match(fold(s)))

    @property
    def opening(self) -> str:
        """The first sentence of substance, or nothing."""
        return next(iter(self.substance), "")

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The questions it asks.

        What it quotes is not asked, nor a question that the very next words answer by a verdict.
        """
        found = []
        for part in self.paragraphs:
            cut = sentences_of(without_quotes(part))
            for one, after in zip(cut, (*cut[1:], ""), strict=True):
                if one.rstrip(" )").endswith("?") and not verdict_of(after):
                    found.append(one)
        return tuple(found)

    @cached_property
    def handing_over(self) -> tuple[str, ...]:
        """The sentences which say that somebody will answer, look or call."""
        return tuple(s for s in self.sentences if _HANDS_OVER.search(fold(s)))

    @property
    def words(self) -> int:
        """How many words its body has."""
        return words_in(self.body)

    def says(self, wording: str) -> bool:
        """Tell whether a wording stands in it (`is_written`).

        One without a figure is not sought in the references: « décret » names no answer there.
        """
        figures = any(c.isdigit() for c in wording)
        return is_written(wording, self.plain if figures else self.plain_words)


def sentences_of(paragraph: str) -> tuple[str, ...]:
    """Cut a paragraph into its sentences, the mark of a list left out."""
    cut = (part.strip() for part in SENTENCE_END.split(_ITEM.sub("", paragraph, count=1)))
    return tuple(part for part in cut if any(c.isalnum() for c in part))


def words_in(text: str) -> int:
    """Count words: what spaces part and has a letter or a digit."""
    return sum(any(c.isalnum() for c in word) for word in text.split())


def plain(text: str) -> str:
    """Write a text one way: case, apostrophes, spaces, and the spaces of thousands left out."""
    even = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‐", "-").casefold()
    return _THOUSANDS.sub(lambda found: found[0].replace(" ", ""), _SPACES.sub(" ", even))


def is_written(wording: str, text: str) -> bool:
    """Tell whether a wording stands in a plain text, whatever the spaces between its words.

    It begins where a word or a number begins, and may end inside a word (« délibér ») or before
    decimals (« 104 » is said by « 104,50 »), but not inside a whole number: « 5 jours » is not said
    by « 25 jours », nor « 200 » by « 2004 ». Accents count. Whether the sentence says it of the
    person, or denies it, nobody can tell by this.
    """
    tokens = _TOKEN.findall(plain(wording))
    if not tokens:
        return False
    before = r"(?<!\d)(?<!\d[.,])" if tokens[0].isdigit() else r"(?<!\w)"
    after = r"(?!\d)" if tokens[-1].isdigit() and tokens[-2:-1] != [","] else ""
    return bool(re.search(before + r"\s*".join(map(re.escape, tokens)) + after, text))


def verdict_of(sentence: str) -> str:
    """Give the verdict a sentence opens with, or has after a colon or a question; or nothing.

    « Pas encore » is a « non ».
    """
    found = _VERDICT.match(re.sub(r"^[^\w]+", "", fold(_ITEM.sub("", sentence, count=1))))
    if found is None:
        return ""
    return YES if found["oui"] else NO if found["non"] else DEPENDS


def is_contrary(wanted: str, sentence: str) -> bool:
    """Tell whether a sentence opens with a verdict contrary to the one wanted.

    « Oui » and « non » are contrary. To « cela dépend », either is, where its sentence has no
    condition. « Cela dépend » is contrary to none: it does not answer, and does not mislead.
    """
    given = verdict_of(sentence)
    if wanted == DEPENDS:
        return given in {YES, NO} and not _CONDITION.search(fold(sentence))
    return given in {YES, NO} and given != wanted


def stems_in(text: str) -> frozenset[str]:
    """Give what a text is about: the stems of its words, those of any French text left out."""
    return Sentence(text).stems


def nearest(text: str, others: Sequence[str]) -> int | None:
    """Give the place of the text that shares most stems with this one; None where none does."""
    mine = stems_in(text)
    shared = [len(mine & stems_in(other)) for other in others]
    most = max(shared, default=0)
    return shared.index(most) if most else None


def quoted_in(sentence: str) -> list[str]:
    """Give what a sentence quotes, as « ... »."""
    return _QUOTED.findall(sentence)


def rank_in(sentence: str) -> int | None:
    """Give the place, from 0, of the question that a sentence names by its rank; None for none."""
    found = _RANKED.search(fold(sentence))
    return _RANKS.index(found[1]) if found else None


def asks_for(fact: str, asked: Sequence[str]) -> bool:
    """Tell whether one of the questions asks for a fact that a label names in French.

    The label is read with and without what stands in its parentheses. More than half of the telling
    stems of one reading must be in one question, as they are or as another word for the same thing
    (an age by a birth, a length of service by an arrival: `_SAME_MATTER`). Labels and questions of
    few words are matched well; another paraphrase is missed.
    """
    outside, inside = _CITED.sub(" ", fact), " ".join(re.findall(r"\(([^()]*)\)", fact))
    readings = [stems_in(part) - _NO_MATTER for part in (outside, inside)]
    return any(
        2 * sum(_is_meant(stem, stems_in(question)) for stem in reading) > len(reading)
        for question in asked
        for reading in readings
        if reading
    )


def _is_meant(stem: str, asked: frozenset[str]) -> bool:
    group = next((one for one in _SAME_MATTER if stem in one), frozenset({stem}))
    return not asked.isdisjoint({stem, *group})


def leaves_openly(question: str, letter: Letter, others: Sequence[str]) -> bool:
    """Tell whether a sentence hands this question over, rather than another of the ticket.

    With one question, any such sentence is about it. With several, the sentence speaks of all that
    is left (« vos autres questions »), or shares more stems with this one than with the others.
    """
    if not others:
        return bool(letter.handing_over)
    every = (question, *others)
    return any(
        _ALL_ELSE.search(fold(sentence)) or nearest(sentence, every) == 0
        for sentence in letter.handing_over
    )


def counted_in(text: str) -> tuple[Quantity, ...]:
    """Give what a text counts and dates, what stands in parentheses left out."""
    clauses = Sentence(_CITED.sub(" ", text)).clauses
    return tuple(quantity for clause in clauses for quantity in clause.quantities)
