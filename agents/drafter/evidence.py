"""What a letter may rest on: findings, passages, the honest words of the ticket, our letterhead."""

from __future__ import annotations

from agents.classifier.refusal import judge
from agents.drafter import wording
from agents.drafter.articles import quotable
from agents.drafter.embedded import put_together
from agents.drafter.guards import Letter
from agents.drafter.state import State
from agents.team import Team
from cases.model import Finding, Passage
from statute.french import day


def letter_of(state: State, text: str, team: Team) -> Letter:
    """Set a letter beside everything it may repeat."""
    ticket, checked, head = state["ticket"], state["checked"], team.letterhead
    passages = "\n".join(_all_of(passage) for passage in (*checked.passages, *quotable(checked)))
    asked = judge(f"{ticket.subject}\n{ticket.text}").honest
    carried = [
        *(_said(finding) for finding in checked.findings),
        passages,
        asked,
        ticket.requester_name,
        day(ticket.received_at.date()),
        day(checked.on),
        *wording.questions(checked.missing_facts),
        state["template_body"],
        *(head.town, head.signature, head.contact, head.notice),
    ]
    return Letter(
        text=text,
        outcome=state["outcome"],
        findings=checked.findings,
        carried="\n".join(carried),
        ours=f"{head.contact}\n{passages}",
        exact=put_together(state["template_body"], ticket, head),
        asked=asked,
    )


def _said(finding: Finding) -> str:
    cited = wording.cited_together(finding.citations)
    return f"{finding.title}\n{finding.answer}\n{cited}\n{' '.join(finding.facts.values())}"


def _all_of(passage: Passage) -> str:
    named = (passage.source, passage.heading, passage.reference, passage.article)
    return "\n".join((*named, passage.quote))
