"""Which rows of a table a letter quotes: a wrong row is a wrong right."""

import pytest

from knowledge.library.extracts import cells
from knowledge.search.table_rows import rows_asked

RULE = "|---|---|"
FAMILY = (
    "| Événement | Durée |",
    RULE,
    "| Mariage ou PACS de l'agent | 5 jours |",
    "| Enfant | 2 jours |",
    "| Décès du conjoint, du père ou de la mère | 3 jours |",
    "| Décès d'un grand-parent | 1 jour |",
)
BANDS = (
    "| Jours dans l'année | Montant |",
    RULE,
    "| 30 à 59 | 100 € |",
    "| 60 à 99 | 200 € |",
    "| 100 et plus | 300 € |",
)
INDEX = (
    "| Indice majoré | Part |",
    RULE,
    "| jusqu'à 400 | 25 € |",
    "| de 401 à 500 | 20 € |",
    "| au-delà de 500 | 15 € |",
)
AGES = ("| Ancienneté | Jours |", RULE, "| moins de 6 ans | 1 |", "| 6 ans et plus | 2 |")
GRADES = ("| Catégorie | Par jour |", RULE, "| A | 150 € |", "| B | 100 € |", "| C | 83 € |")
CYCLES = ("| Cycle | RTT |", RULE, "| 37 h 30 | 15 |", "| 38 h | 18 |", "| 38 h 30 | 20 |")
STEPS = ("| Échelon | Indice |", RULE, "| 1 | 366 |", "| 2 | 367 |", "| 12 | 400 |")
YEARS = ("| Durée | Prime |", RULE, "| 5 ans | 100 € |", "| 10 ans | 200 € |")
SEASONS = (
    "| Période | Au plus tard |",
    RULE,
    "| 1er juin – 30 septembre | 31 mars |",
    "| 15 octobre – 5 janvier | 15 septembre |",
    "| Autres périodes | 15 jours avant |",
)
CAMPAIGN = (
    "| Étape | Date |",
    RULE,
    "| Entretiens | jusqu'au 11 décembre |",
    "| Retour des comptes rendus à la DRH | 15 janvier |",
    "| Propositions de prime | 31 janvier |",
)
LEAVES = (
    "| Congé | Prime |",
    RULE,
    "| Congé de maladie | 90 % |",
    "| Congé de longue maladie, congé de grave maladie | 33 % |",
    "| Congé de longue durée | suspendue |",
)
ALL = (1, 2, 3)


@pytest.mark.parametrize(
    ("table", "question", "rows"),
    [
        # The name, whole words only.
        (GRADES, "Je suis de catégorie B", (2,)),
        (GRADES, "Quelle catégorie a droit au paiement ?", ALL),
        (GRADES, "Ma catégorie a changé : je suis passé de C en B", ALL),
        (CYCLES, "passer de 38h à 38h30", (2, 3)),
        (CYCLES, "je suis aux 37 h 30", (1,)),
        (STEPS, "je suis à l'échelon 12", (3,)),
        (STEPS, "je passe échelon 2 bientôt", (2,)),
        (STEPS, "échelon 7, quel indice ?", ALL),
        (YEARS, "j'ai 15 ans de service", (1, 2)),
        (FAMILY, "mon petit-enfant est né", (1, 2, 3, 4)),
        # Beside a name that many questions hold, what is half named.
        (CAMPAIGN, "Quatre entretiens à caler ; les comptes rendus, c'est pour quand ?", (1, 2)),
        (CAMPAIGN, "Quatre entretiens à caler, jusqu'à quand ?", (1,)),
        # One of the names that a cell lists may be another's, denied, or over.
        (LEAVES, "Ma prime pendant mon congé de grave maladie ?", ALL),
        (LEAVES, "Mon congé de longue maladie finit, je passe en longue durée : ma prime ?", ALL),
        (LEAVES, "En congé de maladie, longue à guérir, que devient ma prime ?", (1,)),
        # What people call otherwise is not guessed.
        (FAMILY, "je me pacse en mai, combien de jours ?", (1, 2, 3, 4)),
        (FAMILY, "Mon grand-père est mort hier", (1, 2, 3, 4)),
        (FAMILY, "Mon frère se marie", (1, 2, 3, 4)),
        # The span, its ends and one beyond.
        (BANDS, "covoiturage 65 jours cette année", (2,)),
        (BANDS, "covoiturage 59 jours", (1,)),
        (BANDS, "covoiturage 60 jours", (2,)),
        (BANDS, "130 trajets à vélo", (3,)),
        (BANDS, "12 jours", ALL),
        (BANDS, "Combien pour le covoiturage en 2026 ?", ALL),
        (BANDS, "25 trajets depuis le 14/10/2026", ALL),
        (BANDS, "40 trajets cette année, 70 l'an dernier", ALL),
        (INDEX, "IM 400, la mairie met combien ?", (1,)),
        (INDEX, "indice 401", (2,)),
        (INDEX, "indice majoré 500", (2,)),
        (INDEX, "indice 501", (3,)),
        (AGES, "j'ai 6 ans de service", (2,)),
        (AGES, "j'ai 5 ans de service", (1,)),
        # The season, over the new year.
        (SEASONS, "la semaine du 28 décembre", (2,)),
        (SEASONS, "partir le 3 janvier", (2,)),
        (SEASONS, "du 10 juillet", (1,)),
        (SEASONS, "du 10 juillet ou le 3 janvier", ALL),
        (SEASONS, "quel délai pour poser ?", ALL),
    ],
)
def test_the_rows_asked_about_are_quoted_and_all_where_it_is_not_told(
    table: tuple[str, ...], question: str, rows: tuple[int, ...]
) -> None:
    assert rows_asked(table, question) == [table[row + 1] for row in rows]


def test_a_pipe_inside_a_cell_does_not_part_it() -> None:
    assert cells("| A \\| B | x |") == ["A | B", "x"]
