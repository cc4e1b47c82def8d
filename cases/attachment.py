"""A file of a conversation, what was read in it, and a fact that was found there."""

from dataclasses import dataclass, replace

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
    """Where a fact was read, when it was not in a message: the file's name, and its words."""

    attachment: str
    words: str
