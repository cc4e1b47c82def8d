from datetime import date

import pytest

from agents.understand.spans import spans_in
from statute.french import simplify

RECEIVED = date(2026, 11, 24)


def told(text: str) -> list[tuple[str, str | None]]:
    found = spans_in(simplify(text), RECEIVED)
    return [(str(span.first), str(span.last) if span.last else None) for span in found]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("arrêtée du 1er février au 31 mars 2026", [("2026-02-01", "2026-03-31")]),
        ("absent du lundi 4 janvier au mercredi 10 février 2027", [("2027-01-04", "2027-02-10")]),
        ("de janvier à fin avril j'ai fait 4 jours", [("2026-01-01", "2026-04-30")]),
        ("du 3 au 12 mars j'étais malade", [("2026-03-03", "2026-03-12")]),
        ("du 28 au 4 avril 2026", [("2026-03-28", "2026-04-04")]),
        ("je suis en arrêt depuis le 5 octobre", [("2026-10-05", None)]),
        ("depuis le 1er mai je suis à 80 %", [("2026-05-01", None)]),
        ("en CDD à compter du 1er mars 2026 pour 6 mois", [("2026-03-01", "2026-08-31")]),
        ("un congé de 3 mois à partir du 15 janvier 2027", [("2027-01-15", "2027-04-14")]),
        ("du 20 décembre au 4 janvier", [("2026-12-20", "2027-01-04")]),
        ("CLM du 1er septembre 2024 jusqu'au 31 août 2025", [("2024-09-01", "2025-08-31")]),
        ("de mi-mars à début mai 2026", [("2026-03-15", "2026-05-01")]),
        ("arrêt de 10 jours à compter du 2 novembre", [("2026-11-02", "2026-11-11")]),
        ("depuis lundi 2 nov, deux mois prévus", [("2026-11-02", "2027-01-01")]),
        ("depuis le 5 octobre, 3 collègues sont venus", [("2026-10-05", None)]),
        ("depuis le 5 octobre, prolongé jusqu'au 30 novembre", [("2026-10-05", "2026-11-30")]),
        (
            "depuis le 5 octobre. La prolongation va jusqu'au 4 décembre",
            [("2026-10-05", "2026-12-04")],
        ),
        ("arrêtée le 2 novembre jusqu'au 13", [("2026-11-02", "2026-11-13")]),
        ("arrêtée le 16 novembre pour 10 jours", [("2026-11-16", "2026-11-25")]),
        ("du 2 novembre au 27", [("2026-11-02", "2026-11-27")]),
        ("du 28 octobre au 4", [("2026-10-28", "2026-11-04")]),
        ("les 12 et 13 novembre", [("2026-11-12", "2026-11-13")]),
        ("ouvert du lundi au vendredi", []),
        ("de la Toussaint à Noël", [("2026-11-01", "2026-12-25")]),
        ("en congé entre Noël et le jour de l'an", [("2026-12-25", "2027-01-01")]),
        ("un congé de 2 mois à partir de lundi prochain", [("2026-11-30", "2027-01-29")]),
        ("pour l'été prochain", [("2027-06-21", "2027-09-21")]),
        ("l'automne dernier", [("2025-09-22", "2025-12-20")]),
        ("je reprends le 5 mars", []),
        ("jusqu'au 30 novembre", []),
        ("le 31 février au 40 mars", []),
    ],
)
def test_a_stretch_has_its_first_and_last_day(
    text: str, spans: list[tuple[str, str | None]]
) -> None:
    assert told(text) == spans


def test_two_stretches_are_told_apart() -> None:
    text = "arrêt du 2 au 6 février 2026 puis depuis le 5 octobre, prolongé"
    assert told(text) == [("2026-02-02", "2026-02-06"), ("2026-10-05", None)]
