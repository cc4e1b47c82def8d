"""Whether the identity provider is ready for us: `guichet oidc check`."""

import os
from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING

import typer

from app.settings.town_settings import Settings
from cli.connector_commands import format_check
from cli.terminal import console, read_settings, run
from connectors.base import Check

if TYPE_CHECKING:
    from connectors.openid import Provider

oidc = typer.Typer(help="La connexion par OpenID Connect.", no_args_is_help=True)


@oidc.callback()
def main() -> None:
    """La connexion par OpenID Connect."""


@oidc.command("check")
def check() -> None:
    """Vérifier adresse, clés et secret du fournisseur ; dire les adresses à lui déclarer."""
    settings = read_settings()

    async def print_all() -> bool:
        good = True
        async for line in checks_of(settings, os.environ):
            console.print(format_check("oidc", line), soft_wrap=True)
            good = good and line.ok
        return good

    if not run(print_all()):
        raise typer.Exit(1)


async def checks_of(settings: Settings, environment: Mapping[str, str]) -> AsyncIterator[Check]:
    """Check the provider point by point, as far as one gets. Raises `WrongSetting`."""
    from app.openid_sign_in import SIGN_IN, client_of
    from connectors.openid import OpenIdError, Provider

    client = client_of(settings, environment)
    yield Check(f"Adresse de retour à déclarer : {client.back}", ok=True)
    yield Check(f"Adresse après déconnexion : {settings.page.url}{SIGN_IN}", ok=True)
    provider = Provider(client)
    try:
        found = await provider.addresses()
        yield Check(f"Découverte : {client.issuer}", ok=True)
        keys = await provider.keys()
    except OpenIdError as error:
        yield Check("Découverte", ok=False, advice=f"{WHY.get(error.code, str(error))}")
        return
    advice = "Aucune clé RS256, ES256 ou PS256 n’est publiée."
    yield Check(f"Clés de signature : {len(keys)}", ok=bool(keys), advice="" if keys else advice)
    yield await _secret_check(provider)
    if not found.end_session_endpoint:
        yield Check(
            "Déconnexion : ce fournisseur n’en propose pas, seul le guichet se ferme", ok=True
        )


async def _secret_check(provider: "Provider") -> Check:
    from connectors.openid import OpenIdError

    try:
        error = await provider.refusal_of("verification")
    except OpenIdError as failure:
        return Check("Client et secret", ok=False, advice=str(failure))
    if error == "invalid_grant":
        return Check("Client et secret", ok=True)
    return Check(
        "Client et secret",
        ok=False,
        advice=f"le fournisseur répond « {error} » : vérifier client_id, le secret et l’adresse de "
        "retour déclarée.",
    )


WHY = {
    "discovery issuer": (
        "le document de découverte porte un autre « issuer » : recopier le sien dans "
        "page.oidc.issuer, à la barre oblique finale près."
    ),
    "discovery": "le document de découverte est incomplet : vérifier page.oidc.issuer.",
    "discovery 404": "aucun document de découverte à cette adresse : vérifier page.oidc.issuer.",
    "discovery addresses": "le fournisseur publie des adresses qui ne sont pas en https.",
}
