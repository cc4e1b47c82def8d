"""How a figure is reached, said with it: the parts of a sum, what is left, the day it begins."""

import re
from collections.abc import Sequence
from dataclasses import replace

from cases.model import Finding, Question, QuestionKind
from statute.french import inside

_BY_ITS_STEPS = frozenset({
    QuestionKind.HOW_MUCH,
    QuestionKind.HOW_LONG,
    QuestionKind.WHEN,
    QuestionKind.WHICH,
})  # fmt: skip
"""Questions of which the way to the answer is part of it."""
DETAIL = "Voici le détail"
_MOST_SHOWN = 3
_NONE_OR_A_PERIOD = re.compile(r"(?:0|du)\b(?!,)")
"""What is nothing shows no way to a figure; the answer gives the ends of its periods."""


def with_steps(finding: Finding, questions: Sequence[Question]) -> Finding:
    """Add to an answer the steps whose values it does not say, the last ones where they are many.

    `questions` are those that the finding answers; one of a figure or a day wants the way to it.
    """
    wanted = not questions or any(one.kind in _BY_ITS_STEPS for one in questions)
    known = "\n".join((finding.answer, *finding.facts.values()))
    shown = [
        (inside(label), value)
        for label, value in finding.steps
        # Not inside a longer number: « 7,5 » is not said by « 17,5 ».
        if not _NONE_OR_A_PERIOD.match(value)
        and not re.search(r"(?<![\d,])" + r"\s".join(map(re.escape, value.split())), known)
    ]
    if not (wanted and shown and finding.answer):
        return finding
    by_label: dict[str, list[str]] = {}
    for label, value in shown[-_MOST_SHOWN:]:
        by_label.setdefault(label, []).append(value)
    detail = " ; ".join(f"{label}, {', puis '.join(told)}" for label, told in by_label.items())
    return replace(finding, answer=f"{finding.answer} {DETAIL} : {detail}.")
