"""The webhook of a ticketing system: it wakes the collection and believes nothing else.

Each system signs in its own way what it sends, on the raw bytes.
"""

import hmac
import re
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import PlainTextResponse, Response

from web.context import Context, PageContext

router = APIRouter(prefix="/reveil")

_TOKEN = re.compile(r"[A-Za-z0-9_.~-]{1,128}")


@router.post("/{system}")
async def wake(system: str, request: Request, context: Context) -> Response:
    """Wake the collection of a system; whatever the message says is read from the system itself."""
    secret = _secret(context, system)
    delivery = verify_signature(secret, request.headers, await request.body())
    if delivery is None:
        return PlainTextResponse("La signature ne correspond pas.", 401)
    context.webhooks.receive(system, delivery)
    return Response(status_code=204)


@router.get("/{system}")
async def answer_challenge(
    system: str, context: Context, crc_token: Annotated[str, Query()] = ""
) -> Response:
    """Prove to GLPI that we share its secret."""
    secret = _secret(context, system)
    if not _TOKEN.fullmatch(crc_token):
        return PlainTextResponse("Il faut un jeton de vérification.", 400)
    return PlainTextResponse(_hex(secret, crc_token.encode(), "sha256"))


def verify_signature(secret: bytes, headers: Mapping[str, str], body: bytes) -> str | None:
    """Name the delivery when one of the known signatures holds; None when none does.

    The body must be a JSON object: the challenge signs other texts for whoever asks.
    """
    if not body.startswith(b"{"):
        return None
    zammad = headers.get("x-hub-signature", "")
    if _same(zammad, f"sha1={_hex(secret, body, 'sha1')}"):
        # Zammad tries a delivery again under the same id; a body may be the same twice.
        return f"zammad:{headers.get('x-zammad-delivery', zammad)[:200]}"
    glpi = headers.get("x-glpi-signature", "")
    # GLPI tries again with the first time it wrote down: its age proves nothing.
    stamped = body + headers.get("x-glpi-timestamp", "").encode("latin-1", "replace")
    if _same(glpi, _hex(secret, stamped, "sha256")):
        return f"glpi:{glpi}"
    plain = headers.get("x-guichet-signature", "")
    return f"plain:{plain}" if _same(plain, f"sha256={_hex(secret, body, 'sha256')}") else None


def _secret(context: PageContext, system: str) -> bytes:
    secret = context.webhooks.secrets.get(system)
    if not secret:
        raise HTTPException(404)
    return secret


def _hex(secret: bytes, message: bytes, digest: str) -> str:
    return hmac.new(secret, message, digest).hexdigest()


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())
