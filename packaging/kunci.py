"""Renew the lock files: exact versions and hashes of every package, on Linux and Windows alike."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# pip-compile drops what the machine it runs on does not need, so these are asked for by name.
# tests/test_kunci.py compares the lists with what the installed packages say they need.
WINDOWS_RUN = ("tzdata",)
WINDOWS_DEV = ("colorama", "pefile", "pywin32-ctypes")
REQUEST = "windows.in"
HEADER = "# Made by packaging/kunci.py from pyproject.toml; do not edit by hand.\n"
OPTIONS = (
    "--quiet",
    "--generate-hashes",
    "--allow-unsafe",
    "--strip-extras",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--no-config",
    "--rebuild",
)


def main() -> int:
    """Write both lock files; `--upgrade` also moves to newer versions."""
    upgrade = tuple(argument for argument in sys.argv[1:] if argument == "--upgrade")
    run, dev = ROOT / "packaging" / "lock.txt", ROOT / "packaging" / "lock-dev.txt"
    with_tests = ("--extra", "dev", "--constraint", str(run))
    compile_lock(run, WINDOWS_RUN, upgrade)
    compile_lock(dev, WINDOWS_RUN + WINDOWS_DEV, (*with_tests, *upgrade))
    finish(run, WINDOWS_RUN)
    finish(dev, WINDOWS_RUN + WINDOWS_DEV)
    return 0


def compile_lock(lock: Path, windows_only: tuple[str, ...], options: tuple[str, ...]) -> None:
    """Let pip-compile resolve, away from whatever indexes this machine is configured with."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environment["PIP_CONFIG_FILE"] = os.devnull
    if "PIP_CERT" in os.environ:
        environment["PIP_CERT"] = os.environ["PIP_CERT"]
    with tempfile.TemporaryDirectory() as folder:
        extra = Path(folder) / REQUEST
        extra.write_text("\n".join(windows_only) + "\n", encoding="utf-8")
        command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, *options]
        command += ["--output-file", str(lock), "pyproject.toml", str(extra)]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


def finish(lock: Path, windows_only: tuple[str, ...]) -> None:
    """Mark the Windows-only packages, and leave out where and on which machine it was made."""
    text = lock.read_text(encoding="utf-8")
    for name in windows_only:
        # Something that runs everywhere may have come to need it as well.
        asked_only_here = rf"^{re.escape(name)}==(\S+)( [^#]+)# via -r \S+{REQUEST}$"
        marked = rf'{name}==\1 ; sys_platform == "win32"\2'
        text = re.sub(asked_only_here, marked, text, flags=re.MULTILINE)
    text = re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE)
    lock.write_text(HEADER + text.lstrip("\n"), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
