"""A PDF gives what a person sees of its pages."""

import pytest

from tests.knowledge.readers.conftest import Read
from tests.knowledge.readers.samples import pdf


def page(*drawn: str) -> bytes:
    shown = "BT /F1 12 Tf 72 800 Td (Le texte que chacun voit.) Tj ET"
    return pdf(" ".join([shown, *drawn]).encode())


def text_of(read: Read, data: bytes) -> str:
    return " ".join(section.text for section in read("page.pdf", data).sections)


@pytest.mark.parametrize(
    "drawn",
    [
        "BT 3 Tr /F1 12 Tf 72 700 Td (cache) Tj ET",
        "BT 1 1 1 rg /F1 12 Tf 72 700 Td (cache) Tj ET",
        "q 1 g BT /F1 12 Tf 72 700 Td [(ca) 2 (che)] TJ ET Q",
        "BT 0 0 0 0 k /F1 12 Tf 72 700 Td (cache) Tj ET",
        "BT /F1 0.4 Tf 72 700 Td (cache) Tj ET",
        "BT /F1 1 Tf 0.5 0 0 0.5 72 700 Tm (cache) Tj ET",
        "q 0.01 0 0 0.01 0 0 cm BT /F1 1 Tf 72 700 Td (cache) ' ET Q",
    ],
)
def test_text_that_nobody_sees_is_not_read(read: Read, drawn: str) -> None:
    assert text_of(read, page(drawn)) == "Le texte que chacun voit."


@pytest.mark.parametrize(
    "drawn",
    [
        "q 3 Tr Q BT /F1 12 Tf 72 700 Td (visible) Tj ET",
        "BT 1 g 0 g /F1 12 Tf 72 700 Td (visible) Tj ET",
        "0.2 0.2 0.6 rg 60 690 200 30 re f BT 1 g /F1 12 Tf 72 700 Td (visible) Tj ET",
        "BT /F1 1 Tf 11 0 0 11 72 700 Tm (visible) Tj ET",
        "q 20 0 0 20 0 0 cm BT /F1 0.6 Tf 3 30 Td (visible) Tj ET Q",
        "/Im Do BT 3 Tr /F1 12 Tf 72 700 Td (visible) Tj ET",
    ],
)
def test_text_that_is_seen_or_laid_under_a_scan_is_read(read: Read, drawn: str) -> None:
    assert "visible" in text_of(read, page(drawn))
