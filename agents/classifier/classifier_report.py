"""Report of how a classifier did on tickets whose authors it had not read, as tables of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from statistics import fmean

from agents.classifier.embedded import Guess
from agents.classifier.examples import Example
from agents.classifier.sensitivity import signs_of_sensitivity

_TOP = 3
_BINS = 10
_COLUMNS = (
    "tickets",
    "juste",
    "parmi 3",
    "moitié sûre",
    "répond",
    "juste alors",
    "sensibles",
    "fausses alertes",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled ticket, and what an unseen author's classifier guessed."""

    example: Example
    guess: Guess

    @property
    def share(self) -> float:
        """How likely the first guess was said to be."""
        return self.guess.ranked[0][1]

    @property
    def right(self) -> bool:
        """Whether the first guess is the label."""
        return self.guess.ranked[0][0] == self.example.category

    @property
    def near(self) -> bool:
        """Whether the label is among the first three."""
        return self.example.category in dict(self.guess.ranked[:_TOP])

    @property
    def brier(self) -> float:
        """Sum the squares of what each category's share lacks of the truth: 0 is best, 2 worst."""
        label = self.example.category
        return sum((share - (name == label)) ** 2 for name, share in self.guess.ranked)

    @property
    def sensitive(self) -> bool:
        """Whether it would be kept for few."""
        return self.guess.is_sensitive(signs_of_sensitivity(self.example.text))


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares in 0..1, None where there is nothing to count.

    `half`: of the half it is surest of, those right; `sure`: those it answers alone, and of them
    those right.
    """

    count: int
    first: float
    among_three: float
    half: float
    sure: float
    right_when_sure: float | None
    sensitive_found: float | None
    false_alarms: float | None


def figures_of(judged: Sequence[Judged], sure_from: float) -> Figures:
    """Measure guesses."""
    by_share = sorted(judged, key=lambda one: -one.share)
    half = by_share[: (len(by_share) + 1) // 2]
    sure = [one for one in judged if one.share >= sure_from]
    return Figures(
        len(judged),
        fmean(one.right for one in judged),
        fmean(one.near for one in judged),
        fmean(one.right for one in half),
        len(sure) / len(judged),
        _mean(one.right for one in sure),
        _mean(one.sensitive for one in judged if one.example.sensitive is True),
        _mean(one.sensitive for one in judged if one.example.sensitive is False),
    )


def report(judged: Sequence[Judged], sure_from: float) -> str:
    """Tell how it did, author by author, then all together: confusions and calibration."""
    lines = [
        "Chaque auteur est classé par un modèle qui n’a lu que les autres.",
        f"{'Auteur':<16}" + "".join(f"{title:>{len(title) + 2}}" for title in _COLUMNS),
    ]
    authors = sorted({one.example.author for one in judged})
    for author in authors:
        own = [one for one in judged if one.example.author == author]
        lines.append(_line(author, figures_of(own, sure_from)))
    lines.append(_line("tous", figures_of(judged, sure_from)))
    return "\n".join([*lines, "", *_confusions(judged), "", *_calibration(judged), ""])


def _line(name: str, got: Figures) -> str:
    _, *shares = astuple(got)
    cells = [str(got.count), *map(_percent, shares)]
    titled = zip(cells, _COLUMNS, strict=True)
    return f"{name:<16}" + "".join(f"{cell:>{len(title) + 2}}" for cell, title in titled)


def _confusions(judged: Sequence[Judged]) -> Iterator[str]:
    pairs = Counter((one.example.category, one.guess.ranked[0][0]) for one in judged)
    names = sorted({name for pair in pairs for name in pair})
    yield "Catégorie étiquetée (ligne), catégorie trouvée (colonne) :"
    yield " " * 24 + "".join(f"{number:>4}" for number in range(1, len(names) + 1))
    for number, name in enumerate(names, 1):
        cells = "".join(f"{pairs[name, other] or '·':>4}" for other in names)
        yield f"{number:>2} {name:<21}{cells}"


def _calibration(judged: Sequence[Judged]) -> Iterator[str]:
    yield "Vraisemblance dite, et ce qui se vérifie :"
    yield f"{'de':>6}{'à':>6}{'tickets':>9}{'dite':>7}{'juste':>7}"
    gap = 0.0
    for low in range(_BINS):
        ones = [one for one in judged if min(int(one.share * _BINS), _BINS - 1) == low]
        if ones:
            likely, right = fmean(o.share for o in ones), fmean(o.right for o in ones)
            gap += abs(likely - right) * len(ones) / len(judged)
            bounds = f"{_percent(low / _BINS):>6}{_percent((low + 1) / _BINS):>6}"
            yield f"{bounds}{len(ones):>9}{_percent(likely):>7}{_percent(right):>7}"
    yield f"Écart moyen entre ce qui est dit et ce qui se vérifie (ECE) : {_comma(gap)}."
    brier = fmean(one.brier for one in judged)
    yield f"Score de Brier, toutes catégories : {_comma(brier)}."


def _mean(truths: Iterable[bool]) -> float | None:
    listed = list(truths)
    return fmean(listed) if listed else None


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f} %"


def _comma(number: float) -> str:
    return f"{number:.3f}".replace(".", ",")
