"""What an officer corrected stands over whatever the ticket, its files or a model say."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from agents.checker.fact_origins import with_corrections
from agents.checker.graph import check
from agents.checker.state import Checked
from agents.classifier.graph import classify
from agents.dependencies import Dependencies
from agents.drafter.graph import draft_letter
from cases.model import (
    Attachment,
    Correction,
    CorrectionKind,
    Ticket,
    current_corrections,
)
from statute.facts import FACTS, JOUR_DES_FAITS, FactRead
from tests.agents.builders import a_classification, a_ticket

AT = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
LEAVE = "Je travaille 5 jours par semaine. Combien de jours de congés annuels ai-je ?"
SICK = "Je suis titulaire, en arrêt maladie depuis hier : quel salaire ?"
UNDATED = "Je suis titulaire : quel salaire en arrêt maladie ?"
"""It tells no day of its own, whose law would come first."""


def corrected(about: str, value: str = "") -> dict[str, Correction]:
    said = CorrectionKind.VALUE if value else CorrectionKind.NOT_SAID
    return current_corrections([Correction(about, said, value, "", "ada", AT)])


async def checked(deps: Dependencies, ticket: Ticket, about: str, value: str = "") -> Checked:
    return await check(ticket, a_classification("maladie"), deps, corrected(about, value))


def facts(found: Checked) -> dict[str, object]:
    return {fact.fact: fact.value for fact in found.facts}


async def test_a_corrected_fact_wins_over_the_text_and_says_so(deps: Dependencies) -> None:
    plain = await check(a_ticket(LEAVE), a_classification(), deps)
    assert "25\u00a0jours" in plain.findings[0].answer
    found = await checked(deps, a_ticket(LEAVE), "jours_par_semaine", "4.5")
    assert "22,5\u00a0jours" in found.findings[0].answer
    assert found.findings[0].facts["jours_par_semaine"] == "4,5\u00a0jours"
    told = found.findings[0].read_in["jours_par_semaine"]
    assert (told.by, told.at, told.value, told.words) == ("ada", AT, "4.5", "")


async def test_the_rules_of_the_corrected_status_answer_instead_of_the_others(
    deps: Dependencies,
) -> None:
    ticket = a_ticket(SICK.replace("titulaire", "contractuelle"))
    plain = await check(ticket, a_classification("maladie"), deps)
    assert plain.findings[0].rule.startswith("CMC")
    found = await checked(deps, ticket, "statut", "titulaire")
    assert found.findings[0].rule.startswith("CMO")


async def test_a_corrected_fact_wins_over_a_file(deps: Dependencies) -> None:
    file = Attachment("a.pdf", "application/pdf", 1, "f", text="L'agent est titulaire.")
    ticket = a_ticket("Quel salaire en arrêt maladie ?")
    ticket = replace(ticket, messages=(replace(ticket.messages[0], attachments=(file,)),))
    found = await checked(deps, ticket, "statut", "contractuel")
    assert facts(found)["statut"] == "contractuel"
    assert not any("pièce jointe" in finding.warning for finding in found.findings)


async def test_what_is_not_said_is_asked_for_again(deps: Dependencies) -> None:
    found = await checked(deps, a_ticket(SICK), "statut")
    assert "statut" not in facts(found)
    assert "statut" in found.missing_facts
    assert "Contractuel : une autre règle s’applique." in found.findings[0].answer


async def test_a_corrected_day_brings_the_law_of_that_day(deps: Dependencies) -> None:
    now = await check(a_ticket(UNDATED), a_classification("maladie"), deps)
    then = await checked(deps, a_ticket(UNDATED), JOUR_DES_FAITS, "2025-02-03")
    assert "90\u00a0%" in now.findings[0].answer
    assert "100\u00a0%" in then.findings[0].answer
    assert then.on == date(2025, 2, 3)
    assert then.on_read_in
    assert then.on_read_in.by == "ada"


async def test_a_day_that_is_not_said_is_the_day_the_ticket_came(deps: Dependencies) -> None:
    ticket = a_ticket("Mon arrêt maladie du 3 février 2025, titulaire : quel salaire ?")
    assert (await check(ticket, a_classification("maladie"), deps)).on == date(2025, 2, 3)
    found = await checked(deps, ticket, JOUR_DES_FAITS)
    assert found.on == ticket.received_at.date()


@pytest.mark.parametrize(
    ("about", "value"), [("statut", "roi"), ("inconnu", "5"), ("category", "x")]
)
async def test_a_correction_that_no_longer_reads_changes_nothing(
    deps: Dependencies, about: str, value: str
) -> None:
    plain = await check(a_ticket(SICK), a_classification("maladie"), deps)
    found = await checked(deps, a_ticket(SICK), about, value)
    assert about not in facts(found)
    assert facts(found) == {f: v for f, v in facts(plain).items() if f != about}


@pytest.mark.parametrize(
    ("about", "value", "left"),
    [
        ("date_de_naissance", "1960-05-01", {"annee_de_naissance": 1960}),
        ("annee_de_naissance", "1960", {}),
        ("date_de_naissance", "", {}),
    ],
)
def test_a_birthday_and_its_year_never_disagree(
    about: str, value: str, left: dict[str, int]
) -> None:
    read = [
        FactRead("date_de_naissance", date(1964, 3, 12), "12 mars 1964"),
        FactRead("annee_de_naissance", 1964, "12 mars 1964"),
    ]
    found = {f.fact: f.value for f in with_corrections(read, corrected(about, value))}
    if value:
        assert found.pop(about) == FACTS[about].parse(value)
    assert found == left


async def test_the_letter_changes_with_the_fact(deps: Dependencies) -> None:
    ticket, found = a_ticket(UNDATED), a_classification("maladie")
    before, _ = await draft_letter(ticket, found, await check(ticket, found, deps), deps)
    then = await checked(deps, ticket, JOUR_DES_FAITS, "2025-02-03")
    after, _ = await draft_letter(ticket, found, then, deps)
    assert "90\u00a0%" in before.text
    assert "90\u00a0%" not in after.text
    assert after.on == date(2025, 2, 3)


async def test_a_corrected_category_is_certain_and_keeps_what_else_was_found(
    deps: Dependencies,
) -> None:
    ticket = a_ticket("Je suis harcelée par mon chef, j'ai peur de revenir. Mes congés ?")
    plain, _ = await classify(ticket, deps)
    found, _ = await classify(ticket, deps, "conges")
    assert (found.category, found.confidence) == ("conges", 1.0)
    assert "Corrigée par une personne." in found.reason
    assert plain.sensitive
    assert (found.sensitive, found.urgency) == (plain.sensitive, plain.urgency)
    assert "Sensible" in found.reason


async def test_a_refusal_does_not_go_away_with_the_category(deps: Dependencies) -> None:
    ticket = a_ticket("Voici mon nouveau RIB FR76 3000 6000 0112 3456 7890 189, changez-le.")
    found, _ = await classify(ticket, deps, "conges")
    assert found.refusal


async def test_a_conflict_named_by_a_person_makes_a_ticket_sensitive(deps: Dependencies) -> None:
    ticket = a_ticket("Combien de jours de congés ai-je ?")
    assert not (await classify(ticket, deps))[0].sensitive
    assert (await classify(ticket, deps, "discipline-conflit"))[0].sensitive


async def test_a_category_that_is_no_longer_on_the_list_is_left_aside(deps: Dependencies) -> None:
    ticket = a_ticket("Combien de jours de congés ai-je ?")
    assert await classify(ticket, deps, "disparue") == await classify(ticket, deps)
