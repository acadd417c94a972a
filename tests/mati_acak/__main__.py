"""Kill a child N times at random moments of ten kinds of work, and judge what it left behind.

    python -m tests.mati_acak 500 --benih 1

Exit 0 when nothing acknowledged was lost and nothing half-done is visible, else 1.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.mati_acak import adegan

if TYPE_CHECKING:
    from tests.mati_acak.adegan import Adegan

MOST_TURNS = 50
SHORTER = 0.8


def main() -> int:
    """Play, kill, judge; print one line for each scene and each failure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kali", type=int, metavar="N")
    parser.add_argument("--benih", type=int, default=1, metavar="N")
    args = parser.parse_args()
    chance = random.Random(args.benih)  # noqa: S311 - moments, not secrets
    bad: list[str] = []
    counted: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        bases = adegan.prepare_all(Path(name) / "awal")
        stage = Path(name) / "panggung"
        lengths = {scene.nama: _length(scene, bases[scene.nama], stage) for scene in adegan.ADEGAN}
        for turn in range(args.kali * MOST_TURNS):
            # Only a child that was caught at its work counts.
            scene = adegan.ADEGAN[sum(counted.values()) % len(adegan.ADEGAN)]
            if sum(counted.values()) == args.kali:
                break
            adegan.copy(bases[scene.nama], stage)
            moment = chance.random() * lengths[scene.nama]
            said, killed = _play(scene, stage, moment)
            counted[scene.nama] += killed
            if not killed:
                # A machine that was busy when the work was measured is quicker now.
                lengths[scene.nama] = max(lengths[scene.nama] * SHORTER, moment * SHORTER)
            found = _judged(scene, stage, said)
            bad += [f"{turn} {scene.nama} {moment * 1000:.1f} ms: {found}"] if found else []
    for scene in adegan.ADEGAN:
        told = f"{counted[scene.nama]:4d} × mati dalam {lengths[scene.nama] * 1000:6.1f} ms"
        print(f"{scene.nama:14s} {told}")
    died = sum(counted.values())
    print(*bad, f"{died} mati, {len(bad)} galat", sep="\n")
    return 1 if bad or died < args.kali else 0


def _length(scene: Adegan, base: Path, stage: Path) -> float:
    """How long the work takes when nobody disturbs it, in seconds; it must also pass the judge."""
    adegan.copy(base, stage)
    begun = time.perf_counter()
    said, _ = _play(scene, stage, None)
    length = time.perf_counter() - begun
    found = _judged(scene, stage, said)
    if found or not said:
        raise SystemExit(f"{scene.nama}: {found or 'tidak selesai'}")
    return length


def _play(scene: Adegan, stage: Path, moment: float | None) -> tuple[list[str], bool]:
    """Let a child do the work, and kill it after `moment` seconds.

    What it said, and whether it died at it.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _act(scene, stage, writing)
    os.close(writing)
    if moment is not None:
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading) as pipe:
        lines = pipe.read().splitlines(keepends=True)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"{scene.nama}: the work itself failed")
    # A line that was cut in half was not acknowledged.
    return [line.strip() for line in lines if line.endswith("\n")], os.WIFSIGNALED(status)


def _act(scene: Adegan, stage: Path, writing: int) -> None:
    status = 0
    try:
        scene.act(stage, lambda line: _tell(writing, line))
    except BaseException:  # noqa: BLE001 - whatever it is, the parent must hear of it
        traceback.print_exc()
        status = 1
    os._exit(status)


def _tell(writing: int, line: str) -> None:
    os.write(writing, f"{line}\n".encode())


def _judged(scene: Adegan, stage: Path, said: list[str]) -> str:
    try:
        scene.judge(stage, said)
    except Exception as error:  # noqa: BLE001 - each kind of failure is a finding
        last = traceback.extract_tb(error.__traceback__)
        place = next((one for one in reversed(last) if one.name.startswith("_")), last[-1])
        return f"{place.name}:{place.lineno} {adegan.refused(error)}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
