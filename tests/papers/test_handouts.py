from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from desks import NOW, PROCEDURE

from app.bootstrap import Desk
from app.domain.catalogue_plan import Publication
from app.domain.errors import Reason, Refusal
from app.domain.handouts import HANDOUT_WORDS, about_of, handout_kind, handout_title
from app.domain.printers import SlipKind
from app.domain.procedure import (
    Channel,
    Collector,
    Fee,
    FeeKind,
    Limit,
    LimitUnit,
    Procedure,
    RequiredDocument,
    Result,
    TimeLimit,
)
from app.exchange.read_catalogue import ReadCatalogue
from app.papers.handouts import HANDOUTS, handout_pdf
from app.services.catalogue import import_catalogue

CASED = Procedure(
    code="1.099001",
    name="Thủ tục thử có nhiều trường hợp",
    sector="Lĩnh vực thử",
    cases=("Con liệt sĩ", "Thân nhân khác"),
    channels=(Channel.COUNTER, Channel.POST),
    limits=(
        Limit(case="Con liệt sĩ", statutory=TimeLimit.of(5, LimitUnit.WORKING_DAY)),
        Limit(case="Thân nhân khác", statutory=TimeLimit.of(9, LimitUnit.WORKING_DAY)),
    ),
    papers=(
        RequiredDocument(ordinal=1, name="Tờ khai chung", originals=1, form="Mẫu số 7"),
        RequiredDocument(ordinal=2, name="Giấy khai sinh", case="Con liệt sĩ", copies=2),
        RequiredDocument(ordinal=3, name="Giấy kết hôn", case="Thân nhân khác", certified=1),
    ),
    fees=(Fee(kind=FeeKind.LEVY, amount=50_000),),
    results=(Result(name="Giấy xác nhận"),),
    collector=Collector.OWNER_ONLY,
)
INTERNAL = replace(CASED, code="1.099002", name="Thủ tục nội bộ thử", internal=True)


def stock(desk: Desk, *procedures: Procedure) -> None:
    with desk.database.transaction() as session:
        import_catalogue(
            session,
            ReadCatalogue(procedures=procedures),
            Publication(on=date(2026, 1, 1)),
            now=NOW,
            desk=desk.context,
            actor=desk.actor,
        )


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    """A desk whose catalogue has a procedure of two cases and an internal one."""
    stock(desk, CASED, INTERNAL)
    return desk


def said(desk: Desk, kind: SlipKind, about: str = "") -> str:
    with desk.database.reading() as session:
        pdf = handout_pdf(session, handout_title(kind, about), kind=kind, at=NOW, desk=desk.context)
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as pages:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def refused(desk: Desk, kind: SlipKind, about: str) -> Reason:
    with pytest.raises(Refusal) as caught:
        said(desk, kind, about)
    return caught.value.reason


def test_every_paper_with_a_name_has_a_builder_and_a_size() -> None:
    assert HANDOUTS.keys() == HANDOUT_WORDS.keys()
    assert all(kind.papers for kind in HANDOUTS)
    assert len(set(HANDOUT_WORDS.values())) == len(HANDOUT_WORDS)


@pytest.mark.parametrize("kind", HANDOUT_WORDS)
def test_a_title_says_what_it_is_about(kind: SlipKind) -> None:
    assert about_of(handout_title(kind, "1.010833 Con: liệt sĩ")) == "1.010833 Con: liệt sĩ"
    assert about_of(handout_title(kind)) == ""
    assert handout_kind(kind.value) is kind


def test_what_to_bring_shows_every_case_where_none_is_chosen(stocked: Desk) -> None:
    text = said(stocked, SlipKind.TO_BRING, CASED.code)
    assert "Tờ khai chung – 1 bản chính (theo Mẫu số 7)" in text
    assert text.index("Trường hợp: Con liệt sĩ") < text.index("Giấy khai sinh – 2 bản sao")
    assert text.index("Giấy khai sinh") < text.index("Trường hợp: Thân nhân khác")
    assert "Con liệt sĩ: 5 ngày làm việc; Thân nhân khác: 9 ngày làm việc" in text
    assert "lệ phí 50.000 đồng" in text
    assert "chỉ người có tên trong hồ sơ" in text
    assert "Thẻ căn cước hoặc giấy tờ tùy thân" in text


@pytest.mark.parametrize("kind", [SlipKind.TO_BRING, SlipKind.TO_BRING_LARGE, SlipKind.NOTICE])
def test_a_chosen_case_leaves_the_others_out(stocked: Desk, kind: SlipKind) -> None:
    text = said(stocked, kind, f"{CASED.code} Thân nhân khác")
    assert "Giấy kết hôn" in text
    assert "9 ngày làm việc" in text
    assert "Giấy khai sinh" not in text
    assert "5 ngày làm việc" not in text


def test_a_notice_says_who_may_collect_and_by_which_way(stocked: Desk) -> None:
    text = said(stocked, SlipKind.NOTICE, CASED.code)
    assert "Cách nộp: trực tiếp, qua dịch vụ bưu chính" in text
    assert "Người nhận kết quả: chỉ người có tên trong hồ sơ" in text


def test_the_list_shows_no_internal_procedure(stocked: Desk) -> None:
    text = said(stocked, SlipKind.NOTICE_LIST, "Lĩnh vực thử")
    assert "Lĩnh vực thử (1 thủ tục)" in text
    assert CASED.name in text
    assert INTERNAL.name not in text
    assert "Người có công" not in text


def test_the_list_of_all_sectors_has_every_procedure_of_the_catalogue(stocked: Desk) -> None:
    text = said(stocked, SlipKind.NOTICE_LIST)
    assert "Lĩnh vực thử (1 thủ tục)" in text
    assert PROCEDURE in text


def test_nothing_is_said_of_what_is_not_known(desk: Desk) -> None:
    text = said(desk, SlipKind.TO_BRING, PROCEDURE)
    assert "Người nhận" not in text
    assert "Cách nộp" not in text


def test_a_plate_names_who_sits_there(desk: Desk) -> None:
    name = desk.actor.full_name
    assert said(desk, SlipKind.DESK_PLATE, name).count(name) == 2
    assert f"QUẦY SỐ {desk.context.number}" in said(desk, SlipKind.DESK_PLATE)


def test_what_does_not_exist_is_refused(stocked: Desk) -> None:
    assert refused(stocked, SlipKind.TO_BRING, "9.999999") is Reason.PROCEDURE_UNKNOWN
    assert refused(stocked, SlipKind.NOTICE, f"{CASED.code} Lạ") is Reason.CASE_UNKNOWN
    assert refused(stocked, SlipKind.NOTICE_LIST, "Lạ") is Reason.SECTOR_UNKNOWN
    assert refused(stocked, SlipKind.DESK_PLATE, "Lạ Hoắc") is Reason.OFFICER_UNKNOWN
    assert refused(stocked, SlipKind.LABELS, "H40.16-261121-9999") is Reason.DOSSIER_UNKNOWN


def test_a_procedure_without_a_published_list_gives_no_sheet(desk: Desk) -> None:
    bare = replace(CASED, code="1.099003", papers=None)
    stock(desk, bare)
    assert refused(desk, SlipKind.TO_BRING, bare.code) is Reason.PAPERS_UNKNOWN
