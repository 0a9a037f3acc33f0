from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from legacy_writing import from_unicode
from openpyxl import Workbook
from openpyxl.styles import Font

from app.domain.errors import Reason, Refusal
from app.domain.procedure import Fee, FeeKind, Limit, LimitUnit, Procedure, TimeLimit
from app.exchange.catalogue_files import read_catalogue
from app.exchange.legacy_text import LegacyEncoding
from app.exchange.read_catalogue import ReadCatalogue
from app.exchange.table_cells import limits

CSV = """TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG,,,
STT,Mã TTHC,Tên thủ tục hành chính,Lĩnh vực,Thời hạn giải quyết
1,2,3,4,5
I,,Lĩnh vực việc làm,,
1,1.001978,Hưởng trợ cấp,Việc làm,20 ngày làm việc
2,1.014955-Xoa,Thủ tục xóa,Việc làm,
3,1.014748,,Việc làm,
4,1.001978,Hưởng trợ cấp lần hai,Việc làm,
"""


def read(folder: Path, content: bytes, name: str = "danh mục.csv") -> ReadCatalogue:
    path = folder / name
    path.write_bytes(content)
    return read_catalogue(path)


def only(catalogue: ReadCatalogue) -> Procedure:
    (procedure,) = catalogue.procedures
    return procedure


def test_rows_are_read_and_bad_rows_are_named(tmp_path: Path) -> None:
    found = read(tmp_path, CSV.encode())
    assert only(found).code == "1.001978"
    assert only(found).limits == (Limit(statutory=TimeLimit.of(20, LimitUnit.WORKING_DAY)),)
    assert [(row.code, row.place) for row in found.skipped] == [
        ("1.014955-Xoa", "danh mục.csv, dòng 6"),
        ("1.014748", "danh mục.csv, dòng 7"),
        ("1.001978", "danh mục.csv, dòng 8"),
    ]
    assert not found.full


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_are_recognised(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    text = "Mã thủ tục,Tên thủ tục\n1.001978,Huong tro cap that nghiep\n".replace(",", delimiter)
    names = "Hưởng trợ cấp thất nghiệp của người lao động"
    text = text.replace("Huong tro cap that nghiep", names)
    content = _cp1258(text) if encoding == "cp1258" else text.encode(encoding)
    assert only(read(tmp_path, content)).name == names


def _cp1258(text: str) -> bytes:
    """Windows-1258 keeps letters composed and tones apart."""
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(each for each in parts if each in tones)
        rest = unicodedata.normalize("NFC", "".join(each for each in parts if each not in tones))
        out += rest + tone
    return out.encode("cp1258")


@pytest.mark.parametrize("encoding", LegacyEncoding)
def test_a_csv_of_an_old_typeface_is_converted_and_told(
    tmp_path: Path, encoding: LegacyEncoding
) -> None:
    text = "Mã thủ tục,Tên thủ tục\n1.001978,Hưởng trợ cấp thất nghiệp\n"
    found = read(tmp_path, from_unicode(text, encoding).encode("latin-1"))
    assert only(found).name == "Hưởng trợ cấp thất nghiệp"
    (conversion,) = found.converted
    assert conversion.encoding == encoding.value
    assert conversion.before == from_unicode(conversion.after, encoding)
    assert conversion.count == 3


def workbook(*rows: tuple[object, ...], font: str = "Times New Roman") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.font = Font(name=font)
    sheet["A2"].number_format = "0.000000"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_code_that_excel_took_for_a_number_gets_its_noughts_back(tmp_path: Path) -> None:
    content = workbook(("Mã số", "Tên thủ tục"), (2.00013, "Thủ tục"))
    assert only(read(tmp_path, content, "a.xlsx")).code == "2.000130"


def test_leading_zeros_survive(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Mã thủ tục", "Tên", "Điện thoại", "Cơ quan giải quyết"))
    sheet.append(("1.001978", "A", "02343856868", "Sở Nội vụ"))
    sheet.append(("1.001979", "B", 2343856868, "Sở Nội vụ"))
    sheet["C3"].number_format = "00000000000"
    stream = io.BytesIO()
    book.save(stream)
    found = read(tmp_path, stream.getvalue(), "a.xlsx")
    assert [each.settling_phone for each in found.procedures] == ["02343856868", "02343856868"]


@pytest.mark.parametrize(
    ("font", "encoding"), [(".VnTime", LegacyEncoding.TCVN3), ("VNI-Times", LegacyEncoding.VNI)]
)
def test_the_typeface_of_a_cell_tells_its_encoding(
    tmp_path: Path, font: str, encoding: LegacyEncoding
) -> None:
    name = from_unicode("bán", encoding)
    heading = tuple(from_unicode(text, encoding) for text in ("Mã thủ tục", "Tên thủ tục"))
    content = workbook(heading, ("1.001978", name), font=font)
    found = read(tmp_path, content, "a.xlsx")
    assert only(found).name == "bán", "one short word would not tell by itself"
    assert found.converted[0].encoding == encoding.value


def test_every_column_finds_its_field(tmp_path: Path) -> None:
    content = workbook(
        ("Mã thủ tục", "Tên thủ tục", "Thời hạn (theo quy định)", "Thời hạn rút ngắn",
         "Thành phần hồ sơ", "Phí", "Lệ phí", "Số quyết định", "Ngày quyết định",
         "Ngày có hiệu lực", "Kết quả", "Cấp thực hiện"),
        ("1.001978.H38", "Thủ tục", "7 ngày làm việc", "5 ngày làm việc",
         "- Đơn (01 bản chính)\n- Giấy phép (02 bản sao)", "Không", "50.000 đồng/giấy",
         "12/QĐ-UBND", "01/02/2026", "15/02/2026", "Giấy phép", "Tỉnh; Xã"),
    )  # fmt: skip
    procedure = only(read(tmp_path, content, "a.xlsx"))
    assert procedure.local_suffix == "H38"
    seven, five = (TimeLimit.of(days, LimitUnit.WORKING_DAY) for days in (7, 5))
    assert procedure.limits == (Limit(statutory=seven, shortened=five),)
    assert procedure.papers is not None
    assert [(each.name, each.originals, each.copies) for each in procedure.papers] == [
        ("Đơn (01 bản chính)", 1, None),
        ("Giấy phép (02 bản sao)", None, 2),
    ]
    assert procedure.fees == (Fee(kind=FeeKind.LEVY, amount=50_000, note="50.000 đồng/giấy"),)
    assert procedure.decision is not None
    assert (procedure.decision.number, procedure.decision.on) == ("12/QĐ-UBND", date(2026, 2, 1))
    assert procedure.valid_from == date(2026, 2, 15)
    assert procedure.levels == ("Tỉnh", "Xã")


def test_a_table_without_code_and_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        read(tmp_path, b"A,B\n1,2\n")
    assert refused.value.reason is Reason.CATALOGUE_HEADINGS_MISSING


def test_a_day_that_is_none_skips_its_row(tmp_path: Path) -> None:
    text = "Mã thủ tục,Tên,Ngày hiệu lực\n1.001978,A,31/02/2026\n"
    found = read(tmp_path, text.encode())
    assert found.procedures == ()
    assert found.skipped[0].code == "1.001978"


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("7 ngày làm việc", None, TimeLimit.of(7, LimitUnit.WORKING_DAY)),
        ("Không quá 07 ngày làm việc.", None, TimeLimit.of(7, LimitUnit.WORKING_DAY)),
        ("1,5 ngày làm việc", None, TimeLimit.of("1.5", LimitUnit.WORKING_DAY)),
        ("1/2 ngày làm việc", None, TimeLimit.of("0.5", LimitUnit.WORKING_DAY)),
        ("15 ngày kể từ ngày nhận đủ hồ sơ hợp lệ", None, TimeLimit.of(15, LimitUnit.DAY)),
        ("30 (ba mươi) ngày", None, TimeLimit.of(30, LimitUnit.DAY)),
        ("4 giờ làm việc", None, TimeLimit.of(4, LimitUnit.WORKING_HOUR)),
        ("2 tháng", None, TimeLimit.of(2, LimitUnit.MONTH)),
        ("trong ngày", None, TimeLimit.of(0, LimitUnit.WORKING_DAY)),
        ("10", "ngày làm việc", TimeLimit.of(10, LimitUnit.WORKING_DAY)),
    ],
)
def test_limits_are_read_as_officers_write_them(
    text: str, unit: str | None, expected: TimeLimit
) -> None:
    assert limits(text, unit, None).limits == (Limit(statutory=expected),)


@pytest.mark.parametrize(
    "text",
    ["10", "5 ngày làm việc (trường hợp xác minh: 10 ngày)", "theo quy định", "0 ngày", "1/0 ngày"],
)
def test_a_limit_that_is_not_wholly_understood_is_unknown_with_a_doubt(text: str) -> None:
    found = limits(text, None, None)
    assert found.limits is None
    assert text in found.doubts[0]


def test_an_empty_limit_is_unknown_without_a_doubt() -> None:
    assert limits(None, "ngày", None).doubts == ()
