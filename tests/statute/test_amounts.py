from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from statute.amounts import AMOUNTS, Amounts, AmountUnknown
from statute.edited_file import EditedFileError

GOOD = """
taux:
  label: Un taux
  values:
    - {value: 1, in_force_from: 2022-03-01, article: CGFP L1, last_verified_on: 2026-11-25}
    - {value: 6/7, in_force_from: 2025-03-01, article: CGFP L1, last_verified_on: 2026-11-25}
"""


def amounts_of(folder: Path, text: str) -> Amounts:
    (folder / "essai.yaml").write_text(text, encoding="utf-8")
    return Amounts(folder)


def test_a_value_is_the_one_of_the_day(tmp_path: Path) -> None:
    amounts = amounts_of(tmp_path, GOOD)
    assert amounts.on("essai.taux", date(2025, 2, 28)) == 1
    assert amounts.on("essai.taux", date(2025, 3, 1)) == Fraction(6, 7)


def test_before_its_first_day_an_amount_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(AmountUnknown, match="28\u00a0février 2022 n’est connue pour : un taux"):
        amounts_of(tmp_path, GOOD).on("essai.taux", date(2022, 2, 28))


def test_a_revised_amount_is_unknown_in_the_years_after_its_last_verification(
    tmp_path: Path,
) -> None:
    revised = amounts_of(tmp_path, GOOD.replace("label:", "revised: true\n  label:"))
    last = max(v.last_verified_on.year for v in revised.by_name["essai.taux"].values)
    assert revised.on("essai.taux", date(last, 12, 31)) == Fraction(6, 7)
    with pytest.raises(AmountUnknown):
        revised.on("essai.taux", date(last + 1, 1, 1))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (("article: CGFP L1, ", ""), "ligne 5 : « taux.values.0.article » manque."),
        (("2022-03-01", "mars"), "« taux.values.0.in_force_from » n’est pas une date"),
        (("value: 6/7", "value: 0.857"), "« taux.values.1.value » doit être un nombre entier"),
        (("value: 6/7", "value: 6/0"), "« taux.values.1.value » doit être un nombre entier"),
        (("label: Un taux", "label: ''"), "« taux.label » est vide."),
        (("label: Un taux", "nom: Un taux"), "« taux.nom » n’est pas une clé attendue."),
        (("2025-03-01", "2021-03-01"), "« taux » n’a pas ses valeurs dans l’ordre des dates."),
    ],
)
def test_a_wrong_file_is_told_in_one_french_sentence_a_fault(
    tmp_path: Path, wrong: tuple[str, str], sentence: str
) -> None:
    with pytest.raises(EditedFileError) as told:
        assert amounts_of(tmp_path, GOOD.replace(*wrong)).by_name
    assert sentence in str(told.value)


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    with pytest.raises(EditedFileError, match=r"essai\.yaml, ligne 1 : ce n’est pas du YAML"):
        assert amounts_of(tmp_path, "taux: [").by_name


def test_every_amount_of_the_law_was_verified_after_it_came_into_force() -> None:
    assert AMOUNTS.by_name
    for amount in AMOUNTS.by_name.values():
        for dated in amount.values:
            assert dated.in_force_from <= dated.last_verified_on
