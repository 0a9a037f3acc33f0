"""``motcua server ...``: the centre, started and looked after from the command line."""

from __future__ import annotations

import signal
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from pathlib import Path

from app.commands.answer import Answer, Verb, shown
from app.commands.opening_centre import database_option, known_office, opened_centre
from app.config import Settings
from app.devices.long_lived import keep_for_good
from app.devices.many_connections import allow_many_connections
from app.domain.codes import check_agency_code, check_desk
from app.domain.errors import Reason, Refusal
from app.domain.text import one_line
from app.services.setup import tenant_of

_PORT = 8700
_FAREWELL = 5
"""Seconds that a call under way has to end when the service is stopped; desks call again."""

_KINDS = ("office", "post")


def _server_options(parser: ArgumentParser) -> None:
    database_option(parser)
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe")
    parser.add_argument("--port", type=int, default=_PORT, help="cổng lắng nghe")
    parser.add_argument("--tls-cert", type=Path, metavar="TỆP.pem", help="chứng thư TLS")
    parser.add_argument("--tls-key", type=Path, metavar="TỆP.pem", help="khóa riêng của chứng thư")


def _serve(arguments: Namespace, settings: Settings) -> Answer:
    import uvicorn

    from app.server.log_lines import LOG_CONFIG
    from app.server.patience import patient_protocol
    from app.server.web import application

    scheme = "https" if arguments.tls_cert else "http"
    # Whoever stops the service does it like Ctrl+C: a bare SIGTERM would end the process before
    # the database that came with it is put to rest.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt), opened_centre(arguments, settings) as centre:
        keep_for_good()
        allow_many_connections()
        print(f"Trung tâm đang chạy ở {scheme}://{arguments.host}:{arguments.port}", flush=True)
        uvicorn.run(
            application(centre),
            http=patient_protocol(),
            host=arguments.host,
            port=arguments.port,
            ssl_certfile=arguments.tls_cert,
            ssl_keyfile=arguments.tls_key,
            access_log=False,  # addresses of desks are nobody's business; the face logs calls
            server_header=False,
            timeout_graceful_shutdown=_FAREWELL,
            log_config=LOG_CONFIG,
        )
    return Answer({"stopped": True}, ("Trung tâm đã dừng.",))


def _office_options(parser: ArgumentParser) -> None:
    parser.add_argument("code", metavar="MÃ", help="mã đơn vị, ví dụ H40.16")
    parser.add_argument("name", metavar="TÊN")
    parser.add_argument(
        "--kind", choices=_KINDS, default="office", help="một cửa hay điểm bưu chính"
    )
    database_option(parser)


def _add_office(arguments: Namespace, settings: Settings) -> Answer:
    from app.server import devices, publishing

    code, name = check_agency_code(arguments.code), one_line(arguments.name)
    if not name:
        raise Refusal(Reason.FIELD_MISSING, field="tên đơn vị")
    office = devices.Office(code=code, name=name, kind=arguments.kind)
    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        devices.add_office(connection, tenant_of(code), office)
        publishing.publish_offices(centre, connection, tenant_of(code))
    return Answer(shown(office), (f"Trung tâm đã biết {name} ({code}).",))


def _list_options(parser: ArgumentParser) -> None:
    parser.add_argument("tenant", metavar="TỈNH", help="mã tỉnh, ví dụ H40")
    database_option(parser)


def _offices(arguments: Namespace, settings: Settings) -> Answer:
    from app.server import devices

    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        found = devices.offices(connection, arguments.tenant)
    lines = tuple(f"{each.code}  {each.name}" for each in found)
    none = (
        f"Trung tâm chưa biết đơn vị nào của tỉnh {arguments.tenant}. "
        "Thêm bằng: motcua server office add MÃ TÊN"
    )
    return Answer(shown(found), lines or (none,))


def _desk_options(parser: ArgumentParser) -> None:
    parser.add_argument("code", metavar="ĐƠN_VỊ", help="mã đơn vị")
    parser.add_argument("desk", type=int, metavar="QUẦY", help="số quầy")
    database_option(parser)


def _add_desk(arguments: Namespace, settings: Settings) -> Answer:
    from app.server import devices

    desk = check_desk(arguments.desk)
    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        tenant, office = known_office(connection, arguments.code)
        code = devices.new_code(connection, tenant, office, desk, centre.now())
    line = f"Mã ghi danh của quầy {desk}, {office}: {code} (dùng một lần, trong 7 ngày)"
    return Answer({"office": office, "desk": desk, "code": code}, (line,))


def _desks(arguments: Namespace, settings: Settings) -> Answer:
    from app.server import devices

    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        found = devices.devices(connection, arguments.tenant)
    plain = [
        {"office": each.office, "desk": each.desk, "device": str(each.uid)}
        | {"revoked": each.revoked_at is not None}
        for each in found
    ]
    lines = tuple(
        f"{each.office} quầy {each.desk}" + ("  đã thu hồi" if each.revoked_at else "")
        for each in found
    )
    none = (
        f"Chưa máy nào của tỉnh {arguments.tenant} ghi danh. Lấy mã ghi danh cho một quầy bằng: "
        "motcua server desk add ĐƠN_VỊ QUẦY"
    )
    return Answer(plain, lines or (none,))


def _revoke(arguments: Namespace, settings: Settings) -> Answer:
    from app.server import devices

    desk = check_desk(arguments.desk)
    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        tenant, office = known_office(connection, arguments.code)
        count = devices.revoke(connection, tenant, office, desk, centre.now())
    line = f"Đã thu hồi {count} máy của quầy {desk}, {office}."
    none = f"Quầy {desk} của {office} không có máy nào đang ghi danh, nên không thu hồi gì."
    return Answer({"revoked": count}, (line if count else none,))


def _verify(arguments: Namespace, settings: Settings) -> Answer:
    from app.server.verifying import verify
    from app.server.verifying_given import verify_given

    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        found = (*verify(connection), *verify_given(centre, connection))
    lines = tuple(f"{each.invariant} {each.where}: {each.sentence}" for each in found)
    plain = {"sound": not found, "findings": shown(found)}
    return Answer(plain, lines or ("Trung tâm khớp với nhật ký.",), 1 if found else 0)


def _restored(arguments: Namespace, settings: Settings) -> Answer:
    from app.server.centre import count_restore

    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        count = count_restore(connection)
    lines = (
        f"Đã ghi lần khôi phục thứ {count}. Khởi động lại mọi tiến trình của trung tâm; các quầy "
        "tự trả lại những gì trung tâm bị mất ở lượt đồng bộ kế tiếp.",
    )
    return Answer({"restores": count}, lines)


VERBS = (
    Verb("server", "chạy trung tâm", _server_options, _serve),
    Verb("server office add", "thêm hoặc đổi tên một đơn vị", _office_options, _add_office),
    Verb("server office list", "các đơn vị của một tỉnh", _list_options, _offices),
    Verb("server desk add", "mã ghi danh cho một quầy", _desk_options, _add_desk),
    Verb("server desk list", "các máy đã ghi danh", _list_options, _desks),
    Verb("server verify", "kiểm tra mọi điều bất biến ở trung tâm", database_option, _verify),
    Verb(
        "server restored",
        "báo rằng dữ liệu cũ vừa được đặt lại bằng cách mà PostgreSQL không tự biết",
        database_option,
        _restored,
    ),
    Verb("server desk revoke", "thôi công nhận máy của một quầy", _desk_options, _revoke),
)
