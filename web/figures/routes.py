"""The page of figures, and each figure as a spreadsheet's file."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from cases.figures import read_figures
from web.figures import words
from web.figures.figure import LEAST
from web.figures.period import period_of
from web.figures.shown import figures_of, headlines_of
from web.office import Here
from web.pages import page
from web.people.gate import FiguresReader, reach_in
from web.texts.where import today

router = APIRouter()

Asked = Annotated[str, Query(max_length=40)]


@router.get("/pilotage")
async def show_figures(
    request: Request, office: Here, session: FiguresReader, du: Asked = "", au: Asked = ""
) -> Response:
    """Show the figures of a period, of the cases within the reader's reach."""
    period = period_of(du, au, today(office), office.time_zone)
    reach = reach_in(office, session)
    counted = await read_figures(office.engine, reach, period.cuts)
    values = {
        "period": period,
        "today": today(office),
        "figures": figures_of(counted, period, office.categories),
        "headlines": headlines_of(counted),
        "sections": words.SECTIONS,
        "least": LEAST,
        "in_part": not reach.everything,
        "dates": urlencode({"du": period.first, "au": period.last}),
    }
    return page(request, "figures/screen.html", values)


@router.get("/pilotage/{figure}.csv")
async def give_file(
    office: Here, session: FiguresReader, figure: str, du: Asked = "", au: Asked = ""
) -> Response:
    """Give a figure's table as a file for a spreadsheet."""
    period = period_of(du, au, today(office), office.time_zone)
    counted = await read_figures(office.engine, reach_in(office, session), period.cuts)
    found = {one.id: one for one in figures_of(counted, period, office.categories)}
    if figure not in found:
        raise HTTPException(404)
    name = f"pilotage-{figure}-{period.first}-{period.last}.csv"
    return Response(
        found[figure].table.csv(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
