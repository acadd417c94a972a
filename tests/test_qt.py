"""The pinned binding does what a long working day needs."""

from __future__ import annotations

import subprocess
import sys

MANY_VOID_CALLS = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for number in range(100_000):
    label.setText("a")
print(before - sys.getrefcount(None))
"""


def test_a_hundred_thousand_void_calls_cost_no_reference_to_none() -> None:
    # One binding lost a reference per call, and ended the process when None ran out of them.
    command = [sys.executable, "-c", MANY_VOID_CALLS]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) < 1000
