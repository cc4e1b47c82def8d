"""The named states of runs, which the dashboard filters on."""

from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from cases.model import Case, CaseState

_SENTENCES = {
    CaseState.AWAITING_APPROVAL: "Un brouillon attend une approbation.",
    CaseState.AWAITING_SECOND: "Le texte approuvé attend une seconde personne.",
    CaseState.APPROVED: "Le texte approuvé attend d'être envoyé.",
    CaseState.SENDING: "La réponse est en route.",
    CaseState.ANSWERED: "La réponse approuvée est dans le ticket.",
    CaseState.AWAITING_REQUESTER: "La demande de précisions est dans le ticket.",
    CaseState.HANDED_OVER: "Une personne reprend le dossier.",
    CaseState.REJECTED: "Le brouillon a été écarté.",
    CaseState.STALE: "La conversation ou un texte a changé : un nouveau brouillon sera fait.",
    CaseState.UNKNOWN_DELIVERY: "On ne sait pas si la réponse est partie : une personne doit voir.",
    CaseState.CLOSED_ELSEWHERE: "Le ticket a été traité, fusionné ou supprimé ailleurs.",
}


def told_of(case: Case) -> str:
    """Say in French where a case stands, and nothing else of it."""
    return _SENTENCES.get(case.state, "")


def refused() -> State[None]:
    """Give the final state of a run that was asked to send what nobody approved."""
    return Failed(name="Refused", message="Rien n'est approuvé : rien n'est parti.")


def undone() -> State[None]:
    """Give the final state of a run whose approval was taken back before it began."""
    return Completed(
        name="Undone", message="L'approbation a été annulée avant l'envoi : rien n'est parti."
    )


def busy() -> State[None]:
    """Give the final state of a run that found another at work on its case."""
    return Completed(name="Busy", message="Un autre passage s'occupe de ce dossier.")


def outside() -> State[None]:
    """Give the final state of a run that was asked for a ticket of somebody else's queue."""
    return Completed(
        name="Outside",
        message="Ce ticket n'est pas dans ce que nous suivons : rien n'en est gardé.",
    )


def overtaken() -> State[None]:
    """Give the final state of a collection that left its system to another one."""
    return Completed(name="Busy", message="Une autre lecture de ce système est en cours.")


def named_state(case: Case | None) -> State[None]:
    """Give the final state of a run: the case's own state, as the dashboard writes names."""
    if case is None:
        return Completed(name="Gone", message="Le ticket n'existe plus.")
    name = "".join(word.capitalize() for word in case.state.split("_"))
    return Completed(name=name, message=told_of(case))
