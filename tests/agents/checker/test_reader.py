from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from agents.checker.reader import SaidFact, checked_fact, system_prompt
from agents.checker.state import Checked
from agents.privacy.pseudonyms import Pseudonyms
from statute.facts import FACTS
from tests.agents.checker.fakes import FakeTeam

Checks = Callable[..., Awaitable[Checked]]
TEXT = "Camille Durand, contractuelle à la crèche. En arrêt maladie, quel salaire ?"


def said(fact: str, value: str, words: str) -> dict[str, object]:
    return {"facts": [{"fact": fact, "value": value, "words": words}]}


def facts(checked: Checked) -> dict[str, object]:
    return {fact.fact: fact.value for fact in checked.facts}


READ = {"statut": "contractuel", "absence_du_mois": "congé de maladie ordinaire"}
"""What the tables read in `TEXT`."""


async def test_a_fact_quoted_from_the_ticket_counts(checks: Checks, fake_team: FakeTeam) -> None:
    fake_team.gateway.serving = True
    fake_team.gateway.said = said("mois_de_services", "30", "Trente mois au compteur")
    checked = await checks(f"{TEXT} Trente mois au compteur.", "maladie")
    assert facts(checked)["mois_de_services"] == 30
    assert checked.findings[0].rule == "CMC-03"
    assert len(checked.calls) == 1


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("mois_de_services", "40", "depuis quarante mois"),
        ("mois_de_services", "4000", "contractuelle"),
        ("mois_de_services", "beaucoup", "contractuelle"),
        ("couleur_preferee", "bleu", "crèche"),
        ("mois_de_services", "40", "   "),
    ],
)
async def test_a_fact_without_the_words_of_the_ticket_is_dropped(
    checks: Checks, fake_team: FakeTeam, fact: str, value: str, words: str
) -> None:
    fake_team.gateway.serving = True
    fake_team.gateway.said = said(fact, value, words)
    checked = await checks(TEXT, "maladie")
    assert facts(checked) == READ
    assert checked.findings[0].rule == "CMC-01"


async def test_two_readings_that_disagree_leave_the_fact_unknown(
    checks: Checks, fake_team: FakeTeam
) -> None:
    fake_team.gateway.serving = True
    fake_team.gateway.said = said("statut", "titulaire", "à la crèche")
    checked = await checks(TEXT, "maladie")
    assert "statut" not in facts(checked)
    assert "statut" in checked.missing_facts
    (doubt,) = checked.doubts
    assert doubt.startswith("Statut : lu contractuel (« contractuelle »)")
    assert "titulaire (« à la crèche »)" in doubt


ON_SICK_LEAVE = (
    "Titulaire, arrêt du 3 au 20 février 2026 puis du 2 mars 2026, prolongé jusqu’au 15 mai 2026."
)


@pytest.mark.parametrize(
    ("value", "words", "kept"),
    [
        (
            "2026-02-03..2026-02-20; 2026-03-02..2026-05-15",
            "du 3 au 20 février 2026 … du 2 mars 2026, prolongé jusqu’au 15 mai 2026",
            True,
        ),
        ("2026-02-03..2026-02-20", "du 3 au 20 février 2026", True),
        # A day that the words do not name, words that the ticket does not hold, a bent calendar.
        ("2026-06-03..2026-07-28", "du 3 au 20 février 2026", False),
        ("2026-06-03..2026-07-20", "du 3 au 20 février 2026", False),
        ("2026-02-03..2026-02-20", "du 3 au 20 février 2026 … puis tout avril", False),
        ("2026-02-20..2026-02-03", "du 3 au 20 février 2026", False),
    ],
)
def test_periods_count_only_where_each_end_is_said(value: str, words: str, *, kept: bool) -> None:
    one = SaidFact(fact="arrets_de_maladie", value=value, words=words)
    read = checked_fact(one, ON_SICK_LEAVE, Pseudonyms())
    assert (read is not None) is kept
    if read is not None:
        assert FACTS[read.fact].written(read.value) == value


@pytest.mark.parametrize("born", ["3 mars 1971", "03/03/1971"])
def test_a_hidden_day_is_named_by_its_mark_and_restored(born: str) -> None:
    text = f"Née le {born}, je pars quand ?"
    hide = Pseudonyms()
    assert "[NAISSANCE_1]" in hide.hide(text)
    one = SaidFact(fact="date_de_naissance", value="[NAISSANCE_1]", words="Née le [NAISSANCE_1]")
    read = checked_fact(one, text, hide)
    assert read is not None
    assert (read.value, read.words) == (date(1971, 3, 3), f"Née le {born}")


async def test_a_model_that_fails_leaves_the_embedded_reading(
    checks: Checks, fake_team: FakeTeam
) -> None:
    fake_team.gateway.serving = True
    checked = await checks(TEXT, "maladie")
    assert facts(checked) == READ
    assert checked.calls == ()


async def test_a_model_never_sees_the_name(checks: Checks, fake_team: FakeTeam) -> None:
    fake_team.gateway.serving = True
    await checks(TEXT, "maladie")
    _, seen, _ = fake_team.gateway.asked[0]
    assert "Durand" not in seen


async def test_a_role_not_served_is_not_asked(checks: Checks, fake_team: FakeTeam) -> None:
    fake_team.gateway.serving = True
    await checks(TEXT, "maladie", sensitive=True)
    assert fake_team.gateway.asked == []


async def test_a_model_is_asked_for_the_facts_of_the_rules_alone(
    checks: Checks, fake_team: FakeTeam
) -> None:
    fake_team.gateway.serving = True
    await checks(TEXT, "maladie")
    system, _, _ = fake_team.gateway.asked[0]
    assert "- mois_de_services : " in system
    assert "- kilometres" not in system
    assert system.count("\n- ") < len(FACTS) / 2


async def test_a_model_is_not_asked_when_every_fact_was_read(
    checks: Checks, fake_team: FakeTeam
) -> None:
    fake_team.gateway.serving = True
    fake_team.finds = ("CA-02",)
    asked = "Mes jours de fractionnement ? 9 jours de congés pris hors période (mai à octobre)."
    checked = await checks(asked, "conges")
    assert checked.findings[0].facts == {"jours_hors_periode": "9\u00a0jours"}
    assert fake_team.gateway.asked == []


def test_the_prompt_lists_every_known_fact() -> None:
    prompt = system_prompt(date(2026, 11, 24))
    assert all(f"- {fact} : " in prompt for fact in FACTS)
    assert "{facts}" not in prompt
