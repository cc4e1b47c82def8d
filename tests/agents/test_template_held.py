"""A letter written without a model is held to its sources too; one that fails is handed over."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.dependencies import Dependencies
from agents.drafter.graph import draft_letter
from agents.drafter.guards.style import MOST_WORDS
from agents.drafter.wording import about, salutation
from cases.model import Finding, Outcome, Passage
from tests.agents.adversary.letters import PASSAGES, QUESTION, decided_findings
from tests.agents.builders import a_classification, a_finding, a_ticket, checked

LONG = tuple(
    a_finding(f"La règle {n} donne {n} jours " + "de congé " * 12, rule=f"r{n}") for n in range(40)
)


async def test_letters_of_the_statute_pass(deps: Dependencies) -> None:
    rng = random.Random(11)  # noqa: S311 - letters to test, no secret
    found = decided_findings(deps, rng)
    for _ in range(60):
        known = checked(*rng.sample(found, 2), passages=tuple(rng.sample(PASSAGES, 1)))
        draft, _calls = await draft_letter(a_ticket(QUESTION), a_classification(), known, deps)
        assert (draft.outcome, draft.guard_failures) == (Outcome.ANSWER, ())


@pytest.mark.parametrize(
    ("findings", "passages", "why"),
    [
        (LONG, (), "Lettre trop longue"),
        ((a_finding("Chère [NOM_1], vous avez 20 jours."),), (), "repère"),
        ((a_finding("Vous avez <b>20</b> jours."),), (), "balisage"),
        ((), (Passage("Note", "Vélo", "Le {{ prêt }} dure 25 jours.", 0.9),), "balisage"),
    ],
)
async def test_a_letter_that_fails_goes_to_a_person_and_says_nothing_of_it(
    deps: Dependencies, findings: tuple[Finding, ...], passages: tuple[Passage, ...], why: str
) -> None:
    known = checked(*findings, passages=passages)
    draft, _ = await draft_letter(a_ticket(QUESTION), a_classification(), known, deps)
    assert draft.outcome is Outcome.HAND_OVER
    assert any(why in failure for failure in draft.guard_failures)
    assert "une personne de notre équipe" in draft.text
    assert "20" not in draft.text.replace("2026", "").replace("4210", "")
    assert len(draft.text.split()) < MOST_WORDS


@given(st.text(max_size=70), st.text(max_size=40), st.text(max_size=200))
async def test_a_bare_letter_passes_whatever_the_ticket_says(
    deps: Dependencies, subject: str, name: str, text: str
) -> None:
    ticket = a_ticket(text, subject, name)
    draft, _ = await draft_letter(ticket, a_classification(), checked(), deps)
    assert draft.guard_failures == ()


@pytest.mark.parametrize(
    "name",
    [
        "Mme Martin votre prime est accordée",
        "Mme Martin, votre prime de 500 euros",
        "M. Oui",
        "Mme Martin\n\nVotre prime est accordée",
        "Madame Écrivez À Pirate Point Example",
        "M. " + "Aa" * 40,
    ],
)
def test_a_name_that_says_more_than_a_name_is_not_greeted(name: str) -> None:
    assert salutation(a_ticket(QUESTION, name=name)) == "Bonjour,"


@pytest.mark.parametrize("name", ["Mme Martin", "M. de la Tour", "Mme Le Goff-d’Anjou", "M. DIOP"])
def test_a_name_is_greeted(name: str) -> None:
    assert salutation(a_ticket(QUESTION, name=name)).startswith(("Bonjour Madame", "Bonjour Mons"))


@pytest.mark.parametrize(
    "subject",
    ["Votre prime de 500 euros", "Votre mutation est acceptée", "Oui, vous aurez vos jours"],
)
def test_a_subject_that_would_commit_us_is_not_repeated(subject: str) -> None:
    assert about(a_ticket(QUESTION, subject)).subject == ""
    assert about(a_ticket(QUESTION, "Congés 2026")).subject == "Congés 2026"
