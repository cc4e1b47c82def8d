"""What a letter may rest on: findings, passages, the honest words of the ticket, our letterhead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from agents.classifier.refusal import judge, sentences
from agents.drafter import wording
from agents.drafter.articles import quotable
from agents.drafter.embedded import put_together, standing_text
from agents.drafter.first_letter import grief_in
from agents.drafter.guards import Letter
from agents.drafter.prompt import system_prompt
from agents.drafter.state import State
from agents.folding import MAX_TICKET, visible
from agents.team import Team
from cases.model import Finding, Passage, Ticket
from statute.french import day


def letter_of(state: State, text: str, team: Team) -> Letter:
    """Set a letter beside everything it may repeat."""
    ticket, checked, head = state["ticket"], state["checked"], team.letterhead
    quoted = (*checked.passages, *quotable(checked))
    carried = [
        *(_said(finding) for finding in checked.findings),
        wording.salutation(ticket),
        wording.about(ticket).subject,
        day(ticket.received_at.date()),
        day(checked.on),
        *wording.questions(checked.missing_facts),
        *(head.town, head.signature, head.contact, head.notice),
    ]
    return Letter(
        text=text,
        outcome=state["outcome"],
        findings=checked.findings,
        carried="\n".join(carried),
        ours=head.contact,
        texts="\n".join(map(_all_of, quoted)),
        exact=put_together(state["template_body"], ticket, head),
        named="\n".join(f"{team.procedures.title_of(p)}\n{p.heading}" for p in quoted),
        asked=judge(_words(ticket)).honest,
        unsaid=(system_prompt(), *orders_in(ticket)),
    )


def template_letter(state: State, team: Team) -> Letter:
    """Set the letter written without a model beside its sources: it proves nothing by itself."""
    letter = letter_of(state, "", team)
    counted = wording.counted(state["checked"].missing_facts)
    named = grief_in(state["ticket"]).name
    ours = f"{letter.carried}\n{counted}\n{named}\n{standing_text()}"
    return replace(letter, text=letter.exact, carried=ours, exact="", asked="")


def orders_in(ticket: Ticket) -> Iterator[str]:
    """Give the sentences of a ticket and of its files that are orders to the machine."""
    for text in (_words(ticket), *(file.text for file in ticket.attached if file.text)):
        honest, at = judge(text).honest, 0
        for sentence in sentences(visible(text[:MAX_TICKET])):
            if honest.startswith(sentence, at):
                at += len(sentence)
            else:
                yield sentence


def _words(ticket: Ticket) -> str:
    return f"{ticket.subject}\n{ticket.text}"


def _said(finding: Finding) -> str:
    cited = wording.cited_together(finding.citations)
    facts = " ".join(finding.facts.values())
    return f"{finding.title}\n{finding.answer}\n{cited}\n{facts}\n{day(finding.on)}"


def _all_of(passage: Passage) -> str:
    named = (passage.source, passage.heading, passage.reference, passage.article)
    return "\n".join((*named, passage.quote))
