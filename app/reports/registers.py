"""The register of dossiers (sổ theo dõi hồ sơ), as it is laid out now and as it was until 2025."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from app.domain.moments import from_text
from app.domain.report_shape import ReportAsked, Value
from app.reports.columns import count, moment, text
from app.reports.gathering import Line, Told, listed_report
from app.reports.grouping import COUNT
from app.reports.kinds import Around
from app.reports.lined import ERASED, folded, rows_of

_PLACES = {"counter": "Trực tiếp", "post": "Bưu chính", "online": "Trực tuyến"}


def _list(session: Session, asked: ReportAsked, around: Around) -> Iterator[Line]:
    """Every line of the register, cancelled ones too: numbers are never used again."""
    days = COUNT.c.received_on.between(asked.first, asked.last)
    for row in rows_of(session, asked, around, days, with_void=True):
        public = folded(row)
        applicant = json.loads(row["fold_private"] or b"{}").get("persons", {}).get("applicant", {})
        line = public["register"]
        values: dict[str, Value] = {
            "line": f"{line['number']:05d}, quyển {line['book']}",
            "code": row["code"],
            "procedure": row["procedure_name"],
            "sets": public["sets"],
            "applicant": applicant.get("full_name", ERASED),
            "address": applicant.get("address", ""),
            "phone": applicant.get("phone", ""),
            "agency": row["settling_agency"],
            "received_at": row["received_at"],
            "due_at": row["return_due_at"],
            "forwarded_at": _moment(public.get("forwarded_at")),
            "result_at": _last(public, "received_at"),
            "returned_at": _last(public, "returned_at"),
            "way": _PLACES.get(public["return_place"], ""),
            "note": "hủy" if row["is_void"] else "",
        }
        yield Line(key=str(row["uid"]), values=values, dossier=row["uid"])


def _last(public: dict[str, Any], key: str) -> Value:
    """When something last happened to a result that was not taken back."""
    results = [each for each in public["results"] if "recalled_at" not in each]
    found = [each[key] for each in results if key in each]
    return _moment(found[-1] if found else None)


def _moment(stated: str | None) -> Value:
    return None if stated is None else from_text(stated)


_WHO = (
    text("code", "Mã hồ sơ", 18),
    text("procedure", "Tên thủ tục", 26),
    count("sets", "Số bộ"),
    text("applicant", "Tên cá nhân, tổ chức", 18),
    text("address", "Địa chỉ", 20),
    text("phone", "Điện thoại", 11),
)
_CAME = (moment("received_at", "Nhận hồ sơ"), moment("due_at", "Hẹn trả kết quả"))

REGISTER = listed_report(
    Told(
        name="register",
        title="Sổ theo dõi hồ sơ",
        form="Mẫu số 07, Thông tư 03/2025/TT-VPCP",
        columns=(
            text("line", "Số thứ tự, quyển", 13),
            *_WHO,
            text("agency", "Cơ quan giải quyết", 15),
            *_CAME,
            moment("forwarded_at", "Chuyển hồ sơ đi"),
            moment("result_at", "Nhận kết quả về"),
            moment("returned_at", "Trả kết quả"),
            text("way", "Phương thức nhận kết quả", 11),
            text("note", "Ghi chú", 10),
        ),
    ),
    _list,
)

REGISTER_2018 = listed_report(
    Told(
        name="register-2018",
        title="Sổ theo dõi hồ sơ (mẫu trước 2025)",
        form="Mẫu số 06, Thông tư 01/2018/TT-VPCP",
        columns=(
            text("line", "Số thứ tự, quyển", 13),
            *_WHO,
            *_CAME,
            moment("returned_at", "Ngày nhận kết quả"),
            text("giver", "Bên giao (ký tên)", 12),
            text("taker", "Bên nhận (ký tên)", 12),
            text("note", "Ghi chú", 10),
        ),
    ),
    _list,
)
