"""Our recognisers, as Presidio takes them; imported only where a text is to be hidden."""

from collections.abc import Iterable

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from agents.folding import fold
from agents.privacy.addresses import ADDRESSES
from agents.privacy.directory import staff
from agents.privacy.keys import is_iban, is_nir
from agents.privacy.lexicon import Lexicon
from agents.privacy.names import Names
from agents.privacy.patterns import SPANS
from agents.privacy.words import WORD

LANGUAGE = "fr"
_KINDS = tuple(dict.fromkeys([*(kind for kind, _ in SPANS), "ADRESSE", "NOM"]))
_KEYS = {"NIR": is_nir, "IBAN": is_iban}
_OF_KIND = {kind: 0.9 - 0.05 * place for place, kind in enumerate(_KINDS)}
"""Which kind names a span that several found: the first of the list."""


class _Recognizer(EntityRecognizer):
    def __init__(self, *kinds: str) -> None:
        super().__init__(supported_entities=list(kinds), supported_language=LANGUAGE)

    def load(self) -> None:
        """Load nothing."""

    def result(self, kind: str, start: int, end: int, score: float = 0) -> RecognizerResult:
        return RecognizerResult(kind, start, end, score or _OF_KIND[kind])


class Structured(_Recognizer):
    """Numbers, dates and addresses, by their form; the key only says which number it is."""

    def __init__(self) -> None:
        super().__init__(*_KINDS)

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts
    ) -> list[RecognizerResult]:
        """Give every span of a known form."""
        _ = entities, nlp_artifacts
        patterns = (*SPANS, *(("ADRESSE", pattern) for pattern in ADDRESSES))
        found = []
        for kind, pattern in patterns:
            for match in pattern.finditer(text):
                start, end = match.span("span" if "span" in pattern.groupindex else 0)
                sure = kind in _KEYS and _KEYS[kind](text[start:end])
                found.append(self.result(kind, start, end, 1.0 if sure else 0))
        return found


class PeopleOfTheText(_Recognizer):
    """Names, by spaCy and by what surrounds them, each held against the words of French."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names = Names(lexicon)
        super().__init__("NOM")

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts
    ) -> list[RecognizerResult]:
        """Give every name found."""
        _ = entities
        spans = [*self._names.in_context(text), *self._names.listed(text)]
        for entity in nlp_artifacts.entities:
            read = self._names.believed if entity.label_ == "PER" else self._names.strange
            spans += read(text, entity.start_char, entity.end_char)
        return [self.result("NOM", *span) for span in spans]


class PeopleWeKnow(_Recognizer):
    """Words of names told before: the requester's, the conversation's, the town's staff's."""

    def __init__(self, words: Iterable[str], lexicon: Lexicon) -> None:
        self._words, self._lexicon = frozenset(words), lexicon
        super().__init__("NOM")

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts
    ) -> list[RecognizerResult]:
        """Give those words wherever they stand; a common word only with a capital."""
        _ = entities, nlp_artifacts
        known = self._words | staff()
        return [
            self.result("NOM", *match.span())
            for match in WORD.finditer(text)
            if fold(match[0]) in known
            and (match[0][:1].isupper() or not self._lexicon.knows(match[0]))
        ]
