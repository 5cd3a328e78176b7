"""Laws of the check of cases, whatever the cases hold."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tthc_core import Period, Severity, check, count
from tthc_core.counting import count_feedback, count_procedures
from tthc_core.counting.fault_table import FAULTS
from tthc_core.counting.faults import check_cases
from tthc_core.testing import broken_identities, cases, feedback, periods, procedures, rules, tallies

AS_OF = date(2024, 12, 31)
ORDER = {"not_looked_for": -1} | {fault.code: rank for rank, fault in enumerate(FAULTS)}
months = st.lists(cases(), max_size=25)


@given(st.lists(cases(faulty=False), max_size=25, unique_by=lambda case: case.code))
def test_clean_cases_have_no_finding(month):
    assert [finding for finding in check_cases(month, as_of=AS_OF) if finding.severity is not Severity.NOTE] == []


@given(months, st.none() | st.dates(date(2023, 12, 1), date(2024, 2, 1)))
def test_any_cases_can_be_checked_and_their_findings_said(month, as_of):
    findings = check_cases(month, as_of=as_of)
    for finding in findings:
        assert str(finding)
        assert hash(finding)
        assert finding.message.endswith(".")
    assert check_cases(month, as_of=as_of) == findings


@given(months, periods())
def test_every_row_that_a_count_sets_aside_has_its_finding(month, period):
    findings = [finding.code for finding in check_cases(month)]
    account = count(month, period).account
    assert findings.count("no_receipt_date") == account.no_receipt
    assert findings.count("undated_end") >= account.undated_end


@given(months)
def test_a_row_is_judged_by_itself_but_for_its_code(month):
    alone = [finding for case in month for finding in check_cases([case], as_of=AS_OF)]
    together = check_cases(month, as_of=AS_OF)

    def without_codes(findings):
        return [finding for finding in findings if finding.code not in ("duplicate_code", "not_looked_for")]

    assert without_codes(alone) == without_codes(together)


@given(cases())
def test_findings_of_a_row_stand_in_the_order_of_the_table(case):
    ranks = [ORDER[finding.code] for finding in check_cases([case])]
    assert ranks == sorted(ranks)


@given(tallies())
def test_a_counted_tally_has_no_finding(tally):
    assert check(tally) == ()
    assert broken_identities(tally) == []


@given(st.lists(procedures(), max_size=12), st.lists(feedback(), max_size=12), months, periods())
def test_neither_have_procedures_and_feedback(some, notes, month, period):
    assert check(count_procedures(some, period, by="tier")) == ()
    assert check(count_procedures(some, period, with_cases=month)) == ()
    assert check(count_feedback(notes, period, by="kind")) == ()


@given(months, rules(), st.sets(st.sampled_from(["caseload", "resolved", "pending", "late", "early"]), min_size=1))
def test_neither_has_a_choice_of_counters(month, chosen, counters):
    tally = count(month, Period.month(2024, 1), by="channel", rules=chosen, counters=sorted(counters))
    assert check(tally) == ()
