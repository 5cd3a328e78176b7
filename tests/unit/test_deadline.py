"""deadline(case): what it holds, what it sets aside, what it refuses, and how it explains itself."""

import pickle
from datetime import UTC, date, datetime, time
from fractions import Fraction

import pytest
from attrs import evolve

from tthc_core import CalendarRangeError, Case, Extension, InvalidValueError, Pause, Severity, TimeLimit
from tthc_core.calendar import WorkCalendar, WorkingHours
from tthc_core.counting.deadlines import Deadline, DeadlineStep, StepKind, deadline

VIETNAM = WorkCalendar.vietnam()
LIMIT = TimeLimit.working_days(5)


def day(number, hour=9, minute=0):
    return datetime(2024, 7, number, hour, minute)


PAUSE = Pause(began_at=day(8), ended_at=day(11, 10))
EXTENSION = Extension(decided_at=day(10), due_after=day(19, 17))
CASE = Case(code="HS-01", status="processing", received_at=day(5, 10), due_at=day(12, 10))


def found(case=CASE, *, limit=LIMIT, calendar=VIETNAM, **given):
    return deadline(case, limit=limit, calendar=calendar, **given)


def test_a_deadline_says_everything_that_it_was_made_from():
    case = evolve(CASE, pauses=(PAUSE,), extensions=(EXTENSION,))
    it = found(case, supplement="shift", receipt="same_clock")
    assert (it.case_code, it.received_at, it.starts_at, it.limit) == ("HS-01", day(5, 10), day(5, 10), LIMIT)
    assert (it.receipt, it.supplement, it.calendar) == ("same_clock", "shift", VIETNAM)
    assert it.steps == (
        DeadlineStep(
            kind=StepKind.RECEIPT,
            at=day(5, 10),
            due_before=None,
            due_after=day(12, 10),
            why="cộng thời hạn 05 ngày làm việc",
            since=day(5, 10),
        ),
        DeadlineStep(
            kind=StepKind.EXTENSION, at=day(10), due_before=day(12, 10), due_after=day(19, 17), why="thay hạn cũ"
        ),
        DeadlineStep(
            kind=StepKind.PAUSE,
            at=day(11, 10),
            due_before=day(19, 17),
            due_after=day(24, 17),
            why="lùi hạn 03 ngày làm việc",
            since=day(8),
            waited=3,
        ),
    )
    assert (it.due_at, it.paused, it.recorded, it.difference) == (day(24, 17), None, day(12, 10), -8)
    assert (it.taken_off, it.findings) == (0, ())
    assert (it, hash(it)) == (
        pickle.loads(pickle.dumps(it)),
        hash(found(case, supplement="shift", receipt="same_clock")),
    )
    assert str(it) == it.explain()
    assert "calendar" not in repr(it)


def test_an_open_pause_moves_nothing_yet_and_is_shown():
    waiting = Pause(began_at=day(9))
    for rule in ("restart", "shift", "subtract"):
        it = found(evolve(CASE, pauses=(waiting,)), supplement=rule)
        assert (it.due_at, it.paused, it.taken_off, len(it.steps)) == (day(12, 10), waiting, 0, 1)


def test_what_is_taken_off_is_in_the_unit_of_the_limit():
    limits = (LIMIT, TimeLimit.working_hours(4), TimeLimit.calendar_days(9), TimeLimit.months(1))
    cases = (evolve(CASE, pauses=(PAUSE,)), evolve(CASE, pauses=(PAUSE, Pause(began_at=day(11, 11), ended_at=day(12)))))
    taken = [[found(case, limit=limit, supplement="subtract").taken_off for limit in limits] for case in cases]
    assert taken == [[3, 25 * 3600, 3, 3], [4, 31 * 3600, 4, 4]]


def test_the_limit_starts_again_in_full_but_never_before_a_later_due_date():
    case = evolve(CASE, pauses=(evolve(PAUSE, ended_at=day(12)),), extensions=(evolve(EXTENSION, due_after=day(30)),))
    it = found(case)
    assert it.due_at == day(30)
    assert it.steps[-1].why == "tính lại từ đầu thời hạn 05 ngày làm việc, hạn đang có muộn hơn"


def test_an_extension_to_an_earlier_day_replaces_the_due_date_and_is_said():
    it = found(evolve(CASE, extensions=(evolve(EXTENSION, due_after=day(11)),)))
    assert (it.due_at, it.steps[-1].why) == (day(11), "thay hạn cũ, tuy sớm hơn")


def test_what_happens_at_one_moment_is_a_pause_before_an_extension():
    case = evolve(CASE, pauses=(PAUSE,), extensions=(evolve(EXTENSION, decided_at=PAUSE.ended_at),))
    assert [step.kind for step in found(case).steps] == [StepKind.RECEIPT, StepKind.PAUSE, StepKind.EXTENSION]


def test_pauses_count_in_the_order_of_time_however_they_are_listed():
    later = Pause(began_at=day(12), ended_at=day(15))
    one, other = (found(evolve(CASE, pauses=pauses)) for pauses in ((PAUSE, later), (later, PAUSE)))
    assert one == other
    assert [step.at for step in one.steps] == [day(5, 10), day(11, 10), day(15)]


@pytest.mark.parametrize(
    ("limit", "starts"),
    [
        (LIMIT, day(6)),
        (TimeLimit.working_days(Fraction(5, 2)), day(8, 7)),
        (TimeLimit.working_hours(4), day(8, 7)),
        (TimeLimit.calendar_days(4), day(8, 7)),
    ],
)
def test_a_limit_starts_to_run_by_the_rule_of_receipt(limit, starts):
    saturday = evolve(CASE, received_at=day(6))
    assert found(saturday, limit=limit, receipt="day_off_is_day_0").starts_at == starts


def test_hours_of_the_calendar_and_their_cut_off_count():
    hours = WorkingHours(((time(8), time(12)), (time(13), time(17))), cut_off=time(15))
    case = evolve(CASE, received_at=day(5, 16), pauses=(Pause(began_at=day(9), ended_at=day(10, 15, 30)),))
    it = found(case, calendar=VIETNAM.with_hours(hours), limit=TimeLimit.working_hours(8))
    assert [step.due_after for step in it.steps] == [day(8, 17), day(11, 17)]


def test_moments_may_be_aware_and_an_end_may_be_a_day():
    it = found(evolve(CASE, pauses=(PAUSE,)), supplement="subtract")
    assert it.judged_end(datetime(2024, 7, 17, 2, tzinfo=UTC)) == day(12)
    assert it.judged_end(date(2024, 7, 17)) == datetime(2024, 7, 12, 23, 59, 59)


# -- the recorded due date ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("recorded", "difference", "words"),
    [
        (day(12, 17), 0, "12/7/2024 lúc 17 giờ 00 phút, cùng ngày."),
        (date(2024, 7, 12), 0, "đã ghi: 12/7/2024, cùng ngày."),
        (day(15), 1, "muộn hơn 01 ngày làm việc."),
        (day(11), -1, "sớm hơn 01 ngày làm việc."),
        (day(13), 0, "muộn hơn, không cách ngày làm việc nào."),
        (date(2024, 9, 4), 36, "04/9/2024, muộn hơn 36 ngày làm việc."),
        (None, None, "Ngày hẹn trả theo thời hạn: 12/7/2024 lúc 10 giờ 00 phút."),
    ],
)
def test_the_recorded_due_date_is_compared(recorded, difference, words):
    it = found(evolve(CASE, due_at=recorded))
    assert it.difference == difference
    assert it.explain().splitlines()[-1].endswith(words)


# -- what is faulty ----------------------------------------------------------------------------------------------------

BACKWARDS = Pause(began_at=day(9), ended_at=day(8))
FAULTY = [
    ({"due_at": day(4)}, ["due_before_received"], day(12, 10)),
    ({"pauses": (BACKWARDS,)}, ["pause_ends_before_begin"], day(12, 10)),
    ({"pauses": (PAUSE, Pause(began_at=day(10), ended_at=day(15)))}, ["pauses_overlap"], day(12, 10)),
    ({"extensions": (EXTENSION, EXTENSION)}, ["second_extension"], day(19, 17)),
    ({"extensions": (evolve(EXTENSION, decided_at=day(12)),)}, ["extension_too_late"], day(12, 10)),
    ({"extensions": (evolve(EXTENSION, due_before=day(10)),)}, ["extension_too_late"], day(12, 10)),
    ({"extensions": (Extension(decided_at=day(10)),)}, ["extension_incomplete"], day(12, 10)),
    ({"extensions": (Extension(due_after=day(19)),)}, ["extension_incomplete"], day(12, 10)),
    ({"extensions": (Extension(), EXTENSION)}, ["second_extension", "extension_incomplete"], day(12, 10)),
    (
        {"due_at": day(4), "pauses": (BACKWARDS,), "extensions": (EXTENSION, EXTENSION)},
        ["due_before_received", "pause_ends_before_begin", "second_extension"],
        day(19, 17),
    ),
]


@pytest.mark.parametrize(("changes", "codes", "due"), FAULTY)
def test_what_is_faulty_is_set_aside_and_said_or_refused(changes, codes, due):
    case = evolve(CASE, **changes)
    it = found(case, faults="findings")
    assert ([finding.code for finding in it.findings], it.due_at) == (codes, due)
    assert {finding.severity for finding in it.findings} == {Severity.ERROR}
    assert {finding.place[0] for finding in it.findings} == {"HS-01"}
    for finding in it.findings:
        assert f"Lỗi: {finding.message} Phần này không được tính." in it.explain()
    with pytest.raises(InvalidValueError, match="deadline: case 'HS-01' is faulty") as caught:
        found(case)
    assert all(f"{finding.code}: {finding.message}" in str(caught.value) for finding in it.findings)


def test_the_recorded_due_date_is_set_aside_too():
    it = found(evolve(CASE, due_at=day(4)), faults="findings")
    assert (it.recorded, it.difference) == (None, None)


def test_only_what_is_named_is_set_aside():
    lone, second = Pause(began_at=day(12), ended_at=day(15)), Pause(began_at=day(10))
    it = found(evolve(CASE, pauses=(PAUSE, lone, second)), faults="findings")
    assert dict(it.findings[0].values) == {"pauses[0]": PAUSE, "pauses[1]": lone, "pauses[2]": second}
    it = found(evolve(CASE, pauses=(PAUSE, lone, Pause(began_at=day(9), ended_at=day(10)))), faults="findings")
    assert dict(it.findings[0].values) == {"pauses[0]": PAUSE, "pauses[2]": Pause(began_at=day(9), ended_at=day(10))}
    assert (len(it.steps), it.due_at) == (2, day(22))


def test_an_extension_is_judged_by_the_due_date_in_force_then():
    moved = evolve(CASE, pauses=(PAUSE,), extensions=(evolve(EXTENSION, decided_at=day(18)),))
    [finding] = found(moved, faults="findings").findings
    assert dict(finding.values) == {"extensions[0]": moved.extensions[0], "due_in_force": day(18, 10)}
    assert finding.message == (
        "Gia hạn quá muộn: gia hạn lần 1 (quyết định 18/7/2024 lúc 09 giờ 00 phút, hạn mới 19/7/2024 lúc 17 giờ 00 "
        "phút), ngày hẹn trả có hiệu lực khi đó 18/7/2024 lúc 10 giờ 00 phút."
    )


def test_a_pause_outside_the_case_is_a_warning_and_refuses_nothing():
    early = Pause(began_at=day(3), ended_at=day(4))
    it = found(evolve(CASE, pauses=(early,)))
    assert [(finding.code, finding.severity) for finding in it.findings] == [("pause_outside_case", Severity.WARNING)]
    assert (it.due_at, it.steps[-1].why, it.steps[-1].waited) == (
        day(12, 10),
        "kết thúc trước khi tiếp nhận, không đổi hạn",
        0,
    )
    assert it.explain().splitlines()[-1] == f"Cảnh báo: {it.findings[0].message}"


def test_a_case_without_a_code_is_found_in_its_findings():
    it = found(evolve(CASE, code=" ", pauses=(BACKWARDS,)), faults="findings")
    assert it.findings[0].place == ("–", "pauses")


# -- the words ---------------------------------------------------------------------------------------------------------


def test_a_deadline_explains_itself_step_by_step():
    case = evolve(
        CASE,
        code="000.00.01.H02-240706-0001",
        received_at=day(6),
        due_at=day(25, 17),
        pauses=(PAUSE, Pause(began_at=day(22))),
        extensions=(evolve(EXTENSION, decided_at=date(2024, 7, 15), due_after=day(24, 17)),),
    )
    assert (
        found(case).explain()
        == """\
Hồ sơ 000.00.01.H02-240706-0001: thời hạn 05 ngày làm việc; khi tạm dừng: bổ sung đủ hồ sơ thì tính lại thời hạn từ đầu.
1. Tiếp nhận 06/7/2024 lúc 09 giờ 00 phút, tính từ 08/7/2024 lúc 07 giờ 00 phút: cộng thời hạn 05 ngày làm việc; \
hẹn trả 15/7/2024 lúc 07 giờ 00 phút.
2. Tạm dừng từ 08/7/2024 lúc 09 giờ 00 phút đến 11/7/2024 lúc 10 giờ 00 phút: tính lại từ đầu thời hạn 05 ngày làm \
việc; hẹn trả 18/7/2024 lúc 10 giờ 00 phút.
3. Gia hạn theo quyết định 15/7/2024: thay hạn cũ; hẹn trả 24/7/2024 lúc 17 giờ 00 phút.
Đang tạm dừng từ 22/7/2024 lúc 09 giờ 00 phút: chưa đổi ngày hẹn trả.
Ngày hẹn trả theo thời hạn: 24/7/2024 lúc 17 giờ 00 phút.
Ngày hẹn trả đã ghi: 25/7/2024 lúc 17 giờ 00 phút, muộn hơn 01 ngày làm việc."""
    )


def test_under_subtract_it_says_what_is_taken_off():
    case = evolve(CASE, due_at=None, pauses=(PAUSE, Pause(began_at=day(15), ended_at=day(15, 10, 0))))
    lines = found(case, limit=TimeLimit.working_hours(20), supplement="subtract").explain().splitlines()
    assert "khi tạm dừng: giữ nguyên hạn, trừ thời gian tạm dừng khi xét ngày kết thúc." in lines[0]
    assert "giữ nguyên hạn, trừ 25 giờ làm việc khi xét ngày kết thúc; hẹn trả 09/7/2024" in lines[2]
    assert lines[-1] == (
        "Ngày hẹn trả theo thời hạn: 09/7/2024 lúc 16 giờ 00 phút, trừ 26 giờ làm việc khỏi ngày kết thúc."
    )


# -- what it does not take ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "changes", "words"),
    [
        (CASE, {"limit": TimeLimit.working_days(5000)}, "5000 working days after 05/7/2024 is outside."),
        (evolve(CASE, received_at=datetime(2018, 12, 31, 9)), {}, "case 'HS-01': the table of working days covers"),
        (evolve(CASE, due_at=date(2150, 9, 2)), {}, "01/01/2019–31/12/2027; 02/9/2150 is outside."),
        (evolve(CASE, pauses=(evolve(PAUSE, ended_at=datetime(2028, 1, 3)),)), {}, "03/01/2028 is outside."),
    ],
)
@pytest.mark.parametrize("faults", ["raise", "findings"])
def test_what_the_calendar_does_not_cover_is_an_error_that_names_the_case(case, changes, words, faults):
    with pytest.raises(CalendarRangeError) as caught:
        found(case, faults=faults, **changes)
    assert words in str(caught.value)
    assert str(caught.value).startswith("deadline: case 'HS-01': the table of working days covers 01/01/2019")


@pytest.mark.parametrize("faults", ["raise", "findings"])
def test_without_a_receipt_there_is_no_due_date(faults):
    with pytest.raises(InvalidValueError, match="deadline: case 'HS-01' has no received_at: no limit runs before"):
        found(evolve(CASE, received_at=None), faults=faults)


def test_a_deadline_is_a_value_of_its_own():
    assert isinstance(found(), Deadline)
    with pytest.raises(AttributeError):
        found().due_at = day(1)
