"""A reception: at most 8 ms p95, and at most 3 times bare SQLCipher where a sync costs 5 ms."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUNS = Path(__file__).with_name("reception_runs.py")
TIMES = 300

SLOW_SYNC = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
static void wait5(void) { struct timespec t = {0, 5000000}; nanosleep(&t, 0); }
int fsync(int fd) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync"); wait5(); return real(fd);
}
int fdatasync(int fd) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync"); wait5(); return real(fd);
}
"""


def measured(folder: Path, **environment: str) -> dict[str, list[float]]:
    done = subprocess.run(
        [sys.executable, str(RUNS), str(folder), str(TIMES)],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )
    found: dict[str, list[float]] = json.loads(done.stdout)
    return found


def p95(milliseconds: list[float]) -> float:
    return statistics.quantiles(milliseconds, n=20)[-1]


def test_a_reception_on_this_disk(tmp_path: Path) -> None:
    found = measured(tmp_path)
    ours, bare = found["ours"], found["bare"]
    print(
        f"\nreception: median {statistics.median(ours):.2f} ms, p95 {p95(ours):.2f} ms; "
        f"bare SQLCipher median {statistics.median(bare):.2f} ms"
    )
    assert p95(ours) <= 8


@pytest.mark.skipif(shutil.which("cc") is None, reason="needs a C compiler to slow a sync")
def test_a_reception_where_a_sync_costs_five_milliseconds(tmp_path: Path) -> None:
    source, shim = tmp_path / "slow.c", tmp_path / "slow.so"
    source.write_text(SLOW_SYNC)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", shim, source, "-ldl"], check=True)
    found = measured(tmp_path, LD_PRELOAD=str(shim))
    ours, bare = (statistics.median(found[name]) for name in ("ours", "bare"))
    print(f"\nsync 5 ms: ours {ours:.2f} ms, bare {bare:.2f} ms, ratio {ours / bare:.2f}")
    assert ours <= 3 * bare
