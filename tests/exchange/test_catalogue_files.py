from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Reason, Refusal
from app.domain.procedure import LimitUnit, Procedure, TimeLimit
from app.domain.records import to_plain
from app.exchange.catalogue_files import read_catalogue
from app.exchange.catalogue_json import CATALOGUE_FORMAT

ENTRY = {
    "code": "2.001955",
    "name": "Nội quy lao động",
    "categories": ["Lao động"],
    "state": "ACTIVE",
}
RECORD = {
    "code": "2.001955",
    "name": "Nội quy lao động",
    "executionMethods": [
        {"submissionMethod": "DIRECT", "processingTime": 7, "processingTimeUnit": "WORKING_DAY"}
    ],
    "executionCases": [],
}
ANSWER = {"code": "OK", "data": RECORD, "message": "success"}


def text_of(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.json", content)
    return stream.getvalue()


def name_alone(value: str | bytes) -> str:
    """Packed bytes hold the second of packing, and workers must agree on a test's name."""
    return value if isinstance(value, str) else ""


def tarred(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(f"{name}.json")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("one.json", text_of(ENTRY)),
        ("list.json", text_of([ENTRY])),
        ("answer.json", text_of({"data": [ENTRY]})),
        ("lines.jsonl", text_of(ENTRY) + b"\n\n" + text_of({**ENTRY, "code": "2.001956"})),
        ("lines.jsonl.gz", gzip.compress(text_of(ENTRY))),
        ("bom.json", b"\xef\xbb\xbf" + text_of(ENTRY)),
        ("all.zip", zipped(a=text_of(ENTRY))),
        ("all.tar.gz", tarred(a=text_of(ANSWER))),
        ("record.json", text_of(ANSWER)),
    ],
    ids=name_alone,
)
def test_every_packing_is_opened(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    read = read_catalogue(path)
    assert read.procedures[0].code == "2.001955"
    assert read.skipped == ()
    assert [(each.name, each.sha256) for each in read.sources] == [
        (name, hashlib.sha256(content).hexdigest())
    ]


def test_entry_and_record_of_one_code_are_joined_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "a_record.json").write_bytes(text_of(ANSWER))
    (tmp_path / "b_list.json").write_bytes(text_of([ENTRY]))
    (procedure,) = read_catalogue(tmp_path).procedures
    assert procedure.sector == "Lao động"
    assert procedure.limits is not None
    assert procedure.limits[0].statutory == TimeLimit.of(7, LimitUnit.WORKING_DAY)
    assert read_catalogue(tmp_path / "b_list.json", tmp_path / "a_record.json").procedures == (
        procedure,
    )


def test_own_files_read_back_as_they_were(tmp_path: Path) -> None:
    procedure = Procedure(code="1.000001", name="Thủ tục", fees=(), notes=("ghi chú",))
    path = tmp_path / "own.json"
    path.write_bytes(text_of({"format": CATALOGUE_FORMAT, "procedures": [to_plain(procedure)]}))
    assert read_catalogue(path).procedures == (procedure,)


def test_the_right_spelling_of_a_doubled_code_counts(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    wrong = {**ENTRY, "code": " 2.001955", "name": "Tên sai"}
    path.write_bytes(text_of([wrong, ENTRY]))
    read = read_catalogue(path)
    assert [each.name for each in read.procedures] == ["Nội quy lao động"]
    assert [each.place for each in read.skipped] == ["list.json, mục 1"]


@pytest.mark.parametrize(
    "row",
    [
        7,
        None,
        {},
        {"code": "x", "name": "A"},
        {"code": "1.000001", "name": ""},
        {"code": 5, "name": "A"},
        {"code": "1.000001", "name": "A", "state": "?"},
        {"code": "1.000001", "name": "A", "executionCases": 5},
        {"code": "1.000001", "name": "A", "time_limit": "7"},
    ],
)
def test_a_bad_row_is_named_and_the_others_are_read(tmp_path: Path, row: Any) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(text_of([row, ENTRY]))
    read = read_catalogue(path)
    assert [each.code for each in read.procedures] == ["2.001955"]
    assert [each.place for each in read.skipped] == ["list.json, mục 1"]
    assert read.skipped[0].reason.endswith(".")


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_bytes(text_of(ENTRY) + b"\n{broken\n")
    read = read_catalogue(path)
    assert [row.place for row in read.skipped] == ["list.jsonl, dòng 2"]
    assert len(read.procedures) == 1


def test_what_the_source_calls_abolished_is_no_procedure_of_it(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(text_of([{**ENTRY, "state": "ABOLISHED"}]))
    read = read_catalogue(path)
    assert read.procedures == ()
    assert [each.code for each in read.abolished] == ["2.001955"]


def test_only_a_long_list_is_the_whole_list(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(text_of([ENTRY]))
    assert not read_catalogue(path).full
    path.write_bytes(text_of([{**ENTRY, "code": f"1.{number:06}"} for number in range(1000)]))
    assert read_catalogue(path).full


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.json", b""),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("cut.zip", zipped(a=text_of(ENTRY))[:-30]),
        ("cut.tar.gz", tarred(a=text_of(ENTRY))[:60]),
        ("cut.jsonl.gz", gzip.compress(text_of(ENTRY))[:-9]),
        ("no.xlsx", b"PK\x03\x04nothing"),
        ("words.json", b"xin chao"),
    ],
    ids=name_alone,
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read_catalogue(path)
    assert refused.value.reason is Reason.CATALOGUE_UNREADABLE


def test_a_missing_file_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(Refusal):
            read_catalogue(path)
