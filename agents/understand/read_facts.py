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
from agents.understand.facts.disputes import (
    objects,
    recourses,
    residences,
    sanctions,
)
from agents.understand.facts.employment import (
    age_limit,
    appeals,
    career_days,
    contracts,
    deaths,
    departures,
    discipline_days,
    echelons,
    last_days,
    mobility,
    probation,
    second_job,
    training_account,
)
from agents.understand.facts.family import (
    adopted_child,
    awaited_child,
    birth_days,
    birth_leave,
    birth_told,
    carers,
    children_at_home,
    children_told,
    death_benefit,
    family_leave,
    fathers_told,
    newborn_hospital,
    parents_choice,
    survivors,
)
from agents.understand.facts.health import (
    counted,
    illness_days,
    inquiry,
    late_note,
    leave_lengths,
    long_leave_told,
    note_choices,
    note_days,
    service_days,
    therapeutic,
)
from agents.understand.facts.hiring import (
    cases,
    endings,
    letters,
    own_post,
    post,
    prospects,
    reasons,
    requests,
    return_notice,
    sums,
)
from agents.understand.facts.hours import (
    asked_telework,
    clock,
    day_hours,
    days_of_week,
    part_time_days,
    part_time_told,
    telework,
    week_told,
)
from agents.understand.facts.leave import (
    absence_days,
    asked_days,
    cet_choices,
    changed_weeks,
    counted_leave,
    leave_days,
    prevented_leave,
    saved_days,
    told_leave,
    winter_days,
    worked_days,
    working_weeks,
)
from agents.understand.facts.pay import (
    distances,
    gross_pay,
    index_change,
    index_told,
    mission,
    mission_told,
    month_absence,
    nights,
    other_parent,
    overtime,
    overtime_told,
    pay_lines,
    pay_month,
    pay_told,
)
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
            told_of_leave(plain, received, spans),
            told_of_hours(plain, received),
            told_of_health(plain, received, spans),
            told_of_family(plain, received, spans),
            told_of_pay(plain, received),
        ),
    )


def told_of_work(
    plain: Plain, received: date, on: date, spans: Sequence[SpanMention]
) -> Iterator[FactRead]:
    """Read what is said of posts, contracts, careers and working hours."""
    employment = career.arrival_of(plain, received), career.departure_of(plain, received)
    listed = tuple(contracts.contracts(plain, received, spans, employment))
    several = any(fact.fact == "contrats" for fact in listed)
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
        listed,
        () if several else letters.begun(plain, received),
        cases.cases(plain),
        prospects.before_and_after(plain),
        endings.endings(plain),
        letters.letters(plain, received),
        post.posts(plain, another_regime=career.another_regime(plain)),
        sums.sums(plain),
        departures.departures(plain, received),
        last_days.last_days(plain, received),
        mobility.mobility(plain, received, spans),
        requests.moves(plain, received),
        reasons.reasons_of_the_leave(plain),
        second_job.second_job(plain, received),
        training_account.training_account(plain),
        appeals.appeals(plain, received),
        discipline_days.discipline_days(plain, received),
        sanctions.sanctions(plain, received),
        recourses.recourses(plain, received),
        objects.objects(plain),
        residences.residences(plain),
        career_days.career_days(plain, received, spans),
        age_limit.age_limit(plain, received),
        echelons.echelons(plain, received),
        probation.probation(plain, spans, employment[0]),
    )


def told_of_leave(plain: Plain, received: date, spans: Sequence[SpanMention]) -> Iterator[FactRead]:
    """Read what is said of leave, days saved and absences."""
    return chain(
        winter_days.days_outside_summer(plain, received),
        starting_days.starting_days(plain, received),
        leave_days.leave(plain, received, spans),
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
        worked_days.worked(plain, received, spans),
    )


def told_of_hours(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read what is said of hours, weeks, part time and telework."""
    return chain(
        counts.counts(plain),
        asked_telework.asked_telework(plain),
        day_hours.hours_of_the_day(plain, clock.clock(plain)),
        week_told.week_told(plain),
        days_of_week.days_of_the_week(plain),
        telework.telework(plain, received),
        part_time_days.part_time_days(plain, received),
        part_time_told.reason_told(plain),
    )


def told_of_health(
    plain: Plain, received: date, spans: Sequence[SpanMention]
) -> Iterator[FactRead]:
    """Read what is said of sickness, long leaves and what the service did to health."""
    return chain(
        sick_leave.leaves_of_the_year(plain, received, spans),
        sick_note.notes(plain, received),
        sick_counts.sick_counts(plain, received),
        note_days.note_days(plain, received),
        illness_days.illness_days(plain, received),
        late_note.late_notes(plain),
        note_choices.choices(plain),
        counted.counted(plain),
        long_leave_months.months_of_long_leave(plain, received),
        long_leave.long_leaves(plain, received, spans),
        service_accident.service_accidents(plain, received),
        leave_lengths.lengths_of_leaves(plain),
        long_leave_told.long_leaves_told(plain, received),
        therapeutic.therapeutic_days(plain, received, spans),
        service_days.service_days(plain, received),
        inquiry.inquiries(plain),
        own_post.own_posts(plain),
        return_notice.return_notices(plain),
    )


def told_of_family(
    plain: Plain, received: date, spans: Sequence[SpanMention]
) -> Iterator[FactRead]:
    """Read what is said of births, children, relatives and deaths."""
    return chain(
        births.birth_of_the_writer(plain),
        births.children(plain),
        deaths.deaths(plain, received),
        birth_days.birth_days(plain, received),
        birth_leave.birth_leave(plain, received),
        parents_choice.choices_of_the_parents(plain, spans),
        awaited_child.awaited(plain),
        children_at_home.children_at_home(plain, received),
        family_leave.family_leave(plain, received),
        death_benefit.death_benefit(plain, received, survivors.SURVIVORS),
        children_told.children_told(plain),
        birth_told.birth_told(plain),
        newborn_hospital.newborn_in_hospital(plain, received, spans),
        fathers_told.fathers_told(plain),
        adopted_child.adopted_child(plain, received),
        carers.carers(plain, received),
    )


def told_of_pay(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read what is said of pay, and of the expenses of missions."""
    return chain(
        money.money(plain),
        mission.mission(plain, received),
        overtime.overtime(plain, overtime_told.overtime_told(plain)),
        pay_month.pay(plain, received),
        pay_told.pay_told(plain),
        other_parent.other_parent(plain, received),
        month_absence.absences(plain),
        index_change.index_change(plain),
        mission_told.mission_told(plain, received),
        nights.nights(plain),
        distances.kilometres(plain, received),
        gross_pay.gross_pay(plain),
        index_told.index_told(plain),
        pay_lines.pay_lines(plain, received),
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


def disputed_in(facts: Iterable[FactRead]) -> tuple[tuple[FactRead, FactRead], ...]:
    """List the facts read with different values, each with its first two readings."""
    first: dict[str, FactRead] = {}
    found: dict[str, tuple[FactRead, FactRead]] = {}
    for fact in facts:
        before = first.setdefault(fact.fact, fact)
        if fact.value != before.value:
            found.setdefault(fact.fact, (before, fact))
    return tuple(found.values())


def facts_attached(ticket: Ticket, on: date) -> tuple[FactRead, ...]:
    """Read the facts in each file; what a file orders the machine is no fact."""
    received = ticket.received_at.date()
    files = [file for file in ticket.attached if file.text][:_MOST_FILES]
    return tuple(
        replace(fact, attachment=file.name)
        for file in files
        for fact in read_facts(simplify(judge(UNSEEN.sub(" ", file.text)).honest), received, on)
    )
