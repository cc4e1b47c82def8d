"""The folder behind the embedded ticketing system: files read with suspicion, written whole."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from cases.model import Attachment, Message, Ticket, TicketStatus
from connectors.base import BadAnswer, Check, ConnectorError, NotFound, Rejected, checked_key
from connectors.mime import file_in, read_mail
from connectors.safe_text import clean

MAX_FILE_BYTES = 40 * 1024 * 1024

_FILE = re.compile(r"([A-Za-z0-9][A-Za-z0-9_-]{0,63})(?:\.([0-9]{1,4}))?\.(json|eml)")


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)


class Note(_Kept):
    """An internal note."""

    key: str
    text: str
    at: datetime


class State(_Kept):
    """What we wrote on a ticket."""

    category: str | None = None
    priority: int | None = None
    queue: str | None = None
    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


class Reply(_Kept):
    """A reply that left, as far as a folder lets it."""

    key: str
    number: str
    to: str
    subject: str
    text: str
    at: AwareDatetime


class _File(_Kept):
    name: str
    content_type: str = "application/octet-stream"
    size: int | None = None
    id: str = ""


class _Letter(_Kept):
    """A JSON ticket, or a follow-up of one."""

    number: str = ""
    address: str = Field(default="", alias="from")
    name: str = ""
    service: str = ""
    subject: str = ""
    date: datetime | None = None
    text: str = ""
    queue: str | None = None
    attachments: tuple[_File, ...] = ()
    status: TicketStatus = TicketStatus.OPEN
    merged_into: str | None = None


KeptShape = TypeVar("KeptShape", bound=_Kept)


class DemoFolder:
    """`inbox/`, `outbox/` and `state/` under one folder."""

    def __init__(self, folder: Path) -> None:
        self._inbox, self._outbox, self._state = (
            folder / name for name in ("inbox", "outbox", "state")
        )
        for path in (self._inbox, self._outbox, self._state):
            path.mkdir(parents=True, exist_ok=True)

    def versions(self) -> dict[str, str]:
        """Say of each ticket number which files it is made of, and when they last changed."""
        found: dict[str, list[str]] = {}
        with _there(self._inbox):
            for path in sorted(self._inbox.iterdir()):
                matched = _FILE.fullmatch(path.name)
                if matched:
                    stat = path.stat()
                    mark = f"{path.name}:{stat.st_mtime_ns}:{stat.st_size}"
                    found.setdefault(matched[1], []).append(mark)
        return {number: "|".join(marks) for number, marks in found.items()}

    def ticket(self, system: str, number: str) -> Ticket:
        """Read a ticket; raises `NotFound`, or `BadAnswer` naming the file that is malformed."""
        letters = [(path, _letter(path)) for path in self._files(number)]
        opening = letters[0][1]
        received = [_message(path, letter, opening.address) for path, letter in letters]
        with _there(self._outbox):
            paths = sorted(path for path in self._outbox.iterdir() if path.suffix == ".json")
        replies = [
            Message(r.key, "Guichet RH", r.at, clean(r.text), from_requester=False, ours=True)
            for r in [_kept(path, Reply) for path in paths]
            if r.number == number
        ]
        return Ticket(
            system=system,
            number=number,
            subject=clean(opening.subject),
            requester_email=clean(opening.address),
            requester_name=clean(opening.name),
            received_at=received[0].at,
            status=opening.status,
            messages=tuple(sorted([*received, *replies], key=lambda m: m.at)),
            merged_into=opening.merged_into,
            requester_service=clean(opening.service),
        )

    def _files(self, number: str) -> list[Path]:
        with _there(self._inbox):
            matches = [(m, p) for p in self._inbox.iterdir() if (m := _FILE.fullmatch(p.name))]
        own = [(int(m[2] or 0), path) for m, path in matches if m[1] == number]
        if not own:
            raise NotFound("Aucun ticket de ce numéro dans le dossier.", permanent=True)
        return [path for _, path in sorted(own)]

    def file(self, number: str, attachment: str) -> bytes:
        """Read a file of an e-mail; one that a JSON ticket lists is nowhere. Raises `NotFound`."""
        stem, _, place = attachment.partition(":")
        for path in self._files(number):
            if path.stem == stem and path.suffix == ".eml":
                found = file_in(_bytes(path), place)
                if found is not None:
                    return found
        raise NotFound("Cette pièce jointe n’est pas dans le dossier.", permanent=True)

    def state(self, number: str) -> State:
        """Read what we wrote on a ticket."""
        path = self._state / f"{number}.json"
        return _kept(path, State) if path.exists() else State()

    def write_state(self, number: str, state: State) -> None:
        """Replace what we wrote on a ticket."""
        with _there(self._state):
            temporary = _write_aside(self._state / f"{number}.json", state)
            temporary.replace(self._state / f"{number}.json")
            _settle(self._state)

    def reply(self, key: str) -> Reply | None:
        """Read the reply of a key, if there is one."""
        path = self._reply_path(key)
        with _there(self._outbox):
            # Where the folder is away, nobody knows whether the reply is in it.
            self._outbox.stat()
        return _kept(path, Reply) if path.exists() else None

    def write_reply(self, reply: Reply) -> None:
        """Write a reply unless its key is there; `Rejected` when another ticket has that key."""
        path = self._reply_path(reply.key)
        with _there(self._outbox):
            temporary = _write_aside(path, reply)
        try:
            # A link appears whole, and fails when the name is taken.
            os.link(temporary, path)
        except FileExistsError:
            if _kept(path, Reply).number != reply.number:
                raise Rejected(
                    "Cette clé a déjà servi pour un autre ticket.", permanent=True
                ) from None
        finally:
            temporary.unlink()
        _settle(self._outbox)

    def _reply_path(self, key: str) -> Path:
        return self._outbox / f"{checked_key(key)}.json"

    def check(self) -> Check:
        """Look that the folder takes files, and that each name in the inbox is understood."""
        what = f"Dossier « {self._inbox.parent.name} »"
        if not all(os.access(path, os.W_OK) for path in (self._outbox, self._state)):
            return Check.of(what, "Donner au guichet le droit d’écrire dans le dossier.")
        with _there(self._inbox):
            strange = [p.name for p in self._inbox.iterdir() if not _FILE.fullmatch(p.name)]
        advice = f"Fichiers ignorés, au nom inattendu : {', '.join(sorted(strange))}."
        return Check.of(what, advice if strange else "")


@contextmanager
def _there(folder: Path) -> Iterator[None]:
    """Use a folder; raises `ConnectorError` where it is away or refuses."""
    try:
        yield
    except OSError:
        where = f"{folder.parent.name}/{folder.name}"
        raise ConnectorError(
            f"Le dossier « {where} » est absent ou refuse l’accès : le rétablir, ou donner au "
            "guichet le droit d’y lire et d’y écrire."
        ) from None


def _letter(path: Path) -> _Letter:
    if path.suffix == ".json":
        return _kept(path, _Letter)
    mail = read_mail(_bytes(path))
    return _Letter.model_construct(
        address=mail.address,
        name=mail.name,
        subject=mail.subject,
        date=mail.date,
        text=mail.text,
        attachments=tuple(
            _File(name=a.name, content_type=a.content_type, size=a.size, id=f"{path.stem}:{a.id}")
            for a in mail.attachments
        ),
    )


def _message(path: Path, letter: _Letter, requester: str) -> Message:
    at = letter.date or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Message(
        id=path.stem,
        author=clean(letter.name or letter.address),
        at=at if at.tzinfo else at.replace(tzinfo=UTC),
        text=clean(letter.text),
        from_requester=letter.address.lower() == requester.lower(),
        attachments=tuple(
            Attachment(clean(f.name), f.content_type, f.size, f.id) for f in letter.attachments
        ),
    )


def _kept(path: Path, shape: type[KeptShape]) -> KeptShape:
    try:
        return shape.model_validate_json(_bytes(path))
    except ValidationError:
        raise BadAnswer(
            f"Le fichier « {path.name} » n’est pas lisible : le corriger ou l’ôter.",
            permanent=True,
        ) from None


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise BadAnswer(f"Le fichier « {path.name} » est démesuré : l’ôter.", permanent=True)
        return path.read_bytes()
    except OSError:
        raise ConnectorError(f"Le fichier « {path.name} » ne peut pas être lu.") from None


def _write_aside(path: Path, kept: _Kept) -> Path:
    """Write a file whole beside its place, under a name no reader looks at."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    with temporary.open("xb") as file:
        file.write(kept.model_dump_json(indent=2).encode())
        file.flush()
        os.fsync(file.fileno())
    return temporary


def _settle(folder: Path) -> None:
    """Make the names in a folder outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
