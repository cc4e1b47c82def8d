"""Why a model gave nothing usable, in words an officer may read and none of a ticket."""

from collections.abc import Iterator
from enum import StrEnum

_DEEPEST = 8


class Failure(StrEnum):
    """The kinds of failure that call for different conduct."""

    NO_ROUTE = "aucun modèle ne sert ce rôle"
    CLOSED = "modèles coupés"
    RESTING = "modèle au repos après des échecs"
    SILENT = "pas de réponse dans le temps imparti"
    ENDLESS = "réponse qui ne finit pas"
    UNREACHABLE = "serveur injoignable, ou connexion coupée"
    REFUSED = "clé ou droits refusés"
    UNKNOWN = "modèle ou adresse inconnus du serveur"
    BUSY = "trop de demandes pour ce serveur"
    REJECTED = "demande refusée par le serveur"
    BROKEN = "erreur du serveur"
    SHAPE = "réponse hors du format demandé"


_BY_STATUS = {
    **dict.fromkeys((401, 403), Failure.REFUSED),
    404: Failure.UNKNOWN,
    408: Failure.SILENT,
    429: Failure.BUSY,
    **dict.fromkeys((400, 413, 422), Failure.REJECTED),
}
_CUT = frozenset({"APIConnectionError", "ConnectError", "ClientConnectorError", "ConnectionError"})


class ModelFailure(Exception):
    """A model gave no usable answer. The message says how it failed, never a text."""

    def __init__(self, said: str, kind: Failure = Failure.BROKEN) -> None:
        super().__init__(said)
        self.kind = kind

    @classmethod
    def of(cls, group: str, kind: Failure) -> "ModelFailure":
        """Say that a group failed in this way."""
        return cls(f"{group} : {kind}", kind)


def kind_of(error: BaseException) -> Failure:
    """Sort an error of LiteLLM by its status and its class: its message may repeat the question."""
    name = type(error).__name__
    if isinstance(error, TimeoutError):
        return Failure.ENDLESS
    if name.startswith("RouterRateLimitError"):
        return Failure.RESTING
    if name == "Timeout":
        return Failure.SILENT
    if known := _BY_STATUS.get(getattr(error, "status_code", 0)):
        return known
    return Failure.UNREACHABLE if _CUT & set(_classes(error)) else Failure.BROKEN


def _classes(error: BaseException | None) -> Iterator[str]:
    """Go through the classes of an error and of what led to it."""
    for _ in range(_DEEPEST):
        if error is None:
            return
        yield type(error).__name__
        error = error.__cause__ or error.__context__
