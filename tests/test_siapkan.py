"""The two commands of the README: quiet when all is ready, and never in the way of arguments."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sumber import ROOT

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX sh scripts")

# Stands in for the Python of .venv: writes down how it was called.
STAND_IN = """#!/bin/sh
{ printf '[%s]' "$@"; printf '\\n'; } >>"$SAKSI"
case "$*" in
*' -c '*|'-c '*) exit 0 ;;
*pustaka.py*) exit 0 ;;
*'-m app'*) printf '%s\\n%s\\n' "$PYTHONPATH" "$LONTAR_PERINTAH"; exit 5 ;;
esac
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout in a folder with a space, all set up, with a stand-in for Python."""
    root = tmp_path / "Lontar Kantor"
    shutil.copytree(ROOT / "packaging", root / "packaging")
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(STAND_IN, encoding="utf-8")
    python.chmod(0o755)
    for name in ("lock.txt", "pustaka.py"):
        shutil.copy(ROOT / "packaging" / name, root / ".venv" / f"lontar-{name}")
    return root


def run(
    checkout: Path, folder: Path, *arguments: str
) -> tuple[subprocess.CompletedProcess[str], str]:
    """The result of run.sh, called from `folder` in an empty environment, and Python's calls."""
    witness = folder / "saksi.txt"
    script = os.path.relpath(checkout / "packaging" / "run.sh", folder)
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "SAKSI": str(witness)}
    command = ["sh", script, *arguments]
    result = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return result, witness.read_text(encoding="utf-8")


@posix_only
def test_arguments_reach_lontar_unchanged_from_any_folder(checkout: Path, tmp_path: Path) -> None:
    result, seen = run(checkout, tmp_path, "periksa", "paket satu.xlsx", "*", "")
    assert seen == "[-m][app][periksa][paket satu.xlsx][*][]\n"
    assert result.stdout.splitlines()[0] == str(checkout)


@posix_only
def test_the_exit_code_of_lontar_is_the_exit_code(checkout: Path, tmp_path: Path) -> None:
    result, _ = run(checkout, tmp_path)
    assert result.returncode == 5


@posix_only
def test_nothing_is_said_when_nothing_is_to_be_done(checkout: Path, tmp_path: Path) -> None:
    result, seen = run(checkout, tmp_path)
    assert result.stderr == ""
    assert seen == "[-m][app]\n"


@posix_only
def test_the_command_that_is_offered_can_be_pasted(checkout: Path, tmp_path: Path) -> None:
    result, _ = run(checkout, tmp_path)
    offered = result.stdout.splitlines()[1]
    assert offered == "sh 'Lontar Kantor/packaging/run.sh'"


@posix_only
def test_a_changed_lock_is_installed_with_hashes_before_anything_runs(
    checkout: Path, tmp_path: Path
) -> None:
    lock = checkout / "packaging" / "lock.txt"
    lock.write_text("# berubah\n", encoding="utf-8")
    _, seen = run(checkout, tmp_path)
    calls = seen.splitlines()
    assert [call for call in calls if "[install]" in call and "[--require-hashes]" in call]
    assert calls[-1] == "[-m][app]"
    assert (checkout / ".venv" / "lontar-lock.txt").read_text(encoding="utf-8") == "# berubah\n"


@posix_only
@pytest.mark.parametrize("script", ["siapkan.sh", "run.sh", "test.sh"])
def test_a_script_is_plain_posix_sh(script: str) -> None:
    file = ROOT / "packaging" / script
    subprocess.run(["sh", "-n", str(file)], check=True)  # noqa: S607 - whichever sh the user has
    text = file.read_text(encoding="utf-8")
    assert not [
        word for word in ("[[", "local ", "function ", "$'", "<<<", "pipefail") if word in text
    ]


def test_windows_powershell_can_read_its_script() -> None:
    (ROOT / "packaging" / "run.ps1").read_bytes().decode("ascii")


def test_ci_runs_the_command_of_the_readme_and_nothing_else() -> None:
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines() == [
        "#!/bin/sh",
        "exec sh packaging/test.sh",
    ]
