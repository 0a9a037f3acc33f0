"""Connections that no honest desk opens, against ``motcua server`` as a process of its own."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest
from centres import Cluster, Running
from desks import ROOT

from app.server import patience
from app.sync.protocol import MOST_BYTES

HOST = "127.0.0.1"
SECRET = "Nguyễn Thị Bí Mật 079200001234"
HELLO = b"POST /v1/hello HTTP/1.1\r\nHost: x\r\n"
HIDDEN = b"GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n"
SMUGGLED = {
    "two kinds of length": b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": b"Content-Length: 0\r\nContent-Length: 38\r\n\r\n",
    "an odd coding": b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a space before the colon": b"Content-Length : 0\r\n\r\n",
    "a length with a sign": b"Content-Length: +0\r\n\r\n",
    "a chunk without a length": b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    "a line that goes on": b"X: y\r\nTransfer-Encoding:\r\n chunked,\x0bidentity\r\n\r\n0\r\n\r\n",
}


@pytest.fixture(scope="module")
def process(
    cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, Path]]:
    """The port of a centre's process, and the file that it logs into."""
    folder = tmp_path_factory.mktemp("centre")
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = int(free.getsockname()[1])
    words = ("--data", str(folder), "server", "--port", str(port))
    log = folder / "log"
    with log.open("wb") as written:
        centre = subprocess.Popen(
            [sys.executable, "-m", "app", *words, "--database", cluster.new_database()],
            stdout=subprocess.PIPE,
            stderr=written,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert centre.stdout is not None
        assert "Trung tâm đang chạy" in centre.stdout.readline().decode()
        while b"Uvicorn running" not in log.read_bytes():
            assert centre.poll() is None
        yield port, log
        centre.terminate()
        centre.wait(20)
        centre.stdout.close()


def said_to(port: int, words: bytes) -> bytes:
    """Everything that is answered until somebody hangs up."""
    with socket.create_connection((HOST, port), 20) as line:
        line.sendall(words)
        answer = b""
        try:
            while piece := line.recv(65536):
                answer += piece
        except ConnectionResetError:
            pass
    return answer


def is_well(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=20)
    connection.request("GET", "/v1/health")
    answer = connection.getresponse()
    connection.close()
    return answer.status == 200


@pytest.mark.parametrize("head", SMUGGLED.values(), ids=SMUGGLED.keys())
def test_a_call_hidden_in_another_is_never_read_as_one(
    process: tuple[int, Path], head: bytes
) -> None:
    port, _ = process
    answer = said_to(port, HELLO + head + HIDDEN)
    assert answer.count(b"HTTP/1.1 ") == 1
    assert answer[9:12] in (b"400", b"501")
    assert b'"status"' not in answer
    assert is_well(port)


def test_thousands_of_connections_that_say_nothing_keep_nobody_out(
    process: tuple[int, Path],
) -> None:
    port, _ = process
    room = 4_000 if sys.platform == "win32" else psutil.Process().rlimit(psutil.RLIMIT_NOFILE)[0]
    # The whole ten thousand are opened by hand: here they would take ten seconds.
    many = min(2_000, room - 200)
    with ExitStack() as left:
        for number in range(many):
            line = left.enter_context(socket.create_connection((HOST, port), 20))
            if number % 2:
                line.sendall(HELLO)
        assert is_well(port)
    assert is_well(port)


def test_what_was_sent_to_harm_stands_in_the_log_without_its_words(
    process: tuple[int, Path],
) -> None:
    port, log = process
    body = json.dumps({"applicant": SECRET}).encode()
    size = b"Content-Length: %d\r\n" % len(body)
    said_to(port, HELLO + b"Motcua-Writer: " + SECRET.encode() + b"\r\n" + size + b"\r\n" + body)
    said_to(port, b"POST /v1/hello?ten=" + SECRET.encode() + b" HTTP/1.1\r\n\r\n")
    said_to(port, HELLO + b"Content-Length: %d\r\n\r\n" % (MOST_BYTES + 1) + bytes(MOST_BYTES + 1))
    said_to(port, HELLO + b"X: " + b"x" * 200_000)
    assert is_well(port)
    lines = log.read_text("utf-8")
    assert '"trouble": "too_big"' in lines
    assert '"trouble": "unreadable"' in lines
    for word in ("Nguyễn", "Bí Mật", "079200001234", HOST):
        assert word not in lines.split("Uvicorn running", 1)[1].split("\n", 1)[1]


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        (b"", "HEAD_SECONDS"),
        (HELLO, "HEAD_SECONDS"),
        (HIDDEN + b"GET /v1/", "HEAD_SECONDS"),
        (HELLO + b"Content-Length: 9\r\n\r\nslow", "PAUSE_SECONDS"),
        (HELLO + b"Content-Length: 9\r\n\r\nslow", "BODY_SECONDS"),
    ],
)
def test_whoever_does_not_say_a_call_to_its_end_is_hung_up_on(
    centre: Running, words: bytes, bound: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, bound, 0.05)
    port = int(centre.url.rsplit(":", 1)[1])
    answer = said_to(port, words)
    assert (b" 400 " in answer) == (bound != "HEAD_SECONDS")
    assert answer.startswith(b"HTTP/1.1 200") == words.startswith(HIDDEN)
