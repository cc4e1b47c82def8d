"""`guichet user` and `guichet oidc` as an administrator types them."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.settings.town_settings import Settings, load_settings
from cases.audit.trail import read_trail
from cases.store.database import open_engine
from cli.oidc_commands import checks_of
from guichet import app
from tests.contract.servers.loopback import loopback
from tests.contract.servers.openid import CLIENT_ID, SECRET, OpenIdServer

GROUP = '[groups.paie]\nlabel = "Paie"\ncategories = ["conges"]\n'
PASSWORD = "une phrase assez longue\n"


@pytest.fixture(autouse=True)
def town(tmp_path: Path, sqlite_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "guichet.toml"
    database = f"sqlite+aiosqlite:///{sqlite_file}"
    file.write_text(f'database = "{database}"\nsecret_file = "secret"\n{GROUP}', "utf-8")
    monkeypatch.setenv("GUICHET_SETTINGS", str(file))
    return tmp_path


def user(*words: str, password: str = PASSWORD) -> Result:
    return CliRunner().invoke(app, ["user", *words], input=password)


def add(login: str, *options: str) -> Result:
    return user("add", login, "Ada Moreau", f"{login}@valmorel.example", *options)


def trail(town: Path) -> list[tuple[str, str, dict[str, str]]]:
    async def read() -> list[tuple[str, str, dict[str, str]]]:
        engine = open_engine(f"sqlite+aiosqlite:///{town / 'guichet.db'}")
        told = [(e.actor, e.kind, e.details) for e in await read_trail(engine)]
        await engine.dispose()
        return told

    return asyncio.run(read())


def test_an_account_is_added_with_roles_and_groups_and_listed(town: Path) -> None:
    added = add("ada", "--role", "officer", "--role", "head", "--group", "paie")
    assert added.exit_code == 0, added.output
    listed = user("list").output
    for word in ("ada", "head, officer", "paie", "ouvert"):
        assert word in listed
    assert trail(town) == [
        (
            "commande",
            "account_created",
            {"account": "ada", "roles": "head officer", "groups": "paie"},
        )
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--role", "chef"), "Aucun rôle « chef » : les rôles sont officer, head"),
        (("--group", "sante"), "Aucun groupe « sante » : ceux des réglages sont paie."),
    ],
)
def test_an_unknown_role_or_group_is_said_in_a_sentence(
    options: tuple[str, ...], said: str
) -> None:
    refused = add("ada", *options)
    assert refused.exit_code == 1
    assert said in refused.output
    assert "ada" not in user("list").output


def test_what_is_given_replaces_and_what_is_not_stays() -> None:
    add("ada", "--role", "officer", "--group", "paie")
    assert user("change", "ada", "--role", "auditor").exit_code == 0
    assert "auditor" in (listed := user("list").output)
    assert "paie" in listed
    assert user("change", "ada", "--no-role", "--no-group", "--name", "Zoé").exit_code == 0
    assert "auditor" not in (listed := user("list").output)
    assert "Zoé" in listed
    assert "paie" not in listed


def test_an_account_is_closed_opened_and_given_a_password(town: Path) -> None:
    add("ada", "--role", "admin")
    assert user("close", "ada").exit_code == 0
    assert "fermé" in user("list").output
    assert user("open", "ada").exit_code == 0
    assert user("password", "ada", password="une autre phrase longue\n").exit_code == 0
    kinds = [kind for _, kind, _ in trail(town)]
    assert kinds[1:] == ["account_closed", "account_opened", "password_changed"]


@pytest.mark.parametrize("verb", ["change", "close", "open", "password"])
def test_an_unknown_account_is_said_in_a_sentence(verb: str) -> None:
    refused = user(verb, "personne")
    assert refused.exit_code == 1
    assert "Aucun compte « personne »" in refused.output


def test_an_account_may_be_made_without_a_password() -> None:
    assert add("ada", "--openid").exit_code == 0
    assert "sans mot de passe" in user("list").output


def oidc_settings(town: Path, url: str) -> Settings:
    file = town / "guichet.toml"
    oidc = f'[page.oidc]\nissuer = "{url}"\nclient_id = "{CLIENT_ID}"\n'
    file.write_text(file.read_text("utf-8") + oidc, "utf-8")
    return load_settings()


async def checked(settings: Settings, secret: str) -> dict[str, bool]:
    environment = {"GUICHET_OIDC_CLIENT_SECRET": secret}
    return {line.what: line.ok async for line in checks_of(settings, environment)}


async def test_the_check_says_what_to_register_and_whether_the_secret_is_right(town: Path) -> None:
    provider = OpenIdServer()
    async with loopback(provider) as running:
        provider.url = running.url
        settings = oidc_settings(town, running.url)
        lines = await checked(settings, SECRET)
        assert set(lines.values()) == {True}
        assert "Adresse de retour à déclarer : http://127.0.0.1:8350/connexion/oidc/retour" in lines
        assert "Clés de signature : 2" in lines
        assert (await checked(settings, "pas le bon"))["Client et secret"] is False
        provider.discovery = {"issuer": running.url + "/"}
        assert (await checked(settings, SECRET))["Découverte"] is False
    assert (await checked(settings, SECRET))["Découverte"] is False


def test_without_a_provider_the_check_says_so() -> None:
    refused = CliRunner().invoke(app, ["oidc", "check"])
    assert refused.exit_code == 1
    assert "aucun fournisseur" in refused.output
