"""Which rows of a table a letter quotes: a wrong row is a wrong right."""

import pytest

from knowledge.rows import rows_asked

FAMILY = (
    "| Événement | Durée |",
    "| Mariage ou PACS de l'agent | 5 jours |",
    "| Mariage d'un enfant | 2 jours |",
    "| Décès du conjoint, du père ou de la mère | 3 jours |",
    "| Décès d'un grand-parent | 1 jour |",
)
BANDS = (
    "| Jours dans l'année | Montant |",
    "| 30 à 59 | 100 € |",
    "| 60 à 99 | 200 € |",
    "| 100 et plus | 300 € |",
)
INDEX = (
    "| Indice majoré | Part |",
    "| jusqu'à 400 | 25 € |",
    "| de 401 à 500 | 20 € |",
    "| au-delà de 500 | 15 € |",
)
GRADES = ("| Catégorie | Par jour |", "| A | 150 € |", "| B | 100 € |", "| C | 83 € |")
CYCLES = ("| Cycle | RTT |", "| 37 h 30 | 15 |", "| 38 h | 18 |", "| 38 h 30 | 20 |")
SEASONS = (
    "| Période | Au plus tard |",
    "| 1er juin – 30 septembre | 31 mars |",
    "| 15 octobre – 5 janvier | 15 septembre |",
    "| Autres périodes | 15 jours avant |",
)


@pytest.mark.parametrize(
    ("table", "question", "rows"),
    [
        (FAMILY, "je me pacse en mai, combien de jours ?", (1,)),
        (FAMILY, "Mon grand-père est mort hier", (4,)),
        (BANDS, "covoiturage 65 jours cette année", (2,)),
        (BANDS, "covoiturage 59 jours", (1,)),
        (BANDS, "covoiturage 60 jours", (2,)),
        (BANDS, "130 trajets à vélo", (3,)),
        (INDEX, "IM 400, la mairie met combien ?", (1,)),
        (INDEX, "indice 401", (2,)),
        (INDEX, "indice 512", (3,)),
        (GRADES, "Je suis de catégorie B", (2,)),
        (GRADES, "A bientôt, combien par jour ?", (1, 2, 3)),
        (CYCLES, "passer de 38h à 38h30", (2, 3)),
        (CYCLES, "je suis aux 37 h 30", (1,)),
        (SEASONS, "la semaine du 28 décembre", (2,)),
        (SEASONS, "partir le 3 janvier", (2,)),
        (SEASONS, "du 10 juillet", (1,)),
        (SEASONS, "quel délai pour poser ?", (1, 2, 3)),
    ],
)
def test_the_rows_asked_about_are_quoted_and_all_where_it_is_not_told(
    table: tuple[str, ...], question: str, rows: tuple[int, ...]
) -> None:
    assert rows_asked(table, question) == [table[row] for row in rows]


def test_what_is_between_two_spans_is_in_none() -> None:
    assert rows_asked(BANDS, "12 jours") == list(BANDS[1:])
