from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.domain.errors import Reason, Refusal
from app.domain.reception import IdentityKind
from app.exchange.open_dossiers import ReadDossiers, Stage, read_open_dossiers, stage_of

HEADS = "Mã hồ sơ,Tên thủ tục,Người nộp,CMND/CCCD,Ngày tiếp nhận,Ngày hẹn trả,Trạng thái"
ROW = "H40.16-261110-0001,Thủ tục Ví Dụ,Trần Thị Mẫu,034188004321,10/11/2026 09:15,20/11/2026,Mới"


def read(*lines: str, heads: str = HEADS, **how: object) -> ReadDossiers:
    content = "\n".join((heads, *lines)).encode()
    return read_open_dossiers("cu.csv", content, **how)  # type: ignore[arg-type]


def test_columns_are_told_by_their_headings() -> None:
    found = read(ROW, heads=f"{HEADS},Cột lạ")
    (dossier,) = found.dossiers
    assert found.columns["identity"] == "CMND/CCCD"
    assert found.unused == ("Cột lạ",)
    assert (dossier.code, dossier.procedure_name) == ("H40.16-261110-0001", "Thủ tục Ví Dụ")
    assert dossier.received_at == datetime(2026, 11, 10, 2, 15, tzinfo=UTC)
    assert dossier.due_at == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert dossier.stage is Stage.RECEIVED


def test_a_column_that_is_called_otherwise_is_named() -> None:
    heads = HEADS.replace("Mã hồ sơ", "Key")
    with pytest.raises(Refusal) as refused:
        read(ROW, heads=heads)
    assert refused.value.reason is Reason.IMPORT_HEADINGS_MISSING
    (dossier,) = read(ROW, heads=heads, named={"code": "Key"}).dossiers
    assert dossier.code == "H40.16-261110-0001"
    with pytest.raises(Refusal) as unknown:
        read(ROW, named={"colour": "Key"})
    assert unknown.value.reason is Reason.IMPORT_COLUMN_UNKNOWN


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("Được tiếp nhận", Stage.RECEIVED),
        ("4", Stage.IN_PROCESS),
        ("Đang xử lý (đúng hạn)", Stage.IN_PROCESS),
        ("Yêu cầu bổ sung giấy tờ", Stage.AWAITING_SUPPLEMENT),
        ("Đã bổ sung", Stage.IN_PROCESS),
        ("Đã xử lý xong", Stage.SETTLED),
        ("Chờ trả kết quả", Stage.SETTLED),
        ("", Stage.RECEIVED),
    ],
)
def test_a_state_is_understood_by_its_words(words: str, stage: Stage) -> None:
    assert stage_of(words, "X", is_forwarded=False) is stage


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Đã trả kết quả", Reason.IMPORT_NOT_OPEN),
        ("10", Reason.IMPORT_NOT_OPEN),
        ("Dừng xử lý", Reason.IMPORT_NOT_OPEN),
        ("???", Reason.IMPORT_STATE_UNKNOWN),
    ],
)
def test_what_is_not_open_is_named(words: str, reason: Reason) -> None:
    with pytest.raises(Refusal) as refused:
        stage_of(words, "X", is_forwarded=False)
    assert refused.value.reason is reason


def test_a_number_without_its_noughts_is_named_or_mended() -> None:
    short = ROW.replace("034188004321", "34188004321")
    assert "số 0 ở đầu" in read(short).faulty[0].sentence
    (mended,) = read(short, pad=True).dossiers
    assert mended.applicant.identity.number == "034188004321"


def test_who_has_no_number_stands_without_one() -> None:
    (dossier,) = read(ROW.replace("034188004321", "")).dossiers
    assert dossier.applicant.identity.kind is IdentityKind.NONE


def test_an_owner_beside_the_filer_has_the_number() -> None:
    (dossier,) = read(f"{ROW},Lê Văn Thử", heads=f"{HEADS},Chủ hồ sơ").dossiers
    assert dossier.owner is not None
    assert dossier.owner.identity.number == "034188004321"
    assert dossier.applicant.identity.kind is IdentityKind.NONE


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("H40.16-261110-0001", "", "mã hồ sơ"),
        ("10/11/2026 09:15", "32/11/2026", "32/11/2026"),
        ("20/11/2026", "sau Tết", "sau Tết"),
        ("Trần Thị Mẫu", "", "họ tên"),
    ],
)
def test_a_faulty_row_is_named_with_its_line(before: str, after: str, said: str) -> None:
    found = read(ROW.replace(before, after), ROW)
    assert len(found.dossiers) == 1
    assert said in found.faulty[0].sentence
    assert found.faulty[0].place == "cu.csv, dòng 2"
