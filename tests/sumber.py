"""Reads the project's own source, for the tests that watch over the house."""

from __future__ import annotations

import ast
import importlib.util
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
OURS = ("app", "forms", "packaging", "resources", "tests", ".ci")


def modules(*folders: str) -> list[Path]:
    """Every Python file under the folders."""
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def packaging_script(name: str) -> ModuleType:
    """A script of packaging/, which is no package, as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text_files() -> Iterator[tuple[Path, str]]:
    """Every file of ours that is text, with its text."""
    files = [file for folder in OURS for file in (ROOT / folder).rglob("*")]
    for file in sorted([*files, *ROOT.iterdir()]):
        if not file.is_file() or {"__pycache__", ".git"} & {*file.parts} or file.suffix == ".log":
            continue
        try:
            yield file, file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@cache
def tree(file: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def place(file: Path, node: ast.AST | None = None) -> str:
    """How a failing test names a place: file:line."""
    line = getattr(node, "lineno", 1)
    return f"{file.relative_to(ROOT).as_posix()}:{line}"


def calls(name: str, *folders: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of a function of that name, bare or behind a module."""
    for file in modules(*folders):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and called_name(node) == name:
                yield file, node


def called_name(call: ast.Call) -> str:
    """The last word of what is called."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def constants(node: ast.AST) -> set[str]:
    """Every string written out inside the node."""
    found = (child.value for child in ast.walk(node) if isinstance(child, ast.Constant))
    return {value for value in found if isinstance(value, str)}


def as_pattern(node: ast.expr) -> str:
    """A text put together at run time, as a pattern: what is written out, and (.+) for the rest."""
    if isinstance(node, ast.JoinedStr):
        return "".join(map(as_pattern, node.values))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return as_pattern(node.left) + as_pattern(node.right)
    if isinstance(node, ast.Constant):
        return re.escape(str(node.value))
    return "(.+)"
