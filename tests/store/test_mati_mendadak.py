"""A program that is killed at any moment loses nothing it has acknowledged."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

from app.store.office import Office
from app.store.riwayat import verify_chain
from tests.store.contoh_kantor import KUPANG, T3, Clock, new_office, values

if TYPE_CHECKING:
    from pathlib import Path

TYPIST = """
import pathlib, random, sys
from tests.store.contoh_kantor import Clock, cell, fill
from app.store.office import Office
chance = random.Random(sys.argv[2])
office = Office.open(pathlib.Path(sys.argv[1]), Clock())
for angka in range(int(sys.argv[3]), 10**9):
    sels = chance.sample([f"p.b.{i}" for i in range(30)], chance.choice([1, 1, 1, 7]))
    fill(office, *(cell(angka, sel) for sel in sels))
    print(angka, *sels, flush=True)
"""
LINES_BEFORE_DEATH = (1, 2, 5, 9, 17, 26, 40, 60)


def test_a_killed_program_loses_nothing_it_acknowledged(folder: Path, clock: Clock) -> None:
    new_office(folder, clock).close()
    kept: dict[str, object] = {}
    following = 1
    for turn, count in enumerate(LINES_BEFORE_DEATH):
        for line in _typed_until_killed(folder, turn, following, count):
            angka, *sels = line.split()
            kept.update(dict.fromkeys(sels, int(angka)))
            following = int(angka) + 1
        with Office.open(folder, clock) as office:
            found = {place[3]: nilai for place, nilai in values(office).items()}
            # One gesture may have reached the disk without its acknowledgement getting out.
            assert {sel: nilai for sel, nilai in found.items() if nilai != following} == {
                sel: nilai for sel, nilai in kept.items() if found[sel] != following
            }
            assert verify_chain(office).ok
            assert {place[:3] for place in values(office)} <= {("UJI-01", KUPANG, T3)}
        kept = found
        following += 1
    assert following > sum(LINES_BEFORE_DEATH)


def _typed_until_killed(folder: Path, turn: int, start: int, count: int) -> list[str]:
    command = [sys.executable, "-c", TYPIST, str(folder), str(turn), str(start)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as typist:
        assert typist.stdout is not None
        lines = [typist.stdout.readline() for _ in range(count)]
        # Somewhere else within the next commits each time.
        time.sleep(turn * 0.0004)
        typist.kill()
        rest = typist.stdout.read()
    # A line that was cut in half was not acknowledged.
    return lines + [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]
