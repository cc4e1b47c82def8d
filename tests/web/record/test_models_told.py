from datetime import UTC, datetime

import pytest

from cases.audit.activations import ACTIVATED, ROLLED_BACK
from cases.audit.trail import Event
from web.audit.event_labels import describe_event


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (ACTIVATED, "Modèles activés\u00a0: candidat.yaml"),
        (ROLLED_BACK, "Retour aux modèles d’avant\u00a0: candidat.yaml"),
    ],
)
def test_the_journal_names_the_models_that_count(kind: str, sentence: str) -> None:
    at = datetime(2026, 11, 26, tzinfo=UTC)
    event = Event(1, None, at, "commande", kind, {"route": "candidat.yaml", "sha256": "0" * 64})
    assert describe_event(event, {}) == sentence
