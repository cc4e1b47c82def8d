"""Sign-in by the town's identity provider: settings in, the account of whoever comes back out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from app.settings.office_sections import Oidc
from app.settings.sections import WrongSetting
from app.settings.town_settings import Settings
from cases.people.access import Role
from cases.people.accounts import PROVIDER, Account, AccountError, Accounts
from cases.people.identities import Identities, Identity, PendingSignIns
from connectors.openid import Client, OpenIdError, Person, Provider

if TYPE_CHECKING:
    from app.wiring import Wiring

BACK = "/connexion/oidc/retour"
SIGN_IN = "/connexion"
SECRET = "GUICHET_OIDC_CLIENT_SECRET"  # noqa: S105 - a variable's name
LONGEST_SUBJECT = 255
NO_ACCOUNT = (
    "Vous êtes bien reconnu, mais aucun compte du guichet n’est ouvert à votre nom : adressez-vous "
    "à la personne qui administre les comptes."
)


def client_of(settings: Settings, environment: Mapping[str, str]) -> Client:
    """Give what we are to the provider. Raises `WrongSetting` where the secret is missing."""
    oidc = settings.page.oidc
    if oidc is None:
        raise WrongSetting("page.oidc : aucun fournisseur d’identité n’est réglé.")
    secret = environment.get(SECRET, "").strip()
    file = oidc.client_secret_file
    if not secret and file and file.is_file():
        secret = file.read_text(encoding="utf-8").strip()
    if not secret:
        raise WrongSetting(
            f"page.oidc : il manque le secret du client. Donnez-le dans la variable {SECRET} ou "
            "dans un fichier nommé par page.oidc.client_secret_file.",
        )
    scopes = oidc.scopes if "openid" in oidc.scopes else ("openid", *oidc.scopes)
    return Client(oidc.issuer, oidc.client_id, secret, settings.page.url + BACK, scopes)


def open_openid(wiring: "Wiring", environment: Mapping[str, str]) -> "OpenId | None":
    """Open the configured provider, if there is one. Raises `WrongSetting`."""
    settings = wiring.settings
    if settings.page.oidc is None:
        return None
    named = frozenset[str]().union(*settings.page.oidc.groups.values())
    if unknown := sorted(named - settings.groups.keys()):
        raise WrongSetting(f"page.oidc.groups : {unknown[0]} n’est pas un groupe des réglages.")
    return OpenId(
        settings.page.oidc,
        Provider(client_of(settings, environment)),
        PendingSignIns(wiring.engine),
        Identities(wiring.engine),
        wiring.accounts,
        settings.page.url + SIGN_IN,
    )


@dataclass(frozen=True, slots=True)
class OpenId:
    """The provider and what we know of those who come from it."""

    settings: Oidc
    provider: Provider
    departures: PendingSignIns
    identities: Identities
    accounts: Accounts
    after_sign_out: str

    @property
    def label(self) -> str:
        """What the button says."""
        return self.settings.label

    async def set_out(self, way_back: str) -> tuple[str, str]:
        """Note that a browser sets out; give its state and where it goes. Raises `OpenIdError`."""
        gone = await self.departures.begin(way_back)
        return gone.state, await self.provider.address_for(gone.state, gone.nonce, gone.verifier)

    async def come_back(
        self, returned: Mapping[str, str], kept: str
    ) -> tuple[Account, Person, str]:
        """Say whose account came back, and the page it wanted. `kept`: the browser's own state.

        Raises `OpenIdError`.
        """
        state = returned.get("state", "")
        gone = await self.departures.end(state) if state and state == kept else None
        if gone is None:
            raise OpenIdError("state", "Cette connexion a trop attendu : recommencez.")
        person = await self.provider.identify(
            returned, gone.nonce, gone.verifier, self._needed_claims()
        )
        if len(person.subject) > LONGEST_SUBJECT:
            raise OpenIdError("subject")
        return await self._account_of(person), person, gone.way_back

    def _needed_claims(self) -> tuple[str, ...]:
        settings = self.settings
        verified = () if settings.trust_email else ("email_verified",)
        login = (settings.login_claim,) if settings.create_accounts else ()
        groups = (settings.groups_claim,) if settings.roles else ()
        return ("email", *verified, *login, *groups)

    async def _account_of(self, person: Person) -> Account:
        email, verified = person.claims.get("email"), person.claims.get("email_verified")
        vouched = verified is True or (verified is None and self.settings.trust_email)
        known = email if vouched and isinstance(email, str) else ""
        identity = Identity(self.settings.issuer, person.subject, known)
        account = await self.identities.find(identity)
        if account is None and self.settings.create_accounts:
            account = await self._create(identity, person)
        if account is None:
            raise OpenIdError("no_account", NO_ACCOUNT)
        return await self._with_rights(account, person)

    async def _create(self, identity: Identity, person: Person) -> Account:
        claims = person.claims
        login = str(claims.get(self.settings.login_claim, ""))
        family = claims.get("usual_name") or claims.get("family_name") or ""
        whole = claims.get("name") or f"{claims.get('given_name', '')} {family}"
        account = Account(login, str(whole).strip()[:255] or login, identity.email, frozenset())
        try:
            await self.accounts.create(account, None, PROVIDER)
            await self.identities.tie(identity, login)
        except (AccountError, SQLAlchemyError):
            # A closed account, or somebody else's: never taken over.
            raise OpenIdError("not_created", NO_ACCOUNT) from None
        return account

    async def _with_rights(self, account: Account, person: Person) -> Account:
        if not self.settings.roles:
            return account
        said = person.claims.get(self.settings.groups_claim)
        names = [name for name in said if isinstance(name, str)] if isinstance(said, list) else []
        roles = frozenset[Role]().union(*(self.settings.roles.get(name, ()) for name in names))
        groups = frozenset[str]().union(*(self.settings.groups.get(name, ()) for name in names))
        account = replace(account, roles=roles, groups=groups)
        await self.accounts.change(account, PROVIDER)
        return account
