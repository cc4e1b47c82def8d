"""From a template and its values to an answer."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import CodeType
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.templating import Jinja2Templates
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from starlette.responses import Response

from cases.attachment import Attachment
from cases.deadlines import SETTLED
from cases.model import PREPARING, Message, sha256_of
from cases.store import now
from connectors.safe_text import clean
from statute.french import day
from web import french, words
from web.office import Office, office_of

_ERRORS: Mapping[int, tuple[str, str]] = {
    400: (
        "Ce formulaire est incomplet",
        "Revenez à la page précédente, rechargez-la, puis recommencez.",
    ),
    403: (
        "Ce formulaire n’est plus valable",
        (
            "Rien n’a été fait. Revenez à la page précédente, copiez votre texte si vous l’avez "
            "corrigé, rechargez la page, puis recommencez."
        ),
    ),
    404: ("Cette page n’existe pas", "L’adresse est inexacte, ou le dossier a été supprimé."),
    405: ("Cette page ne s’ouvre pas ainsi", "Passez par la liste des demandes."),
    413: (
        "Ce que vous avez envoyé est trop long",
        "Rien n’a été fait. Revenez à la page précédente et raccourcissez la lettre.",
    ),
    500: (
        "Quelque chose n’a pas marché",
        (
            "Rien n’est parti sans votre approbation. Rechargez la page ; si cela se répète, "
            "prévenez votre service informatique en donnant l’heure."
        ),
    ),
}


class _CompiledOnce(BytecodeCache):
    """Templates compiled once per process, however many pages are made in it."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._compiled[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _CompiledOnce()


def templates_for(office: Office) -> Jinja2Templates:
    """Prepare the templates: everything is escaped, a forgotten value is an error."""
    environment = Environment(
        bytecode_cache=_COMPILED,
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "ago": lambda at: french.ago(at, now()),
        "day": day,
        "due": lambda at: french.due(at, now(), office.time_zone),
        "is_late": lambda at: at < now(),
        "moment": partial(french.moment, zone=office.time_zone),
        "size": french.size,
        "share": french.share,
        "fact_name": words.fact_name,
        "plural": french.plural,
        "article": words.article,
        "visible": clean,
        "category": lambda found: office.categories.get(found, found),
        "safe_link": safe_link,
        "mark_of_file": mark_of_file,
        "short": french.short,
    }
    states = {"settled": SETTLED, "preparing": PREPARING}
    environment.globals |= {"words": words, "town": office.town, **states}
    return Jinja2Templates(env=environment, context_processors=[_everywhere])


def page(
    request: Request,
    template: str,
    values: Mapping[str, object] | None = None,
    status: int = 200,
) -> Response:
    """Answer with a page."""
    templates: Jinja2Templates = request.app.state.templates
    return templates.TemplateResponse(request, template, dict(values or {}), status_code=status)


def part(request: Request, template: str, values: Mapping[str, object]) -> str:
    """Write a part of a page."""
    templates: Jinja2Templates = request.app.state.templates
    return templates.get_template(template).render(values)


def error_page(request: Request, status: int) -> Response:
    """Answer that something cannot be done, in one French sentence and what to do."""
    title, advice = _ERRORS.get(status, _ERRORS[400 if status < 500 else 500])  # noqa: PLR2004 - HTTP
    return page(request, "error.html", {"title": title, "advice": advice}, status)


def mark_of_file(file: Attachment, message: Message) -> str:
    """Name a file in an address, without a word of the sender's in it: 32 hexadecimal digits."""
    return sha256_of(f"{message.id}\x1f{file.id}\x1f{file.name}")[:32]


def safe_link(url: str | None) -> str:
    """Keep an https address; any other (javascript:, http:, a broken one) is not linked."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return str(url) if parts.scheme == "https" and parts.netloc else ""


def _everywhere(request: Request) -> dict[str, object]:
    return {
        "session": getattr(request.state, "session", None),
        "dashboard_url": safe_dashboard(office_of(request).dashboard_url),
    }


def safe_dashboard(url: str) -> str:
    """Keep a web address for the link to the dashboard."""
    return url if url.startswith(("https://", "http://")) else ""
