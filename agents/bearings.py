"""What a text is about, as the classifier files it and as the examples of rules tell it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agents.checker.asked import questions_in
from agents.checker.matcher import Matcher
from agents.team import EmbeddedClassifier


@dataclass(frozen=True)
class LearnedBearings:
    """Lets a ticket and a procedure meet where they share no word (see `knowledge.bearings`)."""

    classifier: EmbeddedClassifier
    matcher: Matcher

    def filed(self, text: str) -> Mapping[str, float]:
        """Give the likelihood of each category."""
        return self.classifier.filed(text)

    def asked(self, message: str) -> npt.NDArray[np.float64]:
        """Give how much a message's questions look like what is asked of each rule."""
        return self.ruled(questions_in(message))

    def ruled(self, texts: Sequence[str]) -> npt.NDArray[np.float64]:
        """Give how much the nearest of the texts looks like what is asked of each rule."""
        scores, _ = self.matcher.of(texts)
        best: npt.NDArray[np.float64] = scores[:, :-1].max(axis=0).astype(np.float64)
        return best
