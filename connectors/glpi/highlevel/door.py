"""How the high-level API lets us in and how it says no (GLPI 11)."""

from http import HTTPStatus

from pydantic import BaseModel

from connectors.base import ConnectorError, NotAllowed, Rejected
from connectors.glpi.session import Headers, complaint
from connectors.glpi.site import PasswordGrant, Site
from connectors.json_http import Answer, JsonHttp

_SIGN_IN = (
    "GLPI refuse l’identifiant, le mot de passe ou le client OAuth du guichet : les vérifier, "
    "et autoriser le type « Password » à ce client."
)
_SCOPE = "Le client OAuth de GLPI n’a pas la portée « api » : la lui donner."
_NO_API = "GLPI refuse l’API : l’activer dans Configuration > Générale > API."
_STALE = "GLPI ne reconnaît pas la connexion qu’il vient d’accorder : vérifier le compte."
_BUSINESS = "GLPI a refusé cette écriture (règle, droit ou valeur) : rien n’a été écrit."


class Token(BaseModel):
    """What signing in answers."""

    access_token: str


class Complaint(BaseModel):
    """What a refused call answers; its texts may quote the ticket and are never shown."""

    status: str
    title: str = ""


class HighLevelDoor:
    """Signs in by password grant; there is nothing to sign out of."""

    def __init__(self, http: JsonHttp, site: Site, grant: PasswordGrant) -> None:
        self._http = http
        self._site = site
        self._grant = grant

    async def open(self) -> Headers:
        """Ask for an access token. Raises `NotAllowed` when the account is refused."""
        grant = self._grant
        body = {
            "grant_type": "password",
            "client_id": grant.client_id,
            "client_secret": grant.client_secret,
            "username": grant.user,
            "password": grant.password,
            "scope": "api",
        }
        answer = await self._http.write("POST", "/token", body)
        if answer.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED}:
            raise NotAllowed(_SIGN_IN, permanent=True)
        if answer.status == HTTPStatus.FORBIDDEN:
            raise NotAllowed(_NO_API, permanent=True)
        token = self._http.shaped(self._http.believed(answer), Token)
        return {"Authorization": f"Bearer {token.access_token}", **self._context()}

    async def shut(self, headers: Headers) -> None:
        """Let the token expire: the API has no way to give it back."""

    def is_stale(self, answer: Answer) -> bool:
        """Recognise an expired token, which GLPI answers as a wrong parameter."""
        if answer.status not in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED}:
            return False
        said = complaint(self._http, answer, Complaint)
        if said is None:
            return False
        if answer.status == HTTPStatus.UNAUTHORIZED:
            return said.status == "ERROR_UNAUTHENTICATED"
        return said.title == "Invalid OAuth token"

    def refusal(self, answer: Answer) -> ConnectorError | None:
        """Say what GLPI's own words mean."""
        said = complaint(self._http, answer, Complaint)
        if said is None or answer.status < HTTPStatus.BAD_REQUEST:
            return None
        if self.is_stale(answer):
            return NotAllowed(_STALE, permanent=True)
        if answer.status == HTTPStatus.FORBIDDEN and "scope" in said.title:
            return NotAllowed(_SCOPE, permanent=True)
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            failed = said.title.startswith("Failed to ")
            return Rejected(_BUSINESS, permanent=True) if failed else None
        return None if answer.status == HTTPStatus.REQUEST_TIMEOUT else self._http.refusal(answer)

    def _context(self) -> dict[str, str]:
        """Say as which profile and in which entity we act, where the site chose."""
        headers: dict[str, str] = {}
        if self._site.profile is not None:
            headers["GLPI-Profile"] = str(self._site.profile)
        if self._site.entity is not None:
            headers["GLPI-Entity"] = str(self._site.entity)
            headers["GLPI-Entity-Recursive"] = "true" if self._site.recursive else "false"
        return headers
