"""The one Presidio analyzer of the process: spaCy's French names, our recognisers, no network.

Imported only where a text is to be hidden: spaCy costs seconds.
"""

import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import spacy
from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.nlp_engine import NerModelConfiguration, NlpArtifacts, SpacyNlpEngine
from spacy.language import Language
from spacy.tokens import Doc

from agents.privacy import birth_dates, staff_numbers
from agents.privacy.name_finder import NameFinder
from agents.privacy.name_lists import WORD, Lexicon, staff
from agents.privacy.patterns import ADDRESSES, SPANS, is_iban, is_nir
from agents.privacy.small_letters import in_small_letters
from cases.folding import fold

Span = tuple[int, int, str]
"""Start, end and kind of what is to be hidden."""
_LANGUAGE = "fr"
_MODEL = "fr_core_news_md"
_UNUSED = ("tok2vec", "tagger", "morphologizer", "parser", "attribute_ruler")
_BLOCK = re.compile(r"(?:(?!\n[ \t]*\n).){1,2000}|\n\s*", re.DOTALL)
_KINDS = tuple(dict.fromkeys([*(kind for kind, _ in SPANS), "ADRESSE", "NOM"]))
_CHECKSUMS = {"NIR": is_nir, "IBAN": is_iban}
_SCORES = {kind: 0.9 - 0.05 * place for place, kind in enumerate(_KINDS)}
"""Which kind names a span that several found: the first of the list."""

_AFTER_A_FIRST_NAME = (("NAISSANCE", birth_dates.AFTER_A_FIRST_NAME),)
_AFTER_A_FULL_NAME = (
    *_AFTER_A_FIRST_NAME,
    ("NAISSANCE", birth_dates.AFTER_A_FULL_NAME),
    ("MATRICULE", staff_numbers.AFTER_A_FULL_NAME),
)


@dataclass(frozen=True)
class Analyzer:
    """Presidio's engine and the lexicon its recognisers share."""

    engine: AnalyzerEngine
    lexicon: Lexicon

    def find(self, text: str, known: Iterable[str]) -> list[Span]:
        """Find the spans of a text that may say who somebody is, none over another, in order.

        `known`: folded words of names. Of spans that overlap, the surest says the kind.
        """
        ours: list[EntityRecognizer] = [_KnownPeople(known, self.lexicon)]
        results = self.engine.analyze(text, _LANGUAGE, ad_hoc_recognizers=ours)
        joined: list[tuple[int, int, str, float]] = []
        for one in sorted((r.start, r.end, r.entity_type, r.score) for r in results):
            if not joined or one[0] >= joined[-1][1]:
                joined.append(one)
                continue
            before = joined.pop()
            surest = max(before, one, key=lambda span: span[3])
            joined.append((before[0], max(before[1], one[1]), *surest[2:]))
        return list(
            _with_what_follows(text, [(start, end, kind) for start, end, kind, _ in joined])
        )


def _with_what_follows(text: str, spans: list[Span]) -> Iterator[Span]:
    """Add the birth date or the staff number that directly follows a name."""
    for place, (start, end, kind) in enumerate(spans):
        yield start, end, kind
        if kind != "NOM":
            continue
        next_one = spans[place + 1][0] if place + 1 < len(spans) else len(text)
        forms = _AFTER_A_FULL_NAME if " " in text[start:end] else _AFTER_A_FIRST_NAME
        for more, form in forms:
            follows = form.match(text, end)
            if follows and follows.end() <= next_one:
                yield *follows.span("span"), more
                break


_opening = threading.Lock()


def analyzer() -> Analyzer:
    """Return the analyzer, loaded at the first text to hide."""
    with _opening:
        return _load()


@cache
def _load() -> Analyzer:
    language = spacy.load(_MODEL, exclude=_UNUSED, disable=["lemmatizer"])
    lookups = language.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]  # French has one
    tables = [lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")]
    lexicon = Lexicon(frozenset(fold(w) for t in tables for words in t.values() for w in words))
    registry = RecognizerRegistry(
        recognizers=[_Structured(), _PeopleOfTheText(lexicon)], supported_languages=[_LANGUAGE]
    )
    engine = AnalyzerEngine(registry, _French(language, lexicon), supported_languages=[_LANGUAGE])
    return Analyzer(engine, lexicon)


class _French(SpacyNlpEngine):
    """Names as spaCy reads them, paragraph by paragraph: a name is the same wherever it stands."""

    def __init__(self, language: Language, lexicon: Lexicon) -> None:
        super().__init__(
            models=[{"lang_code": _LANGUAGE, "model_name": _MODEL}],
            ner_model_configuration=NerModelConfiguration(),
        )
        # Given, not loaded by Presidio: it would ask the network for a model that is missing.
        self.nlp = {_LANGUAGE: language}  # type: ignore[assignment]  # Presidio says None for "not yet"
        self._language = language
        self._lexicon = lexicon

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Read a text for its people."""
        blocks = _BLOCK.findall(self._lexicon.truecase(text)) or [" "]
        read = list(self._language.pipe(blocks))
        doc = Doc.from_docs(read, ensure_whitespace=False) or read[0]
        return NlpArtifacts(
            entities=list(doc.ents),
            tokens=doc,
            tokens_indices=[token.idx for token in doc],
            lemmas=[],
            nlp_engine=self,
            language=language,
        )


class _Recognizer(EntityRecognizer):
    def __init__(self, *kinds: str) -> None:
        super().__init__(supported_entities=list(kinds), supported_language=_LANGUAGE)

    def load(self) -> None:
        """Load nothing."""

    def result(self, kind: str, start: int, end: int, score: float = 0) -> RecognizerResult:
        return RecognizerResult(kind, start, end, score or _SCORES[kind])


class _Structured(_Recognizer):
    """Numbers, dates and addresses, by their form; the key only says which number it is."""

    def __init__(self) -> None:
        super().__init__(*_KINDS)

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts
    ) -> list[RecognizerResult]:
        """Find every span of a known form."""
        _ = entities, nlp_artifacts
        patterns = (*SPANS, *(("ADRESSE", pattern) for pattern in ADDRESSES))
        found = []
        for kind, pattern in patterns:
            for match in pattern.finditer(text):
                start, end = match.span("span" if "span" in pattern.groupindex else 0)
                sure = kind in _CHECKSUMS and _CHECKSUMS[kind](text[start:end])
                found.append(self.result(kind, start, end, 1.0 if sure else 0))
        return found


class _PeopleOfTheText(_Recognizer):
    """Names, by spaCy and by what surrounds them, each compared with the words of French."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names, self._lexicon = NameFinder(lexicon), lexicon
        super().__init__("NOM")

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts
    ) -> list[RecognizerResult]:
        """Find every name."""
        _ = entities
        names = self._names
        spans = [*names.by_context(text), *in_small_letters(text, self._lexicon)]
        spans += names.by_lists(text)
        for entity in nlp_artifacts.entities:
            read = names.in_person if entity.label_ == "PER" else names.in_other_entity
            spans += read(text, entity.start_char, entity.end_char)
        return [self.result("NOM", *span) for span in spans]


class _KnownPeople(_Recognizer):
    """Words of names known before: the requester's, the conversation's, the town's staff's."""

    def __init__(self, words: Iterable[str], lexicon: Lexicon) -> None:
        self._words, self._lexicon = frozenset(words), lexicon
        super().__init__("NOM")

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts
    ) -> list[RecognizerResult]:
        """Find those words wherever they stand; a common word only with a capital."""
        _ = entities, nlp_artifacts
        known = self._words | staff()
        return [
            self.result("NOM", *match.span())
            for match in WORD.finditer(text)
            if fold(match[0]) in known
            and (match[0][:1].isupper() or not self._lexicon.knows(match[0]))
        ]
