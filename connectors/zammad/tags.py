"""The tags of a ticket: those that exist, added to those it has.

Any account of Zammad, a requester's too, may ask the API for the tags of any ticket.
"""

from http import HTTPStatus

from connectors.json_http import JsonHttp
from connectors.zammad.shapes import FoundTags, Tags

MOST_FOUND = "1000"


async def write_tags(http: JsonHttp, number: str, wanted: tuple[str, ...]) -> str:
    """Add the tags that are missing; return why some do not hold, empty when all do."""
    held = await _held(http, number) if wanted else frozenset()
    missing = [tag for tag in wanted if tag not in held]
    if not missing:
        return ""
    reasons = {tag: await _add(http, number, tag) for tag in missing}
    held = await _held(http, number)
    return " ".join(reasons[tag] or _not_kept(tag) for tag in missing if tag not in held)


async def _held(http: JsonHttp, number: str) -> frozenset[str]:
    params = {"object": "Ticket", "o_id": number}
    return frozenset(http.shaped(await http.get("/tags", params), Tags).tags)


async def _add(http: JsonHttp, number: str, tag: str) -> str:
    """Add one tag; return why it was not asked for or was refused."""
    # Zammad makes a tag that it does not know, without a word.
    if not await _exists(http, tag):
        return f"L’étiquette « {tag} » n’existe pas dans Zammad : l’y créer."
    body = {"object": "Ticket", "o_id": int(number), "item": tag}
    answer = await http.write("POST", "/tags/add", body)
    if answer.status == HTTPStatus.UNPROCESSABLE_ENTITY:
        return f"Zammad refuse l’étiquette « {tag} »."
    http.believed(answer)
    return ""


async def _exists(http: JsonHttp, tag: str) -> bool:
    # It looks for a part of a name, and gives ten unless told otherwise.
    answer = await http.get("/tag_search", {"term": tag, "limit": MOST_FOUND})
    return any(known.value == tag for known in http.shaped(answer, FoundTags).root)


def _not_kept(tag: str) -> str:
    return f"Zammad n’a pas gardé l’étiquette « {tag} »."
