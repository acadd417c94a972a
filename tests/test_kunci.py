"""The lock files: exact, safe, complete on every system, and silent about where they were made."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.sumber import ROOT

LOCKS = ("lock.txt", "lock-dev.txt")
SYSTEMS = {
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    "windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@cache
def locked(lock: str) -> dict[str, Requirement]:
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.partition(" --hash")[0] for line in text.splitlines() if line[:1].isalnum()]
    return {canonicalize_name(found.name): found for found in map(Requirement, lines)}


def environment(system: str, python: str, extra: str) -> dict[str, str]:
    versions = {"python_version": python, "python_full_version": f"{python}.0", "extra": extra}
    return SYSTEMS[system] | versions | {"implementation_name": "cpython"}


def is_wanted(needed: Requirement, where: dict[str, str]) -> bool:
    return needed.marker is None or needed.marker.evaluate(where)


def needs_of(name: str) -> list[Requirement]:
    """What an installed package says it needs."""
    try:
        return [Requirement(line) for line in distribution(name).requires or []]
    except PackageNotFoundError:
        return []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_and_hashed(lock: str) -> None:
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=\S)", text)[1:]
    assert len(blocks) == len(locked(lock)) > 0
    assert not [block for block in blocks if "==" not in block or "--hash=sha256:" not in block]


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_and_no_folder_is_written_down(lock: str) -> None:
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    assert not re.findall(r"://|^-|@ |file:", text, flags=re.MULTILINE)


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("python", PYTHONS)
def test_whatever_a_package_needs_is_locked_too(lock: str, system: str, python: str) -> None:
    where = environment(system, python, extra="")
    missing = {
        f"{name} needs {needed}"
        for name, pin in locked(lock).items()
        if is_wanted(pin, where)
        for needed in needs_of(name)
        if is_wanted(needed, where) and not satisfied(needed, lock, where)
    }
    assert not missing


def satisfied(needed: Requirement, lock: str, where: dict[str, str]) -> bool:
    """Whether the lock brings a version that will do, on that system."""
    pin = locked(lock).get(canonicalize_name(needed.name))
    if pin is None or not is_wanted(pin, where):
        return False
    version = next(iter(pin.specifier)).version
    return needed.specifier.contains(version, prereleases=True)


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_keeps_the_promises_of_the_project(lock: str) -> None:
    promised = [Requirement(line) for line in PROJECT["dependencies"]]
    if lock == "lock-dev.txt":
        promised += map(Requirement, PROJECT["optional-dependencies"]["dev"])
    where = environment("linux", "3.11", extra="")
    assert not [str(needed) for needed in promised if not satisfied(needed, lock, where)]


def test_tests_run_with_what_users_run() -> None:
    users, tests = locked("lock.txt"), locked("lock-dev.txt")
    assert {name: str(pin) for name, pin in tests.items() if name in users} == {
        name: str(pin) for name, pin in users.items()
    }


def test_the_two_halves_of_the_binding_are_pinned_to_one_version() -> None:
    pins = {str(locked("lock.txt")[name].specifier) for name in ("pyside6-essentials", "shiboken6")}
    assert pins == {"==6.11.3"}
