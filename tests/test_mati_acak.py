"""Twenty of the random power cuts; `python -m tests.mati_acak 500` plays more of them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.sumber import ROOT


@pytest.mark.skipif(os.name != "posix", reason="a child is killed where there is fork")
def test_power_cuts_lose_nothing_acknowledged_and_show_nothing_half_done():
    command = [sys.executable, "-m", "tests.mati_acak", "20", "--benih", "2026"]
    played = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert played.returncode == 0, played.stdout + played.stderr
    assert "20 mati, 0 galat" in played.stdout
