"""The remarks that fact sheets make, judged one by one; all of them in Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LIMITS = frozenset({"limits"})
_PAPERS = frozenset({"papers"})
_FEES = frozenset({"fees"})
_ALL = _LIMITS | _PAPERS | _FEES
_NOTHING: frozenset[str] = frozenset()

COUNTS = "counts"
"""Not a field: the numbers of originals and copies."""

SAME_DAY = "same_day"
"""Not a doubt: the limit is the same working day (the cut-off moves it to the next one)."""

PER_PAGE = "per_page"
"""Not a doubt: the sum is a rate, so the amount of one dossier is not known."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of remark: what it casts doubt on, and its sentence with named parts."""

    pattern: re.Pattern[str]
    touches: frozenset[str]
    sentence: str


def _rule(pattern: str, touches: Iterable[str], sentence: str) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), frozenset(touches), sentence)


RULES = (
    # Old or unfinished sources
    _rule(
        r"re-check before use",
        _ALL,
        "trang cấp tỉnh trước năm 2025, căn cứ pháp lý cũ: phải kiểm tra lại trước khi dùng",
    ),
    _rule(
        r"district level abolished",
        _ALL,
        "trình tự có cấp huyện, đã bỏ từ ngày 01/7/2025; giấy tờ tùy theo trường hợp",
    ),
    _rule(
        r"two levels: .* before 2025",
        _ALL,
        "số liệu cấp tỉnh trước năm 2025, qua hai cấp (có cấp huyện)",
    ),
    _rule(
        r"^(?P<old>\S+) superseded by (?P<by>\S+)$",
        _ALL,
        "căn cứ {old} đã bị {by} thay thế",
    ),
    # Several limits, or a limit that is not the whole
    _rule(
        r"further papers depend on the case",
        _LIMITS | _PAPERS,
        "10 ngày làm việc với điểm d, đ khoản 1 Điều 26; 12 ngày khi chỉ thiếu giấy chứng nhận "
        "thân nhân (số liệu năm 2022 của một tỉnh); giấy tờ còn tùy trường hợp",
    ),
    _rule(
        r"limit by case: (?P<limits>.+)",
        _LIMITS,
        "thời hạn khác nhau theo trường hợp: {limits}",
    ),
    _rule(
        r"^(?P<limits>[\d, or]+) days according to the case",
        _LIMITS,
        "thời hạn {limits} ngày tùy trường hợp",
    ),
    _rule(
        r"employer's file, 5 working days from a worker's own file",
        _LIMITS,
        "7 ngày làm việc với hồ sơ do đơn vị nộp, 5 ngày làm việc với hồ sơ người lao động tự nộp",
    ),
    _rule(
        r"up to 5 working days when conditions must be verified",
        _LIMITS,
        "trả ngay sau khi nhận đủ giấy tờ; đến 5 ngày làm việc nếu phải xác minh",
    ),
    _rule(
        r"10 days when the file has full information, 30 days",
        _LIMITS,
        "10 ngày khi đủ thông tin, 30 ngày khi phải xác minh (QĐ 2929/QĐ-UBND Sơn La)",
    ),
    _rule(
        r"18 working days in mountainous",
        _LIMITS,
        "18 ngày làm việc ở miền núi, hải đảo, vùng khó khăn (QĐ 2304/QĐ-BNNMT 2025)",
    ),
    _rule(
        r"second case: two appointments",
        _LIMITS,
        "trường hợp thứ hai hẹn hai lần, 04 + 04 ngày làm việc; không tính thời gian cơ quan thuế",
    ),
    _rule(
        r"process for the cases decided at the commune",
        _LIMITS,
        "in là 168 giờ = 21 ngày, mỗi ngày 8 giờ; quy trình của trường hợp cấp xã quyết định",
    ),
    _rule(
        r"up to 20 days for payment, by step",
        _LIMITS,
        "theo bước: 5 + 7 + 3 ngày làm việc và đến 20 ngày chi trả (cộng khác đơn vị)",
    ),
    _rule(
        r"then 20 days at the Sở managing the grave",
        _LIMITS,
        "5 ngày làm việc ở Sở giữ hồ sơ rồi 20 ngày ở Sở quản lý mộ (cộng khác đơn vị)",
    ),
    _rule(
        r"record-keeping agency 12 days",
        _LIMITS,
        "cấp xã 5 ngày làm việc, cơ quan giữ hồ sơ 12 ngày (cộng khác đơn vị)",
    ),
    _rule(
        r"without the Government Office step",
        _LIMITS,
        "chưa kể bước của Văn phòng Chính phủ; cấp xã 5 ngày làm việc, Sở Nội vụ 30 ngày",
    ),
    _rule(
        r"run from admission",
        _LIMITS,
        "10 ngày làm việc tính từ khi tiếp nhận đối tượng, có thể kéo dài; các bước không ghi hạn",
    ),
    _rule(
        r"action within 12 hours",
        _LIMITS,
        "quy trình yêu cầu hành động trong 12 giờ kể từ khi nhận tin; không in tổng thời hạn",
    ),
    _rule(
        r"not counting public holidays and Tết",
        _LIMITS,
        "20 ngày không kể ngày lễ, Tết: không phải ngày làm việc, cũng không phải ngày liên tục",
    ),
    _rule(
        r"other groups .* have their own lists",
        _PAPERS,
        "giấy tờ của người đang đóng; nhóm khác có danh sách riêng",
    ),
    _rule(
        r"10 working days at the commune \+ 15 at the province",
        _LIMITS,
        "Cao Bằng: cấp xã 10 + cấp tỉnh 15 ngày làm việc; Đồng Nai ghi 10 ngày cho một giai đoạn",
    ),
    # The unit, or a limit that another province has shortened
    _rule(
        r'prints "ngày", not "ngày làm việc"',
        _LIMITS,
        "QĐ 2843/QĐ-UBND TP.HCM in “ngày”, không phải “ngày làm việc”",
    ),
    _rule(
        r"without saying working days",
        _LIMITS,
        "trang nguồn in “3 NGÀY”, không nói là ngày làm việc",
    ),
    _rule(
        r"regulated time printed (?P<days>\d+) days|TP\.HCM prints (?P<other>\d+) days as the",
        _LIMITS,
        "TP.HCM in thời hạn quy định là {days} ngày, khác số hoặc đơn vị ghi ở đây",
    ),
    _rule(
        r"TP\.HCM prints 15 working days as regulated",
        _LIMITS,
        "TP.HCM in 15 ngày làm việc, trường hợp khác 9-10 ngày",
    ),
    _rule(
        r"printed as (?P<days>[\d-]+) working days(,| by case)",
        _LIMITS,
        "TP.HCM in {days} ngày làm việc tùy trường hợp",
    ),
    _rule(
        r"^shortened limit: simplification plan of TP\.HCM",
        _NOTHING,
        "thời hạn rút ngắn trong phương án đơn giản hóa của TP.HCM, chỉ có hiệu lực sau khi sửa "
        "danh mục và quy trình nội bộ: không dùng ở nơi khác",
    ),
    # Fees
    _rule(
        r"fee is set by the provincial People's Council",
        _FEES,
        "phí, lệ phí do HĐND cấp tỉnh quy định, không in mức thu (QĐ 1513/QĐ-UBND Bắc Ninh)",
    ),
    _rule(
        r"theo quy định của Luật Bảo hiểm y tế",
        _FEES,
        "phí in là “theo quy định của Luật Bảo hiểm y tế”, không có mức thu",
    ),
    _rule(
        r"^fee per page",
        (PER_PAGE,),
        "2.000 đồng/trang; từ trang thứ ba 1.000 đồng/trang; tối đa 200.000 đồng/bản",
    ),
    _rule(
        r"^fee per case \(one or more", _NOTHING, "phí tính theo trường hợp (một hay nhiều chữ ký)"
    ),
    _rule(r"^fee per case$", _NOTHING, "phí tính theo trường hợp"),
    _rule(r"^fee per transaction$", _NOTHING, "phí tính theo giao dịch"),
    _rule(r"^fee per document$", _NOTHING, "phí tính theo văn bản"),
    _rule(r"^fee per will$", _NOTHING, "phí tính theo di chúc"),
    # Numbers of originals and copies
    _rule(
        r"treat the counts as unreliable",
        (COUNTS,),
        "Cổng in 1 bản chính + 1 bản sao ở mọi dòng (giá trị mặc định): số bản chưa biết",
    ),
    _rule(
        r"counts as printed on the portal",
        (COUNTS,),
        "số bản in trên Cổng không đáng tin (một “bản sao” ghi là 1 bản chính): số bản chưa biết",
    ),
    # Facts that stand
    _rule(
        r"^same working day; .* up to 2 more working days",
        (SAME_DAY,),
        "trong ngày làm việc; nhận sau 15 giờ thì ngày làm việc tiếp theo; nhiều trang hoặc nội "
        "dung phức tạp được kéo dài không quá 2 ngày làm việc",
    ),
    _rule(
        r"^same working day; next working day when received after 15:00",
        (SAME_DAY,),
        "trong ngày làm việc; nhận sau 15 giờ thì ngày làm việc tiếp theo",
    ),
    _rule(r"^may be prolonged by written", _NOTHING, "có thể kéo dài theo thỏa thuận bằng văn bản"),
    _rule(
        r"^printed as 30 days = 240 working hours$", _NOTHING, "in là 30 ngày = 240 giờ làm việc"
    ),
    _rule(r"^two appointments: 05 \+ 03", _NOTHING, "hẹn hai lần: 05 + 03 ngày làm việc"),
    _rule(
        r"^3 working days for the letter of introduction \+ 2",
        _NOTHING,
        "3 ngày làm việc cấp giấy giới thiệu + 2 ngày chi hỗ trợ",
    ),
    _rule(
        r"^(?P<by>.+) proposes to cut (?P<old>\d+) to (?P<new>\d+) working days; a proposal only",
        _NOTHING,
        "{by} đề xuất giảm từ {old} còn {new} ngày làm việc: mới là đề xuất",
    ),
    _rule(
        r"prints (?P<name>\".+\") \(name not identical\)", _NOTHING, "TP.HCM in tên khác: {name}"
    ),
    _rule(
        r"names only the first issue", _NOTHING, "TP.HCM chỉ nêu trường hợp cấp lần đầu: 10 ngày"
    ),
    _rule(
        r"^(?P<by>.+): 3 working days when (the need or the permit is )?refused$",
        _NOTHING,
        "{by}: 3 ngày làm việc khi không chấp thuận",
    ),
    _rule(
        r"^filed (between )?60 (and|to) 10 days before",
        _NOTHING,
        "nộp trước ngày dự kiến bắt đầu làm việc từ 10 đến 60 ngày (Điều 9 NĐ 219/2025/NĐ-CP)",
    ),
    _rule(
        r"^steps sum to (?P<sum>[\d.]+) days against the printed limit of (?P<all>[\d.]+)",
        _NOTHING,
        "tổng các bước là {sum} ngày, thời hạn in là {all} ngày",
    ),
    _rule(
        r"^(?P<by>.+) gives another process for it",
        _NOTHING,
        "{by} có quy trình khác cũng 12 ngày; giữ quy trình mới hơn của Nghệ An",
    ),
    _rule(
        r"the 9 working days of the decision are recorded",
        _NOTHING,
        "Cổng ghi 2 ngày, chỉ bằng bước đầu ở cấp xã; lấy 9 ngày làm việc theo QĐ 2929 Sơn La",
    ),
    _rule(
        r"^previous time limit .* replaced by the newer", _NOTHING, "thời hạn lấy theo văn bản mới"
    ),
    _rule(r"same value, recorded unit kept$", _NOTHING, "QĐ 2929/QĐ-UBND Sơn La in 1 ngày"),
    _rule(
        r'"Không quy định" for every step', _NOTHING, "QĐ 2028/QĐ-UBND Cao Bằng in “Không quy định”"
    ),
    _rule(
        r"^(?P<n>\d+) working days (for the file is )?also FOUND",
        _NOTHING,
        "nguồn khác cũng ghi {n} ngày làm việc",
    ),
    _rule(r"^same data in (?P<by>.+)$", _NOTHING, "cũng có trong {by}"),
    _rule(
        r"^received anywhere in the province regardless of residence \((?P<by>.+)\)$",
        _NOTHING,
        "{by}: nhận ở mọi nơi trong tỉnh, không phụ thuộc nơi cư trú",
    ),
    _rule(
        r"^(?P<by>.+?): (?P<paper>\".*\") replaced by data of (?P<base>.+)$",
        _NOTHING,
        "{by}: {paper} được thay bằng dữ liệu của {base}",
    ),
)
