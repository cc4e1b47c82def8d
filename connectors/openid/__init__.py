"""An OpenID Connect provider: who somebody is, by its word, once that word is checked."""

from connectors.openid.client import Client, OpenIdError
from connectors.openid.provider import Person, Provider

__all__ = ["Client", "OpenIdError", "Person", "Provider"]
