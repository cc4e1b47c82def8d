"""What models cost, as officers and operators read it."""

from cases.counted import Cost
from cases.model import ModelCall
from flows.report import report_of
from flows.spent import cost_of, told
from tests.builders import CLASSIFICATION, DRAFT, Store, bring_to_approval
from tests.builders import a_ticket as a_ticket_of_the_store

KNOWN = ModelCall("drafter", "r", 100, 20, cost_eur=0.5, gco2e=0.0123, kwh=0.00002)


def test_what_no_call_told_is_left_out_and_nothing_known_is_said() -> None:
    nothing = ModelCall("reader", "r", 1, 1)
    assert told(cost_of([])) == "coût inconnu"
    assert told(cost_of([nothing])) == "coût inconnu"
    found = cost_of([KNOWN, KNOWN, nothing])
    assert found == Cost(3, 1.0, 0.0246, 0.00004, 242)
    assert told(found) == "1,0000\u00a0€, 0,040\u00a0Wh, 0,025\u00a0g CO₂e"


async def test_the_dashboard_s_report_tells_the_cost_and_no_word_of_the_ticket(
    sqlite_store: Store,
) -> None:
    case = await bring_to_approval(sqlite_store, a_ticket_of_the_store(), DRAFT)
    report = report_of(case, "http://page", cost_of([KNOWN]))
    assert "**Modèles** : appels 1, jetons 120, 0,5000\u00a0€" in report
    assert CLASSIFICATION.category in report
    assert case.ticket.requester_name not in report
    assert "Modèles" not in report_of(case, "http://page", Cost(0, None, None))
