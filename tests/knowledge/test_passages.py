from datetime import date
from pathlib import Path

import pytest

from knowledge.passages import ProcedureError, read_procedure


def test_a_procedure_is_cut_by_heading_then_paragraph(folder: Path) -> None:
    found = [(p.heading, p.text) for p in read_procedure(folder / "transport.md")]
    assert found == [
        ("Transport", "La carte de train est remboursée à hauteur de trois quarts."),
        (
            "Demande",
            "Le justificatif d'abonnement est déposé au guichet avant le 5 du mois.",
        ),
        ("Demande", "| Mois | Versement |\n|---|---|\n| Janvier | Février |"),
    ]


def test_every_passage_stands_word_for_word_in_its_file(folder: Path) -> None:
    source = (folder / "transport.md").read_text(encoding="utf-8")
    for paragraph in read_procedure(folder / "transport.md"):
        assert paragraph.text in source


def test_text_before_any_heading_goes_under_the_title(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    head = "title: Note\nreference: N1\nvalid_from: 2026-01-01\napplies_to: Tous\nowner: DRH"
    path.write_text(f"---\n{head}\n---\nUn paragraphe.\n", encoding="utf-8")
    assert [(p.heading, p.text) for p in read_procedure(path)] == [("Note", "Un paragraphe.")]


def test_a_procedure_holds_from_its_first_to_its_last_day(folder: Path) -> None:
    ended = read_procedure(folder / "transport.md")[0]
    open_ended = read_procedure(folder / "cantine.md")[0]
    assert not ended.holds_on(date(2025, 12, 31))
    assert ended.holds_on(date(2026, 12, 31))
    assert not ended.holds_on(date(2027, 1, 1))
    assert open_ended.holds_on(date(2036, 1, 1))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (("owner: DRH\n", ""), "Dans transport.md, « owner » manque."),
        (("2026-01-01", "janvier"), "Dans transport.md, « valid_from » n’est pas une date"),
        (("owner: DRH", "owner: DRH\nauteur: X"), "« auteur » n’est pas une clé attendue."),
        (("title: Remboursement du transport", "title: ''"), "« title » est vide."),
        (("title: R", "title: [R"), "L’en-tête de transport.md n’est pas du YAML lisible."),
        (("---\ntitle", "title"), "transport.md ne commence pas par un en-tête"),
    ],
)
def test_a_bad_front_matter_is_told_in_one_french_sentence(
    folder: Path, wrong: tuple[str, str], sentence: str
) -> None:
    path = folder / "transport.md"
    path.write_text(path.read_text(encoding="utf-8").replace(*wrong), encoding="utf-8")
    with pytest.raises(ProcedureError) as told:
        read_procedure(path)
    assert sentence in str(told.value)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "vieux.md"
    path.write_bytes("Délibération".encode("latin-1"))
    with pytest.raises(ProcedureError, match=r"vieux\.md n’est pas un texte lisible"):
        read_procedure(path)
