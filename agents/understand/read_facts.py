"""Reads facts out of French text without any model, in a ticket and in its files."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from agents.classifier.refusal import judge
from agents.understand.dates import SpanMention
from agents.understand.doubt import for_a_colleague
from agents.understand.facts import (
    births,
    career,
    contract,
    counts,
    long_leave,
    long_leave_months,
    money,
    part_time_reason,
    service_accident,
    sick_counts,
    sick_leave,
    sick_note,
    starting_days,
    work,
)
from agents.understand.facts.employment import (
    appeals,
    career_days,
    contracts,
    deaths,
    departures,
    discipline_days,
    last_days,
    mobility,
    probation,
    second_job,
    training_account,
)
from agents.understand.facts.family import (
    awaited_child,
    birth_days,
    birth_leave,
    children_at_home,
    death_benefit,
    family_leave,
    parents_choice,
)
from agents.understand.facts.leave import (
    absence_days,
    asked_days,
    cet_choices,
    changed_weeks,
    counted_leave,
    day_hours,
    leave_days,
    prevented_leave,
    saved_days,
    told_leave,
    winter_days,
    worked_days,
    working_weeks,
)
from agents.understand.facts.pay import mission, overtime, pay_lines, pay_month, pay_told
from agents.understand.shorthand import in_full
from agents.understand.spans import spans_in
from agents.understand.taken_back import reworded
from cases.model import Ticket
from statute.facts import FACTS, FactRead
from statute.french import Plain, simplify

UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
"""What a mail's reader does not see asks nothing and tells no fact."""
_MOST_FILES = 10


def read_facts(plain: Plain, received: date, on: date) -> tuple[FactRead, ...]:
    """Read what the ticket says; a fact said in two ways that disagree is not known."""
    plain = for_a_colleague(reworded(in_full(plain)))
    spans = spans_in(plain, received)
    return merge_readings(
        chain(
            told_of_work(plain, received, on, spans),
            winter_days.days_outside_summer(plain, received),
            births.birth_of_the_writer(plain),
            births.children(plain),
            counts.counts(plain),
            money.money(plain),
            starting_days.starting_days(plain, received),
            leave_days.leave(plain, received, spans),
            deaths.deaths(plain, received),
            working_weeks.weeks(plain, received, spans),
            changed_weeks.changed_weeks(plain, received, spans),
            working_weeks.leave_of_each_year(plain),
            working_weeks.leave_counted(plain),
            counted_leave.leave_of_the_year(plain),
            asked_days.asked_days(plain),
            saved_days.saved_days(plain),
            cet_choices.cet_choices(plain, received),
            told_leave.told_leave(plain),
            prevented_leave.prevented_leave(plain),
            absence_days.absence_days(plain, received, spans),
            day_hours.hours_of_the_day(plain),
            worked_days.worked(plain, received, spans),
            sick_leave.leaves_of_the_year(plain, received, spans),
            sick_note.notes(plain, received),
            sick_counts.sick_counts(plain, received),
            long_leave_months.months_of_long_leave(plain, received),
            long_leave.long_leaves(plain, received, spans),
            service_accident.service_accidents(plain, received),
            birth_days.birth_days(plain, received),
            birth_leave.birth_leave(plain, received),
            parents_choice.choices_of_the_parents(plain, spans),
            awaited_child.awaited(plain),
            children_at_home.children_at_home(plain, received),
            family_leave.family_leave(plain, received),
            death_benefit.death_benefit(plain, received),
            mission.mission(plain, received),
            overtime.overtime(plain),
            pay_month.pay(plain, received),
            pay_told.pay_told(plain),
            pay_lines.pay_lines(plain, received),
        ),
    )


def told_of_work(
    plain: Plain, received: date, on: date, spans: Sequence[SpanMention]
) -> Iterator[FactRead]:
    """Read what is said of posts, contracts, careers and working hours."""
    employment = career.arrival_of(plain, received), career.departure_of(plain, received)
    return chain(
        career.status(plain),
        career.arrival_and_departure(plain, received),
        career.seniority(plain, received, on),
        work.days_a_week(plain),
        work.months_of_sick_leave(plain, received),
        work.quota(plain),
        part_time_reason.reason(plain),
        part_time_reason.child(plain),
        contract.post(plain),
        contract.length(plain, received, employment),
        work.hours_a_week(plain),
        contracts.contracts(plain, received, spans, employment),
        departures.departures(plain, received),
        last_days.last_days(plain, received),
        mobility.mobility(plain, received, spans),
        second_job.second_job(plain, received),
        training_account.training_account(plain),
        appeals.appeals(plain, received),
        discipline_days.discipline_days(plain, received),
        career_days.career_days(plain, received, spans),
        probation.probation(plain, spans, employment[0]),
    )


def merge_readings(facts: Iterable[FactRead]) -> tuple[FactRead, ...]:
    """Keep each possible fact once; drop those read with different values."""
    first: dict[str, FactRead] = {}
    disputed: set[str] = set()
    for fact in facts:
        if fact.value != first.setdefault(fact.fact, fact).value:
            disputed.add(fact.fact)
    return tuple(
        fact
        for fact in first.values()
        if fact.fact not in disputed and FACTS[fact.fact].accepts(fact.value)
    )


def facts_attached(ticket: Ticket, on: date) -> tuple[FactRead, ...]:
    """Read the facts in each file; what a file orders the machine is no fact."""
    received = ticket.received_at.date()
    files = [file for file in ticket.attached if file.text][:_MOST_FILES]
    return tuple(
        replace(fact, attachment=file.name)
        for file in files
        for fact in read_facts(simplify(judge(UNSEEN.sub(" ", file.text)).honest), received, on)
    )
