"""The reasons why the rules of the office say no."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Stable code of a refusal; its Vietnamese sentence stands in ``app.domain.words``."""

    FIELD_MISSING = "field_missing"
    FIELD_UNKNOWN = "field_unknown"
    FIELD_WRONG = "field_wrong"
    TIME_WRONG = "time_wrong"

    AGENCY_CODE_WRONG = "agency_code_wrong"
    DESK_WRONG = "desk_wrong"
    NOT_SET_UP = "not_set_up"
    ALREADY_SET_UP = "already_set_up"
    KEY_WRONG = "key_wrong"
    KEY_MISSING = "key_missing"
    RECOVERY_KEY_WRONG = "recovery_key_wrong"
    SCHEMA_NEWER = "schema_newer"
    NETWORK_SHARE = "network_share"
    FOLDER_READ_ONLY = "folder_read_only"
    ALREADY_OPEN = "already_open"
    DISK_FULL = "disk_full"
    DATABASE_BUSY = "database_busy"
    DATABASE_DAMAGED = "database_damaged"
    ROLE_LACKING = "role_lacking"
    NUMBERING_WAITS = "numbering_waits"
    NUMBERING_SOUND = "numbering_sound"
    CLOCK_JUMPED = "clock_jumped"
    CLOCK_SOUND = "clock_sound"
    CLOCK_INJECTED = "clock_injected"
    REASON_MISSING = "reason_missing"
    FUTURE_RECEPTION = "future_reception"
    LATE_ENTRY_REASON = "late_entry_reason"
    PROCEDURE_UNKNOWN = "procedure_unknown"
    PROCEDURE_NOT_IN_FORCE = "procedure_not_in_force"
    PROCEDURE_INTERNAL = "procedure_internal"
    CHANNEL_CLOSED = "channel_closed"
    CASE_MISSING = "case_missing"
    CASE_UNKNOWN = "case_unknown"
    LIMIT_UNKNOWN = "limit_unknown"
    PAPERS_UNKNOWN = "papers_unknown"
    PAPER_NOT_PUBLISHED = "paper_not_published"
    PAPER_TWICE = "paper_twice"
    PAPERS_MISSING = "papers_missing"
    NOTHING_LACKING = "nothing_lacking"
    DUE_DATE_MISSING = "due_date_missing"
    DUE_DATE_PAST = "due_date_past"
    DUE_DATE_NOT_NEEDED = "due_date_not_needed"
    NAME_MISSING = "name_missing"
    IDENTITY_NUMBER_MISSING = "identity_number_missing"
    IDENTITY_REASON_MISSING = "identity_reason_missing"
    PASSPORT_COUNTRY_MISSING = "passport_country_missing"
    AUTHORITY_MISSING = "authority_missing"
    OWNER_TWICE = "owner_twice"
    RETURN_ADDRESS_MISSING = "return_address_missing"
    SETS_WRONG = "sets_wrong"
    MONEY_WRONG = "money_wrong"
    DOSSIER_UNKNOWN = "dossier_unknown"
    DOSSIER_CODE_SHARED = "dossier_code_shared"
    VISIT_UNKNOWN = "visit_unknown"
    BACKUP_EXISTS = "backup_exists"
    BACKUP_UNREADABLE = "backup_unreadable"
    FORM_UNREADABLE = "form_unreadable"
    PRINTER_UNKNOWN = "printer_unknown"
    PRINT_FAILED = "print_failed"


class Refusal(Exception):  # noqa: N818 - the trade's word: the office refuses, nothing is broken
    """The rules of the office say no, and nothing was changed.

    ``values`` fill the placeholders of the sentence that ``words.refusal_sentence`` builds.
    """

    def __init__(self, reason: Reason, **values: object) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.values = values
