"""The first letter to a person in danger or in grief, read as they would read it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from agents.checker.graph import check
from agents.checker.state import Checked
from agents.classifier.danger.learn_danger import TRAINING, entries_of
from agents.dependencies import Dependencies
from agents.drafter.first_letter import grief_in, template_of
from agents.drafter.graph import draft_letter
from cases.model import Danger, Outcome, Urgency
from tests.agents.builders import TODAY, a_classification, a_finding, a_ticket

HUNDRED = [one for one in entries_of(TRAINING / "third_reading.yaml") if one["expect"] != "none"]
LINES = {"15", "17", "18", "112", "114", "3114", "3919", "116", "006"}
DAYS = {"12", "14", "8"}
NEVER = (
    "article", "décret", "code général", "euro", "capital", "pension", "délai", "dans les plus",
    "abandon de poste", "courage", "je vous comprends", "bientôt", "ira mieux", "pensez à vos",
    "discipline", "sanction", "licenci", "secret", "discrétion", "promettons", "portez plainte",
    "vous n’avez rien", "définition", "attendez", "patient", "dépression", "suicidaire", "quel âge",
    "cause du", "conjoint", "mari", "traitement", "salaire", "bulletin", "justificatif", "refus",
)  # fmt: skip


async def first_letter(deps: Dependencies, danger: str, text: str) -> str:
    ticket = a_ticket(text)
    found = replace(a_classification(), sensitive=True, danger=Danger(danger))
    draft, _ = await draft_letter(ticket, found, await check(ticket, found, deps), deps)
    assert draft.outcome is Outcome.HAND_OVER
    assert not draft.guard_failures
    return draft.text.replace("\u00a0", " ").replace("\u202f", " ")


def ours(letter: str, deps: Dependencies) -> str:
    """Leave out how to reach the service, which is the town's."""
    return letter.replace(deps.letterhead.contact, "")


def test_there_are_a_hundred() -> None:
    assert len(HUNDRED) == 100


@pytest.mark.parametrize("one", HUNDRED, ids=lambda one: one["id"])
async def test_no_first_letter_tells_law_or_money_or_says_what_hurts(
    deps: Dependencies, one: dict[str, str]
) -> None:
    letter = ours(await first_letter(deps, one["expect"], one["text"]), deps)
    said = letter.lower()
    assert [word for word in NEVER if word in said] == []
    allowed = LINES | DAYS if one["expect"] == "grief" else LINES
    assert set(re.findall(r"\d+", letter)) <= allowed
    body = letter.partition("Bonjour,")[2].partition("Bien cordialement,")[0]
    assert 60 <= len(re.findall(r"[^\W\d_]{2,}", body)) <= 110


@pytest.mark.parametrize(
    ("danger", "lines"),
    [
        ("self", ("3114", "15", "112", "vous appelle aujourd’hui", "au sérieux")),
        ("reported", ("15", "17", "3114", "ne la laissez pas seule", "Gardez")),
        ("home", ("Vous n’y êtes pour rien", "17", "114", "3919", "sans risque")),
        ("attack", ("17", "114", "3919", "dispositif de signalement", "Gardez les messages")),
        ("workplace", ("Éloignez-vous", "18", "112", "responsable", "registre")),
        ("grief", ("Aucun papier", "une seule personne")),
    ],
)
async def test_each_letter_says_what_helps(
    deps: Dependencies, danger: str, lines: tuple[str, ...]
) -> None:
    letter = await first_letter(deps, danger, "Je vous écris pour moi.")
    assert [line for line in lines if line not in letter] == []
    assert deps.letterhead.contact in letter


async def test_a_home_is_neither_called_nor_written_to_before_it_is_safe(
    deps: Dependencies,
) -> None:
    letter = await first_letter(deps, "home", "Il me frappe, ne m'appelez pas chez moi.")
    assert "vous appelle" not in letter
    assert "par ce seul moyen" in letter


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("mon fils Tom est mort jeudi, il avait 19 ans", "14 jours d’absence, et à 8 jours"),
        ("mon bébé est mort à la crèche", "14 jours d’absence, et à 8 jours"),
        ("notre fille Agathe, 31 ans, s'est éteinte samedi", "au moins 12 jours"),
        ("mon fils est mort samedi", "au moins 12 jours"),
        ("nous avons perdu notre bébé pendant la grossesse", "nous vous dirons lesquels"),
    ],
)
async def test_a_parent_reads_the_right_in_one_sentence(
    deps: Dependencies, text: str, sentence: str
) -> None:
    letter = await first_letter(deps, "grief", text)
    assert sentence in letter
    assert "condoléances" in letter.split("\n\n")[1]


async def test_a_child_is_called_by_name(deps: Dependencies) -> None:
    assert "la mort de Tom." in await first_letter(deps, "grief", "Mon fils Tom est mort jeudi.")
    said = await first_letter(deps, "grief", "Notre fille Agathe est morte samedi.")
    assert "la mort d’Agathe." in said


@pytest.mark.parametrize("text", ["mon père est mort hier", "ma fille est en soins palliatifs"])
async def test_no_day_is_counted_for_another_death_or_for_who_lives(
    deps: Dependencies, text: str
) -> None:
    letter = ours(await first_letter(deps, "grief", text), deps)
    assert not re.search(r"\d", letter)
    assert ("condoléances" in letter) == ("mort" in text)


async def test_a_suicide_leaves_a_line_to_those_who_remain(deps: Dependencies) -> None:
    assert "3114" in await first_letter(deps, "grief", "mon mari s'est donné la mort")


def test_whoever_tells_of_anothers_bruises_gets_the_letter_of_a_witness() -> None:
    colleague = a_ticket("Ma collègue arrive avec des bleus, son mari la bat.")
    assert template_of(Danger.HOME, colleague) == "danger_witness.j2"
    assert template_of(Danger.HOME, a_ticket("Ma collègue sait qu'il me bat.")) == "danger_home.j2"


def test_a_grief_is_not_guessed() -> None:
    assert not grief_in(a_ticket("ma fille est très malade")).death
    assert not grief_in(a_ticket("mon père est mort, mon fils est effondré")).child


async def test_a_question_of_law_beside_a_danger_is_not_answered(deps: Dependencies) -> None:
    ticket = a_ticket("Combien de jours de congés ? Je veux mourir ce soir.")
    found = replace(a_classification(), danger=Danger.SELF, urgency=Urgency.CRITIQUE)
    assert await check(ticket, found, deps) == Checked((), (), (), (), TODAY)


async def test_findings_given_all_the_same_are_not_told(deps: Dependencies) -> None:
    ticket = a_ticket("Je veux mourir.")
    found = replace(a_classification(), danger=Danger.SELF)
    checked = Checked((a_finding("Vous avez 25 jours."),), (), (), (), TODAY + timedelta(1))
    draft, _ = await draft_letter(ticket, found, checked, deps)
    assert (draft.findings, draft.passages, draft.missing_facts) == ((), (), ())
    assert "25 jours" not in draft.text
