"""The papers and results of a dossier as they are scanned: kept, not to be scanned, still to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.digitisation import exemption_words
from app.domain.file_kinds import kind_words
from app.domain.light_dataclass import dataclass

if TYPE_CHECKING:
    from app.domain.dossier_parts import AttachmentState
    from app.services.dossier_view import DossierView

TO_DO, KEPT, EXEMPT, OTHER = "warn", "good", "quiet", ""
"""How a line stands; each is the tone that it is shown in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile:
    """One line: what it is of, how it stands, and the file by its digest where there is one."""

    name: str
    standing: str
    words: str
    ordinal: int | None = None
    result_uid: str | None = None
    digest: str | None = None

    @property
    def about(self) -> tuple[int | None, str | None]:
        """Which paper or result it is of."""
        return self.ordinal, self.result_uid


def paper_files(page: DossierView) -> tuple[PaperFile, ...]:
    """Every paper handed in, every result, and last what belongs to neither."""
    from app.services.attaching import undigitised_papers

    dossier = page.dossier
    papers = page.procedure.papers_of(dossier.procedure.case) or ()
    names = {each.ordinal: each.name for each in papers}
    to_do = undigitised_papers(dossier)
    lines = []
    for paper in dossier.documents:
        name = names.get(paper.ordinal, f"Giấy tờ {paper.ordinal}")
        kept = [each for each in dossier.attachments if each.ordinal == paper.ordinal]
        lines += [_line(name, each) for each in kept]
        if paper.ordinal in to_do:
            lines.append(_open(name, "chưa số hóa", TO_DO, ordinal=paper.ordinal))
    for result in dossier.results:
        name = f"Kết quả: {result.name}"
        kept = [each for each in dossier.attachments if each.result_uid == result.uid]
        lines += [_line(name, each) for each in kept]
        if not kept:
            lines.append(_open(name, "chưa số hóa", TO_DO, result_uid=result.uid))
    for each in dossier.attachments:
        if each.ordinal is None and each.result_uid is None:
            lines.append(_line("Tệp khác", each))
    return (*lines, _open("Tệp khác của hồ sơ", "thêm khi cần", OTHER))


def next_to_do(lines: tuple[PaperFile, ...], after: int) -> int:
    """Where the next line to do stands, from a row on and then from the top; else that row."""
    order = (*range(after, len(lines)), *range(min(after, len(lines))))
    return next((at for at in order if lines[at].standing == TO_DO), min(after, len(lines) - 1))


def _line(name: str, kept: AttachmentState) -> PaperFile:
    if kept.exempt is not None:
        words = f"không số hóa: {exemption_words(kept.exempt)}"
        return PaperFile(name=name, standing=EXEMPT, words=words, ordinal=kept.ordinal)
    size = f"{max(1, round(kept.size / 1024)):,}".replace(",", ".")
    words = f"đã có {kind_words(kept.media_type)}, {size} KB"
    return PaperFile(
        name=name,
        standing=KEPT,
        words=words,
        ordinal=kept.ordinal,
        result_uid=kept.result_uid,
        digest=kept.digest,
    )


def _open(
    name: str,
    words: str,
    standing: str,
    *,
    ordinal: int | None = None,
    result_uid: str | None = None,
) -> PaperFile:
    return PaperFile(
        name=name, standing=standing, words=words, ordinal=ordinal, result_uid=result_uid
    )
