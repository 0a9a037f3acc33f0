"""Refusals about a dossier on its way between reception and returned result."""

from __future__ import annotations

from app.domain.errors import Reason

LIFE = {
    Reason.DEED_NOT_NOW: "Hồ sơ {code} {state} nên không {deed} được lúc này. {remedy}.",
    Reason.DEED_TIME_WRONG: (
        "Giờ ghi {value} không nằm giữa lúc tiếp nhận ({received}) và bây giờ. "
        "Hãy ghi giờ việc đã xảy ra thật."
    ),
    Reason.DOSSIER_ON_THE_WAY: (
        "Hồ sơ {code} đang trên đường đến {receiver} theo phiếu {sheet}. "
        "Hãy quét phiếu bàn giao để bên nhận ký nhận trước."
    ),
    Reason.DOSSIER_HELD_ELSEWHERE: (
        "Hồ sơ {code} đang ở {holder}, không ở đây. Hãy nhận bàn giao về trước rồi làm tiếp."
    ),
    Reason.DOSSIER_PAUSED_BEFORE: (
        "Hồ sơ {code} đã qua bổ sung nên không sửa tại quầy được nữa. "
        "Sai tên: gửi thông báo đính chính; chọn nhầm thủ tục: nhờ lãnh đạo lập hồ sơ thay thế."
    ),
    Reason.RESULT_EXISTS: (
        "Hồ sơ {code} đã có kết quả nên không dừng, từ chối hay thay thế được. "
        "Công dân xin rút: hãy ghi không cho rút, kèm số kết quả."
    ),
    Reason.RESULT_MISSING: (
        "Bộ phận một cửa chưa nhận kết quả nào của hồ sơ {code}. Hãy ghi nhận kết quả trước."
    ),
    Reason.DELAY_NOT_ANNOUNCED: (
        "Chưa có báo chậm của cơ quan giải quyết cho hồ sơ {code}. "
        "Hãy ghi văn bản báo chậm trước rồi mới xin lỗi, hẹn lại."
    ),
    Reason.STEP_NOT_STARTED: (
        "Hồ sơ {code} không có bước nào đang làm. Hãy ghi bắt đầu bước trước."
    ),
    Reason.SUPPLEMENT_TOLD_ALREADY: (
        "Đã báo công dân bổ sung hồ sơ {code} rồi. Hãy xem lịch sử; nhắc lại thì ghi thông báo."
    ),
    Reason.SUPPLEMENT_REPEATED: (
        "Hồ sơ {code} đã yêu cầu bổ sung một lần; yêu cầu lần nữa thì chỉ số của tỉnh tính là trễ. "
        "Hãy ghi lý do yêu cầu lần nữa và nhờ lãnh đạo đồng ý."
    ),
    Reason.SUPPLEMENT_STILL_AWAITED: (
        "Công dân còn được bổ sung hồ sơ {code}; từ ngày {on} mới đóng được. "
        "Hãy chờ đến ngày ấy, hoặc dừng theo yêu cầu rút của công dân."
    ),
    Reason.NEW_DATE_NOT_LATER: (
        "Ngày hẹn lại {value} của hồ sơ {code} phải sau bây giờ và sau ngày đã hẹn {promised}. "
        "Hãy ghi ngày khác."
    ),
    Reason.RESCHEDULED_BEFORE: (
        "Hồ sơ {code} đã hẹn lại một lần; quy định chỉ cho hẹn lại một lần. "
        "Nếu vẫn cần, hãy ghi lý do và nhờ lãnh đạo đồng ý; hồ sơ vẫn tính trễ so với ngày đầu."
    ),
    Reason.WITHDRAWAL_NOT_ASKED: (
        "Công dân chưa có yêu cầu rút hồ sơ {code}. "
        "Hãy ghi yêu cầu rút trước, hoặc chọn lý do khác."
    ),
    Reason.RESULT_COUNT_WRONG: (
        "Số kết quả còn lại {value} không dùng được. Hãy ghi một số từ 0 đến 99."
    ),
    Reason.RESULT_NOT_ON_SHELF: (
        "Hồ sơ {code} không có kết quả ấy đang chờ trả. Hãy chọn đúng kết quả trong danh sách."
    ),
    Reason.COLLECTOR_NOT_ENTITLED: (
        "Thủ tục của hồ sơ {code} chỉ trả kết quả cho chính chủ hồ sơ. Hãy mời chủ hồ sơ đến nhận."
    ),
    Reason.COLLECTOR_AUTHORITY_MISSING: (
        "Chưa ghi giấy tờ cho phép nhận thay của hồ sơ {code}. "
        "Hãy ghi giấy ủy quyền, giấy giới thiệu hoặc giấy tờ thừa kế."
    ),
    Reason.AUTHORITY_NOT_CERTIFIED: (
        "Hồ sơ {code} cần giấy ủy quyền có chứng thực. "
        "Hãy xem dấu chứng thực rồi đánh dấu, hoặc mời chủ hồ sơ đến nhận."
    ),
    Reason.SLIP_NOT_SHOWN: (
        "Chưa có giấy hẹn của hồ sơ {code}. "
        "Hãy quét giấy hẹn, hoặc cho người nhận ký bản cam kết mất giấy hẹn rồi đánh dấu."
    ),
    Reason.MONEY_OUTSTANDING: (
        "Hồ sơ {code} còn phải nộp {amount}. "
        "Hãy thu trước khi trả, hoặc ghi lý do trả khi chưa thu."
    ),
    Reason.EXEMPTION_TOO_LARGE: (
        "Số miễn, giảm lớn hơn số phải nộp của hồ sơ {code}. Hãy ghi lại số tiền."
    ),
    Reason.REFUND_TOO_LARGE: (
        "Hồ sơ {code} mới thu {taken} nên không trả lại nhiều hơn được. Hãy ghi lại số tiền."
    ),
    Reason.STEP_UNKNOWN: (
        "Quy trình của hồ sơ {code} không có bước {step}. Hãy chọn bước trong danh sách."
    ),
    Reason.STEP_RUNS: (
        "Bước {step} của hồ sơ {code} đang làm rồi. Hãy kết thúc bước ấy trước khi bắt đầu lại."
    ),
    Reason.STEP_TOO_EARLY: (
        "Hồ sơ {code} còn chờ bước trước xong: {before}. Hãy ghi xong bước ấy trước."
    ),
    Reason.SHARED_ALREADY: ("Đơn vị {office} đã theo dõi hồ sơ {code} rồi. Không cần ghi lần nữa."),
    Reason.PROCEDURE_SAME: (
        "Hồ sơ {code} đã nhận theo đúng thủ tục {procedure} này. "
        "Hãy chọn thủ tục đúng; sai chi tiết khác thì gửi thông báo đính chính cho cơ quan."
    ),
    Reason.FILING_KNOWN: (
        "Hồ sơ trực tuyến {code} đã có ở đây rồi. Hãy mở hồ sơ ấy trong danh sách."
    ),
    Reason.FILING_UNKNOWN: (
        "Không có hồ sơ trực tuyến mã {code} ở đây. Hãy kiểm tra lại mã, hoặc nhập từ cổng."
    ),
    Reason.FILING_ANSWERED: (
        "Hồ sơ trực tuyến {code} đã được trả lời rồi. Hãy mở hồ sơ ấy để xem."
    ),
    Reason.BATCH_EMPTY: (
        "Lô chưa có hồ sơ nào. Hãy nhập, quét hoặc dán danh sách người được giải quyết."
    ),
    Reason.BATCH_TOO_LARGE: (
        "Lô có {count} dòng, nhiều hơn {most}. Hãy chia thành các lô nhỏ hơn."
    ),
    Reason.BATCH_ALL_FAULTY: (
        "Không dòng nào trong lô nhận được. Dòng đầu tiên: {sentence} Hãy sửa rồi nhận lại cả lô."
    ),
    Reason.ATTACHMENT_MISSING: (
        "Không thấy tệp đính kèm {digest} trên máy này. "
        "Hãy mở ở máy đã đính kèm, hoặc khôi phục thư mục tệp từ bản sao lưu."
    ),
    Reason.ATTACHMENT_DAMAGED: (
        "Tệp đính kèm {digest} đã hỏng nên không mở. "
        "Hãy khôi phục tệp từ bản sao lưu, hoặc quét lại."
    ),
    Reason.ATTACHMENT_EMPTY: "Tệp “{name}” rỗng. Hãy chọn tệp khác hoặc quét lại.",
    Reason.ATTACHMENT_TOO_LARGE: (
        "Tệp “{name}” lớn quá {most} MB. Hãy quét với độ phân giải thấp hơn hoặc chia nhỏ."
    ),
    Reason.ATTACHMENT_KIND_UNKNOWN: (
        "Tệp “{name}” không phải PDF, JPEG, PNG hay TIFF. Hãy quét lại giấy tờ thành một loại ấy."
    ),
    Reason.ATTACHMENT_UNREADABLE: (
        "Không xem được tệp “{name}” vì bên trong tệp hỏng hoặc có mật khẩu. "
        "Hãy quét lại giấy tờ và đính kèm bản mới."
    ),
    Reason.PAPER_NOT_HANDED_IN: (
        "Hồ sơ {code} không nhận giấy tờ số {ordinal}. Hãy chọn giấy tờ đã nhận."
    ),
    Reason.EXEMPTION_UNKNOWN: (
        "“{value}” không phải lý do được miễn số hóa. Hãy chọn lý do trong danh sách."
    ),
    Reason.FEEDBACK_UNKNOWN: "Không có phản ánh số {number} ở đây. Hãy kiểm tra lại số.",
    Reason.FEEDBACK_ANSWERED: (
        "Phản ánh {number} đã được trả lời rồi. Hãy xem câu trả lời trong danh sách."
    ),
    Reason.PERIOD_WRONG: "Kỳ từ {since} đến {until} ngược. Hãy ghi ngày đầu trước ngày cuối.",
    Reason.PERIOD_RUNS: (
        "Kỳ đến {until} chưa hết nên chưa chuyển tiền được. Hãy chọn ngày cuối trước hôm nay."
    ),
    Reason.MONEY_HANDED_ON: (
        "Đã chuyển tiền cho {agency} đến hết ngày {until}. Hãy chọn kỳ bắt đầu sau ngày ấy."
    ),
    Reason.MONEY_NONE: "Trong kỳ không thu khoản nào cho {agency}. Hãy kiểm tra tên và kỳ.",
    Reason.PAGE_SCANNER_MISSING: (
        "Máy này không có phần mềm quét giấy tờ. Hãy quét bằng chương trình của máy quét rồi "
        "đính kèm tệp."
    ),
    Reason.PAGE_SCAN_FAILED: (
        "Máy quét {scanner} không trả về trang nào. Hãy xem dây, giấy và nắp máy rồi quét lại."
    ),
}
