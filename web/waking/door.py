"""The door at which ticketing systems knock: it wakes the collection and believes nothing else."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import PlainTextResponse, Response

from web.office import Here, Office
from web.waking.signatures import challenge_answer, signed_by

router = APIRouter(prefix="/reveil")


@router.post("/{system}")
async def wake(system: str, request: Request, office: Here) -> Response:
    """Wake the collection of a system; whatever the message says is read from the system itself."""
    secret = _secret(office, system)
    delivery = signed_by(secret, request.headers, await request.body())
    if delivery is None:
        return PlainTextResponse("La signature ne correspond pas.", 401)
    office.doorbell.ring(system, delivery)
    return Response(status_code=204)


@router.get("/{system}")
async def answer_challenge(
    system: str, office: Here, crc_token: Annotated[str, Query()] = ""
) -> Response:
    """Prove to GLPI that we share its secret."""
    answer = challenge_answer(_secret(office, system), crc_token)
    if answer is None:
        return PlainTextResponse("Il faut un jeton de vérification.", 400)
    return PlainTextResponse(answer)


def _secret(office: Office, system: str) -> bytes:
    secret = office.doorbell.secrets.get(system)
    if not secret:
        raise HTTPException(404)
    return secret
