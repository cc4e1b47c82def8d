"""The list of the town's texts, each version with its state and its place among the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from knowledge.library.documents import Nature
from knowledge.library.text_library import Library
from knowledge.library.versions import Origin, State, Version, states_on
from knowledge.vocabulary import folded
from statute.french import day
from web.context import Context
from web.pages import page
from web.people.permissions import Reader, may_import
from web.texts.text_links import legifrance_url

router = APIRouter()

ON_A_PAGE = 50

CHOICES: Mapping[str, tuple[str, frozenset[State]]] = {
    "en-cours": ("En vigueur et à venir", frozenset({State.IN_FORCE, State.TO_COME})),
    "en-vigueur": ("En vigueur", frozenset({State.IN_FORCE})),
    "a-venir": ("À venir", frozenset({State.TO_COME})),
    "passes": ("Remplacés, abrogés ou retirés", frozenset(State) - {State.IN_FORCE, State.TO_COME}),
    "tous": ("Tous", frozenset(State)),
}
USUAL = "en-cours"


@dataclass(frozen=True, slots=True)
class TextVersion:
    """A version and its state on the day of reading; `current` is the one in force, if any."""

    version: Version
    state: State
    others: Sequence["TextVersion"] = ()
    current: Version | None = None

    @property
    def official(self) -> bool:
        """Whether the text is a law, a decree or what an administration explains of them."""
        return self.version.nature is not Nature.LOCAL

    @property
    def followed(self) -> bool:
        """Whether it comes from the watched folder, which alone can take it out of use."""
        return self.version.origin is Origin.FOLDER

    @property
    def in_use(self) -> bool:
        """Whether it can be taken out of use."""
        return self.version.replaced_at is None

    @property
    def legifrance(self) -> str:
        """The text's page on Légifrance."""
        return legifrance_url(self.version)

    @property
    def warning(self) -> str:
        """Say that this version is not the law of today; empty when it is."""
        about = self.version.about
        match self.state:
            case State.REPLACED:
                return "Cette version n’est plus en vigueur : une autre l’a remplacée."
            case State.TO_COME:
                since = f" le {day(about.valid_from)}" if about.valid_from else ""
                return f"Cette version n’est pas encore en vigueur : elle le sera{since}."
            case State.ENDED:
                if about.valid_until is None:
                    return "Ce texte n’est plus en vigueur."
                end = about.valid_until + timedelta(days=1)
                return f"Ce texte n’est plus en vigueur depuis le {day(end)}."
            case State.WITHDRAWN:
                return "Ce texte a été mis hors d’usage : les réponses ne le citent plus."
            case _:
                return ""


@dataclass(frozen=True, slots=True)
class TextQuery:
    """What the officer looks for; `number` counts pages from one."""

    words: str
    choice: str
    number: int

    def matches(self, text: TextVersion) -> bool:
        """Tell whether a version is looked for."""
        about = text.version.about
        title = folded(f"{about.title} {about.reference}")
        wanted = folded(self.words).split()
        return text.state in CHOICES[self.choice][1] and all(word in title for word in wanted)

    def address(self, number: int) -> str:
        """Write the address of another page of the same list."""
        return f"/textes?{urlencode({'q': self.words, 'etat': self.choice, 'page': number})}"


@router.get("/textes")
async def show_texts(  # noqa: PLR0913, PLR0917 - the fields of a form
    request: Request,
    context: Context,
    session: Reader,
    q: Annotated[str, Query(max_length=200)] = "",
    etat: str = USUAL,
    page_number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """List the versions of the texts that match, by title, the latest version first."""

    def place(text: TextVersion) -> tuple[str, str, float]:
        version = text.version
        since = version.about.valid_from.toordinal() if version.about.valid_from else 0
        return folded(version.about.title), version.key, -since

    versions = await Library(context.engine).versions()
    query = TextQuery(q, etat if etat in CHOICES else USUAL, page_number)
    found = sorted(filter(query.matches, with_states(versions, context.today)), key=place)
    pages = max(1, -(-len(found) // ON_A_PAGE))
    query = replace(query, number=min(query.number, pages))
    values = {
        "query": query,
        "choices": CHOICES,
        "rows": found[(query.number - 1) * ON_A_PAGE : query.number * ON_A_PAGE],
        "count": len(found),
        "pages": pages,
        "empty": not versions,
        "may_import": may_import(context, session),
    }
    return page(request, "texts/list.html", values)


def with_states(versions: Sequence[Version], today: date) -> list[TextVersion]:
    """Tell of each version its state on a day; `versions` come as `Reading` gives them."""
    states = states_on(versions, today)
    return [TextVersion(version, states[version.id]) for version in versions]


def find_version(versions: Sequence[Version], wanted: str, today: date) -> TextVersion | None:
    """Find one version, and its place among all those of its text, the latest first."""

    def latest_first(text: TextVersion) -> tuple[int, float]:
        since = text.version.about.valid_from or date.min
        return -since.toordinal(), -text.version.imported_at.timestamp()

    known = with_states(versions, today)
    current = next((t.version for t in known if t.state is State.IN_FORCE), None)
    others = sorted((t for t in known if t.version.id != wanted), key=latest_first)
    found = (t for t in known if t.version.id == wanted)
    return next((TextVersion(t.version, t.state, others, current) for t in found), None)
