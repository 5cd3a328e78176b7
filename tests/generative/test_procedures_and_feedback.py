"""Procedures and feedback, whatever their dates and flags: the identities, and a plain recount of what dates judge."""

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tthc_core import Level, Period, count_feedback, count_procedures
from tthc_core.calendar import WorkCalendar
from tthc_core.counting.limits import with_due, with_limits
from tthc_core.testing import broken_identities, feedback, periods, procedures

VIETNAM = WorkCalendar.vietnam()
DAYS = st.sampled_from(["working", "calendar"])
GIVEN = st.none() | st.dates(date(2023, 11, 15), date(2024, 2, 20))


@st.composite
def dated_procedures(draw):
    """Procedures of every level, some with a last day that is given."""
    levels = draw(st.lists(st.sampled_from(Level), max_size=2, unique=True))
    return evolve(draw(procedures()), levels=tuple(levels), publish_by=draw(GIVEN), public_by=draw(GIVEN))


@given(st.lists(procedures(), max_size=20), periods())
def test_tiers_add_up_to_the_procedures_and_flags_are_parts_of_them(several, period):
    tally = count_procedures(several, period, by="tier")
    assert broken_identities(tally) == []
    assert tally.account.read == len(several)


@given(st.lists(feedback(), max_size=20), periods())
def test_feedback_comes_in_and_goes_out(several, period):
    tally = count_feedback(several, period, by=("agency", "kind"))
    assert broken_identities(tally) == []
    assert tally.account.read == len(several)


# -- a clerk with a calendar and a pencil ------------------------------------------------------------------------------


def walked(day, number):
    """So many working days on or back, one day at a time."""
    step = timedelta(1 if number > 0 else -1)
    while number:
        day += step
        if VIETNAM.is_working_day(day):
            number -= step.days
    return day


def last_days(procedure, publishing_days):
    """(to publish, to make public), None where nothing says so."""
    ministry = Level.CENTRAL in procedure.levels
    publish, public = procedure.publish_by, procedure.public_by
    if publish is None and procedure.legal_effective_on is not None:
        before = 20 if ministry else 5
        effective = procedure.legal_effective_on
        publish = walked(effective, -before) if publishing_days == "working" else effective - timedelta(before)
    if public is None and procedure.decided_on is not None:
        public = walked(procedure.decided_on, 10 if ministry else 5)
    return publish, public


def recounted(several, first, last, publishing_days):
    """(published, published on time, to be public, public on time)"""
    found = [0, 0, 0, 0]
    for one in several:
        if (one.valid_from and one.valid_from > last) or (one.valid_to and one.valid_to < last):
            continue
        publish, public = last_days(one, publishing_days)
        if one.decided_on and first <= one.decided_on <= last:
            found[0] += 1
            found[1] += one.decided_on <= publish if publish else one.published_on_time is True
        if one.public_on and first <= one.public_on <= last:
            found[2] += 1
            found[3] += one.public_on <= public if public else one.public_on_time is True
        elif (one.public_on is None or one.public_on > last) and public and public <= last:
            found[2] += 1
    return tuple(found)


@given(st.lists(dated_procedures(), max_size=12), periods(), DAYS)
def test_a_plain_recount_of_publishing_gives_the_same(several, period, publishing_days):
    tally = count_procedures(several, period, by="tier", calendar=VIETNAM, publishing_days=publishing_days)
    row = tally.total()
    counted = (row.published, row.published_on_time, row.public_required, row.public_on_time)
    assert counted == recounted(several, *period.window, publishing_days)
    assert broken_identities(tally) == []
    assert tally.account.read == len(several)


@given(st.lists(dated_procedures(), max_size=12), periods(), DAYS)
def test_a_count_with_a_calendar_is_the_count_of_what_has_its_last_days(several, period, publishing_days):
    limited = [with_limits(one, VIETNAM, publishing_days=publishing_days) for one in several]
    assert count_procedures(several, period, calendar=VIETNAM, publishing_days=publishing_days) == count_procedures(
        limited, period
    )


def recounted_feedback(several, first, last):
    """(handled in time, handled late, pending in time, pending overdue)"""
    found = [0, 0, 0, 0]
    for one in several:
        if one.received_at is None or one.received_at.date() > last:
            continue
        received, ended = one.received_at.date(), one.handled_at or one.declined_at
        if ended and ended.date() < first and received < first:
            continue
        if one.due_at:
            due = one.due_at.date()
        else:
            # After 17:00, and on a day off, it is taken on the next working day.
            off = not VIETNAM.is_working_day(received) or (one.received_at.hour, one.received_at.minute) > (17, 0)
            due = walked(walked(received, 1) if off else received, 15)
        if ended is None or ended.date() > last:
            found[3 if due < last else 2] += 1
        elif one.handled_at:
            found[1 if one.handled_at.date() > due else 0] += 1
    return tuple(found)


@given(st.lists(feedback(), max_size=12), periods())
def test_a_plain_recount_of_feedback_gives_the_same(several, period):
    tally = count_feedback(several, period, by="kind", calendar=VIETNAM)
    row = tally.total()
    counted = (row.handled_in_time, row.handled_late, row.pending_in_time, row.pending_overdue)
    assert counted == recounted_feedback(several, *period.window)
    assert broken_identities(tally) == []
    assert tally == count_feedback([with_due(one, VIETNAM) for one in several], period, by="kind")


@given(st.lists(dated_procedures(), max_size=8), st.lists(feedback(), max_size=8))
def test_in_time_is_judged_by_the_whole_day_wherever_a_window_ends(several, notes):
    """A month cut in two publishes what the month does, and what is late in a part is late in the whole."""
    parts = [Period.between(date(2024, 1, 1), date(2024, 1, 15)), Period.between(date(2024, 1, 16), date(2024, 1, 31))]
    standing = [evolve(one, valid_from=None, valid_to=None) for one in several]
    month = Period.month(2024, 1)
    whole = count_procedures(standing, month, calendar=VIETNAM).total()
    first, second = (count_procedures(standing, part, calendar=VIETNAM).total() for part in parts)
    for name in ("published", "published_on_time", "public_on_time"):
        assert whole[name] == first[name] + second[name]
    handled = count_feedback(notes, month, calendar=VIETNAM).total()
    each = [count_feedback(notes, part, calendar=VIETNAM).total() for part in parts]
    for name in ("handled_in_time", "handled_late"):
        assert handled[name] == sum(row[name] for row in each)
