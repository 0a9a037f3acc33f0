"""Refusals, in Vietnamese sentences that say what to do."""

from __future__ import annotations

from app.domain.errors import Reason, Refusal

_REFUSALS: dict[Reason, str] = {
    Reason.FIELD_MISSING: "Thiếu mục “{field}”. Hãy điền mục này rồi thử lại.",
    Reason.FIELD_UNKNOWN: "Không có mục nào tên “{field}”. Hãy xem lại tên mục trong mẫu.",
    Reason.FIELD_WRONG: "Mục “{field}” không đúng: {value}. Hãy sửa lại.",
    Reason.TIME_WRONG: "Không đọc được thời gian “{value}”. Hãy ghi dạng 2026-02-13T09:00.",
    Reason.AGENCY_CODE_WRONG: (
        "“{value}” không phải mã định danh cơ quan. "
        "Hãy ghi dạng H40.16 như trong quyết định cấp mã."
    ),
    Reason.DESK_WRONG: "Số quầy {value} không dùng được. Hãy chọn một số từ 1 đến 8.",
    Reason.NOT_SET_UP: (
        "Quầy này chưa được thiết lập. Hãy mở chương trình để thiết lập, hoặc chạy lệnh init."
    ),
    Reason.ALREADY_SET_UP: (
        "Thư mục này đã có dữ liệu của {office}. Hãy chọn thư mục khác bằng --data."
    ),
    Reason.SCREEN_MISSING: (
        "Máy này không có màn hình nên không mở được cửa sổ. "
        "Hãy mở trên máy có màn hình, hoặc xem thử bằng lệnh tour."
    ),
    Reason.KEY_WRONG: (
        "Không mở được dữ liệu: khóa không đúng hoặc tệp không phải của chương trình này. "
        "Không có gì bị thay đổi; hãy dùng khóa khôi phục đã in lúc thiết lập."
    ),
    Reason.KEY_MISSING: (
        "Không tìm thấy khóa của dữ liệu này trên máy. "
        "Hãy khôi phục bằng khóa khôi phục đã in lúc thiết lập."
    ),
    Reason.RECOVERY_KEY_WRONG: (
        "Khóa khôi phục không đúng. Hãy gõ lại đủ các nhóm như trên tờ in lúc thiết lập."
    ),
    Reason.SCHEMA_NEWER: (
        "Dữ liệu này do phiên bản mới hơn của chương trình tạo ra. "
        "Hãy cập nhật chương trình rồi mở lại; không có gì bị thay đổi."
    ),
    Reason.NETWORK_SHARE: (
        "Thư mục {path} nằm trên ổ mạng, dữ liệu có thể hỏng. Hãy chọn thư mục trên ổ của máy này."
    ),
    Reason.FOLDER_READ_ONLY: (
        "Không ghi được vào thư mục {path}. Hãy cấp quyền ghi hoặc chọn thư mục khác."
    ),
    Reason.ALREADY_OPEN: (
        "Chương trình đang mở dữ liệu này ở cửa sổ khác. Hãy dùng cửa sổ đó, hoặc đóng nó trước."
    ),
    Reason.DISK_FULL: (
        "Ổ đĩa đã đầy nên chưa lưu được gì. Đừng đưa giấy hẹn cho người nộp; "
        "hãy dọn bớt ổ đĩa rồi bấm lưu lại."
    ),
    Reason.DATABASE_BUSY: "Dữ liệu đang bận ghi việc khác. Chưa lưu gì; hãy thử lại sau giây lát.",
    Reason.DATABASE_DAMAGED: (
        "Tệp dữ liệu bị hỏng nên chưa lưu gì. Hãy gọi người phụ trách để khôi phục từ bản sao lưu."
    ),
    Reason.ROLE_LACKING: "Việc này cần quyền {role}. Hãy nhờ người có quyền này thực hiện.",
    Reason.NUMBERING_WAITS: (
        "Dữ liệu vừa được khôi phục nên quầy tạm chưa được cấp số. "
        "Hãy nối mạng với trung tâm, hoặc nhờ lãnh đạo cho cấp số bằng lệnh confirm numbering."
    ),
    Reason.NUMBERING_SOUND: "Quầy đang cấp số bình thường, không cần cho phép thêm.",
    Reason.CLOCK_JUMPED: (
        "Đồng hồ máy chỉ {now}, nhưng việc gần nhất được ghi lúc {last}. Hãy chỉnh lại đồng hồ; "
        "nếu đồng hồ đúng, nhờ lãnh đạo xác nhận bằng lệnh confirm clock."
    ),
    Reason.CLOCK_SOUND: "Đồng hồ máy khớp với sổ nhật ký, không cần xác nhận.",
    Reason.CLOCK_INJECTED: (
        "Chỉ dữ liệu tập huấn mới được đặt giờ bằng MOTCUA_CLOCK. Hãy bỏ biến này rồi mở lại."
    ),
    Reason.CALENDAR_YEAR_MISSING: (
        "Chưa có lịch nghỉ năm {year} nên ngày hẹn chỉ trừ được thứ Bảy, Chủ nhật. "
        "Hãy nhờ lãnh đạo xác nhận bằng lệnh confirm calendar {year}."
    ),
    Reason.CALENDAR_YEAR_KNOWN: "Năm {year} đã có lịch, không cần xác nhận.",
    Reason.REASON_MISSING: "Cần ghi lý do. Hãy ghi một câu ngắn rồi thử lại.",
    Reason.FUTURE_RECEPTION: (
        "Thời điểm tiếp nhận {value} còn ở phía trước. Hãy ghi giờ đã nhận hồ sơ thật."
    ),
    Reason.LATE_ENTRY_REASON: (
        "Giờ tiếp nhận {value} đã qua hơn một ngày làm việc. Hãy ghi lý do nhập muộn."
    ),
    Reason.PROCEDURE_UNKNOWN: (
        "Không có thủ tục mã {code} trong danh mục. Hãy tìm lại theo tên, hoặc cập nhật danh mục."
    ),
    Reason.PROCEDURE_NOT_IN_FORCE: (
        "Thủ tục {code} không có hiệu lực vào ngày {on}. Hãy chọn thủ tục đang có hiệu lực."
    ),
    Reason.PROCEDURE_INTERNAL: (
        "Thủ tục {code} là thủ tục nội bộ giữa các cơ quan, không tiếp nhận của công dân."
    ),
    Reason.CHANNEL_CLOSED: (
        "Thủ tục {code} không công bố cách nộp này. Hãy chọn cách nộp khác trong danh mục."
    ),
    Reason.CASE_MISSING: "Thủ tục {code} có nhiều trường hợp. Hãy chọn một trường hợp.",
    Reason.CASE_UNKNOWN: "Thủ tục {code} không có trường hợp “{case}”. Hãy chọn lại.",
    Reason.LIMIT_UNKNOWN: (
        "Danh mục chưa có thời hạn của thủ tục {code}. "
        "Hãy nhờ lãnh đạo nhập thời hạn kèm căn cứ trước khi tiếp nhận."
    ),
    Reason.PAPERS_UNKNOWN: (
        "Danh mục chưa có thành phần hồ sơ của thủ tục {code}. "
        "Hãy nhờ lãnh đạo nhập thành phần kèm căn cứ trước khi tiếp nhận."
    ),
    Reason.PAPER_NOT_PUBLISHED: (
        "Giấy tờ số {ordinal} không có trong danh mục công bố của thủ tục {code}. "
        "Chỉ nhận giấy tờ đã công bố; hãy bỏ dòng này."
    ),
    Reason.PAPER_TWICE: "Giấy tờ số {ordinal} được ghi hai lần. Hãy gộp lại một dòng.",
    Reason.PAPERS_MISSING: (
        "Còn thiếu {count} giấy tờ bắt buộc: {names}. Hãy nhận đủ, hoặc in phiếu yêu cầu bổ sung."
    ),
    Reason.NOTHING_LACKING: (
        "Chưa ghi giấy tờ nào còn thiếu hay cần sửa. Hãy chọn giấy tờ, hoặc tiếp nhận hồ sơ."
    ),
    Reason.DUE_DATE_MISSING: (
        "Thời hạn của thủ tục {code} không đếm được bằng ngày. Hãy ghi ngày hẹn trả và lý do."
    ),
    Reason.DUE_DATE_PAST: "Ngày hẹn trả {value} không sau lúc tiếp nhận. Hãy ghi lại.",
    Reason.DUE_DATE_NOT_NEEDED: (
        "Thủ tục {code} đã có thời hạn, ngày hẹn do chương trình tính. Hãy bỏ ngày tự ghi."
    ),
    Reason.TEXT_TOO_LONG: "Mục bắt đầu bằng “{value}” dài quá {limit} chữ. Hãy ghi gọn lại.",
    Reason.NAME_MISSING: "Chưa có họ và tên {who}. Hãy ghi họ tên như trên giấy tờ.",
    Reason.IDENTITY_NUMBER_MISSING: (
        "Chưa có số giấy tờ của {who}. Hãy ghi số, hoặc chọn “không có giấy tờ” và ghi lý do."
    ),
    Reason.IDENTITY_REASON_MISSING: (
        "{who} không có giấy tờ tùy thân: hãy ghi lý do để hồ sơ được rõ."
    ),
    Reason.PASSPORT_COUNTRY_MISSING: "Hộ chiếu của {who} chưa ghi nước cấp. Hãy ghi tên nước.",
    Reason.AUTHORITY_MISSING: (
        "Người nộp không phải chủ hồ sơ: hãy ghi giấy ủy quyền hoặc giấy giới thiệu."
    ),
    Reason.OWNER_TWICE: "Chủ hồ sơ là cá nhân hoặc tổ chức, không thể cả hai. Hãy bỏ một bên.",
    Reason.RETURN_ADDRESS_MISSING: "Trả kết quả qua bưu điện cần địa chỉ nhận. Hãy ghi địa chỉ.",
    Reason.SETS_WRONG: "Số bộ hồ sơ {value} không đúng. Hãy ghi từ 1 trở lên.",
    Reason.MONEY_WRONG: "Số tiền {value} không đúng. Hãy ghi số đồng, không âm.",
    Reason.DOSSIER_UNKNOWN: "Không có hồ sơ mã {code} ở quầy này. Hãy kiểm tra lại mã.",
    Reason.DOSSIER_CODE_SHARED: (
        "Có hai hồ sơ cùng mang mã {code}. Hãy quét mã QR trên giấy hẹn để biết đúng hồ sơ."
    ),
    Reason.DOSSIER_CANCELLED: (
        "Hồ sơ {code} đã hủy nên không in, sửa hay dùng lại được. Hãy tiếp nhận thành hồ sơ mới."
    ),
    Reason.DOSSIER_HANDED_OVER: (
        "Hồ sơ {code} đã chuyển đi giải quyết nên không sửa, hủy tại quầy được nữa. "
        "Chọn nhầm thủ tục: nhờ lãnh đạo lập hồ sơ thay thế; "
        "sai tên: gửi thông báo đính chính cho cơ quan giải quyết và người nộp."
    ),
    Reason.DOSSIER_ELSEWHERE: (
        "Hồ sơ {code} do đơn vị {office} tiếp nhận. Hãy báo đơn vị đó sửa hoặc hủy."
    ),
    Reason.DOSSIER_ERASED: (
        "Thông tin cá nhân của hồ sơ {code} đã được xóa theo quy định nên không sửa được. "
        "Hãy tiếp nhận thành hồ sơ mới."
    ),
    Reason.UPDATE_NEEDED: (
        "Hồ sơ {code} có việc do phiên bản mới hơn của chương trình ghi. "
        "Hãy cập nhật chương trình rồi làm lại."
    ),
    Reason.NOTHING_CORRECTED: (
        "Phiếu sửa giống hệt hồ sơ đang lưu. Hãy sửa chỗ sai rồi lưu, hoặc đóng lại nếu không sửa."
    ),
    Reason.RECEPTION_TIME_STAYS: (
        "Giờ tiếp nhận {value} không đổi được khi sửa hồ sơ. "
        "Hãy bỏ giờ ghi trong phiếu sửa; sai giờ thì hủy hồ sơ và tiếp nhận lại."
    ),
    Reason.VISIT_UNKNOWN: "Không có lần hướng dẫn số {number}. Hãy kiểm tra lại số trên phiếu.",
    Reason.DRAFT_GONE: (
        "Bản nháp này không còn: đã tiếp nhận hoặc đã bỏ. Hãy xem danh sách hồ sơ hôm nay."
    ),
    Reason.DRAFT_UNREADABLE: (
        "Bản nháp này không đọc được nữa. Hãy bỏ bản nháp và ghi lại từ giấy tờ của công dân."
    ),
    Reason.FILTER_NAME_MISSING: "Bộ lọc chưa có tên. Hãy đặt một tên ngắn rồi lưu lại.",
    Reason.OFFICER_UNKNOWN: (
        "Không có cán bộ nào tên “{name}”. Hãy ghi đúng họ tên, hoặc bỏ bớt cho ngắn lại."
    ),
    Reason.BACKUP_EXISTS: "Tệp {path} đã có. Hãy đặt tên khác để không ghi đè bản sao lưu cũ.",
    Reason.BACKUP_UNREADABLE: (
        "Không đọc được bản sao lưu {path}. Hãy kiểm tra tệp, hoặc nhập khóa khôi phục đúng."
    ),
    Reason.FORM_UNREADABLE: "Không đọc được phiếu: {cause}. Hãy ghi phiếu dạng JSON, chữ UTF-8.",
    Reason.PRINTER_UNKNOWN: "Không có máy in tên {printer}. Hãy chọn máy in khác.",
    Reason.PRINTER_ADDRESS_WRONG: (
        "“{value}” không phải địa chỉ máy in. Hãy ghi tên máy in, raw:TÊN_HÀNG_ĐỢI "
        "hoặc tcp:ĐỊA_CHỈ:9100."
    ),
    Reason.PRINTER_UNREACHABLE: (
        "Máy in “{printer}” không trả lời: {cause}. Hãy kiểm tra nguồn, giấy và dây mạng của máy, "
        "hoặc chọn máy in khác rồi in lại."
    ),
    Reason.PRINT_JOB_UNKNOWN: "Chưa có giấy nào vừa gửi in. Hãy chọn một hồ sơ rồi in.",
    Reason.PAD_NEEDS_SHEETS: (
        "Phiếu dự phòng viết tay cần giấy A4 hoặc A5, không in trên máy in nhiệt {printer}. "
        "Hãy chọn máy in khác."
    ),
    Reason.PAD_COUNT_WRONG: "Không in được {value} phiếu dự phòng. Hãy chọn từ 1 đến {most} phiếu.",
    Reason.PAD_DAY_WRONG: (
        "Không cấp được số phiếu dự phòng cho ngày {on}. "
        "Hãy chọn một ngày từ {earliest} đến {latest}."
    ),
    Reason.PAD_USED_UP: (
        "Quầy này chỉ còn {left} số phiếu dự phòng của ngày {on}. "
        "Hãy in ít hơn, hoặc dùng số của ngày khác."
    ),
    Reason.PAD_SLIP_UNKNOWN: (
        "Phiếu dự phòng {code} không có trong sổ của quầy này. "
        "Hãy xem lại mã; nếu dữ liệu vừa được khôi phục, nhập hồ sơ như bình thường "
        "và ghi mã viết tay vào ghi chú."
    ),
    Reason.PAD_OF_ANOTHER_DESK: (
        "Phiếu {code} thuộc tập dự phòng của quầy {desk}. Hãy nhập hồ sơ này tại quầy {desk}."
    ),
    Reason.PAD_SLIP_USED: (
        "Phiếu dự phòng {code} đã được nhập rồi. Hãy mở hồ sơ {code} để xem, đừng nhập lần nữa."
    ),
    Reason.PAD_TIME_MISSING: (
        "Phiếu dự phòng {code} cần giờ tiếp nhận đã ghi tay. Hãy nhập ngày giờ trên phiếu."
    ),
    Reason.PAD_TOO_EARLY: (
        "Phiếu {code} chỉ có từ ngày {on}, không thể nhận hồ sơ trước ngày đó. "
        "Hãy xem lại ngày giờ viết trên phiếu."
    ),
    Reason.PRINT_FAILED: (
        "Máy in {printer} không nhận bản in. Hồ sơ đã được lưu; "
        "hãy kiểm tra máy in rồi bấm Ctrl+P để in lại."
    ),
    Reason.SCAN_EMPTY: "Máy quét chưa đọc được gì. Hãy đưa mã QR trên thẻ lại gần và quét lại.",
    Reason.SCANNED_SLIP: (
        "Đây là mã hồ sơ {scanned}, không phải thẻ căn cước. "
        "Hãy quét ở ô tìm hồ sơ, hoặc quét mã QR trên thẻ."
    ),
    Reason.SCANNED_VISIT: (
        "Đây là số phiếu hướng dẫn {scanned}, không phải thẻ căn cước. "
        "Hãy quét ở ô tìm để mở lại những gì đã ghi lần trước."
    ),
    Reason.SCANNED_HEALTH_CARD: (
        "Đây là mã trên thẻ bảo hiểm y tế, không phải thẻ căn cước. "
        "Hãy xin thẻ căn cước, hoặc nhập bằng tay."
    ),
    Reason.SCANNED_COVID_CODE: (
        "Đây là mã QR cá nhân thời phòng dịch COVID-19, không phải thẻ căn cước. "
        "Hãy xin thẻ căn cước, hoặc nhập bằng tay."
    ),
    Reason.SCANNED_POSTAL_NUMBER: (
        "Đây là số hiệu bưu gửi {scanned}, không phải thẻ căn cước hay giấy hẹn. "
        "Quầy chưa theo dõi bưu gửi trên máy; hãy quét mã QR trên thẻ hoặc trên giấy hẹn."
    ),
    Reason.POSTAL_NUMBER_WRONG: (
        "Số hiệu bưu gửi {scanned} sai chữ số kiểm tra. "
        "Hãy quét lại, hoặc so từng số với nhãn trên bưu gửi."
    ),
    Reason.SCANNED_HAND_OVER: (
        "Đây là phiếu bàn giao {scanned}. Việc bàn giao chưa có trên máy này; "
        "hãy ký nhận trên giấy và giữ một bản."
    ),
    Reason.SCANNED_MANIFEST: (
        "Đây là bảng kê bưu chính {scanned}. Việc giao bưu điện chưa có trên máy này; "
        "hãy ký nhận trên giấy và giữ một bản."
    ),
    Reason.SCANNED_BADGE: (
        "Đây là thẻ cán bộ {scanned}. Máy này chưa đăng nhập bằng thẻ; "
        "hãy tiếp tục làm việc, không cần quét thẻ."
    ),
    Reason.SCANNED_DAMAGED: (
        "Bộ gõ tiếng Việt đã đổi chữ trong mã vừa quét (“{scanned}”). "
        "Hãy tắt bộ gõ (Ctrl+Shift) rồi quét lại."
    ),
    Reason.SCAN_WAITS: (
        "Chưa nhận mã vừa quét vì câu hỏi này còn chờ trả lời. "
        "Hãy trả lời, hoặc bấm Esc để quay lại, rồi quét lần nữa."
    ),
    Reason.SCANNER_MISSING: (
        "Không thấy máy quét ở cổng {port}. Hãy cắm lại dây, hoặc chọn cổng khác trong Thiết lập."
    ),
    Reason.SCANNER_BUSY: (
        "Cổng {port} đang bị chương trình khác giữ hoặc máy này chưa cho phép dùng. "
        "Hãy đóng chương trình kia, hoặc nhờ người phụ trách cấp quyền, rồi chọn lại cổng."
    ),
    Reason.SCANNER_UNPLUGGED: (
        "Máy quét ở cổng {port} vừa mất kết nối. Hãy cắm lại dây; "
        "chương trình sẽ tự nhận lại, không cần mở lại."
    ),
    Reason.SCANNED_PAYMENT_CODE: (
        "Đây là mã QR chuyển tiền ngân hàng, không phải thẻ căn cước. Hãy quét mã QR trên thẻ."
    ),
    Reason.SCANNED_WEB_ADDRESS: (
        "Đây là một địa chỉ trang web ({scanned}), không phải thẻ căn cước. "
        "Hãy quét mã QR trên thẻ."
    ),
    Reason.SCANNED_NUMBER: (
        "Chỉ đọc được dãy số {scanned}, không phải mã QR của thẻ căn cước. "
        "Hãy quét mã QR trên thẻ, hoặc nhập số vào ô số định danh."
    ),
    Reason.SCANNED_UNKNOWN: (
        "Mã vừa quét không phải thẻ căn cước: “{scanned}”. "
        "Hãy quét mã QR trên thẻ, hoặc nhập bằng tay."
    ),
    Reason.CARD_CUT_SHORT: (
        "Mã QR của thẻ đọc chưa hết. Hãy quét lại và giữ yên thẻ đến khi máy kêu, "
        "hoặc nhập bằng tay."
    ),
    Reason.CARD_NUMBER_WRONG: (
        "Số định danh đọc từ thẻ là {number}, không đủ 12 chữ số. Hãy quét lại, hoặc nhập bằng tay."
    ),
    Reason.CARD_DATE_WRONG: (
        "Không hiểu ngày “{value}” đọc từ thẻ. Hãy quét lại, hoặc nhập bằng tay."
    ),
    Reason.CARD_LETTERS_DAMAGED: (
        "Thẻ căn cước này đọc được nhưng chữ có dấu bị hỏng, vì máy quét chưa đặt ở chế độ UTF-8. "
        "Hãy đặt máy quét sang UTF-8 hoặc cổng COM, tắt bộ gõ tiếng Việt rồi quét lại."
    ),
    Reason.CITIZEN_NUMBER_WRONG: (
        "Số định danh phải có đúng 12 chữ số, đang ghi “{number}”. Hãy sửa lại."
    ),
    Reason.OLD_ID_WRONG: (
        "Số chứng minh nhân dân phải có 9 chữ số (hoặc 12), đang ghi “{number}”. Hãy sửa lại."
    ),
    Reason.PASSPORT_WRONG: (
        "Số hộ chiếu chỉ gồm 5 đến 15 chữ cái và chữ số, đang ghi “{number}”. Hãy sửa lại."
    ),
    Reason.PHONE_WRONG: (
        "“{number}” không phải số điện thoại. Hãy sửa lại, hoặc để trống và ghi người liên hệ."
    ),
    Reason.TAX_CODE_WRONG: (
        "Mã số thuế có 10 chữ số, 13 chữ số (chi nhánh) hoặc 12 chữ số (cá nhân), "
        "đang ghi “{number}”. Hãy sửa lại."
    ),
    Reason.OFFICE_HOURS_WRONG: (
        "Giờ làm việc chưa đúng: mỗi buổi phải mở trước khi đóng và các buổi không chồng nhau. "
        "Hãy ghi lại, ví dụ 07:00-11:30 và 13:30-17:00."
    ),
    Reason.CALENDAR_WRONG: "Lịch làm việc chưa đúng: {value}. Hãy sửa lịch rồi nhập lại.",
    Reason.LIMIT_NOT_COUNTABLE: (
        "Thời hạn này không có đơn vị để đếm. Hãy ghi ngày hẹn trả và lý do."
    ),
    Reason.LIMIT_WRONG: "Không đếm được thời hạn {value}. Hãy xem lại thời hạn của thủ tục.",
    Reason.YEAR_WRONG: "Không đếm được thời hạn từ năm {value}. Hãy xem lại ngày nhận.",
    Reason.INTERAGENCY_EMPTY: (
        "Quy trình liên thông chưa có bước nào. Hãy nhập các bước và thời hạn của từng cơ quan."
    ),
    Reason.INTERAGENCY_KEY_TWICE: (
        "Quy trình liên thông có hai bước cùng mang mã “{value}”. Hãy đặt lại mã của một bước."
    ),
    Reason.INTERAGENCY_KEY_UNKNOWN: (
        "Bước “{step}” chờ bước “{value}”, nhưng không có bước nào mang mã đó. Hãy sửa lại."
    ),
    Reason.INTERAGENCY_CYCLE: (
        "Các bước liên thông chờ nhau thành vòng: {value}. Hãy bỏ bớt một mũi tên."
    ),
    Reason.PROCEDURE_CODE_MALFORMED: (
        "Mã thủ tục “{code}” không đúng dạng (ví dụ 1.014199). Hãy sửa mã rồi nhập lại."
    ),
    Reason.PROCEDURE_CODE_TWICE: (
        "Mã {code} có hai lần trong cùng một tệp; dòng này bị bỏ qua. Hãy giữ lại một dòng."
    ),
    Reason.PROCEDURE_NAME_MISSING: "Thủ tục {code} không có tên. Hãy bổ sung tên rồi nhập lại.",
    Reason.PROCEDURE_STATE_UNKNOWN: (
        "Thủ tục {code} có trạng thái lạ “{state}”. Hãy kiểm tra lại trên Cổng Dịch vụ công."
    ),
    Reason.CATALOGUE_ROW_WRONG: (
        "Không đọc được {place}: {value}. Hãy kiểm tra lại chỗ này trong tệp."
    ),
    Reason.CATALOGUE_UNREADABLE: (
        "Không đọc được danh mục thủ tục từ “{path}”. Hãy chọn tệp JSON của Cổng Dịch vụ công, "
        "tệp Excel (.xlsx) hoặc CSV."
    ),
    Reason.CATALOGUE_HEADINGS_MISSING: (
        "Không thấy cột “Mã thủ tục” và “Tên thủ tục” trong “{path}”. "
        "Hãy đặt tên hai cột này ở dòng tiêu đề."
    ),
    Reason.FACT_SOURCE_MISSING: (
        "Thiếu số và ngày của văn bản công bố. Hãy ghi căn cứ, ví dụ QĐ 639/QĐ-BNV ngày 20/6/2025."
    ),
    Reason.FACTS_MISSING: (
        "Chưa có nội dung nào để bổ sung cho thủ tục {code}. "
        "Hãy nhập thời hạn, thành phần hồ sơ hoặc phí, lệ phí."
    ),
    Reason.FACT_KNOWN: (
        "Thủ tục {code} đã có {fact} theo văn bản đã công bố. "
        "Muốn thay đổi, hãy nhập danh mục mới có văn bản sửa đổi."
    ),
}


def refusal_sentence(refusal: Refusal) -> str:
    """One Vietnamese sentence that says why, and what to do."""
    return _REFUSALS[refusal.reason].format_map(refusal.values)
