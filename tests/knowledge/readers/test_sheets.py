from collections.abc import Callable
from datetime import date

import pytest

from knowledge.library.documents import About, Document, Nature
from tests.knowledge.readers.samples import SHEET, json_sheet

Read = Callable[..., Document]
NOTE = "À noter\n\nUn délai court."
TABLE = "| Cas | Jours |\n|---|---|\n| Décès | 3 |"


@pytest.mark.parametrize(("name", "data"), [("F491.xml", SHEET), ("F491.json", json_sheet())])
def test_a_sheet_is_cut_along_its_chapters(read: Read, name: str, data: str) -> None:
    found = read(name, data)
    assert found.nature is Nature.SHEET
    assert found.about == About("Congé de maladie", "F491", date(2026, 3, 2), owner="DILA")
    assert [(section.headings, section.text) for section in found.sections] == [
        ((), "L'agent malade est en congé."),
        (
            ("Fonctionnaire", "Démarche"),
            f"Sous 48h :\n\n- envoyer l'avis\n- prévenir\n\n{NOTE}\n\nDurées\n\n{TABLE}",
        ),
        (
            ("Textes de référence",),
            "- Code général de la fonction publique : articles L822-1 à L822-5",
        ),
    ]


def test_every_section_of_a_sheet_cites_its_references(read: Read) -> None:
    found = read("F491.xml", SHEET)
    assert {section.cites for section in found.sections} == {("L822-1", "L822-5")}
