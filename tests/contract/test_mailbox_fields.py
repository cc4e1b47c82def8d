"""Triage in a mailbox: keywords on the requester's mails, and what they cannot hold is told."""

import pytest

from connectors.base import Triage, TriageResult
from tests.contract.mailbox_world import MailboxWorld
from tests.contract.servers.imap_server import ImapFault


@pytest.fixture
async def asked(mailbox: MailboxWorld) -> str:
    return await mailbox.open_ticket("Congés", "Combien ?")


def flags(mailbox: MailboxWorld) -> set[str]:
    [held] = mailbox.store.folders["INBOX"].mails
    return held.flags


async def test_each_field_is_a_keyword_and_the_mail_stays_where_it_is(
    mailbox: MailboxWorld, asked: str
) -> None:
    await mailbox.system.write_triage(asked, Triage("conges", 50, "RH-Paie"))
    assert flags(mailbox) == {"conges", "priorite-50", "file-RH-Paie"}


async def test_a_new_value_takes_the_place_of_the_old_one_alone(
    mailbox: MailboxWorld, asked: str
) -> None:
    flags(mailbox).add("a-relire")
    await mailbox.system.write_triage(asked, Triage("conges", 50, "RH-Paie"))
    result = await mailbox.system.write_triage(asked, Triage("maladie", 10))
    assert result == TriageResult(written=("category", "priority"))
    assert {flag.casefold() for flag in flags(mailbox)} == {
        "a-relire",
        "maladie",
        "priorite-10",
        "file-rh-paie",
    }


async def test_nothing_is_written_when_nothing_differs(mailbox: MailboxWorld, asked: str) -> None:
    for _ in range(2):
        await mailbox.system.write_triage(asked, Triage("conges", 50, "RH-Paie"))
    assert mailbox.imap.calls("UID STORE") == 1


@pytest.mark.parametrize("category", ["congés", "deux mots", "\\Seen", "a)b", "", "x" * 80])
async def test_what_cannot_be_a_keyword_is_refused_and_the_others_hold(
    mailbox: MailboxWorld, asked: str, category: str
) -> None:
    result = await mailbox.system.write_triage(asked, Triage(category, 50))
    assert result.written == ("priority",)
    assert "mot-clé" in result.refused["category"]
    assert flags(mailbox) == {"priorite-50"}


@pytest.mark.parametrize("permanent", [("\\Seen",), ("\\Seen", "priorite-50")])
async def test_a_folder_without_keywords_is_told(
    mailbox: MailboxWorld, asked: str, permanent: tuple[str, ...]
) -> None:
    mailbox.store.folders["INBOX"].permanent = permanent
    result = await mailbox.system.write_triage(asked, Triage("conges", 50))
    assert ("priority" in result.written) is ("priorite-50" in permanent)
    assert "n’a pas gardé" in result.refused["category"]
    assert mailbox.imap.calls("UID STORE .*conges") == 0


async def test_a_server_that_says_yes_and_forgets_is_noticed(
    mailbox: MailboxWorld, asked: str
) -> None:
    mailbox.imap.faults.append(ImapFault("UID STORE", say="OK done"))
    result = await mailbox.system.write_triage(asked, Triage("conges"))
    assert list(result.refused) == ["category"]


async def test_a_deleted_conversation_holds_nothing(mailbox: MailboxWorld, asked: str) -> None:
    await mailbox.delete(asked)
    result = await mailbox.system.write_triage(asked, Triage("conges"))
    assert list(result.refused) == ["category"]


async def test_tags_are_keywords_beside_those_a_colleague_put(
    mailbox: MailboxWorld, asked: str
) -> None:
    [held] = mailbox.store.folders["INBOX"].mails
    held.flags = {"urgent"}
    result = await mailbox.system.write_triage(asked, Triage("conges", tags=("agenda",)))
    assert result.written == ("category", "tags")
    assert held.flags == {"urgent", "conges", "agenda"}


@pytest.mark.parametrize("tag", ["maladie", "Priorite-3", "file-RH", "guichetsent"])
async def test_a_tag_is_no_word_that_means_something_already(
    mailbox: MailboxWorld, asked: str, tag: str
) -> None:
    result = await mailbox.system.write_triage(asked, Triage("conges", tags=("agenda", tag)))
    assert f"« {tag} » a déjà un sens" in result.refused["tags"]
    [held] = mailbox.store.folders["INBOX"].mails
    assert held.flags == {"conges", "agenda"}
