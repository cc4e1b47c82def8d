import html
import re
from dataclasses import replace
from datetime import date

import pytest

from cases.model import (
    Attachment,
    CaseState,
    Citation,
    Draft,
    FactSource,
    Message,
    Outcome,
    Passage,
    Ticket,
)
from cases.model import Verification as Verified
from tests.builders import CLASSIFICATION, DRAFT, FINDING, Store, a_ticket, bring_to_approval, shown
from tests.web.conftest import Officer
from web.urls import safe_dashboard, safe_link

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"
FINDING_OF_EVIL = replace(
    FINDING,
    rule=EVIL,
    title=EVIL,
    answer=EVIL,
    facts={EVIL: EVIL},
    read_in={EVIL: FactSource(EVIL, EVIL)},
    missing=(EVIL,),
    citations=(Citation(EVIL, EVIL, None, "javascript:alert(1)"),),
)
EVIL_DRAFT = Draft(
    Outcome.ANSWER,
    f"</textarea>{EVIL}",
    (FINDING_OF_EVIL,),
    (Passage(EVIL, EVIL, EVIL, 0.5, EVIL),),
    (EVIL,),
    guard_failures=(EVIL,),
)


def evil_ticket() -> Ticket:
    file = Attachment(f"../../{EVIL}\u202efdp.exe", EVIL, 12, EVIL, EVIL, EVIL)
    at = a_ticket().received_at
    message = Message("m", EVIL, at, EVIL, from_requester=True, attachments=(file,))
    return replace(
        a_ticket(),
        subject=EVIL,
        requester_name=EVIL,
        requester_email=EVIL,
        messages=(message,),
    )


async def bring_evil(store: Store) -> str:
    case = await store.cases.open_case(evil_ticket())
    evil = replace(CLASSIFICATION, category=EVIL, reason=EVIL, refusal=EVIL)
    evil = replace(evil, alternatives=((EVIL, 0.1), ("x", 0.1)))
    await store.cases.record_classification(case.id, evil)
    await store.cases.record_draft(case.id, EVIL_DRAFT)
    await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)
    return case.id


async def test_nothing_a_ticket_or_a_draft_says_is_ever_markup(
    ada: Officer,
    sqlite_store: Store,
) -> None:
    case_id = await bring_evil(sqlite_store)
    for path in ("/", f"/dossiers/{case_id}"):
        text = await ada.sees(path)
        assert "alert(1)" in text
        assert "<script>" not in text
        assert "<img" not in text
        assert "{{ 7*7 }}" in text
    assert "</textarea>&lt;script" not in await ada.sees(f"/dossiers/{case_id}")


async def test_an_officers_own_words_are_not_markup_either(
    ada: Officer,
    sqlite_store: Store,
) -> None:
    case = await bring_to_approval(sqlite_store, a_ticket())
    refused = await ada.approves(case, f"</textarea>{EVIL}" + "a" * 20_000)
    assert "<img" not in refused.text
    await ada.decides(case, "ecarter", choice="autre", words=EVIL)
    assert "<img" not in await ada.sees(f"/dossiers/{case.id}")


async def test_an_attachment_is_listed_and_linked_without_its_tricks(
    ada: Officer,
    sqlite_store: Store,
) -> None:
    text = await ada.sees(f"/dossiers/{await bring_evil(sqlite_store)}")
    assert "\u202e" not in text
    assert 'href="..' not in text
    assert "fdp.exe</bdi>" in text


async def test_the_letter_in_its_field_is_the_draft_to_the_letter(
    ada: Officer,
    sqlite_store: Store,
) -> None:
    draft = replace(DRAFT, text="Deux & trois < cinq\n\n«\u00a0oui\u00a0»")
    case = await bring_to_approval(sqlite_store, a_ticket(), draft)
    field = re.search(
        r"<textarea[^>]*>\n(.*?)</textarea>", await ada.sees(f"/dossiers/{case.id}"), re.DOTALL
    )
    assert field
    assert html.unescape(field[1]) == draft.text


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "http://legifrance.example",
        "//ailleurs.example",
        "https:",
        "https://[broken",
    ],
)
def test_only_an_https_address_becomes_a_link(url: str | None) -> None:
    assert safe_link(url) == ""


def test_the_dashboard_is_linked_only_by_a_web_address() -> None:
    assert safe_dashboard("http://127.0.0.1:4200") == "http://127.0.0.1:4200"
    assert safe_dashboard("javascript:alert(1)") == ""


async def test_each_finding_shows_its_article_its_day_and_how_it_was_verified(
    ada: Officer,
    sqlite_store: Store,
) -> None:
    cited = Citation("décret 85-1250", "1", date(1985, 11, 30), "https://textes.example/85-1250")
    cited_one = replace(FINDING, citations=(cited,))
    findings = (
        *(replace(cited_one, verification=one) for one in Verified),
        replace(cited_one, on=date(2025, 2, 10), on_is_written=True),
        replace(FINDING, citations=(Citation("arrêté du 26 août 2021", ""),)),
        replace(FINDING, citations=(Citation("Conseil d’État", "11 décembre 1998, n° 147511"),)),
    )
    case = await bring_to_approval(sqlite_store, a_ticket(), replace(DRAFT, findings=findings))
    assert shown(case).draft_number == 1
    text = (await ada.sees(f"/dossiers/{case.id}")).replace("\u00a0", " ")
    for said in (
        'amp;ou=legifrance" target="_blank" rel="noopener noreferrer">décret 85-1250, article 1',
        "décret 85-1250, article 1",
        "en vigueur depuis le 30 novembre 1985",
        "arrêté du 26 août 2021",
        "Conseil d’État, 11 décembre 1998, n° 147511",
        "Droit du 23 novembre 2026, jour de la demande",
        "Droit du 10 février 2025, jour des faits nommé dans la demande",
        "vérifié dans le texte officiel",
        "copie ancienne du texte officiel",
        "source secondaire : à contrôler",
        "Jours travaillés par semaine",
        "sûr à 80 %",
    ):
        assert said in text
    assert "article \n" not in text
    assert "article</" not in text
