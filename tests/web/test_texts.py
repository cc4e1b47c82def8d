import html
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.working_time import PARIS
from cases.audit.trail import read_trail
from cases.model import Citation, Passage
from cases.store.database import now
from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.text_library import Library
from knowledge.library.versions import Origin, State, states_on
from tests.builders import DRAFT, FINDING, Store, a_ticket, bring_to_approval
from tests.web.conftest import Officer
from web.texts.text_list import ON_A_PAGE

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"
TODAY = now().astimezone(PARIS).date()
"""The page's own day: at 23 h in UTC it is tomorrow there."""
TABLE = "| Cycle | RTT |\n|---|---|\n| 37 h 30 | 15 |\n| 38 h | 18 |"


def local(
    title: str, *texts: str, since: date | None = None, until: date | None = None
) -> Document:
    about = About(title, "Délibération n° 7", since, until, "Tous les agents", "DRH")
    sections = tuple(Section((f"Titre {n}",), text) for n, text in enumerate(texts))
    return Document(f"{title}.md", about, Nature.LOCAL, sections)


@pytest.fixture
def library(sqlite_store: Store) -> Library:
    return Library(sqlite_store.engine)


async def keep(library: Library, *documents: Document) -> list[str]:
    for document in documents:
        await library.keep(document)
    keys = {document.key for document in documents}
    versions = await Library(library._engine).versions()  # noqa: SLF001 - the same database
    return [version.id for version in versions if version.key in keys]


async def leads_to(officer: Officer, text: str, case_id: str) -> str:
    (address,) = re.findall(rf'href="(/dossiers/{case_id}/appuis/\d+[^"]*ou=ici)"', text)
    return (await officer.client.get(html.unescape(address))).headers["location"]


def code(article: str = "L822-3", **said: str) -> Document:
    sections = (
        Section(
            ("Congés",), "Pendant trois mois, 90 %.", article, state=said.get("state", "VIGUEUR")
        ),
    )
    about = About("Code général de la fonction publique", "CGFP")
    return Document("cgfp.md", about, Nature.OFFICIAL, sections)


async def test_the_list_shows_what_each_text_says_of_itself_and_where_it_stands(
    ada: Officer, library: Library
) -> None:
    tomorrow, yesterday = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
    await keep(library, local("Parking", "12.", since=date(2020, 1, 1)))
    await keep(library, local("Cantine", "Midi.", since=tomorrow))
    await keep(library, local("Casque", "Bleu.", until=yesterday), code())
    usual = (await ada.sees("/textes")).replace("\u00a0", " ")
    for said in (
        "Parking",
        "Délibération n° 7",
        "DRH",
        "Tous les agents",
        "depuis le 1er janvier 2020",
    ):
        assert said in usual
    assert "En vigueur</span>" in usual
    assert "À venir</span>" in usual
    assert "Texte officiel" in usual
    assert "Casque" not in usual
    past = await ada.sees("/textes?etat=passes")
    assert "Casque" in past
    assert "Parking" not in past


async def test_a_search_forgives_accents_and_capitals_and_nothing_found_is_said(
    ada: Officer, library: Library
) -> None:
    await keep(library, local("Règlement du télétravail", "Deux jours."), local("Parking", "12."))
    found = await ada.sees("/textes?q=TELETRAVAIL+reglement")
    assert "Règlement du télétravail" in found
    assert "Parking" not in found
    assert "Aucun texte ne répond" in await ada.sees("/textes?q=piscine")


async def test_a_long_list_comes_in_pages(ada: Officer, library: Library) -> None:
    await keep(library, *(local(f"Texte {n:02}", "Oui.") for n in range(ON_A_PAGE + 1)))
    first = await ada.sees("/textes")
    assert "Page 1 sur 2" in first
    assert "Texte 49" in first
    assert "Texte 50" not in first
    second = await ada.sees("/textes?q=texte&page=2")
    assert "Texte 50" in second
    assert "Texte 49" not in second


async def test_a_text_opens_at_a_paragraph_which_takes_the_focus(
    ada: Officer, library: Library
) -> None:
    (version,) = await keep(library, local("Parking", "Un.", "Deux."))
    text = await ada.sees(f"/textes/{version}/1")
    assert 'id="p1" class="wanted" tabindex="-1" autofocus' in text
    assert "<mark>" not in text
    whole = await ada.sees(f"/textes/{version}")
    assert 'tabindex="-1" autofocus' not in whole
    assert "Un." in whole
    assert "Deux." in whole


async def test_a_long_text_opens_on_the_page_of_its_paragraph(
    ada: Officer, library: Library
) -> None:
    (version,) = await keep(library, local("Code", *(f"Phrase {n}." for n in range(150))))
    assert 'id="p120"' in await ada.sees(f"/textes/{version}/120")
    assert "Page 2 sur 2" in await ada.sees(f"/textes/{version}?page=2")
    assert 'id="p149"' in await ada.sees(f"/textes/{version}?page=99")


@pytest.mark.parametrize("path", ["/textes/{v}/9", "/textes/{v}/-1", "/textes/{v}/x", "/textes/zz"])
async def test_a_place_that_is_none_is_a_page_that_does_not_exist(
    ada: Officer, library: Library, path: str
) -> None:
    (version,) = await keep(library, local("Parking", "Un."))
    for address in (path.format(v=version), path.format(v="0" * 64)):
        answer = await ada.client.get(address)
        assert answer.status_code == 404
        assert "Cette page n’existe pas" in answer.text


async def test_a_version_that_is_no_longer_in_force_says_so_and_leads_to_the_one_that_is(
    ada: Officer, library: Library
) -> None:
    old = local("Parking", "12 places.", since=date(2020, 1, 1))
    versions = await keep(library, old, local("Parking", "20 places.", since=date(2024, 1, 1)))
    for path in (f"/textes/{versions[0]}", f"/textes/{versions[0]}/0"):
        text = await ada.sees(path)
        assert "une autre l’a remplacée" in text
        assert f'<a href="/textes/{versions[1]}">Lire la version en vigueur</a>' in text
    assert "Lire la version en vigueur" not in await ada.sees(f"/textes/{versions[1]}")


async def test_an_official_text_is_linked_where_it_is_surely_on_legifrance(
    ada: Officer, library: Library
) -> None:
    (version,) = await keep(library, code())
    known = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000044416551"
    assert f'href="{known}"' in await ada.sees(f"/textes/{version}")
    named = replace(code(), key="a/JORFTEXT000000000001", about=About("Décret n° 99-1"))
    (other,) = await keep(library, named)
    assert 'href="https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000000001"' in await ada.sees(
        f"/textes/{other}"
    )
    (unknown,) = await keep(library, replace(code(), key="x.md", about=About("Code inconnu")))
    assert "legifrance" not in await ada.sees(f"/textes/{unknown}")


async def test_an_article_is_opened_by_its_number_and_a_repealed_one_says_so(
    ada: Officer, library: Library
) -> None:
    (version,) = await keep(library, code(state="ABROGE"))
    for asked in ("article+l.822-3", "L.+822-3", "Art.+L822-3"):
        answer = await ada.client.get(f"/textes/{version}?article={asked}")
        assert answer.headers["location"] == f"/textes/{version}/0#p0"
    assert "N’est plus en vigueur" in await ada.sees(f"/textes/{version}/0")
    assert "pas d’article «&nbsp;L9&nbsp;»" in await ada.sees(f"/textes/{version}?article=L9")


async def show_case(store: Store, passages: Sequence[Passage], on: date = TODAY) -> str:
    cited = (Citation("CGFP", "L822-3"), Citation("CGFP", "art. 1 et 2"))
    finding = replace(FINDING, citations=cited, on=on)
    draft = replace(DRAFT, findings=(finding,), passages=tuple(passages))
    return (await bring_to_approval(store, a_ticket(), draft)).id


async def test_a_case_shows_a_quoted_table_as_one_and_leads_to_its_marked_rows(
    ada: Officer, library: Library, sqlite_store: Store
) -> None:
    (version,) = await keep(library, local("Cycles", f"Au choix.\n\n{TABLE}", since=TODAY))
    quote = "| Cycle | RTT |\n|---|---|\n| 38 h | 18 |"
    passage = Passage("Cycles.md", "Titre 0", quote, 0.9, "Délibération n° 7", f"{version}-0")
    case_id = await show_case(sqlite_store, [passage])
    text = await ada.sees(f"/dossiers/{case_id}")
    assert '<th scope="col">Cycle</th>' in text
    assert "|---" not in text
    link = f"/textes/{version}/0?dossier={case_id}"
    assert await leads_to(ada, text, case_id) == f"{link}#p0"
    assert "En vigueur</span>" in text
    assert "relisez le texte" not in text
    marked = await ada.sees(link)
    assert '<tr class="quoted"><td><mark>38 h</mark></td>' in marked
    assert "<mark>37 h 30</mark>" not in marked


async def test_a_case_says_that_what_it_quotes_has_changed_since(
    ada: Officer, library: Library, sqlite_store: Store
) -> None:
    (version,) = await keep(library, local("Parking", "12 places."))
    passage = Passage("Parking.md", "Titre 0", "12 places.", 0.9, "", f"{version}-0")
    unknown = Passage("ailleurs.md", "", "Rien.", 0.9, "", "nulle-part")
    case_id = await show_case(sqlite_store, [passage, unknown])
    assert "relisez le texte" not in await ada.sees(f"/dossiers/{case_id}")
    await keep(library, local("Parking", "20 places."))
    text = await ada.sees(f"/dossiers/{case_id}")
    assert "relisez le texte" in text
    assert "Remplacé</span>" in text
    assert "ailleurs.md" in text


async def test_a_cited_article_that_is_kept_is_linked_and_one_that_is_not_is_not(
    ada: Officer, library: Library, sqlite_store: Store
) -> None:
    case_id = await show_case(sqlite_store, [])
    assert "lire l’article ici" not in await ada.sees(f"/dossiers/{case_id}")
    (version,) = await keep(library, code())
    text = await ada.sees(f"/dossiers/{case_id}")
    assert text.count("lire l’article ici") == 1
    assert await leads_to(ada, text, case_id) == f"/textes/{version}/0#p0"


async def test_nothing_a_text_says_is_ever_markup(ada: Officer, library: Library) -> None:
    about = About(EVIL, EVIL, None, None, EVIL, EVIL)
    table = f"| {EVIL} |\n|---|\n| [x](javascript:alert(1)) {EVIL} |"
    sections = (Section((EVIL,), f"{EVIL}\n\n- {EVIL}\n\n{table}", EVIL),)
    nature = Nature.OFFICIAL
    (version,) = await keep(library, Document(f"../{EVIL}", about, nature, sections))
    for path in (
        "/textes",
        f"/textes/{version}",
        f"/textes/{version}/0",
        f"/textes/{version}/retirer",
    ):
        text = await ada.sees(path)
        assert "alert(1)" in text
        assert "<script>" not in text
        assert "<img" not in text
        assert 'href="javascript' not in text
        assert "{{ 7*7 }}" in text


async def test_a_text_is_taken_out_of_use_by_those_who_may_after_a_question(
    ada: Officer, bob: Officer, library: Library, sqlite_store: Store
) -> None:
    (version,) = await keep(library, local("Parking", "12 places."))
    path = f"/textes/{version}/retirer"
    for answer in (
        await bob.client.get(path),
        await bob.client.post(path, data={"csrf": await bob.csrf()}),
        await ada.client.post(path, data={"csrf": await bob.csrf()}),
        await ada.client.post(path),
    ):
        assert answer.status_code == 403
    assert "hors d’usage" not in await bob.sees(f"/textes/{version}")
    assert "Mettre hors d’usage" in await ada.sees(path)
    done = await ada.client.post(path, data={"csrf": await ada.csrf()})
    assert "les prochaines réponses ne le citeront plus" in await ada.sees(done.headers["location"])
    told = states_on(await Library(sqlite_store.engine).versions(), TODAY)
    assert told == {version: State.WITHDRAWN}
    last = (await read_trail(sqlite_store.engine))[-1]
    assert (last.actor, last.kind, last.details["version"]) == ("ada", "text_removed", version)
    again = await ada.client.post(path, data={"csrf": await ada.csrf()})
    assert again.status_code == 409
    assert "n’est plus en usage" in again.text


async def test_a_text_of_the_watched_folder_is_taken_out_there(
    ada: Officer, library: Library
) -> None:
    (version,) = await keep(library, document := local("Parking", "12 places."))
    await library.keep(document, Origin.FOLDER)
    answer = await ada.client.post(f"/textes/{version}/retirer", data={"csrf": await ada.csrf()})
    assert answer.status_code == 409
    assert "retirez-en le fichier" in answer.text
    assert "text_removed" not in {event.kind for event in await read_trail(ada.office.engine)}


async def test_texts_are_for_those_who_are_signed_in(stranger: Officer) -> None:
    for path in ("/textes", f"/textes/{'0' * 64}", f"/textes/{'0' * 64}/1", "/textes/importer"):
        answer = await stranger.client.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/connexion")
