"""The HTML pages: the Jinja environment, its filters, an answer from a template and values."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import CodeType

from fastapi import Request
from fastapi.templating import Jinja2Templates
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from starlette.responses import Response

from cases.model import Attachment, Message, sha256_of
from cases.queues.deadlines import SETTLED
from cases.store.database import now
from cases.store.transition import PREPARING
from connectors.safe_text import clean
from statute.french import day
from web import formatting, labels
from web.context import PageContext, context_of
from web.urls import safe_dashboard, safe_link

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


def templates_for(context: PageContext) -> Jinja2Templates:
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
        "ago": lambda at: formatting.ago(at, now()),
        "day": day,
        "due": lambda at: formatting.due(at, now(), context.time_zone),
        "is_late": lambda at: at < now(),
        "moment": partial(formatting.moment, zone=context.time_zone),
        "size": formatting.size,
        "share": formatting.share,
        "fact_name": labels.fact_name,
        "plural": formatting.plural,
        "article": labels.article,
        "visible": clean,
        "category": lambda found: context.categories.get(found, found),
        "safe_link": safe_link,
        "mark_of_file": mark_of_file,
        "short": formatting.short,
    }
    states = {"settled": SETTLED, "preparing": PREPARING}
    environment.globals |= {"labels": labels, "town": context.town, **states}
    return Jinja2Templates(env=environment, context_processors=[shared_values])


def shared_values(request: Request) -> dict[str, object]:
    """List what every template may read."""
    return {
        "session": getattr(request.state, "session", None),
        "dashboard_url": safe_dashboard(context_of(request).dashboard_url),
    }


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
