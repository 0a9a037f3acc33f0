"""The proof of an issued report, when nobody wants to look behind it."""

from __future__ import annotations

from contextlib import closing

from sqlalchemy.orm import Session

from app.reports.proving import Proof, reopen_report
from app.services.desk import DeskContext


def prove_report(session: Session, number: str, desk: DeskContext) -> Proof:
    with closing(reopen_report(session, number, desk)) as reopened:
        return reopened.proof
