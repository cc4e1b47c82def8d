"""A folder with two small procedures of an invented town."""

from pathlib import Path

import pytest

TRANSPORT = """---
title: Remboursement du transport
reference: Délibération n° 2026-001
valid_from: 2026-01-01
valid_until: 2026-12-31
applies_to: Tous les agents
owner: DRH
---

# Transport

La carte de train est remboursée à hauteur de trois quarts.

## Demande

Le justificatif d'abonnement est déposé au guichet avant le 5 du mois.

| Mois | Versement |
|---|---|
| Janvier | Février |
"""

CANTINE = """---
title: Cantine du personnel
reference: Note 2026-7
valid_from: 2026-01-01
applies_to: Tous les agents
owner: DRH
---

# Cantine

## Horaires

Le restaurant du personnel sert le déjeuner de 11 h 30 à 13 h 30.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "transport.md").write_text(TRANSPORT, encoding="utf-8")
    (tmp_path / "cantine.md").write_text(CANTINE, encoding="utf-8")
    return tmp_path
