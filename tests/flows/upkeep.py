"""A town's folder of texts on a clock that tests move, and drafts that rest on them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from prefect import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey

from app.wiring import Wiring
from cases.model import Case, CaseState, Citation, Draft, Finding, Passage
from cases.store.case_store import Cases
from knowledge.library.documents import Nature
from knowledge.library.text_library import Library
from tests.builders import CLASSIFICATION, DRAFT, FINDING, StoppedClock, a_ticket

NOTE = """---
title: Parking
reference: Note 1
valid_from: 2026-01-01{until}
applies_to: Tous
owner: DRH
---

# Parking

{said}
"""
CODE = """---
title: Code général de la fonction publique
identifier: LEGITEXT000044416551
status: in_force
---

# Code général de la fonction publique

## Livre VIII

"""
CITING = replace(FINDING, citations=(Citation("CGFP", "L822-3"),))


@dataclass
class Town:
    """The folder that is followed, the paths that are watched, and who works with them."""

    wiring: Wiring
    clock: StoppedClock
    home: Path

    @property
    def folder(self) -> Path:
        return self.home / "procedures"

    def writes(self, said: str, name: str = "parking.md", until: str = "") -> None:
        self.folder.mkdir(exist_ok=True)
        line = f"\nvalid_until: {until}" if until else ""
        (self.folder / name).write_text(NOTE.format(said=said, until=line), "utf-8")

    def publishes(self, articles: Mapping[str, str]) -> None:
        said = "".join(f"### Article {number}\n\n{text}\n\n" for number, text in articles.items())
        (self.home / "cgfp.md").write_text(CODE + said, "utf-8")

    async def awaits(self, number: str, draft: Draft) -> Case:
        cases = self.wiring.cases
        case = await cases.open_case(a_ticket(number))
        await cases.record_classification(case.id, CLASSIFICATION)
        await cases.record_draft(case.id, draft)
        return await cases.move(case.id, CaseState.AWAITING_APPROVAL)

    async def quoting(self, number: str = "1", *findings: Finding) -> Case:
        """Bring a ticket to a draft that quotes what the folder says now."""
        await self.wiring.follow_all_texts()
        extracts = (await self.wiring.library.corpus(Nature.LOCAL)).extracts
        passage = Passage("parking.md", "", extracts[-1].text, 0.9, "Note 1", extracts[-1].place)
        return await self.awaits(number, replace(DRAFT, findings=findings, passages=(passage,)))

    async def citing(self, number: str = "1") -> Case:
        """Bring a ticket to a draft that rests on an article of the code."""
        await self.wiring.follow_all_texts()
        return await self.awaits(number, replace(DRAFT, findings=(CITING,)))

    async def state(self, case: Case) -> CaseState:
        return (await self.wiring.cases.find(case.id)).state


def settle(wiring: Wiring, clock: StoppedClock, home: Path) -> Town:
    """Put a wiring on a clock, in a town that follows one folder and one code."""
    texts = wiring.settings.texts.model_copy(update={"watched": (home / "cgfp.md",)})
    update = {"procedures": home / "procedures", "texts": texts}
    wiring.settings = wiring.settings.model_copy(update=update)
    wiring.library = Library(wiring.engine, clock)
    wiring.cases = Cases(wiring.engine, wiring.approvals.signatures, clock)
    town = Town(wiring, clock, home)
    town.writes("Il y a 12 places.")
    town.publishes({"L822-3": "Trois mois.", "L822-4": "Neuf mois."})
    return town


async def told_on_the_dashboard() -> str:
    key = ArtifactFilter(key=ArtifactFilterKey(any_=["textes"]))
    async with get_client() as client:
        found = await client.read_artifacts(artifact_filter=key)
    return str(max(found, key=lambda artifact: str(artifact.created)).data)
