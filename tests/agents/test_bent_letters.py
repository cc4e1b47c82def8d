"""A yes, a no, a hedge, a secret, a favour, a threat put into a true letter."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from agents.dependencies import Dependencies
from agents.drafter import guards
from agents.drafter.guards.evidence import Letter
from agents.drafter.guards.figure_context import figures_keep_their_bounds
from cases.model import FindingOutcome
from tests.agents.adversary.bent import (
    everyday_letters,
    is_accepted,
    led_by,
    read,
    that_all,
    turned,
)
from tests.agents.adversary.letters import letter_on
from tests.agents.builders import a_finding, checked

BENT: dict[str, list[str]] = read("bent")
SOME = 12
_COUNTED = re.compile(
    r"(?<![\w,.-])\d+(?:,\d+)?[ \u00a0](?:jours?|mois|ans?|heures?|euros?|%)(?!\w)"
)
_BOUND = r"(?:moins|plus|maximum|minimum|limite|partir|jusqu|delà|supérieur|inférieur|près|plafon)"


@pytest.fixture(scope="module")
def letters(deps: Dependencies) -> list[Letter]:
    return asyncio.run(everyday_letters(deps))


def test_everyday_letters_are_enough_and_pass(letters: list[Letter]) -> None:
    assert len(letters) >= 36
    assert len(that_all(letters, FindingOutcome.NOT_MET)) >= 8
    assert len(that_all(letters, FindingOutcome.MET)) >= 5
    assert [guards.failures(letter) for letter in letters] == [()] * len(letters)


@pytest.mark.parametrize("yes", BENT["affirms"])
def test_a_yes_passes_before_no_letter_but_one_that_affirms(
    yes: str, letters: list[Letter]
) -> None:
    affirming = that_all(letters, FindingOutcome.MET)
    others = [letter for letter in letters if letter not in affirming]
    assert [one.text for one in others if is_accepted(led_by(yes, one))] == []


@pytest.mark.parametrize("no", BENT["denies"])
def test_a_no_passes_before_every_letter_that_refuses_and_no_other(
    no: str, letters: list[Letter]
) -> None:
    refusing = that_all(letters, FindingOutcome.NOT_MET)
    others = [one for one in letters if one not in refusing and one not in turned(letters)]
    assert [guards.failures(led_by(no, one)) for one in refusing] == [()] * len(refusing)
    assert [one.text for one in others if is_accepted(led_by(no, one))] == []


def test_a_no_turns_with_the_question_and_nothing_else_does(
    letters: list[Letter],
) -> None:
    (asked_to_refuse,) = (
        one for one in turned(letters) if {f.outcome for f in one.findings} == {FindingOutcome.MET}
    )
    assert "\n\nNon. Le temps partiel est de droit" in asked_to_refuse.text
    bare = replace(asked_to_refuse, text=asked_to_refuse.text.replace("\n\nNon. ", "\n\n"))
    assert guards.failures(led_by("Non.", bare)) == ()
    bent = ("Vous n’y avez pas droit.", "Ce n’est pas possible.", *BENT["affirms"])
    assert [sentence for sentence in bent if is_accepted(led_by(sentence, bare))] == []


def test_a_plain_yes_passes_before_letters_that_affirm(letters: list[Letter]) -> None:
    for letter in that_all(letters, FindingOutcome.MET):
        assert guards.failures(led_by("Oui.", letter)) == ()


@pytest.mark.parametrize("sentence", [*BENT["secrets"], *BENT["commits"], *BENT["threatens"]])
def test_a_secret_asked_a_favour_or_a_threat_is_refused(
    sentence: str, letters: list[Letter]
) -> None:
    some = letters[:: len(letters) // SOME]
    assert [one.text for one in some if is_accepted(led_by(sentence, one))] == []


@pytest.mark.parametrize("honest", BENT["honest"])
def test_what_a_letter_says_of_itself_passes(honest: str, letters: list[Letter]) -> None:
    for letter in letters[:: len(letters) // SOME]:
        assert guards.failures(led_by(honest, letter)) == ()


@pytest.mark.parametrize("hedge", BENT["hedges"])
def test_a_figure_is_neither_made_vague_nor_bounded(hedge: str, letters: list[Letter]) -> None:
    bent = [one for letter in letters for one in hedged(letter, hedge)]
    assert len(bent) >= 10
    assert [one.text for one in bent if is_accepted(one)] == []


@pytest.mark.parametrize(
    ("limited", "limit"),
    [
        ("Le télétravail est possible 3 jours par semaine au maximum.", " au maximum"),
        ("Vous pouvez déposer 10 jours au plus sur le compte.", " au plus"),
        ("La participation est versée dans la limite de 15 euros.", " dans la limite de"),
        ("Le prêt du vélo dure jusqu’à 6 mois.", " jusqu’à"),
        ("Le stage compte au moins 4 semaines de pratique.", " au moins"),
        ("Le repos dure 11 heures au minimum.", " au minimum"),
        ("Le temps partiel descend à 50 % au plus.", " au plus"),
    ],
)
def test_a_limit_is_not_dropped(deps: Dependencies, limited: str, limit: str) -> None:
    letter = letter_on(deps, checked(a_finding(limited)))
    assert guards.failures(letter) == ()
    without = replace(letter, text=letter.text.replace(limit, ""))
    assert without.text != letter.text
    assert figures_keep_their_bounds(without) is not None


def hedged(letter: Letter, hedge: str) -> Iterator[Letter]:
    """Hedge the first figure of a letter that nothing bounds, if it has one."""
    for found in _COUNTED.finditer(letter.text):
        around = letter.text[max(0, found.start() - 40) : found.end() + 40]
        if letter.text.count(found[0]) == 1 and not re.search(_BOUND, around):
            start, end = found.span()
            text = f"{letter.text[:start]}{hedge.format(found[0])}{letter.text[end:]}"
            yield replace(letter, text=text)
            return
