"""Which papers of a dossier are scanned, need not be, or are still to do, and in what words."""

from __future__ import annotations

NOT_DIGITISED = {
    "filed_electronically": "hồ sơ nộp điện tử",
    "shown_only": "giấy tờ chỉ xuất trình",
    "opinion": "ý kiến của cơ quan tham gia",
    "secret": "giấy tờ mật",
    "copy": "bản sao, bản chứng thực",
    "shared_data": "dữ liệu đã chia sẻ",
}
"""Why a paper need not be scanned (TT 03/2025, điều 5.2; TT 01/2023)."""


def exemption_words(why: str) -> str:
    """The words of a reason; one that a later version recorded stands as it is."""
    return NOT_DIGITISED.get(why, why)
