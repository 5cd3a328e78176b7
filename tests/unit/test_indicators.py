"""Every indicator of the catalogue against its definition, on one row of counters."""

from datetime import date

import pytest

from tests.spec.rows import rows
from tthc_core import Indicator, InvalidValueError, Period, Rate, Tally, count, indicators

ROW = Tally.published(
    {
        "province": {
            "caseload": 1000,
            "received": 800,
            "received_online": 500,
            "receivable_online": 700,
            "receivable_online_filed": 450,
            "synchronised": 790,
            "synchronised_carried_over": 150,
            "digitised": 400,
            "digitised_carried_over": 60,
            "data_reused": 300,
            "data_reused_carried_over": 40,
            "personal_storage_used": 7,
            "personal_storage_used_carried_over": 2,
            "population_data_used": 333,
            "population_data_used_carried_over": 66,
            "fee_due": 290,
            "paid_online": 70,
            "resolved": 610,
            "resolved_not_judged": 10,
            "resolved_in_time": 590,
            "late": 10,
            "result_due": 600,
            "electronic_result": 320,
            "pending_in_time": 350,
            "pending_overdue": 20,
            "due_in_period": 580,
            "due_in_period_met": 560,
        }
    },
    Period.month(2024, 1),
).total()


@pytest.mark.parametrize(
    ("code", "numerator", "denominator"),
    rows("""
    ON_TIME                      | 590 | 600
    LATE                         | 10  | 600
    ON_TIME_WITH_BACKLOG         | 590 | 620
    IN_TIME_OF_CASELOAD          | 940 | 1000
    PENDING_IN_TIME              | 350 | 370
    PENDING_OVERDUE              | 20  | 370
    DUE_MET                      | 560 | 580
    ONLINE_FILING                | 500 | 800
    ONLINE_FILING_OFFERED        | 450 | 700
    SYNCHRONISED                 | 790 | 800
    DIGITISED                    | 400 | 800
    DATA_REUSED                  | 300 | 800
    ELECTRONIC_RESULT            | 320 | 600
    ONLINE_PAYMENT               | 70  | 290
    SYNCHRONISED_OF_CASELOAD     | 940 | 1000
    DIGITISED_OF_CASELOAD        | 460 | 1000
    DATA_REUSED_OF_CASELOAD      | 340 | 1000
    PERSONAL_STORAGE_USED_OF_CASELOAD | 9 | 1000
    POPULATION_DATA_USED_OF_CASELOAD | 399 | 1000
    """),
)
def test_rate_of(code, numerator, denominator):
    assert getattr(indicators, code).rate(ROW) == Rate(int(numerator), int(denominator))


def test_each_has_its_code_two_names_and_a_place_in_the_catalogue():
    for code, indicator in indicators.CATALOGUE.items():
        assert getattr(indicators, code) is indicator
        assert indicator.code == code
        assert indicator.label.startswith("Tỷ lệ")
        assert indicator.name


def test_what_was_not_judged_is_none_where_a_page_has_no_such_column():
    row = Tally.published({"province": {"resolved": 600, "resolved_in_time": 590}}, Period.month(2024, 1)).total()
    assert indicators.ON_TIME.rate(row) == Rate(590, 600)
    assert indicators.LATE.rate(row) == Rate.unknown()


def test_an_empty_month_has_empty_rates():
    assert count([], Period.month(2024, 1)).total().rate(indicators.ON_TIME) == Rate(0, 0)


def test_in_force():
    assert indicators.ONLINE_FILING not in indicators.at(date(2021, 1, 1))
    assert indicators.DUE_MET in indicators.at(date(2021, 1, 1))
    assert len(indicators.at(date(2024, 1, 31))) == len(indicators.CATALOGUE)


def test_sums_are_counters_added_and_subtracted():
    own = Indicator(code="OWN", label="Tỷ lệ", name="own", numerator="late + early", denominator="resolved - late")
    assert own.counters == ("late", "early", "resolved")
    with pytest.raises(InvalidValueError, match="Indicator.numerator is 'late / early'"):
        Indicator(code="OWN", label="Tỷ lệ", name="own", numerator="late / early", denominator="resolved")
