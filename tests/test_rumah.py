"""The rules of the house that a machine can check."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.sumber import OURS, ROOT, constants, modules, place, text_files, tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
LONGER_WITH_REASON: dict[str, str] = {}
"""`path` or `path:function` -> why it cannot be shorter."""

AT_THE_TOP = {*OURS, "LICENSE", "README.md", "pyproject.toml"}
HEAVY = {
    "cryptography",
    "jwt",
    "lxml",
    "numpy",
    "openpyxl",
    "pandas",
    "platformdirs",
    "python_calamine",
    "segno",
    "sqlite_utils",
    "xlsxwriter",
}
SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|BEGIN|COMMIT)\b[ \w(]")
MACHINE_PATH = re.compile(r"(?<![\w.~$}])/(home|root|work|mnt|Users)/\w|\b[A-Za-z]:\\+Users\\")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(file: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(file)) if isinstance(node, Function))


def imported_at_start(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, str]]:
    """Top-level packages imported when the module is, and not only for its types."""
    for node in body:
        if isinstance(node, ast.Import):
            yield from ((node, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, (node.module or "").partition(".")[0]
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from imported_at_start(node.orelse)
        elif not isinstance(node, Function):
            for field in ("body", "orelse", "finalbody", "handlers"):
                yield from imported_at_start(getattr(node, field, []))


def test_a_file_can_be_read_in_one_sitting() -> None:
    lengths = {
        file: len(file.read_bytes().splitlines()) for file in modules("app", "packaging", "tests")
    }
    long = [
        f"{place(file)} has {length} lines"
        for file, length in lengths.items()
        if length > LONGEST_FILE and place(file).partition(":")[0] not in LONGER_WITH_REASON
    ]
    assert not long, "\n".join(long)


def test_a_function_fits_on_one_screen() -> None:
    long = [
        f"{place(file, node)} {node.name}"
        for file in modules("app", "packaging", "tests")
        for node in functions(file)
        if (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
        and f"{place(file).partition(':')[0]}:{node.name}" not in LONGER_WITH_REASON
    ]
    assert not long, "\n".join(long)


def test_every_module_says_what_it_is_for() -> None:
    silent = [place(file) for file in modules("app", "tests") if not ast.get_docstring(tree(file))]
    assert not silent, "\n".join(silent)


def test_heavy_libraries_are_imported_only_by_the_function_that_needs_them() -> None:
    eager = [
        f"{place(file, node)} imports {name}"
        for file in modules("app")
        for node, name in imported_at_start(tree(file).body)
        if name in HEAVY
    ]
    assert not eager, "\n".join(eager)


def test_the_window_is_imported_without_a_single_heavy_library() -> None:
    code = "import sys, app.__main__, app.ui.application; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    loaded = set(subprocess.check_output(command, cwd=ROOT, text=True).split())
    assert "PySide6.QtWidgets" in loaded
    assert not loaded & HEAVY


def test_only_the_store_speaks_sql() -> None:
    spoken = [
        f"{place(file)} {text.strip()[:40]!r}"
        for file in modules("app/cli", "app/domain", "app/exchange", "app/ui")
        for text in constants(tree(file))
        if SQL.match(text)
    ]
    assert not spoken, "\n".join(spoken)


def test_whoever_silences_a_checker_says_why() -> None:
    silenced = re.compile(r"#\s*(noqa: [A-Z0-9, ]+|type: ignore\[[a-z, -]+\])(?P<why>.*)$")
    found = [
        (place(file), number, line.strip())
        for file in modules("app", "packaging")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if (match := silenced.search(line)) and not re.match(r"\s*(-|#) \w", match["why"])
    ]
    assert found == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    found = [
        f"{place(file)} {match.group()!r}"
        for file, text in text_files()
        for match in MACHINE_PATH.finditer(text)
    ]
    assert not found, "\n".join(found)


def test_nothing_lies_about_at_the_top_of_the_house() -> None:
    git = shutil.which("git")
    assert git is not None
    kept = subprocess.check_output([git, "ls-files"], cwd=ROOT, text=True).splitlines()
    tops = {name.partition("/")[0] for name in kept if not name.startswith(".")}
    assert tops <= AT_THE_TOP


def test_packaging_does_not_shadow_the_library_of_the_same_name() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


@pytest.mark.parametrize("room", ["domain", "store", "exchange", "ui"])
def test_a_room_is_a_package(room: str) -> None:
    assert (ROOT / "app" / room / "__init__.py").is_file()


def test_imports_between_rooms_point_only_to_the_right() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", code, "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
