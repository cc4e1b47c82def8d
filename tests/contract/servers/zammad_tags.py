"""The tags of Zammad: tags_controller.rb, its policy and tag.rb of the public source (2023)."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.contract.servers.zammad_store import Held, Store


def listed(store: Store, request: Request) -> Response:
    """Any account may ask for the tags of any ticket (`list?` is true); none where it is gone."""
    held = store.tickets.get(int(request.query_params["o_id"]))
    return JSONResponse({"tags": held.tags if held else []})


def found(store: Store, request: Request) -> Response:
    """A part of the name, whatever its case, by name, ten unless told otherwise."""
    term = request.query_params["term"].strip().lower()
    limit = int(request.query_params.get("limit", 10))
    names = sorted(name for name in store.tags if term in name.lower())[:limit]
    return JSONResponse([{"id": store.tags.index(name), "value": name} for name in names])


def added(store: Store, held: Held, item: str) -> Response:
    """Make the tag where it does not exist, and change the ticket's time but not who did it."""
    name = item.strip()
    if name not in store.tags:
        store.tags.append(name)
    if name not in held.tags:
        held.tags.append(name)
        store.touch(held.id, held.updated_by)
    return JSONResponse(content=True, status_code=201)
