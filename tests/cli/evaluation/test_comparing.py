from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cases.audit.figures import total
from cases.decisions.approvals import DraftRef
from cases.delivery.shadow_drafts import Shadow, keep_shadow
from cases.model import Case, CaseState, Draft, Outcome
from cases.model_call import ModelCall
from cases.store.records import DeliveryState
from cli.evaluation.comparison import compare
from cli.evaluation.measures import COST, EDITS, GUARDED
from cli.evaluation.route_runs import MEASURES, read_both, same_outcome
from guichet import app
from tests.builders import ADA, CLASSIFICATION, Store, a_ticket

SENT = "Bonjour,\n\nVous avez droit à 25 jours, article L621-1.\n\nCordialement"
CALL = ModelCall("drafter", "maison", 100, 10, cost_eur=0.5, gco2e=None)


async def approved(store: Store, number: str, draft_text: str, *calls: ModelCall) -> Case:
    case = await store.cases.open_case(a_ticket(number))
    await store.cases.record_classification(case.id, CLASSIFICATION, calls)
    await store.cases.record_draft(case.id, Draft(Outcome.ANSWER, draft_text), calls)
    case = await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)
    assert case.draft is not None
    store.clock.advance(timedelta(minutes=1))
    await store.approvals.approve(case.id, DraftRef(1, case.draft.sha256), SENT, ADA)
    store.clock.advance(timedelta(hours=1))
    return case


async def sent(store: Store, case: Case) -> None:
    started = await store.deliveries.start(await store.deliveries.plan(case.id))
    assert started is not None
    await store.deliveries.settle(await store.deliveries.record(started, DeliveryState.SENT))


def shadow(store: Store, case: Case, text: str, models: str = "a" * 64) -> Shadow:
    made = Draft(Outcome.ASK, text, guard_failures=("un chiffre",))
    return Shadow(case.id, 1, models, store.clock(), made, 2.5, 1, 0.25, None)


async def test_both_sides_are_held_against_the_letter_that_left(store: Store) -> None:
    case = await approved(store, "1", SENT, CALL)
    await keep_shadow(store.engine, shadow(store, case, "Tout autre chose."))
    await sent(store, case)
    active, tried, whole = await read_both(store.engine, "a" * 64)
    assert whole == 1
    assert EDITS.value(active.scores) == 0
    assert (EDITS.value(tried.scores) or 0) > 0.9
    assert (COST.value(active.scores), COST.value(tried.scores)) == (1.0, 0.25)
    assert (GUARDED.value(active.scores), GUARDED.value(tried.scores)) == (0, 1)
    assert same_outcome((active, tried)) == 0
    named, _rules = (m for m in MEASURES if m.id in {"named_articles", "rules"})
    assert compare(named, active.scores, tried.scores).lost == 1


async def test_what_was_not_sent_or_is_of_other_models_is_not_compared(store: Store) -> None:
    waiting = await approved(store, "1", SENT)
    other = await approved(store, "2", SENT)
    await keep_shadow(store.engine, shadow(store, waiting, "Un"))
    await keep_shadow(store.engine, shadow(store, other, "Deux", "b" * 64))
    await sent(store, other)
    active, tried, whole = await read_both(store.engine, "a" * 64)
    assert (active.scores, tried.scores, whole) == ((), (), 1)


async def test_the_same_shadow_is_kept_once(store: Store) -> None:
    case = await approved(store, "1", SENT)
    for text in ("Un", "Deux"):
        await keep_shadow(store.engine, shadow(store, case, text))
    await sent(store, case)
    _, tried, _ = await read_both(store.engine, "a" * 64)
    assert [score.letter for score in tried.scores] == ["Un"]


def test_a_sum_with_an_unknown_part_is_unknown() -> None:
    assert total([0.5, 0.25]) == 0.75
    assert total([0.5, None]) is None
    assert total([]) == 0


def test_the_command_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUICHET_DATABASE", f"sqlite+aiosqlite:///{tmp_path / 'guichet.db'}")
    monkeypatch.setenv("GUICHET_SECRET_FILE", str(tmp_path / "secret"))
    candidate = tmp_path / "candidat.yaml"
    told = [CliRunner().invoke(app, ["models", "compare"])]
    told.append(CliRunner().invoke(app, ["models", "compare", str(candidate)]))
    candidate.write_text("roles: {}\n", "utf-8")
    told.append(CliRunner().invoke(app, ["models", "compare", str(candidate)]))
    assert [done.exit_code for done in told] == [1, 1, 1]
    for done, words in zip(told, ("shadow_models", "ne peut être lu", "0 brouillon"), strict=True):
        assert words in " ".join(done.output.split())
