"""What every ticketing system must do; run over the embedded one, a contract server, a real one."""

import pytest

from cases.model import TicketStatus
from connectors.base import (
    Check,
    NotFound,
    Rejected,
    TicketingSystem,
    TooLarge,
    Triage,
    TriageResult,
)
from tests.contract.world import REQUESTER, World

KEY = "6f1c2d9a4b7e4c0d"
REPLY = "Bonjour Madame Renard,\n\nVous avez 25 jours & « RTT » < 10.\nCordialement,\nLe service RH"

FILE = b"%PDF-1.7\n" + bytes(range(256)) * 400 + "\u00e9\r\n".encode("latin-1")


def words(text: str) -> list[str]:
    return text.split()


async def wrong_lines(system: TicketingSystem) -> list[Check]:
    """What a check finds wrong; contract servers live on a day of their own."""
    return [c for c in await system.check() if not c.ok and not c.what.startswith("Horloge")]


async def status_or_gone(world: World, number: str) -> TicketStatus:
    """Some systems keep what was deleted, others forget it: both ends are understood."""
    try:
        return (await world.system.read_ticket(number)).status
    except NotFound:
        return TicketStatus.DELETED


class TicketingSystemSuite:
    async def test_a_new_ticket_is_listed_once_then_only_when_it_changes(
        self, world: World
    ) -> None:
        before = await world.system.changes_since(None)
        number = await world.open_ticket("Congés", "Combien de jours ?")
        after = await world.system.changes_since(before.cursor)
        assert number in after.numbers
        assert number not in before.numbers

    async def test_a_ticket_is_read_with_its_words_and_its_requester(self, world: World) -> None:
        number = await world.open_ticket("Congés d’été", "Combien de\u00a0jours ?\r\n« Merci »")
        ticket = await world.system.read_ticket(number)
        assert ticket.number == number
        assert ticket.system == world.system.name
        assert ticket.subject == "Congés d’été"
        assert ticket.text == "Combien de\u00a0jours ?\n« Merci »"
        assert ticket.requester_email == REQUESTER
        assert ticket.status is TicketStatus.OPEN
        assert not ticket.answered_by_others

    async def test_an_empty_ticket_is_a_ticket(self, world: World) -> None:
        number = await world.open_ticket("Sans texte", "")
        assert (await world.system.read_ticket(number)).text == ""

    async def test_a_long_ticket_is_cut_and_says_so(self, world: World) -> None:
        number = await world.open_ticket("Long", "é " * 150_000)
        text = (await world.system.read_ticket(number)).text
        assert len(text) < 201_000
        assert text.endswith("[message coupé ici : la suite est à lire dans le système de tickets]")

    async def test_an_unknown_ticket_is_not_found(self, world: World) -> None:
        with pytest.raises(NotFound):
            await world.system.read_ticket("999999")

    @pytest.mark.parametrize("number", ["../1", "1/../2", "1?x=y", "", "1\n2", "٣"])
    async def test_a_number_that_is_none_goes_nowhere(self, world: World, number: str) -> None:
        with pytest.raises(NotFound):
            await world.system.read_ticket(number)

    async def test_triage_holds_after_it_is_written_twice(self, world: World) -> None:
        number = await world.open_ticket("Congés", "Combien ?")
        triage = Triage(category="conges", priority=world.priority, queue="RH-Paie")
        once = await world.system.write_triage(number, triage)
        twice = await world.system.write_triage(number, triage)
        assert once == twice == TriageResult(written=("category", "priority", "queue"))

    async def test_tags_are_added_or_a_sentence_says_why_they_cannot_be(self, world: World) -> None:
        number = await world.open_ticket("Congés", "Combien ?")
        wanted = world.tags or ("rh-conges",)
        for tags in (wanted[:1], wanted, wanted):
            result = await world.system.write_triage(number, Triage(tags=tags))
            assert result.written == (("tags",) if world.tags else ())
            assert all(why.endswith(".") for why in result.refused.values())
        assert ("tags" in result.refused) is not bool(world.tags)

    async def test_no_tag_wished_is_no_word_about_tags(self, world: World) -> None:
        number = await world.open_ticket("Congés", "Combien ?")
        result = await world.system.write_triage(number, Triage(priority=world.priority))
        assert "tags" not in {*result.written, *result.refused}

    async def test_triage_does_not_make_the_conversation_look_changed(self, world: World) -> None:
        number = await world.open_ticket("Congés", "Combien ?")
        before = await world.system.read_ticket(number)
        await world.system.write_triage(number, Triage(category="conges"))
        await world.system.add_note(number, "Classé.", KEY)
        await world.system.post_reply(number, REPLY, KEY)
        after = await world.system.read_ticket(number)
        assert after.version == before.version
        assert not after.answered_by_others

    async def test_a_note_is_added_once_and_stays_inside(self, world: World) -> None:
        number = await world.open_ticket("Congés", "Combien ?")
        await world.system.add_note(number, "Classé « conges ».", KEY)
        await world.system.add_note(number, "Classé « conges ».", KEY)
        notes = await world.notes(number)
        assert [words(note) for note in notes] == [words("Classé « conges ».")]
        assert await world.sent(number) == []
        ticket = await world.system.read_ticket(number)
        assert all("Classé" not in message.text for message in ticket.messages)

    async def test_a_reply_reaches_the_requester_and_is_found_again(self, world: World) -> None:
        number = await world.open_ticket("Congés", "Combien ?")
        posted = await world.system.post_reply(number, REPLY, KEY)
        assert await world.system.find_reply(number, KEY) == posted
        sent = await world.sent(number)
        assert [words(text) for text in sent] == [words(REPLY)]

    async def test_our_reply_is_read_back_as_ours_without_its_mark(self, world: World) -> None:
        number = await world.open_ticket("Congés", "Combien ?")
        await world.system.post_reply(number, REPLY, KEY)
        last = (await world.system.read_ticket(number)).messages[-1]
        assert last.ours
        assert not last.from_requester
        assert words(last.text) == words(REPLY)

    @pytest.mark.failure(9)
    @pytest.mark.failure(9, "mailbox")
    async def test_every_character_of_a_reply_arrives(self, world: World) -> None:
        number = await world.open_ticket("Congés", "Combien ?")
        letter = "Œuvre n°\u202f3 : « l’été » à 1\u00a0234,50\u202f€ — <b> &  ½ Ł ş 漢字 👩🏽"
        await world.system.post_reply(number, letter, KEY)
        [got] = await world.sent(number)
        assert words(got) == words(letter)
        again = (await world.system.read_ticket(number)).messages[-1].text
        assert words(again) == words(letter)

    async def test_a_reply_that_was_never_posted_is_not_found(self, world: World) -> None:
        number = await world.open_ticket("Congés", "Combien ?")
        await world.system.post_reply(number, REPLY, KEY)
        assert await world.system.find_reply(number, "anotherkey") is None

    async def test_the_reply_of_another_ticket_is_not_found_on_this_one(self, world: World) -> None:
        one = await world.open_ticket("Congés", "Combien ?")
        other = await world.open_ticket("Paie", "Quand ?")
        await world.system.post_reply(one, REPLY, KEY)
        assert await world.system.find_reply(other, KEY) is None

    async def test_a_deleted_ticket_is_reported_as_deleted_or_gone_and_gets_no_reply(
        self, world: World
    ) -> None:
        number = await world.open_ticket("Congés", "Combien ?")
        await world.delete(number)
        assert await status_or_gone(world, number) is TicketStatus.DELETED
        with pytest.raises((Rejected, NotFound)) as refusal:
            await world.system.post_reply(number, REPLY, KEY)
        assert refusal.value.permanent
        assert await world.sent(number) == []

    async def test_our_note_with_that_key_is_not_our_reply(self, world: World) -> None:
        number = await world.open_ticket("Congés", "Combien ?")
        await world.system.add_note(number, "Classé.", KEY)
        assert await world.system.find_reply(number, KEY) is None

    @pytest.mark.parametrize("key", ["../k", "a--b", "a-->", "", "é"])
    async def test_a_key_that_could_break_its_mark_is_refused_at_once(
        self, world: World, key: str
    ) -> None:
        number = await world.open_ticket("Congés", "Combien ?")
        with pytest.raises(ValueError, match="key"):
            await world.system.post_reply(number, REPLY, key)
        assert await world.sent(number) == []

    async def test_everything_checks_out(self, world: World) -> None:
        assert await wrong_lines(world.system) == []

    async def test_a_file_comes_byte_for_byte_by_the_id_it_is_listed_under(
        self, world: World
    ) -> None:
        number = await world.open_with_file("reçu été.pdf", FILE)
        [file] = (await world.system.read_ticket(number)).attached
        assert file.waits
        assert file.size in {len(FILE), None}
        assert await world.system.read_attachment(number, file.id, len(FILE)) == FILE

    async def test_a_file_is_counted_while_it_comes(self, world: World) -> None:
        number = await world.open_with_file("scan.pdf", FILE)
        [file] = (await world.system.read_ticket(number)).attached
        with pytest.raises(TooLarge, match="Mo"):
            await world.system.read_attachment(number, file.id, len(FILE) - 1)

    @pytest.mark.parametrize("place", ["../1", "1/../2", "1?x=y", "", "T1:../1", "1-1/2", "٣"])
    async def test_a_place_that_is_none_goes_nowhere(self, world: World, place: str) -> None:
        number = await world.open_with_file("scan.pdf", FILE)
        with pytest.raises(NotFound):
            await world.system.read_attachment(number, place, 1000)
