"""The page of figures, and each figure as a spreadsheet's file."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from cases.audit.figures import read_figures
from web.context import Context
from web.figures import figure_labels
from web.figures.catalog import figures_of, headlines_of
from web.figures.figure_table import LEAST
from web.figures.period import period_of
from web.pages import page
from web.people.permissions import FiguresReader, session_scope

router = APIRouter()

TypedDay = Annotated[str, Query(max_length=40)]


@router.get("/pilotage")
async def show_figures(
    request: Request, context: Context, session: FiguresReader, du: TypedDay = "", au: TypedDay = ""
) -> Response:
    """Show the figures of a period, of the cases the reader may see."""
    period = period_of(du, au, context.today, context.time_zone)
    scope = session_scope(context, session)
    counted = await read_figures(context.engine, scope, period.cuts)
    values = {
        "period": period,
        "today": context.today,
        "figures": figures_of(counted, period, context.categories),
        "headlines": headlines_of(counted),
        "sections": figure_labels.SECTIONS,
        "least": LEAST,
        "in_part": not scope.everything,
        "dates": urlencode({"du": period.first, "au": period.last}),
    }
    return page(request, "figures/screen.html", values)


@router.get("/pilotage/{figure}.csv")
async def give_file(
    context: Context, session: FiguresReader, figure: str, du: TypedDay = "", au: TypedDay = ""
) -> Response:
    """Send a figure's table as a file for a spreadsheet."""
    period = period_of(du, au, context.today, context.time_zone)
    counted = await read_figures(context.engine, session_scope(context, session), period.cuts)
    found = {one.id: one for one in figures_of(counted, period, context.categories)}
    if figure not in found:
        raise HTTPException(404)
    name = f"pilotage-{figure}-{period.first}-{period.last}.csv"
    return Response(
        found[figure].table.csv(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
