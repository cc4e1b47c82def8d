"""How the contract server answers each IMAP command."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from tests.contract.servers.imap_store import Folder, Held, MailStore

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_FIELDS = re.compile(r"BODY\.PEEK\[HEADER\.FIELDS \(([^)]*)\)\]<0\.(\d+)>")
_BODY = re.compile(r"BODY\.PEEK\[\]<0\.(\d+)>")


class Refusal(Exception):
    """A tagged NO or BAD."""


class Answers:
    """One connection: who is logged in, which folder is open."""

    def __init__(self, store: MailStore, capabilities: str, account: tuple[str, str]) -> None:
        self._store = store
        self._capabilities = capabilities
        self._account = account
        self._logged_in = False
        self._open: Folder | None = None
        self._may_write = False

    def to(self, command: str, literal: bytes) -> list[bytes]:
        verb, _, rest = command.partition(" ")
        if verb.upper() == "UID":
            verb, _, rest = rest.partition(" ")
        words = [_unquoted(*found) for found in _TOKEN.findall(rest)]
        if verb.upper() not in {"CAPABILITY", "LOGIN", "LOGOUT"} and not self._logged_in:
            raise Refusal("BAD not logged in")
        answers: dict[str, Callable[[], list[bytes]]] = {
            "CAPABILITY": lambda: [f"* CAPABILITY {self._capabilities}\r\n".encode()],
            "LOGIN": lambda: self._login(words),
            "LOGOUT": lambda: [b"* BYE see you\r\n"],
            "LIST": lambda: self._list(words[1]),
            "CREATE": lambda: self._create(words[0]),
            "SELECT": lambda: self._select(words[0], may_write=True),
            "EXAMINE": lambda: self._select(words[0], may_write=False),
            "SEARCH": lambda: self._search(words),
            "FETCH": lambda: self._fetch(words[0], rest),
            "STORE": lambda: self._store_flags(words[0], words[1], rest),
            "MOVE": lambda: self._copy(words[0], words[1], move=True),
            "COPY": lambda: self._copy(words[0], words[1], move=False),
            "EXPUNGE": lambda: self._expunge(words[0]),
            "APPEND": lambda: self._append(words[0], rest, literal),
        }
        if verb.upper() not in answers:
            raise Refusal(f"BAD unknown command {verb}")
        return answers[verb.upper()]()

    def _login(self, words: list[str]) -> list[bytes]:
        if tuple(words) != self._account:
            raise Refusal("NO [AUTHENTICATIONFAILED] Authentication failed.")
        self._logged_in = True
        return []

    def _list(self, name: str) -> list[bytes]:
        there = [name] if name in self._store.folders else []
        return [f'* LIST () "/" "{folder}"\r\n'.encode() for folder in there]

    def _create(self, name: str) -> list[bytes]:
        if name in self._store.folders:
            raise Refusal("NO [ALREADYEXISTS] Mailbox already exists")
        self._store.folders[name] = Folder()
        return []

    def _select(self, name: str, *, may_write: bool) -> list[bytes]:
        self._open = self._store.folders.get(name)
        self._may_write = may_write
        if self._open is None:
            raise Refusal("NO [NONEXISTENT] Mailbox doesn't exist")
        permanent = " ".join(self._open.permanent) if may_write else ""
        return [
            f"* {len(self._open.mails)} EXISTS\r\n".encode(),
            b"* FLAGS (\\Seen \\Deleted \\Draft)\r\n",
            f"* OK [PERMANENTFLAGS ({permanent})] Flags.\r\n".encode(),
            f"* OK [UIDVALIDITY {self._open.validity}] UIDs valid\r\n".encode(),
            f"* OK [UIDNEXT {self._open.next_uid}] Predicted next UID\r\n".encode(),
        ]

    def _search(self, words: list[str]) -> list[bytes]:
        found = [h for h in self._folder.mails if all(t(h) for t in _tests(iter(words)))]
        return [f"* SEARCH {' '.join(str(h.uid) for h in found)}\r\n".encode()]

    def _fetch(self, asked: str, rest: str) -> list[bytes]:
        return [
            b"* %d FETCH (UID %d %s)\r\n" % (place, held.uid, b" ".join(_items(held, rest)))
            for place, held in enumerate(self._folder.mails, 1)
            if held.uid in _uids(asked)
        ]

    def _store_flags(self, asked: str, how: str, rest: str) -> list[bytes]:
        folder = self._writable
        flags = folder.kept(set(_flags(rest)))
        for held in self._named(asked):
            if how.startswith("+"):
                held.flags |= flags
            else:
                held.flags = held.flags - flags if how.startswith("-") else flags
        return []

    def _copy(self, asked: str, to: str, *, move: bool) -> list[bytes]:
        if to not in self._store.folders:
            raise Refusal("NO [TRYCREATE] Mailbox doesn't exist")
        for held in self._named(asked):
            self._store.copy(held, to)
            if move:
                self._writable.mails.remove(held)
        return []

    def _expunge(self, asked: str) -> list[bytes]:
        for held in self._named(asked):
            if "\\Deleted" in held.flags:
                self._writable.mails.remove(held)
        return []

    def _append(self, name: str, rest: str, literal: bytes) -> list[bytes]:
        if name not in self._store.folders:
            raise Refusal("NO [TRYCREATE] Mailbox doesn't exist")
        self._store.append(name, literal, set(_flags(rest)))
        return []

    @property
    def _folder(self) -> Folder:
        if self._open is None:
            raise Refusal("BAD no mailbox selected")
        return self._open

    @property
    def _writable(self) -> Folder:
        if not self._may_write:
            raise Refusal("NO [READ-ONLY] Mailbox is read-only")
        return self._folder

    def _named(self, asked: str) -> list[Held]:
        return [held for held in self._folder.mails if held.uid in _uids(asked)]


def _unquoted(quoted: str, bare: str) -> str:
    return bare or re.sub(r"\\(.)", r"\1", quoted)


def _uids(asked: str) -> set[int]:
    return {int(uid) for uid in asked.split(",")}


def _flags(rest: str) -> list[str]:
    return rest[rest.index("(") + 1 : rest.index(")")].split()


def _tests(words: Iterator[str]) -> Iterator[Callable[[Held], bool]]:
    for word in words:
        match word.upper():
            case "SINCE":
                day = datetime.strptime(next(words), "%d-%b-%Y").replace(tzinfo=UTC)
                yield lambda held, day=day: held.arrived >= day  # type: ignore[misc]
            case "DELETED":
                yield lambda held: "\\Deleted" in held.flags
            case "UNDELETED":
                yield lambda held: "\\Deleted" not in held.flags
            case "KEYWORD":
                keyword = next(words)
                yield lambda held, keyword=keyword: keyword in held.flags  # type: ignore[misc]
            case "HEADER":
                name, value = next(words), next(words)
                yield _header_test(name, value)
            case other:
                raise Refusal(f"BAD unknown search key {other}")


def _header_test(name: str, value: str) -> Callable[[Held], bool]:
    return lambda held: value.lower() in str(held.message.get(name, "")).lower()


def _items(held: Held, rest: str) -> Iterator[bytes]:
    if "INTERNALDATE" in rest:
        yield f'INTERNALDATE "{held.arrived:%d-%b-%Y %H:%M:%S %z}"'.encode()
    if "RFC822.SIZE" in rest:
        yield f"RFC822.SIZE {len(held.raw)}".encode()
    if "FLAGS" in rest:
        yield f"FLAGS ({' '.join(sorted(held.flags))})".encode()
    if asked := _FIELDS.search(rest):
        part = _header(held.raw, asked[1].split())[: int(asked[2])]
        yield f"BODY[HEADER.FIELDS ({asked[1]})]<0> {{{len(part)}}}\r\n".encode() + part
    if asked := _BODY.search(rest):
        part = held.raw[: int(asked[1])]
        yield f"BODY[]<0> {{{len(part)}}}\r\n".encode() + part


def _header(raw: bytes, names: list[str]) -> bytes:
    """Give the header lines asked for as they were received."""
    head = re.split(rb"\r\n\r\n", raw, maxsplit=1)[0] + b"\r\n"
    wanted = {name.lower().encode() for name in names}
    lines = re.findall(rb"[^\r\n]+\r\n(?:[ \t][^\r\n]*\r\n)*", head)
    kept = [line for line in lines if line.split(b":")[0].lower() in wanted]
    return b"".join(kept) + b"\r\n"
