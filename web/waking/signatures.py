"""Who knocks: the signatures that ticketing systems put under what they send, on the raw bytes."""

import hmac
import re
from collections.abc import Mapping

_TOKEN = re.compile(r"[A-Za-z0-9_.~-]{1,128}")


def signed_by(secret: bytes, headers: Mapping[str, str], body: bytes) -> str | None:
    """Name the delivery when one of the known signatures holds; None when none does.

    The body must be a JSON object: the challenge signs other texts for whoever asks.
    """
    if not body.startswith(b"{"):
        return None
    return (
        _zammad(secret, headers, body)
        or _glpi(secret, headers, body)
        or _plain(secret, headers, body)
    )


def challenge_answer(secret: bytes, token: str) -> str | None:
    """Answer GLPI's challenge; None for what is no token."""
    return _hex(secret, token.encode(), "sha256") if _TOKEN.fullmatch(token) else None


def _zammad(secret: bytes, headers: Mapping[str, str], body: bytes) -> str | None:
    given = headers.get("x-hub-signature", "")
    if not _same(given, f"sha1={_hex(secret, body, 'sha1')}"):
        return None
    # Zammad tries a delivery again under the same id; a body may be the same twice.
    return f"zammad:{headers.get('x-zammad-delivery', given)[:200]}"


def _glpi(secret: bytes, headers: Mapping[str, str], body: bytes) -> str | None:
    given = headers.get("x-glpi-signature", "")
    # GLPI tries again with the first time it wrote down: its age proves nothing.
    stamped = body + headers.get("x-glpi-timestamp", "").encode("latin-1", "replace")
    return f"glpi:{given}" if _same(given, _hex(secret, stamped, "sha256")) else None


def _plain(secret: bytes, headers: Mapping[str, str], body: bytes) -> str | None:
    given = headers.get("x-guichet-signature", "")
    return f"plain:{given}" if _same(given, f"sha256={_hex(secret, body, 'sha256')}") else None


def _hex(secret: bytes, message: bytes, digest: str) -> str:
    return hmac.new(secret, message, digest).hexdigest()


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())
