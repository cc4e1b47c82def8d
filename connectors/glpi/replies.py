"""What we write in a ticket: replies, sent at most once, and internal notes."""

from cases.model import TicketStatus
from connectors.base import BadAnswer, ConnectorError, OutcomeUnknown, Rejected
from connectors.glpi.conversation import fetch, status_of
from connectors.glpi.dialect import Dialect
from connectors.glpi.marked import Kind, carries, marked_html
from connectors.glpi.records import Followup, valid
from connectors.glpi.session import UNKNOWN
from connectors.glpi.site import Site
from connectors.json_http import Interrupted, Unreachable

NO_REPLY = {
    TicketStatus.DELETED: "Le ticket a été supprimé : la réponse n’est pas partie.",
    TicketStatus.CLOSED: "Le ticket est clos et une réponse le rouvrirait : elle n’est pas partie.",
}
HIDDEN = (
    "GLPI a enregistré la réponse comme un suivi privé : le demandeur ne la voit pas. "
    "La rendre publique dans le ticket, ou corriger le profil du compte."
)
EXPOSED = (
    "GLPI a enregistré une note interne comme un suivi public : la passer en privé dans le ticket "
    "et donner au compte le droit de voir et d’écrire les suivis privés."
)
UNSEEN = (
    "GLPI a accepté la note interne mais ne la montre pas : donner au compte le droit de voir "
    "les suivis privés."
)


async def post_reply(dialect: Dialect, site: Site, number: str, text: str, key: str) -> str:
    """Post the reply and its reference in one request; return the number of its followup."""
    html = marked_html(Kind.REPLY, text, key)
    reason = NO_REPLY.get(status_of(await fetch(dialect, number), site))
    if reason is not None:
        raise Rejected(reason, permanent=True)
    try:
        posted = await _add(dialect, number, html, private=False)
    except Unreachable as error:
        raise Rejected(str(error)) from error
    if await _is_hidden(dialect, number, posted):
        raise Rejected(HIDDEN, permanent=True)
    return posted


async def _add(dialect: Dialect, number: str, html: str, *, private: bool) -> str:
    try:
        return await dialect.add_followup(number, html, private=private)
    except (Interrupted, BadAnswer) as error:
        raise OutcomeUnknown(UNKNOWN) from error


async def _is_hidden(dialect: Dialect, number: str, posted: str) -> bool:
    """Whether GLPI made a reply private against our word; it is posted in any case."""
    try:
        return any(f.private for f in await dialect.followups(number) if f.id == posted)
    except ConnectorError:
        return False


async def find_reply(dialect: Dialect, number: str, key: str) -> str | None:
    """Find our public followup that carries `key`, newest first."""
    found = await _marked(dialect, number, Kind.REPLY, key)
    return next((followup.id for followup in found if not followup.private), None)


async def add_note(dialect: Dialect, site: Site, number: str, text: str, key: str) -> None:
    """Add a private followup unless one with `key` is there, and look that it is private."""
    html = marked_html(Kind.NOTE, text, key)
    if await _has_note(dialect, number, key):
        return
    try:
        await _add(dialect, number, html, private=True)
    except OutcomeUnknown as error:
        raise OutcomeUnknown(str(error), retry_after=site.grace.total_seconds()) from error
    if not await _has_note(dialect, number, key):
        raise BadAnswer(UNSEEN, permanent=True)


async def _has_note(dialect: Dialect, number: str, key: str) -> bool:
    notes = await _marked(dialect, number, Kind.NOTE, key)
    if any(not note.private for note in notes):
        raise BadAnswer(EXPOSED, permanent=True)
    return bool(notes)


async def _marked(dialect: Dialect, number: str, kind: Kind, key: str) -> list[Followup]:
    """List our followups that carry `key`, newest first.

    Where GLPI tells no author the key is proof enough: nobody else knew it before we wrote it.
    """
    followups = await dialect.followups(valid(number))
    me = await dialect.me()
    mine = (f for f in followups if f.author is None or f.author == me)
    found = [f for f in mine if carries(f.content, kind, key)]
    return sorted(found, key=lambda f: (f.at, len(f.id), f.id), reverse=True)
