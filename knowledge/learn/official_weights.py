"""Learns the weights of the ranking of official texts: `make train-official`.

The questions of `train/official/` hold no word of the code, only the numbers of the articles that
answer. No author's questions are judged by weights that saw them.
"""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.linear_model import LogisticRegression
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.store.database import migrate, open_engine
from knowledge.encoder import E5
from knowledge.library.documents import Document
from knowledge.library.text_library import Library
from knowledge.readers.files import read_path
from knowledge.search.index import Features, Scores
from knowledge.search.official_texts import OfficialTexts
from knowledge.search.ranking import LEARNED_OFFICIAL, OfficialRanking

QUESTIONS = Path(__file__).parents[1] / "train" / "official"
ON = date(2026, 11, 24)
_RIGHT_ENOUGH = 0.9
"""How often what is quoted first must be right."""
_SILENT_ENOUGH = 0.65
"""For which share of what the code does not answer nothing is shown."""

Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """One question: a row of features and a truth for each candidate; whether any text answers."""

    author: str
    answerable: bool
    features: Features
    answers: Truth


async def judged_by(texts: OfficialTexts) -> list[Judged]:
    """Put every question to a library that holds the code."""
    judged = []
    for path in sorted(QUESTIONS.glob("*.yaml")):
        for question in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]:
            words, answered = question["text"], set(question["answered_by"])
            asked = E5.of_question(words)
            found = await texts.candidates(words, asked, ON)
            truth = np.array([one.extract.article in answered for one in found])
            features = texts.features(words, asked, found)
            judged.append(Judged(path.stem, bool(answered), features, truth))
    return judged


async def learn(engine: AsyncEngine, out: Path = LEARNED_OFFICIAL) -> str:
    """Learn from a library that holds the code, write the weights, say how good they are."""
    judged = await judged_by(await OfficialTexts.of(engine))
    unseen = [
        (one, ranking.likelihoods(one.features))
        for author in sorted({one.author for one in judged})
        for ranking in [fit([j for j in judged if j.author != author])]
        for one in judged
        if one.author == author
    ]
    silent = [scores.max() for one, scores in unseen if not one.answerable]
    shown, quoted = float(np.quantile(silent, _SILENT_ENOUGH)), quote_threshold(unseen)
    thresholds = {"shown_from": round(shown, 4), "quoted_from": round(quoted, 4)}
    ranking = fit(judged).model_copy(update=thresholds)
    _write(ranking, out)
    return report(unseen, shown, quoted)


def _write(ranking: OfficialRanking, out: Path) -> None:
    head = "# Made by `make train-official`: do not edit by hand.\n"
    out.write_text(head + yaml.safe_dump(ranking.model_dump(mode="json")), encoding="utf-8")


def fit(judged: Sequence[Judged]) -> OfficialRanking:
    """Weigh the features of some questions."""
    rows = np.vstack([one.features for one in judged])
    truth = np.concatenate([one.answers for one in judged])
    spread = rows.std(axis=0)
    learner = LogisticRegression(max_iter=1000).fit(rows / spread, truth)
    return OfficialRanking(
        weights=tuple(round(float(w), 4) for w in learner.coef_[0] / spread),
        bias=round(float(learner.intercept_[0]), 4),
        shown_from=0.0,
        quoted_from=1.0,
    )


def quote_threshold(unseen: Sequence[tuple[Judged, Scores]]) -> float:
    """Find the least likelihood from which the first passage is right often enough."""
    tops = sorted(
        ((float(scores.max()), bool(one.answers[int(scores.argmax())])) for one, scores in unseen),
        reverse=True,
    )
    right, least = 0, 1.0
    for count, (score, is_right) in enumerate(tops, start=1):
        right += is_right
        if right / count >= _RIGHT_ENOUGH:
            least = score
    return least


def report(unseen: Sequence[tuple[Judged, Scores]], shown: float, quoted: float) -> str:
    """Say how often the right article is found, shown and quoted."""
    answerable = [(one, scores) for one, scores in unseen if one.answerable]
    others = [scores for one, scores in unseen if not one.answerable]
    orders = [one.answers[np.argsort(-scores, kind="stable")] for one, scores in answerable]
    shares = ", ".join(
        f"{np.mean([order[:most].any() for order in orders]):.2f} in the first {most}"
        for most in (1, 3, 5, 10)
    )
    kept = np.mean([scores.max() >= shown for _, scores in answerable])
    tops = [(bool(o.answers[int(s.argmax())]), float(s.max())) for o, s in unseen]
    right = [is_right for is_right, top in tops if top >= quoted]
    return (
        f"{len(unseen)} questions about the code, each author unseen\n"
        f"an article that answers: {shares}\n"
        f"something shown: {kept:.2f}; "
        f"silent where nothing answers: {np.mean([s.max() < shown for s in others]):.2f}\n"
        f"quoted: {len(right)} of {len(tops)}, of which right: {sum(right)}\n"
    )


async def main(code: Path) -> str:
    """Import the code into a library of its own, and learn."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite+aiosqlite:///{folder}/texts.db")
        await migrate(engine)
        for read in read_path(code):
            if not isinstance(read, Document):
                raise SystemExit(str(read))
            await Library(engine).keep(read)
        report_of_unseen = await learn(engine)
        await engine.dispose()
    return report_of_unseen


if __name__ == "__main__":
    sys.stdout.write(asyncio.run(main(Path(sys.argv[1]))))
