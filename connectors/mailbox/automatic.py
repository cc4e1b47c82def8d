"""Mail that a machine wrote: it opens no ticket and gets no reply, so that nothing can loop."""

import re
from email.message import Message

from connectors.mailbox.site import Site

MACHINES = frozenset({"mailer-daemon", "postmaster"})
BULK = frozenset({"bulk", "junk", "list"})

# With their colon: a person may well write "Absence du bureau demain" to the service.
_AWAY = re.compile(
    r"\s*(réponse automatique|absence du bureau|automatic reply|out of office|auto(-| )?reply)\s*:",
    re.IGNORECASE,
)


def is_automatic(message: Message, address: str, subject: str, site: Site) -> bool:
    """Whether a machine wrote this mail, or we did ourselves."""
    return (
        address in {"", site.address}
        or address.partition("@")[0] in MACHINES
        or _declared(message, "Auto-Submitted") not in {"", "no"}
        or message.get("X-Guichet-Key") is not None
        or _raw(message, "Return-Path") == "<>"
        or message.get_content_type() == "multipart/report"
        or _is_bulk(message, site)
        or _AWAY.match(subject) is not None
    )


def _is_bulk(message: Message, site: Site) -> bool:
    listed = _raw(message, "List-Id").lower()
    ours = any(f"<{name}>" in listed for name in site.lists)
    bulk = _declared(message, "Precedence") in BULK
    return not ours and (bulk or bool(listed))


def _declared(message: Message, name: str) -> str:
    return _raw(message, name).partition(";")[0].strip().lower()


def _raw(message: Message, name: str) -> str:
    return str(message.get(name, "")).strip()
