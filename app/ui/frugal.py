"""What is loaded at every start without any use for this program, and is not.

PySide carries its support for signatures as sources in an archive: to word what was wrong with a
call, and to write stub files. It compiles all of it at every start, a third of the time until an
empty window is there. Here it waits until a call is wrong, and so do the modules of Python that
PySide has for such a day. And it looks into the source of every module that is imported, for one
that asks for another spelling of Qt's names; none does here, and what it has read would stay in
memory.
"""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_BOOTSTRAP = "signature_bootstrap"
_SUPPORT = "shibokensupport."
_ASKED_FIRST = f"{_SUPPORT}signature.mapping"
_ASKED = "update_mapping"
_SOURCE = "__source__"
# Not `importhandler`, which PySide asks after every import of one of its own modules.
_LATER = frozenset(
    _SUPPORT + name
    for name in (
        "feature",
        "signature.errorhandler",
        "signature.layout",
        "signature.lib.enum_sig",
        "signature.lib.pyi_generator",
        "signature.lib.tool",
        "signature.mapping",
        "signature.parser",
    )
)
# What it imports to say what went wrong; with all that these import it is 3 ms and 0.7 MB.
_FOR_TROUBLE = ("tempfile", "traceback")


def spare() -> None:
    """Have PySide start like this; too late, and harmless, once it has been imported."""
    if "shiboken6" not in sys.modules:
        sys.modules.setdefault(_BOOTSTRAP, _Bootstrap(_BOOTSTRAP))
        for name in _FOR_TROUBLE:
            sys.modules.setdefault(name, _Absent(name))


def load_msgspec() -> None:
    """Import msgspec without `typing_extensions`, from which it takes what `typing` has as well.

    Together with what that imports it is 4 ms and 1.3 MB.
    """
    if "typing_extensions" not in sys.modules:
        sys.modules["typing_extensions"] = None  # type: ignore[assignment] # as if not installed
        try:
            import_module("msgspec")
        finally:
            del sys.modules["typing_extensions"]


class _Bootstrap(ModuleType):
    """The module into which PySide puts how its support is loaded."""

    @property
    def bootstrap(self) -> Callable[[], object]:
        """What PySide calls to load it."""
        known = vars(self)
        unpack = known.get("prepare_zipfile")
        if unpack is not None:
            known["prepare_zipfile"] = lambda: _with_later(*unpack())
        return lambda: _without_hook(known["bootstrap"]())


def _without_hook(loader: Any) -> object:
    """The same, without the look at every import; whoever else asks for a module gets it."""
    loader.post_init = lambda: None
    for name in _FOR_TROUBLE:
        if isinstance(sys.modules.get(name), _Absent):
            del sys.modules[name]
    return loader


def _with_later(target: object, importer: Any) -> tuple[object, object]:
    """The same place and finder; what can wait is empty until somebody asks for something in it."""
    execute = importer.exec_module

    def exec_module(module: ModuleType) -> None:
        if module.__name__ not in _LATER:
            execute(module)
            return
        vars(module)[_SOURCE] = execute
        module.__class__ = _Later
        if module.__name__ == _ASKED_FIRST:
            vars(module)[_ASKED] = partial(_ask, module)

    importer.exec_module = exec_module
    return target, importer


def _ask(module: ModuleType) -> object:
    """What PySide asks of it before anything else, looked up without a look at attributes."""
    return _filled(module)[_ASKED]()


def _filled(module: ModuleType) -> dict[str, Any]:
    """What is in a module, whose source is now compiled."""
    execute = vars(module).pop(_SOURCE)
    module.__class__ = ModuleType
    spec = module.__spec__
    assert spec is not None
    # PySide publishes it under a second name, but finds its source by the first.
    published, spec.name = spec.name, module.__name__
    execute(module)
    spec.name = published
    return vars(module)


class _Later(ModuleType):
    """A module that is still empty."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return _filled(self)[name]


class _Absent(ModuleType):
    """A module that is imported when something in it is asked for."""

    def __getattr__(self, name: str) -> object:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)
