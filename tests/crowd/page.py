"""The page over a store, in a process of its own; or, to compare, a page that holds nothing.

`python -m tests.crowd.page 8123 URL`; without the address of a store, the empty page.
"""

import sys
from datetime import date

import uvicorn
from fastapi import FastAPI
from starlette.responses import HTMLResponse

from agents.answerer.state import Answer
from agents.drafter.state import Letterhead
from cases.decisions.approvals import Approvals
from cases.decisions.corrections import Corrections
from cases.delivery.deliveries import Deliveries
from cases.model import Attachment, Case
from cases.people.accounts import Accounts
from cases.people.sessions import Sessions
from cases.store.case_store import Cases
from cases.store.database import open_engine
from tests.builders import SECRET
from web.app import create_app
from web.context import PageContext


class Nobody:
    """Answers no question."""

    def prepare(self) -> None:
        """Nothing to load."""

    async def ask(self, question: str, on: date) -> Answer:
        """Nobody asks."""
        raise NotImplementedError

    async def aclose(self) -> None:
        """Nothing to close."""


def office_over(url: str) -> PageContext:
    engine = open_engine(url)
    approvals = Approvals(engine, SECRET)
    return PageContext(
        engine=engine,
        cases=Cases(engine, approvals.signatures),
        approvals=approvals,
        corrections=Corrections(engine, approvals),
        deliveries=Deliveries(engine, approvals),
        accounts=Accounts(engine),
        sessions=Sessions(engine),
        categories={"conges": "Congés annuels", "maladie": "Maladie"},
        start_sending=_started,
        start_handling=_started_for,
        dashboard_url="http://127.0.0.1:4200",
        town="Valmorel-sur-Orge",
        secure_cookies=False,
        prepare_answers=Nobody().prepare,
        answer=Nobody().ask,
        open_attachment=_no_file,
        letterhead=Letterhead("Valmorel-sur-Orge", "Les ressources humaines", "le guichet"),
    )


def empty_page() -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_api_route("/", _nothing, response_class=HTMLResponse)
    return app


async def _nothing() -> str:
    return ""


async def _started(_case: Case) -> bool:
    return True


async def _started_for(_system: str, _number: str) -> bool:
    return True


async def _no_file(_case: Case, _file: Attachment) -> bytes:
    return b""


def main(port: int, url: str = "") -> None:
    """Serve as `web.app.serve` does, until stopped."""
    app = create_app(office_over(url)) if url else empty_page()
    uvicorn.run(app, port=port, access_log=False, server_header=False, log_level="warning")


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
