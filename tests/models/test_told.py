"""What models cost, as officers and operators read it."""

from dataclasses import replace

import pytest

from app.spending import cost_of, format_cost
from cases.audit.figures import Cost
from cases.model import Classification, Danger, Urgency
from cases.model_call import ModelCall
from flows.dashboard import report_of
from tests.builders import CLASSIFICATION, DRAFT, Store, bring_to_approval
from tests.builders import a_ticket as a_ticket_of_the_store

KNOWN = ModelCall("drafter", "r", 100, 20, cost_eur=0.5, gco2e=0.0123, kwh=0.00002)


def test_what_no_call_told_is_left_out_and_nothing_known_is_said() -> None:
    nothing = ModelCall("reader", "r", 1, 1)
    assert format_cost(cost_of([])) == "coût inconnu"
    assert format_cost(cost_of([nothing])) == "coût inconnu"
    found = cost_of([KNOWN, KNOWN, nothing])
    assert found == Cost(3, 1.0, 0.0246, 0.00004, 242)
    assert format_cost(found) == "1,0000\u00a0€, 0,040\u00a0Wh, 0,025\u00a0g CO₂e"


async def test_the_dashboard_s_report_tells_the_cost_and_nothing_of_the_request(
    sqlite_store: Store,
) -> None:
    case = await bring_to_approval(sqlite_store, a_ticket_of_the_store(), DRAFT)
    report = report_of(case, "http://page", cost_of([KNOWN]))
    assert "**Modèles** : appels 1, jetons 120, 0,5000\u00a0€" in report
    assert CLASSIFICATION.category not in report
    assert case.ticket.requester_name not in report
    assert "Modèles" not in report_of(case, "http://page", Cost(0, None, None))


@pytest.mark.parametrize(
    "found",
    [replace(CLASSIFICATION, sensitive=True), replace(CLASSIFICATION, danger=Danger.HOME)],
)
async def test_the_report_of_a_sensitive_case_tells_its_state_alone(
    sqlite_store: Store, found: Classification
) -> None:
    case = await bring_to_approval(sqlite_store, a_ticket_of_the_store(), DRAFT)
    case = replace(case, classification=replace(found, urgency=Urgency.CRITIQUE))
    assert report_of(case, "http://page", cost_of([KNOWN])).split("\n\n") == [
        "# Ticket demo 1",
        "**État** : Un brouillon attend une approbation.",
        f"[Lire et approuver](http://page/dossiers/{case.id})",
    ]
