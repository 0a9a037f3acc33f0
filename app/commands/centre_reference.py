"""``motcua server catalogue|calendar|wording|proposal``: what the centre gives its desks."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.answer import Answer, Verb, shown
from app.commands.forms import read_day, read_plain, typed
from app.commands.opening_centre import (
    database_option,
    known_office,
    office_option,
    opened_centre,
    released_answer,
    released_sentence,
)
from app.config import Settings
from app.domain.calendar import calendar_year
from app.domain.catalogue_plan import Publication
from app.domain.codes import check_agency_code
from app.domain.moments import local_date
from app.domain.procedure import Decision
from app.domain.releases import (
    WHOLE_PROVINCE,
    Subject,
    WordingEntry,
)
from app.domain.wording_words import slot_of
from app.services.setup import tenant_of

if TYPE_CHECKING:
    pass


def _tenant_option(parser: ArgumentParser) -> None:
    parser.add_argument("tenant", metavar="TỈNH", help="mã tỉnh, ví dụ H40")
    database_option(parser)


def _catalogue_options(parser: ArgumentParser) -> None:
    _tenant_option(parser)
    parser.add_argument("paths", nargs="+", type=Path, metavar="TỆP")
    parser.add_argument("--full", action="store_true", help="danh mục đầy đủ: mã vắng là bãi bỏ")
    parser.add_argument("--decision", metavar="SỐ", help="số quyết định công bố")
    parser.add_argument("--decision-on", type=date.fromisoformat, metavar="NGÀY")
    parser.add_argument("--valid-from", type=date.fromisoformat, metavar="NGÀY")


def _import_catalogue(arguments: Namespace, settings: Settings) -> Answer:
    from app.exchange.catalogue_files import read_catalogue
    from app.server import publishing

    read = read_catalogue(*arguments.paths)
    number = arguments.decision
    decision = None if number is None else Decision(number=number, on=arguments.decision_on)
    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        on = arguments.valid_from or local_date(centre.now())
        publication = Publication(on=on, is_full=arguments.full, decision=decision)
        done = publishing.publish_catalogue(centre, connection, arguments.tenant, read, publication)
    counts = (
        f"Mới {len(done.added)}, thay đổi {len(done.changed)}, bãi bỏ {len(done.ended)}, "
        f"giữ nguyên {done.unchanged}, bỏ qua {done.skipped}."
    )
    plain = {
        "added": list(done.added),
        "changed": list(done.changed),
        "ended": list(done.ended),
        "unchanged": done.unchanged,
        "version": done.release and done.release.version,
    }
    return Answer(plain, (counts, released_sentence(done.release)))


def _list_catalogue(arguments: Namespace, settings: Settings) -> Answer:
    found = _entries(arguments, settings, Subject.CATALOGUE)
    lines = (
        f"{each.code}  {each.digest[:12]}"
        + (f"  đến {each.valid_to:%d/%m/%Y}" if each.valid_to else "")
        for each in found
    )
    none = "Trung tâm chưa ban hành danh mục nào. Đưa vào bằng: motcua server catalogue import"
    return Answer(shown(found), tuple(lines) or (none,))


def _calendar_options(parser: ArgumentParser) -> None:
    _tenant_option(parser)
    parser.add_argument("file", metavar="TỆP", help="lịch một năm, dạng như resources/calendars")


def _import_calendar(arguments: Namespace, settings: Settings) -> Answer:
    from app.server import publishing

    year = calendar_year(read_plain(arguments.file))
    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        release = publishing.publish_calendar(centre, connection, arguments.tenant, year)
    return released_answer(release, year=year.year)


def _list_calendar(arguments: Namespace, settings: Settings) -> Answer:
    found = _entries(arguments, settings, Subject.CALENDAR)
    lines = tuple(f"{each.year}  {each.digest[:12]}" for each in found)
    none = "Trung tâm chưa ban hành lịch năm nào. Đưa vào bằng: motcua server calendar import"
    return Answer(shown(found), lines or (none,))


def _wording_options(parser: ArgumentParser) -> None:
    parser.add_argument("place", type=typed, metavar="NƠI", help="mã tỉnh (mọi đơn vị) hoặc đơn vị")
    parser.add_argument("key", metavar="MỤC", help="mục lời in, xem motcua wording show")
    parser.add_argument("text", nargs="?", type=typed, metavar="LỜI")
    parser.add_argument("--standard", action="store_true", help="trả lại cho đơn vị tự đặt")
    parser.add_argument("--valid-from", metavar="NGÀY", help="từ ngày; bỏ trống: từ hôm nay")
    database_option(parser)


def _set_wording(arguments: Namespace, settings: Settings) -> Answer:
    from app.server import publishing

    slot = slot_of(arguments.key)
    text = None if arguments.standard else slot.tidied(arguments.text or "")
    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        place = check_agency_code(arguments.place)
        is_whole = tenant_of(place) == place
        office = (place, WHOLE_PROVINCE) if is_whole else known_office(connection, place)
        today = local_date(centre.now())
        on = today if arguments.valid_from is None else read_day(arguments.valid_from)
        entry = WordingEntry(
            valid_from=max(on, today),
            changed_at=centre.now(),
            texts=publishing.one_text(slot.key, text),
        )
        release = publishing.publish_wording(centre, connection, office, entry)
    return released_answer(
        release, key=slot.key, text=text, valid_from=entry.valid_from.isoformat()
    )


def _list_proposals(arguments: Namespace, settings: Settings) -> Answer:
    from app.server import proposals

    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        found = proposals.open_proposals(connection, arguments.tenant)
    lines = tuple(
        f"{each.office} quầy {each.desk}  {each.subject}: {len(each.entries)} dòng"
        for each in found
    )
    return Answer(shown(found), lines or ("Không có đề nghị nào đang chờ.",))


def _proposal_options(parser: ArgumentParser) -> None:
    office_option(parser)
    parser.add_argument("desk", type=int, metavar="QUẦY")
    parser.add_argument("subject", type=Subject, choices=[*Subject], metavar="LOẠI")


def _accept(arguments: Namespace, settings: Settings) -> Answer:
    from app.server import proposals

    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        tenant, code = known_office(connection, arguments.code)
        of = (code, arguments.desk, arguments.subject)
        release = proposals.accept(centre, connection, tenant, of)
    return released_answer(release, accepted=True)


def _reject(arguments: Namespace, settings: Settings) -> Answer:
    from app.server import proposals

    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        tenant, code = known_office(connection, arguments.code)
        proposals.reject(centre, connection, tenant, (code, arguments.desk, arguments.subject))
    return Answer({"accepted": False}, ("Đã để lại đề nghị này, không đưa vào bản của trung tâm.",))


def _entries(arguments: Namespace, settings: Settings, subject: Subject) -> tuple[Any, ...]:
    from app.server import releases

    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        return releases.entries_of(connection, arguments.tenant, subject)


VERBS = (
    Verb("server catalogue import", "ban hành danh mục", _catalogue_options, _import_catalogue),
    Verb("server catalogue list", "danh mục đang ban hành", _tenant_option, _list_catalogue),
    Verb("server calendar import", "ban hành lịch một năm", _calendar_options, _import_calendar),
    Verb("server calendar list", "lịch đang ban hành", _tenant_option, _list_calendar),
    Verb("server wording set", "lời in cho đơn vị hay cả tỉnh", _wording_options, _set_wording),
    Verb("server proposal list", "đề nghị của quầy mới ghi danh", _tenant_option, _list_proposals),
    Verb("server proposal accept", "nhận đề nghị của quầy", _proposal_options, _accept),
    Verb("server proposal reject", "không nhận đề nghị", _proposal_options, _reject),
)
