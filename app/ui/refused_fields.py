"""Which field of the reception form a refusal is about."""

from __future__ import annotations

from app.domain.errors import Reason, Refusal

_FIELDS = {
    Reason.PROCEDURE_UNKNOWN: "procedure_code",
    Reason.PROCEDURE_NOT_IN_FORCE: "procedure_code",
    Reason.PROCEDURE_INTERNAL: "procedure_code",
    Reason.CASE_MISSING: "case",
    Reason.CASE_UNKNOWN: "case",
    Reason.CHANNEL_CLOSED: "channel",
    Reason.CITIZEN_NUMBER_WRONG: "identity_number",
    Reason.OLD_ID_WRONG: "identity_number",
    Reason.PASSPORT_WRONG: "identity_number",
    Reason.PHONE_WRONG: "phone",
    Reason.TAX_CODE_WRONG: "tax_code",
    Reason.AUTHORITY_MISSING: "authority",
    Reason.OWNER_TWICE: "organisation_name",
    Reason.RETURN_ADDRESS_MISSING: "return_address",
    Reason.SETS_WRONG: "sets",
    Reason.MONEY_WRONG: "fee",
    Reason.FUTURE_RECEPTION: "stated_at",
    Reason.LATE_ENTRY_REASON: "late_reason",
    Reason.PAD_TIME_MISSING: "stated_at",
    Reason.PAD_TOO_EARLY: "stated_at",
    Reason.DUE_DATE_MISSING: "stated_due",
    Reason.DUE_DATE_PAST: "stated_due",
}
_OF_PERSON = {
    Reason.NAME_MISSING: ("full_name", "owner_name"),
    Reason.IDENTITY_NUMBER_MISSING: ("identity_number", "owner_number"),
    Reason.IDENTITY_REASON_MISSING: ("no_identity_reason", "owner_no_identity_reason"),
    Reason.PASSPORT_COUNTRY_MISSING: ("country", "country"),
}


def field_of(refusal: Refusal) -> str | None:
    """The key of the field, or ``None`` where the sentence belongs across the form."""
    if "key" in refusal.values:
        return str(refusal.values["key"])
    if refusal.reason in _OF_PERSON:
        applicants, owners = _OF_PERSON[refusal.reason]
        return _person_field(str(refusal.values.get("who", "")).lower(), applicants, owners)
    return _FIELDS.get(refusal.reason)


def _person_field(who: str, applicants: str, owners: str) -> str:
    if who == "tổ chức":
        return "organisation_name"
    if who == "người được giải quyết":
        return "subject_name"
    return owners if who == "chủ hồ sơ" else applicants
