"""Qt's enumerations made sooner differ in nothing from Python's own."""

from __future__ import annotations

import enum
import subprocess
import sys

import pytest

from app.ui import swift_enums
from tests.sumber import ROOT

KEEP = enum.FlagBoundary.KEEP
KINDS = (enum.Enum, enum.Flag, enum.IntEnum, enum.IntFlag)

EVERYTHING = """
import enum, json, re, sys
import PySide6.QtCore, PySide6.QtGui, PySide6.QtWidgets

def enumerations(inside, name):
    for key, one in sorted(vars(inside).items()):
        if isinstance(one, enum.EnumMeta):
            yield f"{name}.{key}", one
        elif isinstance(one, type) and one.__module__ == inside.__name__:
            # Looked at, a class has all its names.
            getattr(one, "__doc__", None)
            yield from ((f"{name}.{one.__name__}.{inner}", made) for inner, made in inner_of(one))

def inner_of(one):
    return [(key, made) for key, made in vars(one).items() if isinstance(made, enum.EnumMeta)]

def told(value):
    if isinstance(value, dict):
        return [[str(key), told(one)] for key, one in value.items()]
    return getattr(value, "__qualname__", None) or re.sub(" at 0x[0-9a-f]+", "", repr(value))

def all_about(made):
    members = [[repr(one), told(vars(one))] for one in made.__members__.values()]
    return [repr(made.__mro__), dict(told(dict(vars(made)))), members, [one.name for one in made]]

seen = {}
for module in ("QtCore", "QtGui", "QtWidgets"):
    inside = sys.modules[f"PySide6.{module}"]
    for name in dir(inside):
        getattr(inside, name)
    seen |= {name: all_about(made) for name, made in enumerations(inside, module)}
print(json.dumps(seen, sort_keys=True))
"""


def all_of_qt(first: str) -> str:
    """Everything about every enumeration of Qt in a program that begins with this import."""
    command = [sys.executable, "-c", first + EVERYTHING]
    return subprocess.check_output(command, cwd=ROOT, text=True)


def test_all_of_qt_is_as_python_makes_it() -> None:
    usual = all_of_qt("")
    assert usual.count("_member_map_") > 400
    assert all_of_qt("import app.ui") == usual


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="not compared with this Python")
@pytest.mark.parametrize("kind", KINDS)
def test_qts_enumerations_need_no_place_holders(kind, monkeypatch) -> None:
    swift_enums.spare()
    monkeypatch.setattr(enum, "_proto_member", None)
    made = kind("Made", [("Nothing", 0), ("One", 1), ("Two", 2), ("Also", 2)], boundary=KEEP)
    assert made.Also is made.Two is made(2) is made["Also"]
    assert made.Nothing.value == 0


@pytest.mark.parametrize(
    "names",
    [
        "One Two",
        ["One", "Two"],
        {"One": 1, "Two": 2},
        [("One", 1), ("name", 2)],
        [("One", 1), ("bit_length", 2)],
        [("One", 1), ("Two", True)],
        [("One", 1), ("Less", -2)],
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_plain_is_as_python_makes_it(kind, names, monkeypatch) -> None:
    swift_enums.spare()
    ours = kind("Made", names, boundary=KEEP)
    monkeypatch.setattr(enum.EnumType, "_create_", swift_enums._usual)
    usual = kind("Made", names, boundary=KEEP)
    assert list(map(repr, ours.__members__.values())) == list(map(repr, usual.__members__.values()))
    assert [one.name for one in ours] == [one.name for one in usual]
    assert vars(ours).keys() == vars(usual).keys()


def test_where_it_was_made_is_known() -> None:
    swift_enums.spare()
    assert enum.Enum("Colour", "RED GREEN").__module__ == __name__
    assert enum.IntEnum("Size", [("SMALL", 1)]).__module__ == __name__
