"""Files that an officer sends: bounded while they come, kept in a folder of their own."""

import shutil
import tempfile
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect
from starlette.types import Receive

from cases.people.sessions import Session
from knowledge.readers.source import one_line
from web.people.permissions import ForgedForm, is_signed

FILE_BYTES = 20_000_000
MOST_FILES = 20
MOST_BYTES = 100_000_000
"""Of one sending, all its files together."""
_DRAINED_BYTES = 1_000_000_000
_LONGEST_NAME = 200
_FIELDS = 10
_FIELD_BYTES = 8_192

TOO_MUCH = (
    "Rien n’a été importé : l’envoi dépasse 100 Mo. Envoyez les fichiers en plusieurs fois, "
    "20 Mo au plus chacun."
)
TOO_MANY = f"Rien n’a été importé : envoyez {MOST_FILES} fichiers au plus à la fois, ou un .zip."
BROKEN = "Rien n’a été importé : l’envoi est arrivé abîmé. Recommencez."
NO_ROOM = (
    "Rien n’a été importé : les fichiers n’ont pas pu être gardés. Prévenez votre service "
    "informatique, la place manque peut-être."
)
NO_FILE = "Choisissez au moins un fichier."


class Refused(Exception):
    """The files cannot be taken; the message is one French sentence with what to do."""


class _TooMuch(Exception):
    pass


class _Body:
    """What a browser sends, read once, piece by piece."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._ended = False

    async def pieces(self, most: int) -> AsyncGenerator[bytes, None]:
        """Yield what comes, no further than `most` bytes. Raises `_TooMuch`."""
        total = 0
        while not self._ended:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            self._ended = not message.get("more_body", False)
            piece = message.get("body", b"")
            total += len(piece)
            if total > most:
                raise _TooMuch
            yield piece

    async def drain(self) -> None:
        """Read on and keep nothing: a browser that is still sending reads no answer."""
        with suppress(_TooMuch):
            async for _ in self.pieces(_DRAINED_BYTES):
                pass


async def read_form(request: Request, session: Session) -> FormData:
    """Read a form with its files. Raises `ForgedForm`, `Refused`; the caller closes the form."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise ForgedForm
    body = _Body(request.receive)
    parser = MultiPartParser(
        request.headers,
        body.pieces(MOST_BYTES),
        max_files=MOST_FILES,
        max_fields=_FIELDS,
        max_part_size=_FIELD_BYTES,
    )
    try:
        form = await parser.parse()
    except _TooMuch:
        await body.drain()
        raise Refused(TOO_MUCH) from None
    except MultiPartException as error:
        await body.drain()
        raise Refused(TOO_MANY if "files" in error.message else BROKEN) from None
    if not is_signed(request, form.get("csrf"), session):
        await form.close()
        raise ForgedForm
    return form


def files_of(form: FormData) -> list[UploadFile]:
    """List the files of a form, checked. Raises `Refused`."""
    sent = [one for one in form.getlist("fichiers") if isinstance(one, UploadFile)]
    files = [one for one in sent if one.filename]
    if not files:
        raise Refused(NO_FILE)
    for file in files:
        name = file_name(file)
        if (file.size or 0) > FILE_BYTES:
            raise Refused(f"Rien n’a été importé : {name} dépasse 20 Mo. Divisez-le ou allégez-le.")
    return files


def file_name(file: UploadFile) -> str:
    """Find the bare name of a file, which will name its text. Raises `Refused`."""
    name = PurePosixPath(one_line((file.filename or "").replace("\\", "/"))).name
    if name.strip(". ") == "" or len(name.encode()) > _LONGEST_NAME:
        shown = f"{name[:40]}…" if name else "un fichier"
        raise Refused(
            f"Rien n’a été importé : {shown} n’a pas un nom utilisable. Renommez-le, "
            "avec moins de 200 signes."
        )
    return name


def keep(files: Sequence[UploadFile]) -> tuple[Path, list[Path]]:
    """Copy files into a new folder that only this account of the machine can read.

    Raises `Refused`.
    """
    folder = Path(tempfile.mkdtemp(prefix="guichet-import-"))
    try:
        paths = []
        for number, file in enumerate(files):
            # A folder each: two files may bear one name, and the name is the text's.
            path = folder / str(number) / file_name(file)
            path.parent.mkdir()
            with path.open("wb") as kept:
                shutil.copyfileobj(file.file, kept)
            paths.append(path)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise Refused(NO_ROOM) from None
        raise
    return folder, paths
