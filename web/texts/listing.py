"""The list of the town's texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from knowledge.index import folded
from knowledge.reading import Reading, State
from web.office import Here
from web.pages import page
from web.people.gate import Reader
from web.texts.right import may_import
from web.texts.shown import Shown, shown_of
from web.texts.where import today

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
class Asked:
    """What the officer looks for; `number` counts pages from one."""

    words: str
    choice: str
    number: int

    def holds(self, shown: Shown) -> bool:
        """Tell whether a version is looked for."""
        about = shown.version.about
        said = folded(f"{about.title} {about.reference}")
        wanted = folded(self.words).split()
        return shown.state in CHOICES[self.choice][1] and all(word in said for word in wanted)

    def address(self, number: int) -> str:
        """Give the address of another page of the same list."""
        return f"/textes?{urlencode({'q': self.words, 'etat': self.choice, 'page': number})}"


@router.get("/textes")
async def show_texts(  # noqa: PLR0913, PLR0917 - the fields of a form
    request: Request,
    office: Here,
    session: Reader,
    q: Annotated[str, Query(max_length=200)] = "",
    etat: str = USUAL,
    page_number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """List the versions of the texts that match, by title, the latest version first."""
    versions = await Reading(office.engine).versions()
    asked = Asked(q, etat if etat in CHOICES else USUAL, page_number)
    found = sorted(filter(asked.holds, shown_of(versions, today(office))), key=_place)
    pages = max(1, -(-len(found) // ON_A_PAGE))
    asked = Asked(asked.words, asked.choice, min(asked.number, pages))
    values = {
        "asked": asked,
        "choices": CHOICES,
        "rows": _on_page(found, asked.number),
        "count": len(found),
        "pages": pages,
        "empty": not versions,
        "may_import": may_import(office, session),
    }
    return page(request, "texts/list.html", values)


def _on_page(found: Sequence[Shown], number: int) -> Sequence[Shown]:
    return found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]


def _place(shown: Shown) -> tuple[str, str, float]:
    version = shown.version
    since = version.about.valid_from.toordinal() if version.about.valid_from else 0
    return folded(version.about.title), version.key, -since
