"""What is hidden and what stays readable of the sentences of another hand, half by half.

`pytest -s tests/agents/test_privacy_another_hand.py` prints it. Of the half never read nothing but
totals is printed, so that nobody tunes on it.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
import yaml

from agents.privacy.pseudonyms import Pseudonyms
from tests.agents.privacy.measured import HERE

STRUCTURED, NAMES, KEPT = 0.97, 0.93, 0.97
TO_THE_LAST_LETTER = 0.93
"""Of numbers, dates and addresses, and of names, on either half."""
OF_A_KIND = 0.8
"""To the last letter: no kind may be given up for the sake of the whole."""


@dataclass
class Half:
    """Spans to hide by kind, those broken, those hidden to their last letter; words to keep.

    Broken: what was written can be read no more, though a piece may stay, as an `étage` does. Of a
    name no word of three letters stays.
    """

    marked: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)
    to_keep: int = 0
    kept: int = 0
    failed: list[str] = field(default_factory=list, repr=False)

    def share(self, found: Counter[str], *, names: bool) -> float:
        kinds = [kind for kind in self.marked if (kind == "name") is names]
        return sum(found[k] for k in kinds) / sum(self.marked[k] for k in kinds)

    def read(self, told: dict[str, Any]) -> None:
        text = told["text"]
        pseudonyms = Pseudonyms()
        covered = {at for start, end, _ in pseudonyms.find(text) for at in range(start, end)}
        left = pseudonyms.hide(text)
        for one in told.get("hidden") or ():
            start = text.index(one["words"])
            letters = {start + at for at, c in enumerate(one["words"]) if c.isalnum()}
            self.marked[one["kind"]] += 1
            self.hidden[one["kind"]] += letters <= covered
            words = one["words"].split() if one["kind"] == "name" else [one["words"]]
            self.broken[one["kind"]] += all(w not in left for w in words if len(w) > len("de"))
            if not letters <= covered:
                self.failed.append(f"not hidden: {one}")
        for words in told.get("kept") or ():
            self.to_keep += 1
            self.kept += words in left
            if words not in left:
                self.failed.append(f"not kept: {words!r}")


def sentences() -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = yaml.safe_load((HERE / "another_hand.yaml").read_text("utf-8"))
    return told


def test_no_sentence_of_the_other_hand_is_lost() -> None:
    told = sentences()
    assert len(told) == 200
    for one in told:
        assert all(hidden["words"] in one["text"] for hidden in one.get("hidden") or ())
        assert all(words in one["text"] for words in one.get("kept") or ())


@pytest.mark.parametrize("half", [0, 1], ids=["looked at", "never read"])
def test_personal_data_of_another_hand_are_hidden_and_the_rest_stays(half: int) -> None:
    measured = Half()
    for told in sentences()[half::2]:
        measured.read(told)
    broken, hidden = measured.broken, measured.hidden
    for name, found in (("broken", broken), ("to the last letter", hidden)):
        kinds = ", ".join(
            f"{kind} {found[kind]}/{n}" for kind, n in sorted(measured.marked.items())
        )
        print(  # noqa: T201 - a measure is read
            f"\nhalf {half}, {name}: structured {measured.share(found, names=False):.1%}, names "
            f"{measured.share(found, names=True):.1%}\n  {kinds}"
        )
    print(f"  kept {measured.kept}/{measured.to_keep}")  # noqa: T201 - same
    for failed in measured.failed if half == 0 else ():
        print(f"  {failed}")  # noqa: T201 - same
    assert measured.share(broken, names=False) >= STRUCTURED
    assert measured.share(broken, names=True) >= NAMES
    assert measured.share(hidden, names=False) >= TO_THE_LAST_LETTER
    assert measured.share(hidden, names=True) >= TO_THE_LAST_LETTER
    assert measured.kept / measured.to_keep >= KEPT
    assert all(hidden[kind] >= OF_A_KIND * n for kind, n in measured.marked.items())
