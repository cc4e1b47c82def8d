import pytest

from agents.drafter.language.quantities import quantities


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("1/2 mois par annee", ["1/2 mois", "an per"]),
        ("1/2 ans par annee", ["1/2 an", "an per"]),
        ("le 1/2 a midi", ["1 fevrier date"]),
        ("le 1/12/2026", ["1 decembre date", "2026 year"]),
    ],
)
def test_a_fraction_of_a_length_is_no_date(clause: str, names: list[str]) -> None:
    assert [quantity.name for quantity in quantities(clause)] == names
