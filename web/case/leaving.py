"""An approved reply that has not left yet: for how long it may be taken back, and by whom."""

import math
import re
from dataclasses import dataclass

from cases.model import CaseState
from cases.sessions import Session
from cases.signatures import NotApproved
from cases.transition import NoSuchCase
from web.office import Office

_CASE_ID = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Leaving:
    """What the person who approved may still take back; `seconds` are rounded up."""

    case_id: str
    draft_number: int
    seconds: int
    csrf: str


async def leaving_of(office: Office, session: Session, case_id: str) -> Leaving | None:
    """Give what `session` may take back of a case, if it approved it and it has not left."""
    if not _CASE_ID.fullmatch(case_id):
        return None
    try:
        if (await office.cases.find(case_id)).state is not CaseState.APPROVED:
            return None
        approval = await office.approvals.standing(case_id)
        left = await office.deliveries.time_left(case_id)
    except (NoSuchCase, NotApproved):
        return None
    second = await office.approvals.second_of(approval)
    signed = {approval.approver, second and second.approver}
    if session.account.login not in signed or not left:
        return None
    seconds = math.ceil(left.total_seconds())
    return Leaving(case_id, approval.draft_number, seconds, session.csrf)
