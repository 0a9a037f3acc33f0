"""Every paper of the registry on every size, with the longest names, forty rows, and in training.

What the eye would see at once, asked of the drawn file: nothing is cut or lies over something
else, the codes read, pages are counted, and nobody signs on a page that holds nothing else.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from datetime import datetime
from functools import cache
from uuid import UUID

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from PIL import Image

from app.domain.facts import ReceptionPrivate
from app.domain.moments import VIETNAM
from app.domain.printers import Paper, SlipKind
from app.domain.procedure import Procedure, RequiredDocument
from app.domain.reception import Identity, Organisation, Person
from app.domain.slip_code import read_slip_code
from app.papers.sample_life import sample_facts
from app.papers.wording_preview import SAMPLED
from app.services.desk import DeskContext
from app.services.wording import Wordings, set_up_wording, tried

AT = datetime(2026, 11, 16, 9, 0, tzinfo=VIETNAM)
LONG_NAME = "Công Tằng Tôn Nữ Hoàng Nguyễn Phương Quỳnh Thùy Dương Thiên Trang"
LONG_UNIT = (
    "Trung tâm Phục vụ hành chính công Thành phố Hồ Chí Minh, Chi nhánh Bà Rịa - Vũng Tàu số 2"
)
LONG_PROCEDURE = (
    "Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở "
    "hữu tài sản gắn liền với đất lần đầu đối với tổ chức trong nước, tổ chức tôn giáo, tổ chức "
    "tôn giáo trực thuộc đang sử dụng đất"
)
ADDRESS = (
    "Số 127/35/8 đường Nguyễn Thị Minh Khai, Khu phố Thử Nghiệm 12, Phường An Thử Đông, Thành phố "
    "Ví Dụ"
)
DESK = DeskContext(
    tenant="H40",
    device_uid=UUID(int=9),
    agency_code="H40.16.105",
    office_name=LONG_UNIT,
    place="Thành phố Hồ Chí Minh",
    number=3,
    is_training=True,
    parent_name="Ủy ban nhân dân Thành phố Hồ Chí Minh",
    contact_line="Điện thoại hỗ trợ: 028 0000 0000, giờ làm việc; thư ho.tro@an-thu.example.vn",
)
WORDS = tried(
    set_up_wording(DESK),
    {
        "office.template": "Mẫu của Sở Nội vụ Thành phố Hồ Chí Minh, bản 2026.1",
        "office.signatories": f"Giám đốc\nTUQ. Chánh Văn phòng Đăng ký đất đai: {LONG_NAME}",
        "apology.signer": "Chánh Văn phòng Đăng ký đất đai",
    },
)
MANY = Procedure(
    code="1.012756",
    name=LONG_PROCEDURE,
    settling_agency="Sở Nông nghiệp và Môi trường Thành phố Hồ Chí Minh",
    papers=tuple(
        RequiredDocument(
            ordinal=number,
            name=f"Giấy tờ thứ {number}: bản vẽ, hồ sơ địa chính có xác nhận của cơ quan đo đạc",
            originals=1,
        )
        for number in range(1, 41)
    ),
)
OWNER = Person(
    full_name=LONG_NAME,
    identity=Identity(number="079203012345"),
    address=ADDRESS,
    phone="0903123456",
)
PERSONS = ReceptionPrivate(
    applicant=OWNER,
    organisation=Organisation(
        name="Công ty Trách nhiệm hữu hạn Một thành viên Thương mại Dịch vụ Ví Dụ Miền Đông Nam Bộ",
        tax_code="0312345678",
        address=ADDRESS,
        phone="0903123456",
        email="phong.hanh.chinh.tong.hop@cong-ty-vi-du-mien-dong-nam-bo.example.vn",
    ),
    lookup_token="00" * 10,
)
EVERY = [(kind, paper) for kind in SAMPLED for paper in kind.papers]
SHEETS = [each for each in EVERY if each[1] is not Paper.ROLL_80]
WATERMARK = 30
"""Points: the watermark is written bigger, and lies below the text by intent."""

SIGNED = {
    SlipKind.RECEIPT: "NGƯỜI TIẾP NHẬN HỒ SƠ",
    SlipKind.SUPPLEMENT: "NGƯỜI HƯỚNG DẪN",
    SlipKind.REFUSAL: "NGƯỜI TIẾP NHẬN HỒ SƠ",
    SlipKind.APOLOGY: "TUQ. GIÁM ĐỐC",
    SlipKind.STOP_NOTICE: "GIÁM ĐỐC",
    SlipKind.CORRECTION: "GIÁM ĐỐC",
    SlipKind.RESULT_RECEIPT: "NGƯỜI TRẢ KẾT QUẢ",
    SlipKind.FEE_RECEIPT: "NGƯỜI THU TIỀN",
    SlipKind.UNDERTAKING: "NGƯỜI CAM KẾT",
    SlipKind.AUTHORISATION: "BÊN ĐƯỢC ỦY QUYỀN",
    SlipKind.HAND_OVER: "NGƯỜI CHỨNG KIẾN",
    SlipKind.BATCH: "NGƯỜI TIẾP NHẬN",
}
SOMETHING = 60
"""Letters that a page with signatures holds beside them: no page is for signing alone."""

Box = tuple[float, float, float, float]


@cache
def drawn(kind: SlipKind, paper: Paper, *, dots: int = 300) -> bytes:
    facts = sample_facts(Wordings(set_up=WORDS), desk=DESK, at=AT, procedure=MANY, private=PERSONS)
    drawing = SAMPLED[kind](facts)
    assert drawing is not None
    return drawing(paper, dots)


def texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def boxes(pdf: bytes) -> list[tuple[float, float, list[Box]]]:
    """Width and height of each page, and the letters on it that are no watermark."""
    found = []
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        for page in document:
            text = page.get_textpage()
            sizes = (pdfium.FPDFText_GetFontSize(text.raw, at) for at in range(text.count_chars()))
            letters = [text.get_charbox(at) for at, size in enumerate(sizes) if size < WATERMARK]
            kept = [box for box in letters if box[3] - box[1] > 0.2 and box[2] > box[0]]
            found.append((*page.get_size(), kept))
    return found


def lying_over(letters: list[Box]) -> list[tuple[Box, Box]]:
    """Pairs of letters of which one covers more than a third of the other."""
    cells: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in letters:
        cells[int(box[0] // 20), int(box[1] // 20)].append(box)
    return [
        (one, other)
        for (across, up), here in cells.items()
        for at, one in enumerate(here)
        for other in (
            *here[at + 1 :],
            *cells.get((across + 1, up), ()),
            *cells.get((across, up + 1), ()),
            *cells.get((across + 1, up + 1), ()),
        )
        if _common(one, other) > 0.34 * min(_area(one), _area(other))
    ]


def _common(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    tall = min(one[3], other[3]) - max(one[1], other[1])
    return wide * tall if wide > 0 and tall > 0 else 0.0


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


@pytest.mark.parametrize(("kind", "paper"), EVERY, ids=str)
def test_nothing_is_cut_and_nothing_lies_over_anything(kind: SlipKind, paper: Paper) -> None:
    for wide, tall, letters in boxes(drawn(kind, paper)):
        assert letters
        assert min(box[0] for box in letters) > 3
        assert max(box[2] for box in letters) < wide - 3
        assert min(box[1] for box in letters) > 3
        assert max(box[3] for box in letters) < tall - 3
        assert lying_over(letters) == []


@pytest.mark.parametrize(("kind", "paper"), SHEETS, ids=str)
def test_the_longest_names_stand_there_whole(kind: SlipKind, paper: Paper) -> None:
    if kind in (SlipKind.PAD, SlipKind.HAND_OVER, SlipKind.BATCH, SlipKind.CONTROL):
        said = "".join(texts(drawn(kind, paper))).replace(" ", "")
        assert LONG_UNIT.upper().replace(" ", "") in said
        return
    said = "".join(texts(drawn(kind, paper))).replace(" ", "")
    assert PERSONS.organisation is not None
    names = {SlipKind.RECEIPT: LONG_NAME, SlipKind.FEE_RECEIPT: LONG_NAME}
    wanted = names.get(kind, PERSONS.organisation.name)
    if kind is SlipKind.UNDERTAKING:
        wanted = LONG_NAME
    assert wanted.replace(" ", "") in said
    assert LONG_PROCEDURE.replace(" ", "") in said


@pytest.mark.parametrize(("kind", "paper"), SHEETS, ids=str)
def test_each_page_says_that_it_is_training_and_which_page_it_is(
    kind: SlipKind, paper: Paper
) -> None:
    pages = texts(drawn(kind, paper))
    for page in pages:
        assert "TẬP HUẤN" in page
        assert "không có giá trị pháp lý" in page
    following = iter(range(1, len(pages) + 1))
    for page in pages:
        counted = {(int(at), int(total)) for at, total in re.findall(r"Trang (\d+)/(\d+)", page)}
        if not counted:
            assert "Độc lập - Tự do - Hạnh phúc" in page, "a whole copy on one page"
            following = iter(range(1, len(pages) + 1))
            continue
        ((number, total),) = counted
        assert number == next(following)
        if number == total:
            following = iter(range(1, len(pages) + 1))


@pytest.mark.parametrize(("kind", "paper"), SHEETS, ids=str)
def test_nobody_signs_on_a_page_of_nothing_else(kind: SlipKind, paper: Paper) -> None:
    if kind not in SIGNED:
        return
    signed = [page for page in texts(drawn(kind, paper)) if SIGNED[kind] in page]
    assert signed
    for page in signed:
        before = page.split(SIGNED[kind])[0]
        assert len(before.replace(" ", "")) >= SOMETHING


@pytest.mark.parametrize("dots", [203, 300, 600])
@pytest.mark.parametrize("kind", [each for each in SAMPLED if each is not SlipKind.PAD], ids=str)
def test_the_codes_of_the_first_page_read_at_the_printers_resolution(
    kind: SlipKind, dots: int
) -> None:
    if dots == 600 and kind not in (SlipKind.RECEIPT, SlipKind.APOLOGY):
        return
    with pypdfium2.PdfDocument(io.BytesIO(drawn(kind, kind.papers[0], dots=dots))) as document:
        picture: Image.Image = document[0].render(scale=dots / 72, grayscale=True).to_pil()
    found = {
        str(code.format): code.text for code in zxingcpp.read_barcodes(picture, try_rotate=False)
    }
    linear = [text for name, text in found.items() if "128" in name.replace(" ", "")]
    square = [text for name, text in found.items() if "QR" in name]
    assert linear
    assert square
    if kind in (SlipKind.HAND_OVER, SlipKind.BATCH):
        assert square[0] in (*linear, square[0])
        return
    said = read_slip_code(square[0])
    assert said is not None
    assert said.dossier_code == linear[0]
    assert said.procedure_code == MANY.code
    assert said.person_number == "0312345678"
    assert said.paper_name
    assert said.system_name
    assert said.issued_at is not None
    has_date = kind in (SlipKind.RECEIPT, SlipKind.APOLOGY)
    assert (said.return_due_at is not None) == has_date


def test_the_test_sees_letters_that_lie_over_each_other() -> None:
    assert lying_over([(10, 10, 16, 18), (12, 11, 18, 19)])
    assert not lying_over([(10, 10, 16, 18), (16.2, 10, 22, 18)])
