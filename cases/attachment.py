"""A file of a conversation, what was read in it, and where a fact was read."""

from dataclasses import dataclass, replace
from datetime import datetime

MOST_CHARACTERS = 20_000
"""Kept of one file: more than any letter or certificate, less than a pasted report."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the conversation. `size` in bytes, None if unknown; `id` is the system's own name.

    `text` is what we read in it, the requester's word and never a source of law; `unread` says why
    we read nothing. Both are empty until somebody tried.
    """

    name: str
    content_type: str
    size: int | None = None
    id: str = ""
    text: str = ""
    unread: str = ""

    @property
    def waits(self) -> bool:
        """Whether nobody tried to read it yet."""
        return not (self.text or self.unread)

    @property
    def listed(self) -> "Attachment":
        """The file as its system lists it, without what we read."""
        return replace(self, text="", unread="")


@dataclass(frozen=True, slots=True)
class ReadIn:
    """Where a fact was read: in a file, by its name, or in a message; or who corrected it.

    `words` told it, between what stands `before` and `after` them. `value` is written as a machine
    writes it. `by` is the login of who corrected it, at `at`; no words then.
    """

    attachment: str = ""
    words: str = ""
    before: str = ""
    after: str = ""
    value: str = ""
    by: str = ""
    at: datetime | None = None
