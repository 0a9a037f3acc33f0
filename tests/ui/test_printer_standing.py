from __future__ import annotations

import socket

from PySide6.QtWidgets import QApplication

from app.ui.printer_standing import printers_standing


def test_each_printer_says_whether_papers_can_go_there(qapp: QApplication) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        names = (f"tcp:127.0.0.1:{port}", "Máy Không Có Ở Đây", "raw:")
        found = printers_standing(names)
    assert [each.state for each in found] == [
        "sẵn sàng",
        "không thấy ở máy này",
        "địa chỉ không đúng",
    ]
    assert [each.is_ready for each in found] == [True, False, False]
    (silent,) = printers_standing((f"tcp:127.0.0.1:{port}",))
    assert (silent.name, silent.state) == ("127.0.0.1", "không trả lời")
