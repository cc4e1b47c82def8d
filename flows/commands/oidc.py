"""Whether the identity provider is ready for us: `guichet oidc check`."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING

import typer

from connectors.base import Check
from flows.commands.connectors import console, shown
from flows.settings import Settings, WrongSetting, load_settings

if TYPE_CHECKING:
    from connectors.openid import Provider

oidc = typer.Typer(help="La connexion par OpenID Connect.", no_args_is_help=True)


@oidc.callback()
def main() -> None:
    """La connexion par OpenID Connect."""


@oidc.command("check")
def check() -> None:
    """Vérifier adresse, clés et secret du fournisseur ; dire les adresses à lui déclarer."""
    try:
        settings = load_settings()
        good = asyncio.run(_print_all(settings))
    except WrongSetting as error:
        console.print(str(error), markup=False)
        raise typer.Exit(1) from None
    if not good:
        raise typer.Exit(1)


async def _print_all(settings: Settings) -> bool:
    good = True
    async for line in checks_of(settings, os.environ):
        console.print(shown("oidc", line))
        good = good and line.ok
    return good


async def checks_of(settings: Settings, environment: Mapping[str, str]) -> AsyncIterator[Check]:
    """Check the provider point by point, as far as one gets. Raises `WrongSetting`."""
    from connectors.openid import OpenIdError, Provider
    from flows.openid import SIGN_IN, client_of

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
