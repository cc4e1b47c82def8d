"""Officers at the page over HTTP, who all want the same cases; each notes what it was told."""

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

import httpx

FIRST_ROWS = 10
"""They take one of the first rows: the fewer, the more they race."""
GO_ON = 0.7
ASKS_NEWS_EVERY = 5.0
"""Seconds, as the page itself does."""

_CASE = re.compile(r'href="/dossiers/([0-9a-f]{32})[?"]')
_LETTER = re.compile(r'<textarea id="lettre"[^>]*>\n(.*?)</textarea>', re.DOTALL)
_NEWS = re.compile(r'hx-get="(/[^"]*(?:nouvelles|liste)[^"]*)"')
_FIELD = re.compile(r'name="(csrf|draft_number|draft_sha256)" value="([^"]*)"')

WAYS: Mapping[str, int] = {
    "approuver": 50,
    "corriger": 15,
    "ecarter": 10,
    "reprendre": 5,
    "confier": 10,
    "annuler": 10,
}
"""How often they do what, of a hundred letters."""


@dataclass(frozen=True)
class Took:
    """One request: what for, its seconds, the status of its answer."""

    what: str
    seconds: float
    status: int


@dataclass
class Officer:
    """One person; `thinks`: seconds between two gestures, at least and at most."""

    login: str
    client: httpx.AsyncClient
    chance: random.Random
    colleagues: list[str]
    thinks: tuple[float, float] = (0, 0)
    took: list[Took] = field(default_factory=list)
    told: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """What the page said was done: who, which case, what."""
    late: int = 0
    news: str = ""

    async def works(self, until: float) -> None:
        """Deal with cases until this time of the monotonic clock, or until there are none."""
        watching = asyncio.create_task(self._watches()) if self.thinks[1] else None
        # They do not all come through the door in the same instant.
        await asyncio.sleep(self.chance.uniform(0, self.thinks[1]))
        while time.monotonic() < until and (case_id := await self._picks()):
            while case_id and time.monotonic() < until:
                case_id = await self._deals_with(case_id)
        if watching:
            watching.cancel()
            await asyncio.wait({watching})

    async def stares(self, until: float) -> None:
        """Look again and again at a page that holds nothing."""
        while time.monotonic() < until:
            await self._goes("la page vide", "/")

    async def _picks(self) -> str:
        lists = ["/?etat=a-confirmer", "/"]
        if self.chance.random() < 1 - 0.2:
            lists.reverse()
        for path in lists:
            shown = await self._goes("la liste", path)
            if ids := list(dict.fromkeys(_CASE.findall(shown.text)))[:FIRST_ROWS]:
                return str(self.chance.choice(ids))
        return ""

    async def _deals_with(self, case_id: str) -> str:
        """Open a case and decide of it; give the one that the page goes on with."""
        text = (await self._goes("un dossier", f"/dossiers/{case_id}")).text
        if "/confirmer" in text:
            return await self._posts(case_id, "confirmer", text)
        if not (letter := _LETTER.search(text)):
            self.late += 1
            return ""
        typed = unescape(letter[1])
        way = self.chance.choices(list(WAYS), list(WAYS.values()))[0]
        if way == "corriger":
            typed += "\n\nJe reste à votre écoute."
            await self._posts(case_id, "relire", text, text=typed)
        return await self._decides(case_id, way, text, typed)

    async def _decides(self, case_id: str, way: str, text: str, typed: str) -> str:
        match way:
            case "ecarter":
                return await self._posts(case_id, way, text, choice="autre", words="doublon")
            case "reprendre":
                return await self._posts(case_id, way, text, choice="moi")
            case "confier":
                to = f"compte:{self.chance.choice(self.colleagues)}"
                return await self._posts(case_id, way, text, to=to)
        following = await self._posts(case_id, "approuver", text, text=typed)
        if way == "annuler" and self.told[self.login, case_id, "approuver"]:
            return await self._posts(case_id, way, text)
        return following

    async def _posts(self, case_id: str, verb: str, shown: str, **fields: str) -> str:
        form = dict(_FIELD.findall(shown)) | fields
        await self._pauses()
        headers = {"HX-Request": "true"} if verb == "relire" else {}
        path = f"/dossiers/{case_id}/{verb}"
        answer = await self._sends(verb, "POST", path, data=form, headers=headers)
        if answer.status_code != httpx.codes.SEE_OTHER:
            self.late += verb != "relire"
            return ""
        self.told[self.login, case_id, verb] += 1
        leads = re.match("/dossiers/([0-9a-f]{32})", answer.headers["location"])
        return str(leads[1]) if leads and self.chance.random() < GO_ON else ""

    async def _goes(self, what: str, path: str) -> httpx.Response:
        await self._pauses()
        shown = await self._sends(what, "GET", path)
        found = _NEWS.search(shown.text)
        self.news = unescape(found[1]) if found else ""
        return shown

    async def _watches(self) -> None:
        # Each page counts from when it was opened: fifty of them do not ask in the same instant.
        await asyncio.sleep(self.chance.uniform(0, ASKS_NEWS_EVERY))
        while True:
            await asyncio.sleep(ASKS_NEWS_EVERY)
            if self.news:
                alone = {"HX-Request": "true", "Guichet-By-Itself": "true"}
                await self._sends("les nouvelles", "GET", self.news, headers=alone)

    async def _pauses(self) -> None:
        if self.thinks[1]:
            await asyncio.sleep(self.chance.uniform(*self.thinks))

    async def _sends(
        self,
        what: str,
        method: str,
        path: str,
        data: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        started = time.perf_counter()
        answer = await self.client.request(method, path, data=data, headers=headers)
        self.took.append(Took(what, time.perf_counter() - started, answer.status_code))
        return answer
