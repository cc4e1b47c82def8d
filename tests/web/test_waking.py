"""The door: a wake-up for who signs, nothing for anybody else, and never more than a wake-up."""

import hashlib
import hmac
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import httpx
import pytest

from web.app import create_app
from web.context import PageContext
from web.middleware import MOST_BYTES
from web.webhook.receiver import MOST_REMEMBERED, REMEMBERED, WebhookReceiver

SECRET = b"un secret de webhook"
BODY = '{"ticket": {"id": 5, "title": "Congés"}}'.encode()
Sent = dict[str, str]


def signature(message: bytes, digest: str, secret: bytes = SECRET) -> str:
    return hmac.new(secret, message, digest).hexdigest()


def zammad(body: bytes = BODY, secret: bytes = SECRET) -> Sent:
    return {"X-Hub-Signature": f"sha1={signature(body, 'sha1', secret)}"}


def glpi(body: bytes = BODY, secret: bytes = SECRET, stamp: str = "1700000000") -> Sent:
    signed = signature(body + stamp.encode(), "sha256", secret)
    return {"X-GLPI-signature": signed, "X-GLPI-timestamp": stamp}


def plain(body: bytes = BODY, secret: bytes = SECRET) -> Sent:
    return {"X-Guichet-Signature": f"sha256={signature(body, 'sha256', secret)}"}


Signer = Callable[[bytes], Sent]
SIGNERS: list[Signer] = [zammad, glpi, plain]


class Door:
    """The page with its webhooks, whoever is woken, and the time."""

    def __init__(self, office: PageContext) -> None:
        self.woken: list[str] = []
        self.time = 0.0
        self.bell = WebhookReceiver({"z": SECRET}, self.woken.append, lambda: self.time)
        app = create_app(replace(office, webhooks=self.bell))
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://guichet.example"
        )

    async def knock(self, headers: Sent, body: bytes = BODY, system: str = "z") -> int:
        answer = await self.client.post(f"/reveil/{system}", content=body, headers=headers)
        assert "set-cookie" not in answer.headers
        return answer.status_code


@pytest.fixture
async def gateway(office: PageContext) -> AsyncIterator[Door]:
    gateway = Door(office)
    yield gateway
    await gateway.client.aclose()


@pytest.mark.parametrize("signer", SIGNERS)
async def test_a_signed_message_wakes_its_system_and_asks_for_no_session(
    gateway: Door, signer: Signer
) -> None:
    assert await gateway.knock(signer(BODY)) == 204
    assert gateway.woken == ["z"]


@pytest.mark.parametrize("signer", SIGNERS)
async def test_a_message_that_was_heard_before_wakes_nobody(gateway: Door, signer: Signer) -> None:
    assert [await gateway.knock(signer(BODY)) for _ in range(3)] == [204, 204, 204]
    assert gateway.woken == ["z"]


async def test_two_deliveries_of_zammad_may_say_the_same(gateway: Door) -> None:
    for delivery in ("a", "b", "a"):
        assert await gateway.knock(zammad() | {"X-Zammad-Delivery": delivery}) == 204
    assert gateway.woken == ["z", "z"]


async def test_a_late_second_attempt_of_glpi_is_heard_whatever_its_time(gateway: Door) -> None:
    assert await gateway.knock(glpi(stamp="1")) == 204
    assert gateway.woken == ["z"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        zammad(secret=b"another"),
        glpi(secret=b"another"),
        plain(secret=b"another"),
        zammad(b"{}"),
        glpi() | {"X-GLPI-timestamp": "1700000001"},
        {"X-Hub-Signature": zammad()["X-Hub-Signature"].removeprefix("sha1=")},
        {"X-Hub-Signature": "sha1="},
        {"X-GLPI-signature": ""},
        {"X-Guichet-Signature": zammad()["X-Hub-Signature"]},
        {"X-Hub-Signature": "é"},
        {"X-GLPI-signature": signature(BODY, "md5")},
    ],
)
async def test_a_message_nobody_signed_wakes_nobody(gateway: Door, headers: Sent) -> None:
    encoded = {name.encode(): value.encode() for name, value in headers.items()}
    answer = await gateway.client.post("/reveil/z", content=BODY, headers=encoded)
    assert answer.status_code == 401
    assert gateway.woken == []


@pytest.mark.parametrize("signer", SIGNERS)
async def test_one_byte_more_or_less_is_another_message(gateway: Door, signer: Signer) -> None:
    headers = signer(BODY)
    assert await gateway.knock(headers, BODY + b" ") == 401
    assert await gateway.knock(headers, BODY[:-1]) == 401
    assert gateway.woken == []


@pytest.mark.parametrize("system", ["rt", "Z", "z%20", "..%2Fz"])
async def test_without_a_secret_there_is_no_door(gateway: Door, system: str) -> None:
    assert await gateway.knock(zammad(), system=system) == 404
    assert (await gateway.client.get(f"/reveil/{system}?crc_token=abc")).status_code == 404
    assert gateway.woken == []


async def test_a_page_without_any_secret_has_no_door(office: PageContext) -> None:
    transport = httpx.ASGITransport(create_app(office))
    async with httpx.AsyncClient(transport=transport, base_url="http://g.example") as client:
        assert (await client.post("/reveil/z", content=BODY, headers=zammad())).status_code == 404


async def test_a_message_beyond_all_measure_is_not_read(gateway: Door) -> None:
    huge = b"{" + b" " * MOST_BYTES
    assert await gateway.knock(zammad(huge), huge) == 413
    just = b"{" + b" " * (MOST_BYTES - 1)
    assert await gateway.knock(zammad(just), just) == 204
    assert gateway.woken == ["z"]


async def test_the_challenge_of_glpi_is_answered(gateway: Door) -> None:
    answer = await gateway.client.get("/reveil/z?crc_token=a1-b2_c3.d4~")
    assert answer.status_code == 200
    assert answer.text == hmac.new(SECRET, b"a1-b2_c3.d4~", hashlib.sha256).hexdigest()
    assert gateway.woken == []


@pytest.mark.parametrize("token", ["", "a b", "é", "x" * 129, '{"a":1}1700000000'])
async def test_what_is_no_token_is_not_signed(gateway: Door, token: str) -> None:
    answer = await gateway.client.get("/reveil/z", params={"crc_token": token})
    assert answer.status_code == 400


async def test_the_challenge_signs_nothing_that_could_be_sent(gateway: Door) -> None:
    token = "5.1700000000"  # a body of "5." and a time
    signed = (await gateway.client.get(f"/reveil/z?crc_token={token}")).text
    headers = {"X-GLPI-signature": signed, "X-GLPI-timestamp": "1700000000"}
    assert await gateway.knock(headers, b"5.") == 401
    assert await gateway.knock({"X-Guichet-Signature": f"sha256={signed}"}, token.encode()) == 401
    assert gateway.woken == []


async def test_what_was_heard_is_forgotten_in_time_and_never_piles_up(gateway: Door) -> None:
    assert gateway.bell.receive("z", "one")
    assert not gateway.bell.receive("z", "one")
    gateway.time += REMEMBERED
    assert gateway.bell.receive("z", "one")
    for n in range(MOST_REMEMBERED + 10):
        gateway.bell.receive("z", str(n))
    assert len(gateway.bell._received) == MOST_REMEMBERED  # noqa: SLF001 - what it must not exceed


async def test_the_same_delivery_to_two_systems_is_two(gateway: Door) -> None:
    assert gateway.bell.receive("z", "one")
    assert gateway.bell.receive("y", "one")
    assert gateway.woken == ["z", "y"]
