"""Why a decision cannot be taken."""

from cases.model import PREPARING, CaseState
from cases.signatures import NotApproved


class Refusal(Exception):
    """A decision that cannot be taken; `code` names why in the audit trail."""

    code = "refused"


class Stale(Refusal):
    """The officer's screen shows another draft than the one that stands now."""

    code = "stale"


class OwnRequest(Refusal):
    """The approver is the requester."""

    code = "own_request"


class SamePerson(Refusal):
    """Whoever approved first cannot be the second person too."""

    code = "same_person"


class NotGenuine(Refusal, NotApproved):
    """The first signature was altered, or our processes did not make it."""

    code = "not_genuine"


class NotTheirs(Refusal):
    """Only whoever approved may take an approval back."""

    code = "not_theirs"


class AlreadyDecided(Refusal):
    """Somebody decided before: `by` is their login, `state` where the case now stands."""

    code = "already_decided"

    def __init__(self, by: str, state: CaseState) -> None:
        super().__init__("already decided")
        self.by = by
        self.state = state
        if state in PREPARING:
            self.code = Stale.code
