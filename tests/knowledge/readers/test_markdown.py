from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.library.documents import About, Document, Nature
from knowledge.readers.files import read_path

Read = Callable[..., Document]
Refuse = Callable[..., str]

HEAD = """---
title: Transport
reference: Délibération n° 2026-001
valid_from: 2026-01-01
valid_until: 2026-12-31
applies_to: Tous les agents
owner: DRH
---
"""
BODY = """
# Transport

La carte est remboursée aux trois quarts.

## Demande
Le justificatif est déposé avant le 5.

### Délai

| Mois | Versement |
|---|---|
| Janvier | Février |
"""
PROCEDURES = Path(__file__).parents[3].parent / "shared" / "procedures"


def test_a_procedure_is_cut_along_the_whole_chain_of_its_headings(read: Read) -> None:
    found = read("transport.md", HEAD + BODY)
    assert found.key == "transport.md"
    assert found.nature is Nature.LOCAL
    assert [(section.headings, section.text) for section in found.sections] == [
        ((), "La carte est remboursée aux trois quarts."),
        (("Demande",), "Le justificatif est déposé avant le 5."),
        (("Demande", "Délai"), "| Mois | Versement |\n|---|---|\n| Janvier | Février |"),
    ]


def test_a_procedure_says_what_it_is(read: Read) -> None:
    assert read("transport.md", HEAD + BODY).about == About(
        "Transport",
        "Délibération n° 2026-001",
        date(2026, 1, 1),
        date(2026, 12, 31),
        "Tous les agents",
        "DRH",
    )


def test_comments_and_code_are_not_headings(read: Read) -> None:
    body = "Avant <!-- # Ordre\n\ncaché -->après.\n\n```\n# pas un titre\n\nfin\n```\n\n<!-- ouvert"
    assert [section.text for section in read("a.md", HEAD + body).sections] == [
        "Avant après.\n\n```\n# pas un titre\n\nfin\n```"
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (("owner: DRH\n", ""), "Dans transport.md, « owner » manque."),
        (("2026-01-01", "janvier"), "Dans transport.md, « valid_from » n’est pas une date"),
        (("2026-01-01", "20260101"), "Dans transport.md, « valid_from » n’est pas une date"),
        (("owner: DRH", "owner: DRH\nauteur: X"), "« auteur » n’est pas une clé attendue."),
        (("title: Transport", "title: ''"), "« title » est vide."),
        (("title: T", "title: [T"), "L’en-tête de transport.md n’est pas du YAML lisible."),
        (("2026-01-01", "2026-13-45"), "transport.md"),
        (("2026-12-31", "2025-12-31"), "« valid_until » (2025-12-31) vient avant"),
        (("title:", "- title:"), "L’en-tête de transport.md n’est pas du YAML lisible."),
    ],
)
def test_a_bad_front_matter_is_told(refuse: Refuse, wrong: tuple[str, str], sentence: str) -> None:
    assert sentence in refuse("transport.md", HEAD.replace(*wrong) + BODY)


def test_a_file_in_another_encoding_is_named(refuse: Refuse) -> None:
    told = refuse("vieux.md", "Délibération".encode("latin-1"))
    assert "vieux.md n’est pas un texte lisible (UTF-8)" in told


def test_without_front_matter_the_first_heading_names_the_file(read: Read) -> None:
    found = read("t.md", BODY)
    assert found.about == About("Transport")
    assert found.sections[0].headings == ()


def test_a_form_fills_what_the_file_does_not_say(read: Read) -> None:
    form = About("Du formulaire", "F1", date(2027, 1, 1), owner="Pôle paie")
    assert read("t.md", BODY, form).about == form
    partial = HEAD.replace("owner: DRH\n", "").replace("valid_until: 2026-12-31\n", "")
    about = read("t.md", partial + BODY, form).about
    assert (about.title, about.valid_from, about.owner) == (
        "Transport",
        date(2026, 1, 1),
        "Pôle paie",
    )


def test_a_file_that_nothing_names_bears_its_own_name(read: Read) -> None:
    assert read("note de service.md", "Un paragraphe.").about == About("note de service")


@pytest.mark.skipif(not PROCEDURES.is_dir(), reason="the shared procedures are not here")
def test_the_shared_procedures_are_read() -> None:
    found = list(read_path(PROCEDURES))
    assert len(found) == 14
    for document in found:
        assert isinstance(document, Document)
        assert document.about.valid_from
        source = (PROCEDURES / document.key).read_text("utf-8")
        for section in document.sections:
            assert all(paragraph in source for paragraph in section.text.split("\n\n"))
