"""Opens whatever an office has been given: portal JSON, fact sheets, Excel, CSV, archives."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from app.domain.errors import Reason, Refusal
from app.domain.procedure import Procedure
from app.domain.procedure_version import amended, is_bare
from app.exchange.catalogue_json import json_rows
from app.exchange.catalogue_table import read_table
from app.exchange.read_catalogue import ReadCatalogue, SkippedRow, SourceFile, skipped_row
from app.exchange.table_files import csv_table, xlsx_tables

_TABLES = frozenset({".csv", ".txt", ".tsv"})
_LARGEST = 200 * 1024 * 1024
"""Bytes that one packed file may unpack to; a national list with all details has a tenth."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One file, perhaps out of an archive: its place for messages, its bytes."""

    place: str
    content: bytes

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.place).suffix.lower()


def read_catalogue(*paths: Path) -> ReadCatalogue:
    """Read files and folders as one source; what names one code is joined, full record over list.

    Raises ``Refusal`` (``CATALOGUE_UNREADABLE``, ``CATALOGUE_HEADINGS_MISSING``) only where a
    whole file cannot be read; bad rows are named in ``skipped``.
    """
    reads, sources = [], []
    for path in paths:
        files = _files(path)
        for file in files:
            content = _content(file)
            sources.append(SourceFile(file.name, hashlib.sha256(content).hexdigest()))
            read = [_read(part) for part in _unpacked(_Part(file.name, content))]
            if not any(each.procedures or each.skipped or each.abolished for each in read):
                raise Refusal(Reason.CATALOGUE_UNREADABLE, path=file.name)
            reads.extend(read)
    return replace(joined(reads), sources=tuple(sources))


def joined(reads: Iterable[ReadCatalogue]) -> ReadCatalogue:
    """Several readings as one: records of one code joined, doubled ones skipped."""
    reads = tuple(reads)
    held: dict[str, Procedure] = {}
    skipped: list[SkippedRow] = [row for read in reads for row in read.skipped]
    for procedure in sorted(_procedures(reads), key=is_bare, reverse=True):
        known = held.get(procedure.code)
        held[procedure.code] = procedure if known is None else amended(known, procedure)
    return ReadCatalogue(
        procedures=tuple(held[code] for code in sorted(held)),
        skipped=tuple(skipped),
        abolished=tuple(dict.fromkeys(each for read in reads for each in read.abolished)),
        converted=tuple(each for read in reads for each in read.converted),
        full=any(read.full for read in reads),
    )


def _procedures(reads: Iterable[ReadCatalogue]) -> Iterator[Procedure]:
    for read in reads:
        yield from read.procedures


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(file for file in path.rglob("*") if file.is_file())
    if not files:
        raise Refusal(Reason.CATALOGUE_UNREADABLE, path=path.name)
    return files


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refusal(Reason.CATALOGUE_UNREADABLE, path=file.name) from error


def _unpacked(part: _Part) -> Iterator[_Part]:
    """The files inside, however packed; what is packed damaged or too large is refused."""
    try:
        if part.suffix == ".xlsx":
            yield part
        elif zipfile.is_zipfile(io.BytesIO(part.content)):
            yield from _zipped(part)
        elif part.place.endswith((".tar", ".tar.gz", ".tgz")):
            yield from _tarred(part)
        elif part.content[:2] == b"\x1f\x8b":
            yield replace(part, place=part.place.removesuffix(".gz"), content=_gunzipped(part))
        else:
            yield part
    except (OSError, EOFError, tarfile.TarError, zipfile.BadZipFile, RuntimeError) as error:
        raise Refusal(Reason.CATALOGUE_UNREADABLE, path=part.place) from error


def _gunzipped(part: _Part) -> bytes:
    with gzip.open(io.BytesIO(part.content)) as stream:
        content = stream.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise Refusal(Reason.CATALOGUE_UNREADABLE, path=part.place)
    return content


def _zipped(part: _Part) -> Iterator[_Part]:
    with zipfile.ZipFile(io.BytesIO(part.content)) as archive:
        members = [each for each in archive.infolist() if not each.is_dir()]
        if sum(each.file_size for each in members) > _LARGEST:
            raise Refusal(Reason.CATALOGUE_UNREADABLE, path=part.place)
        for member in members:
            yield _Part(f"{part.place}/{member.filename}", archive.read(member))


def _tarred(part: _Part) -> Iterator[_Part]:
    with tarfile.open(fileobj=io.BytesIO(part.content)) as archive:
        members = [each for each in archive.getmembers() if each.isfile()]
        if sum(each.size for each in members) > _LARGEST:
            raise Refusal(Reason.CATALOGUE_UNREADABLE, path=part.place)
        for member in members:
            stream = archive.extractfile(member)
            if stream is not None:
                yield _Part(f"{part.place}/{member.name}", stream.read())


def _read(part: _Part) -> ReadCatalogue:
    if part.suffix == ".xlsx":
        return joined(read_table(table) for table in xlsx_tables(part.place, part.content))
    if part.suffix in _TABLES:
        return read_table(csv_table(part.place, part.content))
    return _read_json(part)


def _read_json(part: _Part) -> ReadCatalogue:
    """One JSON value, or one a line; a line that is no JSON is a skipped row."""
    text = part.content.decode("utf-8-sig", errors="replace")
    try:
        return json_rows([(part.place, json.loads(text))])
    except (ValueError, RecursionError):
        lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    values: list[tuple[str, Any]] = []
    skipped = []
    for number, line in lines:
        place = f"{part.place}, dòng {number}"
        try:
            values.append((place, json.loads(line)))
        except (ValueError, RecursionError):
            wrong = Refusal(Reason.CATALOGUE_ROW_WRONG, place=place, value=line[:40])
            skipped.append(skipped_row(None, place, wrong))
    if not values:
        raise Refusal(Reason.CATALOGUE_UNREADABLE, path=part.place)
    read = json_rows(values)
    return replace(read, skipped=(*skipped, *read.skipped))
