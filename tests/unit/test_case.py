"""A case holds what it is given, in the types that counting reads."""

import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from typing import get_args, get_type_hints

import attrs
import pytest

from tests.strangers import Text
from tthc_core.domain import Applicant, Case, CaseStatus, Channel, Extension, Level, OnlineTier, Pause

OPENING = {"submitted_at", "received_at"}
CLOSING = {"due_at", "finished_at", "returned_at", "refused_at"}
FLAGS = [name for name, hint in get_type_hints(Case).items() if bool in get_args(hint)]
NOON_UTC = datetime(2024, 1, 31, 18, tzinfo=UTC)


def a_case(**fields):
    return Case(**{"code": "HS-01", "status": CaseStatus.PROCESSING, **fields})


def test_the_fields_are_those_of_counting_in_order():
    assert [field.name for field in attrs.fields(Case)] == [
        "code",
        "status",
        "national_code",
        "procedure_code",
        "field_code",
        "agency_code",
        "handling_agency_code",
        "level",
        "channel",
        "tier",
        "applicant",
        "submitted_at",
        "received_at",
        "due_at",
        "finished_at",
        "returned_at",
        "refused_at",
        "pauses",
        "extensions",
        *FLAGS,
    ]
    assert FLAGS == [
        "synchronised",
        "digitised",
        "data_reused",
        "personal_storage_used",
        "population_data_used",
        "fee_due",
        "paid_online",
        "electronic_result",
        "without_result_document",
        "apology_sent",
        "dissatisfied",
    ]


def test_only_code_and_status_are_required():
    case = Case(code="HS-01", status=CaseStatus.DRAFT)
    rest = attrs.asdict(case, recurse=False, filter=lambda field, _: field.name not in ("code", "status"))
    assert {name for name, value in rest.items() if value is not None} == {"pauses", "extensions"}
    assert (case.pauses, case.extensions) == ((), ())
    with pytest.raises(TypeError):
        Case(code="HS-01")
    with pytest.raises(TypeError):
        Case("HS-01", CaseStatus.DRAFT)
    with pytest.raises(TypeError):
        a_case(recieved_at=None)


def test_a_case_is_a_frozen_value():
    case = a_case(level="province", received_at=date(2024, 1, 5), pauses=(Pause(began_at=date(2024, 1, 8)),))
    assert case == attrs.evolve(case)
    assert case != attrs.evolve(case, level=Level.COMMUNE)
    assert hash(case) == hash(pickle.loads(pickle.dumps(case)))
    assert not hasattr(case, "__dict__")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        case.level = Level.COMMUNE


@pytest.mark.parametrize(
    ("field", "kind"),
    [("status", CaseStatus), ("level", Level), ("channel", Channel), ("tier", OnlineTier), ("applicant", Applicant)],
)
def test_the_exact_value_of_an_enum_becomes_its_member(field, kind):
    for each in kind:
        assert getattr(a_case(**{field: each.value}), field) is each
        assert getattr(a_case(**{field: each}), field) is each


@pytest.mark.parametrize("field", sorted(OPENING | CLOSING))
def test_dates_become_local_moments(field):
    def held(value):
        found = getattr(a_case(**{field: value}), field)
        assert type(found) is datetime
        return found

    edge = datetime(2024, 1, 5) if field in OPENING else datetime(2024, 1, 5, 23, 59, 59)
    assert held(date(2024, 1, 5)) == edge
    assert held(datetime(2024, 1, 5, 9, 30)) == datetime(2024, 1, 5, 9, 30)
    assert held(NOON_UTC) == datetime(2024, 2, 1, 1)
    assert held(datetime(2024, 1, 5, 9, tzinfo=timezone(timedelta(hours=7)))) == datetime(2024, 1, 5, 9)


def test_dates_of_pauses_and_extensions_open_and_close():
    day, begins, ends = date(2024, 1, 5), datetime(2024, 1, 5), datetime(2024, 1, 5, 23, 59, 59)
    assert Pause(began_at=day, ended_at=day, due_before=day, due_after=day) == Pause(
        began_at=begins, ended_at=ends, due_before=ends, due_after=ends
    )
    assert Extension(decided_at=day, due_before=day, due_after=day) == Extension(
        decided_at=begins, due_before=ends, due_after=ends
    )
    with pytest.raises(TypeError):
        Pause()


def test_lists_become_tuples():
    pause, extension = Pause(began_at=date(2024, 1, 8)), Extension()
    case = a_case(pauses=[pause, pause], extensions=[])
    assert (case.pauses, case.extensions) == ((pause, pause), ())
    assert a_case(pauses=(pause,), extensions=(extension,)).extensions == (extension,)


@pytest.mark.parametrize("flag", FLAGS)
def test_a_flag_is_true_false_or_unknown(flag):
    for value in (True, False, None):
        assert getattr(a_case(**{flag: value}), flag) is value


def test_text_is_kept_as_it_comes_and_is_plain():
    assert a_case(code="NA").code == "NA"
    assert a_case(code="").code == ""
    for given in (Text(" H44 "), Level.PROVINCE):
        found = a_case(agency_code=given).agency_code
        assert found == str(given)
        assert type(found) is str


def test_a_kind_of_pause_of_ones_own_is_a_pause():
    @attrs.frozen(kw_only=True)
    class Reminder(Pause):
        reminded: bool = True

    reminder = Reminder(began_at=date(2024, 1, 8))
    assert a_case(pauses=(reminder,)).pauses == (reminder,)


def test_a_case_of_ones_own_keeps_the_checks():
    @attrs.frozen(kw_only=True)
    class OwnCase(Case):
        remark: str = ""

    assert OwnCase(code="1", status="draft", remark="x").status is CaseStatus.DRAFT
    with pytest.raises(ValueError, match=r"OwnCase.level: 'x'"):
        OwnCase(code="1", status="draft", level="x")


def test_a_case_whose_fields_contradict_each_other_is_held():
    case = a_case(
        status=CaseStatus.RETURNED,
        tier=OnlineTier.INFORMATION,
        channel=Channel.ONLINE,
        received_at=date(2024, 2, 1),
        due_at=date(2024, 1, 1),
        finished_at=date(2023, 12, 1),
        paid_online=True,
        fee_due=False,
        pauses=(Pause(began_at=date(2024, 3, 1), ended_at=date(2024, 2, 1)),),
    )
    assert case.finished_at < case.due_at < case.received_at
