"""The hello from the desk's side: who it is, how far it is, and whether both sides agree."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.codes import CodeBlock
from app.domain.errors import Reason, Refusal
from app.domain.events import FIRST_CHAIN
from app.domain.moments import local_date, to_milliseconds
from app.services import arriving, attendance, centre_link, code_leases, following, writers
from app.services.code_leases import CodesNeeded
from app.services.journal_head import journal_head
from app.sync.enrolling import hardware_digest
from app.sync.line import Ask, Declined
from app.sync.packing import pack_message
from app.sync.protocol import CodesWanted, Cursor, Hello, Lease, Mark, Trouble, Welcome
from app.sync.talk import Talk, refusal_of

_SOFTWARE = "motcua 0.1.0"


def say_hello(talk: Talk) -> tuple[Welcome, UUID]:
    """Greet the centre; its answer, and the writer that both sides agree on from now on.

    The next token is stored before it is sent, so that a lost answer only means the same again.
    Raises ``Again`` after beginning a new writer, and ``Refusal``: ``DESK_FORGOTTEN`` and others.
    """
    with talk.party.database.transaction() as session:
        drawn = centre_link.draw_token(session, talk.tenant)
        hello = _composed(talk, session, drawn)
    writer, body = UUID(hello.writer), pack_message(hello)
    signed = (("Motcua-Signature", talk.key.sign(b"hello:" + body).hex()),)
    try:
        welcome = talk.line.ask(Welcome, Ask("/v1/hello", body, headers=signed))
    except Declined as declined:
        if declined.fault.trouble is Trouble.FORK:
            raise talk.branch_off() from None
        if declined.fault.trouble is Trouble.UNAUTHORISED:
            # Signed with this desk's own key: the centre knows neither it nor the machine.
            raise Refusal(Reason.DESK_FORGOTTEN) from None
        raise refusal_of(declined) from None
    with talk.party.database.transaction() as session:
        agreed = _agrees(talk, session, writer, welcome)
        if agreed:
            _keep(talk, session, hello, welcome)
    if not agreed:
        raise talk.branch_off()
    talk.headers = (("Authorization", f"Bearer {drawn}"), ("Motcua-Writer", str(writer)))
    return welcome, writer


def _composed(talk: Talk, session: Session, drawn: str) -> Hello:
    desk = talk.party.desk
    ends = journal_head(session, desk.tenant)
    acked = writers.acknowledged(session, desk.tenant)
    chain = arriving.known_chain(session, desk.tenant, ends.writer, acked) or FIRST_CHAIN
    known = centre_link.enrolment(session, desk.tenant)
    needed = code_leases.codes_needed(session, desk, local_date(talk.party.now()))
    return Hello(
        device=str(desk.device_uid),
        writer=str(ends.writer),
        head_seq=ends.seq,
        head_chain=ends.chain.hex(),
        acked_seq=acked,
        acked_chain=chain.hex(),
        clock_ms=to_milliseconds(talk.party.now()),
        hardware=hardware_digest(),
        software=_SOFTWARE,
        token=None if known is None else known.token,
        next_token=drawn,
        cursors=(_cursor(session, desk.tenant, desk.agency_code),),
        codes_wanted=tuple(_wanted(each) for each in needed),
    )


def _agrees(talk: Talk, session: Session, writer: UUID, welcome: Welcome) -> bool:
    """Whether what the centre acknowledged of this writer is what stands here."""
    if welcome.acked_seq == 0:
        return True
    chain = arriving.known_chain(session, talk.tenant, writer, welcome.acked_seq)
    return chain is not None and chain.hex() == welcome.acked_chain


def _keep(talk: Talk, session: Session, hello: Hello, welcome: Welcome) -> None:
    """What the centre holds counts, also where it is less than it was: it lost some."""
    now = talk.party.now()
    at = (welcome.acked_seq, bytes.fromhex(welcome.acked_chain))
    centre_link.acknowledge(session, talk.tenant, UUID(hello.writer), at, now)
    offset = welcome.clock_ms - to_milliseconds(now)
    desk = talk.party.desk
    for lease in welcome.leases:
        block = CodeBlock(lease.prefix, lease.first, lease.last)
        code_leases.take_leases(session, desk, lease.on, (block,))
    attendance.keep_desks(session, desk.tenant, ((e.desk, e.whole_ms) for e in welcome.desks))
    centre_link.keep_meeting(
        session, talk.tenant, hello.next_token, now=now, clock_offset_ms=offset
    )


def _wanted(needed: CodesNeeded) -> CodesWanted:
    held = (
        Lease(on=needed.on, prefix=each.prefix, first=each.first, last=each.last)
        for each in needed.held
    )
    return CodesWanted(on=needed.on, held=tuple(held), more=needed.more)


def _cursor(session: Session, tenant: str, stream: str) -> Cursor:
    at = following.place(session, tenant, stream)
    found = following.marks(session, tenant, stream)
    marks = tuple(Mark(pos=pos, chain=chain.hex()) for pos, chain in found)
    return Cursor(stream=stream, pos=at.pos, chain=at.chain.hex(), marks=marks)
