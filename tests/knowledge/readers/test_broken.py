"""Real files of every format, cut or altered anywhere: a document or a refusal, never a crash."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from knowledge.library.documents import Document, Unreadable
from knowledge.readers.files import read_path
from tests.knowledge.readers.samples import SHEET, json_sheet, note, odt_bytes, pdf, saved

SAMPLES = {
    "a.docx": saved(note()),
    "a.odt": odt_bytes(),
    "a.pdf": pdf(["Texte."], bookmarks="Texte.:0"),
    "a.xml": SHEET.encode(),
    "a.json": json_sheet().encode(),
}


@given(
    st.sampled_from(sorted(SAMPLES)),
    st.floats(0, 1),
    st.none() | st.binary(min_size=1, max_size=8),
)
def test_a_broken_file_gives_documents_or_refusals(
    name: str,
    place: float,
    noise: bytes | None,
) -> None:
    data = SAMPLES[name]
    at = int(len(data) * place)
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        rest = b"" if noise is None else noise + data[at + len(noise) :]
        path.write_bytes(data[:at] + rest)
        readings = list(read_path(path))
    assert readings
    assert all(isinstance(reading, Document | Unreadable) for reading in readings)
