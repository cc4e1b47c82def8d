"""The one Presidio analyzer of the process: spaCy's French names, our recognisers, no network."""

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import spacy
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry
from presidio_analyzer.nlp_engine import NerModelConfiguration, NlpArtifacts, SpacyNlpEngine
from spacy.language import Language
from spacy.tokens import Doc

from agents.folding import fold
from agents.privacy.lexicon import Lexicon
from agents.privacy.recognizers import LANGUAGE, PeopleOfTheText, PeopleWeKnow, Structured

Span = tuple[int, int, str]
_MODEL = "fr_core_news_md"
_UNUSED = ("tok2vec", "tagger", "morphologizer", "parser", "attribute_ruler")
_BLOCK = re.compile(r"(?:(?!\n[ \t]*\n).){1,2000}|\n\s*", re.DOTALL)


@dataclass(frozen=True)
class Analyzer:
    """Presidio's engine and the lexicon its recognisers share."""

    engine: AnalyzerEngine
    lexicon: Lexicon

    def find(self, text: str, known: Iterable[str]) -> list[Span]:
        """Give the spans of a text that may say who somebody is, none over another, in order."""
        ours: list[EntityRecognizer] = [PeopleWeKnow(known, self.lexicon)]
        results = self.engine.analyze(text, LANGUAGE, ad_hoc_recognizers=ours)
        return _merged((r.start, r.end, r.entity_type, r.score) for r in results)


class _French(SpacyNlpEngine):
    """Names as spaCy reads them, paragraph by paragraph: a name is the same wherever it stands."""

    def __init__(self, language: Language, lexicon: Lexicon) -> None:
        super().__init__(
            models=[{"lang_code": LANGUAGE, "model_name": _MODEL}],
            ner_model_configuration=NerModelConfiguration(),
        )
        # Given, not loaded by Presidio: it would ask the network for a model that is missing.
        self.nlp = {LANGUAGE: language}  # type: ignore[assignment]  # Presidio says None for "not yet"
        self._language = language
        self._lexicon = lexicon

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Read a text for its people."""
        blocks = _BLOCK.findall(self._lexicon.softened(text)) or [" "]
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


_opening = threading.Lock()


def analyzer() -> Analyzer:
    """Give the analyzer, loaded at the first text to hide."""
    with _opening:
        return _load()


@cache
def _load() -> Analyzer:
    language = spacy.load(_MODEL, exclude=_UNUSED, disable=["lemmatizer"])
    lexicon = _lexicon_of(language)
    registry = RecognizerRegistry(
        recognizers=[Structured(), PeopleOfTheText(lexicon)], supported_languages=[LANGUAGE]
    )
    engine = AnalyzerEngine(registry, _French(language, lexicon), supported_languages=[LANGUAGE])
    return Analyzer(engine, lexicon)


def _lexicon_of(language: Language) -> Lexicon:
    lookups = language.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]  # French has one
    tables = [lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")]
    return Lexicon(frozenset(fold(w) for t in tables for words in t.values() for w in words))


def _merged(found: Iterable[tuple[int, int, str, float]]) -> list[Span]:
    """Join what overlaps; the surest of the joined says the kind."""
    joined: list[tuple[int, int, str, float]] = []
    for one in sorted(found):
        if not joined or one[0] >= joined[-1][1]:
            joined.append(one)
            continue
        before = joined.pop()
        surest = max(before, one, key=lambda span: span[3])
        joined.append((before[0], max(before[1], one[1]), *surest[2:]))
    return [(start, end, kind) for start, end, kind, _ in joined]
