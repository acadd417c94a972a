"""PySide without its support for signatures: a wrong call is still explained in full."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from tests.sumber import ROOT

WRONG_CALL = """
import builtins, json, sys
from PySide6.QtCore import QObject

def loaded():
    known = {name: vars(part) for name, part in sys.modules.items() if "signature." in name}
    begins = {"parser": "re", "mapping": "namespace", "layout": "inspect", "errorhandler": "dedent"}
    return sorted(
        name for name, inside in known.items() if begins.get(name.rpartition(".")[2]) in inside
    )

hook = getattr(builtins, "__feature_import__")
seen = {"before": loaded(), "hooked": builtins.__import__ is hook}
try:
    QObject().startTimer("soon")
except TypeError as error:
    seen["told"] = str(error)
seen["after"] = loaded()
print(json.dumps(seen))
"""


def run(first: str) -> dict[str, Any]:
    """What a program that begins with this import sees."""
    command = [sys.executable, "-c", first + WRONG_CALL]
    seen: dict[str, Any] = json.loads(subprocess.check_output(command, cwd=ROOT, text=True))
    return seen


def test_the_support_waits_for_a_wrong_call_and_then_says_the_same() -> None:
    usual, spared = run(""), run("import app.ui")
    assert usual["before"] == usual["after"] == spared["after"]
    assert len(usual["after"]) == 8  # each under two names
    assert not spared["before"]
    assert "Supported signatures" in usual["told"]
    assert spared["told"] == usual["told"]


def test_no_import_is_looked_into() -> None:
    assert run("")["hooked"]
    assert not run("import app.ui")["hooked"]


def test_it_comes_too_late_without_harm() -> None:
    usual, late = run(""), run("import PySide6.QtCore\nimport app.ui")
    assert late == usual


def test_the_frozen_program_knows_before_pyinstaller_imports_pyside() -> None:
    first = "packaging/awal.py"
    assert 'runtime_hooks=[str(ROOT / "packaging" / "awal.py")]' in (
        (ROOT / "packaging" / "lontar.spec").read_text("utf-8")
    )
    seen = run(f"import runpy; runpy.run_path({first!r})")
    assert not seen["before"]
    assert not seen["hooked"]
