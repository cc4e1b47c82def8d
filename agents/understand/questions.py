"""Lists what a ticket asks: each question in its writer's words, and the answer it wants."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agents.understand.wordings import wordings
from cases.folding import fold_in_place
from cases.model import Question, QuestionKind

MOST_QUESTIONS = 12
"""Kept of one ticket; twice the longest list seen."""
_LONGEST = 20_000
_LONGEST_SENTENCE = 600
_SAID = wordings("questions")
_SENTENCE_END = re.compile(
    r"(?<!\bM)(?<!\bart)(?<!\bcat)(?<!\bréf)(?<!\bref)[.?!…]{1,9}(?=[\s)»\"]|\Z)[)»\"]{0,2}\s*|;\s|\n(?![a-zà-ÿ])\s*"
    r"|\s(?=\d ?[)/] )"
)
_LISTED = re.compile(r"(?:[-–—•*·]|\(?(?:\d{1,2}|[a-eA-E]) ?[.)/°-](?!\d)) *")
_BOUNDARY = re.compile(
    r",? (?:et puis|et aussi|et|puis|ou(?! pas\b| non\b)) |, (?!(?:s'il|svp|je vous prie)\b)"
)
_CLAUSE = re.compile(
    r"(?:c'est|cest|ca|si|je|j'|on|ils?|elles?|mon|ma|mes|les?|la|l') ?(?:\w+ ){1,4}", re.IGNORECASE
)
_FOR_ME = re.compile(
    r".{0,40}?\b(?:dire|indiquer|confirmer|preciser|expliquer|savoir|connaitre|informer|renseigner"
    r"|communiquer|lister|vous demander|donner|calculer)\b"
)
_MOST_WORDS_OF_A_SUBJECT = 14
_KINDS = (
    QuestionKind.HOW_LONG,
    QuestionKind.WHEN,
    QuestionKind.HOW_MUCH,
    QuestionKind.HOW_TO,
    QuestionKind.WHICH,
)


class Sentence(NamedTuple):
    """A sentence, or a line of a list."""

    text: str
    listed: bool


def questions_of(own_words: str, subject: str = "") -> tuple[Question, ...]:
    """List the questions of a ticket in their order; none where it asks nothing.

    A wish, then a text that only names its matter, ask where nothing else does, then the subject.
    """
    sentences = list(sentences_of(own_words[:_LONGEST]))
    found = _without_the_subject(list(_asked(sentences)), own_words)
    if all(question.declined for question in found):
        wishes = [one.text for one in sentences if _SAID["wish"].search(fold_in_place(one.text))][
            :1
        ]
        named = (" ".join(own_words.split()), subject.strip())
        bare = (one for one in named if 0 < len(one.split()) <= _MOST_WORDS_OF_A_SUBJECT)
        matters = [one for one in bare if not _SAID["verb"].search(fold_in_place(one))][:1]
        found += [Question(one, kind_of(one)) for one in wishes or matters]
    return tuple({question.text: question for question in found}.values())[:MOST_QUESTIONS]


def _without_the_subject(found: list[Question], own_words: str) -> list[Question]:
    """Leave out the first line, the subject of a mail, where a question below says all it asks."""
    subject, parted, _ = own_words.partition("\n\n")
    if not (found and parted and found[0].text in subject):
        return found
    named = _words_of(found[0].text)
    return found[any(named <= _words_of(other.text) for other in found[1:]) :]


def _words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold_in_place(text)))


def kind_of(question: str) -> QuestionKind:
    """Tell what a question wants for an answer."""
    folded = fold_in_place(question)
    for kind in (QuestionKind.STATUS, QuestionKind.DOCUMENT):
        if _SAID[kind].search(folded):
            return kind
    introduced = _FOR_ME.match(folded)
    wanted = folded[introduced.end() :] if introduced else folded
    places = [(match.start(), kind) for kind in _KINDS if (match := _SAID[kind].search(wanted))]
    whether = ("est-ce que", "est ce que", *(("si ", "s'il") if introduced else ()))
    if places and not wanted.lstrip().startswith(whether):
        return min(places, key=lambda place: place[0])[1]
    return QuestionKind.YES_NO


def sentences_of(text: str) -> Iterator[Sentence]:
    """Cut a text into its sentences and the lines of its lists, without their numbers."""
    start = 0
    for end in (*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)):
        written = " ".join(text[start:end].split())
        start = end
        marker = _LISTED.match(written)
        if any(character.isalnum() for character in written):
            yield Sentence(written[marker.end() :] if marker else written, listed=bool(marker))


def _asked(sentences: list[Sentence]) -> Iterator[Question]:
    """Read the questions of each sentence, and the lines of a list that a sentence announces."""
    before, announced = "", False
    for at, (written, listed) in enumerate(sentences):
        folded = fold_in_place(written[-_LONGEST_SENTENCE:])
        ends = _ends_asking(folded)
        asks = ends or _SAID["asks_plainly"].search(folded) or _SAID["implied"].search(folded)
        if written.endswith(":"):
            announced = bool(asks or _SAID["announced"].search(folded))
        elif _SAID["declined"].search(folded) and not ends:
            yield Question(written, kind_of(written), declined=True)
        elif not (_SAID["polite"].search(folded) or _SAID["for_an_answer"].search(folded)):
            after = sentences[at + 1] if at + 1 < len(sentences) else Sentence("", listed=True)
            told = listed and announced and (after.listed or not _ends_asking(after.text))
            if asks or told:
                yield from part_questions(written, before)
        announced = announced and (listed or written.endswith(":"))
        before = written


def _ends_asking(sentence: str) -> bool:
    return sentence.rstrip(' )»"').endswith("?")


def part_questions(sentence: str, before: str = "") -> list[Question]:
    """Part the questions of one sentence; what stands before a colon introduces them all.

    What asks nothing introduces the first question, or goes with the one before it. One too short
    to be understood is told with the first, or with the sentence `before`.
    """
    sentence = sentence[-_LONGEST_SENTENCE:]
    folded = fold_in_place(sentence)
    colon = folded.rfind(" : ")
    start = at = colon + len(" : ") if colon >= 0 else 0
    introduced = _FOR_ME.match(folded)
    parts: list[str] = []
    last = ""
    for cut in (*_BOUNDARY.finditer(folded, max(at, introduced.end() if introduced else 0)), None):
        end = cut.start() if cut else len(sentence)
        clause = folded[at:end]
        asks = (
            _SAID["asking"].search(clause)
            or (introduced and _SAID["named"].match(clause))
            or (last.strip(" ,") == "et" and cut is None and _CLAUSE.match(clause))
        )
        if asks and parts and (introduced or _SAID["asking"].search(fold_in_place(parts[-1]))):
            parts.append(sentence[at:end])
        elif parts:
            parts[-1] = f"{parts[-1]}{last}{sentence[at:end]}"
        else:
            parts.append(sentence[at:end])
        last, at = (cut[0], cut.end()) if cut else ("", end)
    whole = [_SAID["elliptic"].match(fold_in_place(part).strip()) is None for part in parts]
    lead, first = sentence[:start].strip(), parts[0] if whole[0] else before
    return [
        Question(f"{lead or ('' if full else first)} {part.strip()}".strip(), kind_of(part))
        for part, full in zip(parts, whole, strict=True)
    ]
