"""What section I of the monthly report counts: drafts that were reviewed, internal procedures, changed procedures."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from ..labelled import Labelled
from .checked import checked

__all__ = ["ChangeKind", "DraftReview", "InternalProcedure", "ProcedureChange"]


@frozen(kw_only=True)
@checked
class DraftReview:
    """A draft legal document whose procedures were assessed and appraised (đánh giá tác động, thẩm định dự thảo).

    :param title: the draft (dự thảo văn bản quy phạm pháp luật).
    :param reviewed_on: day of the review.
    :param procedures_assessed: procedures in it whose impact was assessed (đánh giá tác động).
    :param procedures_appraised: procedures in it that were appraised (thẩm định).
    :param cuts_proposed: procedures that the appraisal proposed to cut or simplify (kiến nghị cắt giảm, đơn giản hóa).
    :param cuts_accepted: those of them that the drafting body cut or simplified (tiếp thu).
    :raises InvalidValueError: a value that its field cannot hold.

    >>> DraftReview(title="Dự thảo Quyết định", procedures_assessed=3, cuts_proposed=1).cuts_accepted
    0
    """

    title: str
    reviewed_on: date | None = None
    procedures_assessed: int = 0
    procedures_appraised: int = 0
    cuts_proposed: int = 0
    cuts_accepted: int = 0


@frozen(kw_only=True)
@checked
class InternalProcedure:
    """A procedure between state agencies (TTHC nội bộ; Quyết định 1085/QĐ-TTg) and how far its reform has come.

    :param name: its name.
    :param code: its code, where it has one.
    :param published_on: published (công bố).
    :param approved_on: the plan to cut or simplify it was approved (phê duyệt phương án).
    :param carried_out_on: the plan was carried out (thực thi phương án).
    :raises InvalidValueError: a value that its field cannot hold.

    >>> InternalProcedure(name="Thẩm định giá đất", published_on=date(2024, 1, 8)).approved_on is None
    True
    """

    name: str
    code: str | None = None
    published_on: date | None = None
    approved_on: date | None = None
    carried_out_on: date | None = None


class ChangeKind(Labelled):
    """What a decision did to a procedure (ban hành mới, sửa đổi, bãi bỏ).

    >>> ChangeKind.AMENDED.label
    'sửa đổi, bổ sung'
    """

    ISSUED = "issued", "ban hành mới"
    AMENDED = "amended", "sửa đổi, bổ sung"
    ABOLISHED = "abolished", "bãi bỏ"


@frozen(kw_only=True)
@checked
class ProcedureChange:
    """A procedure that was issued, amended or abolished.

    :param procedure_code: code of the procedure (mã TTHC).
    :param kind: what was done to it.
    :param changed_on: since when.
    :param decision: number and date of the decision that publishes it (quyết định công bố).
    :raises InvalidValueError: a value that its field cannot hold.

    >>> ProcedureChange(procedure_code="2.002492", kind="abolished").kind
    <ChangeKind.ABOLISHED: 'abolished'>
    """

    procedure_code: str
    kind: ChangeKind
    changed_on: date | None = None
    decision: str | None = None
