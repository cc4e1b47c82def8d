"""How the legacy API lets us in and how it says no: by codes, its texts are in any language."""

from http import HTTPStatus

from pydantic import BaseModel, RootModel

from connectors.base import ConnectorError, NotAllowed, NotFound, Rejected
from connectors.glpi.session import Headers, complaint
from connectors.glpi.site import Site, UserToken
from connectors.json_http import Answer, JsonHttp

_UNKNOWN_CLIENT = "GLPI refuse le jeton d’application : vérifier le client d’API et son jeton."
_UNKNOWN_ACCOUNT = (
    "GLPI ne reconnaît pas le jeton du compte : vérifier la clé d’accès distant, que la connexion "
    "par jeton externe est permise, et qu’un seul compte porte ce nom."
)
_NOT_ALLOWED = {
    "ERROR_RIGHT_MISSING": "GLPI refuse ce droit au compte du guichet.",
    "ERROR_NOT_ALLOWED_IP": "GLPI refuse l’adresse de cette machine : l’ajouter au client d’API.",
    "ERROR_WRONG_APP_TOKEN_PARAMETER": _UNKNOWN_CLIENT,
    "ERROR_APP_TOKEN_PARAMETERS_MISSING": _UNKNOWN_CLIENT,
    "ERROR_GLPI_LOGIN": _UNKNOWN_ACCOUNT,
    "ERROR_GLPI_LOGIN_USER_TOKEN": _UNKNOWN_ACCOUNT,
    "ERROR_LOGIN_PARAMETERS_MISSING": _UNKNOWN_ACCOUNT,
    "ERROR_SESSION_TOKEN_INVALID": (
        "GLPI ne reconnaît pas la session qu’il vient d’ouvrir : vérifier le compte."
    ),
    "ERROR_SESSION_TOKEN_MISSING": (
        "GLPI ne reçoit pas le jeton de session : le serveur web doit laisser passer cet en-tête."
    ),
}
_NOT_FOUND = frozenset({"ERROR_ITEM_NOT_FOUND", "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM"})
_REFUSED = frozenset({"ERROR_GLPI_ADD", "ERROR_GLPI_UPDATE", "ERROR_GLPI_PARTIAL_UPDATE"})
_NO_API = "GLPI refuse l’API : l’activer dans Configuration > Générale > API."
_BUSINESS = "GLPI a refusé cette écriture (règle, droit ou valeur) : rien n’a été écrit."


class BeyondTheEnd(ConnectorError):
    """A part of a list was asked for that starts after its end."""


class Opened(BaseModel):
    """What signing in answers."""

    session_token: str


class Complaint(RootModel[tuple[str, ...]]):
    """What a refused call answers: a code, then a sentence that may quote the ticket."""


class LegacyDoor:
    """Signs in with the account's own key, and out at the end."""

    def __init__(self, http: JsonHttp, site: Site, token: UserToken) -> None:
        self._http = http
        self._site = site
        self._token = token

    async def open(self) -> Headers:
        """Open a session in the profile and the entity that the site chose."""
        authorization = f"user_token {self._token.user_token}"
        headers = {"Authorization": authorization, **self._application()}
        answer = await self._http.read("/initSession", headers=headers)
        refusal = self._not_open(answer)
        if refusal is not None:
            raise refusal
        opened = self._http.shaped(self._http.believed(answer), Opened)
        session = {"Session-Token": opened.session_token, **self._application()}
        await self._settle(session)
        return session

    def _not_open(self, answer: Answer) -> ConnectorError | None:
        refusal = self.refusal(answer)
        # A disabled API answers with a bare sentence, in JSON or not.
        closed = answer.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN}
        return NotAllowed(_NO_API, permanent=True) if refusal is None and closed else refusal

    async def _settle(self, session: Headers) -> None:
        if self._site.profile is not None:
            await self._choose("/changeActiveProfile", {"profiles_id": self._site.profile}, session)
        if self._site.entity is not None:
            body = {"entities_id": self._site.entity, "is_recursive": self._site.recursive}
            await self._choose("/changeActiveEntities", body, session)

    async def _choose(self, path: str, body: dict[str, int], session: Headers) -> None:
        answer = await self._http.write("POST", path, body, session)
        refusal = self.refusal(answer)
        if refusal is not None:
            raise refusal
        self._http.believed(answer)

    async def shut(self, headers: Headers) -> None:
        """Close the session."""
        await self._http.read("/killSession", headers=headers)

    def is_stale(self, answer: Answer) -> bool:
        """Recognise a session that is over or was killed."""
        return self._code(answer) == "ERROR_SESSION_TOKEN_INVALID"

    def refusal(self, answer: Answer) -> ConnectorError | None:
        """Say what GLPI's own code means."""
        code = self._code(answer)
        if code is None or answer.status == HTTPStatus.REQUEST_TIMEOUT:
            return None
        if code in _NOT_ALLOWED:
            return NotAllowed(_NOT_ALLOWED[code], permanent=True)
        if code in _NOT_FOUND:
            return NotFound("GLPI ne connaît pas cet élément.", permanent=True)
        if code == "ERROR_RANGE_EXCEED_TOTAL":
            return BeyondTheEnd("La liste de GLPI est finie.", permanent=True)
        if code in _REFUSED:
            return Rejected(_BUSINESS, permanent=True)
        return self._http.refusal(answer)

    def _code(self, answer: Answer) -> str | None:
        if not HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return None
        said = complaint(self._http, answer, Complaint)
        found = said.root[0] if said and said.root else ""
        return found if found.startswith("ERROR") else None

    def _application(self) -> dict[str, str]:
        return {"App-Token": self._token.app_token} if self._token.app_token else {}
