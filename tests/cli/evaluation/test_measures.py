from math import isnan

from cases.model import Draft, Outcome
from cli.evaluation.labelled_ticket import LabelledTicket
from cli.evaluation.measures import (
    ARTICLES,
    COMPLETE,
    COST,
    EDITS,
    FACTS,
    GRAMS,
    GUARDED,
    SILENT,
    UNANSWERED,
    Unit,
    figures,
)
from cli.evaluation.scores import score
from tests.cli.evaluation.scored import scored

TWO_FACTS = {"expected_facts": [{"fact": "a", "any_of": ["a"]}, {"fact": "b", "any_of": ["b"]}]}


def test_facts_are_counted_over_all_tickets_not_averaged_by_ticket() -> None:
    none = scored(
        2, expects={"expected_facts": [{"fact": "c", "any_of": ["c"]}]}, missed_facts=("c",)
    )
    assert FACTS.value([scored(expects=TWO_FACTS), none]) == 2 / 3


def test_where_nothing_was_to_find_there_is_no_figure() -> None:
    assert SILENT.value([scored()]) is None
    assert ARTICLES.value([scored()]) is None
    assert Unit.SHARE.write(None) == "–"


def test_one_unknown_cost_makes_the_whole_cost_unknown_and_is_said() -> None:
    cost = COST.value([scored(1, cost_eur=0.5), scored(2, cost_eur=None)])
    assert cost is not None
    assert isnan(cost)
    assert Unit.EUROS.write(cost) == "inconnu"


def test_the_calls_of_a_ticket_are_added_up_and_unknown_where_one_is() -> None:
    tried = {
        "letter": "Bonjour.", "outcome": "answer", "classification": {"category": "conges"},
        "findings": [], "passages": [], "seconds": 0.1,
        "model_calls": [{"cost_eur": 0.25, "gco2e": None}, {"cost_eur": 0.5, "gco2e": 1.0}],
    }  # fmt: skip
    draft = Draft(Outcome.ANSWER, "Bonjour.", written_by="maison", guard_failures=("un chiffre",))
    told = score(LabelledTicket(id="1", text="?", category="conges"), tried, draft, failed_calls=2)
    assert (told.calls, told.cost_eur, told.gco2e, told.written_by) == (2, 0.75, None, "maison")
    assert GUARDED.value([told]) == 1.0
    assert UNANSWERED.value([told]) == 0.5
    assert isnan(GRAMS.value([told]) or 0.0)


def test_a_towns_own_case_is_measured_by_what_officers_sent_and_not_by_completeness() -> None:
    own = scored(expects={"sent": "Bonjour Camille."}, letter="Bonjour Ada.")
    assert COMPLETE.value([own]) is None
    assert EDITS.value([own]) == 0.5
    assert EDITS.value([scored()]) is None


def test_small_costs_show_more_than_cents() -> None:
    assert Unit.EUROS.write(0.0021) == "0,0021\u00a0€"
    assert Unit.EUROS.write(1.5) == "1,50\u00a0€"
    assert Unit.SHARE.write(0.869) == "86,9\u00a0%"


def test_all_figures_are_given_by_name() -> None:
    told = {"category", "facts", "articles", "clean", "silent", "answered", "guards", "edits"}
    assert told | {"cost", "seconds", "gco2e", "unanswered"} <= set(figures([scored()]))
