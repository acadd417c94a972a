"""What PySide does at every start without any use for this program.

It carries its support for signatures as sources in an archive: to word what was wrong with a call,
and to write stub files. It compiles all of it at every start, a third of the time until an empty
window is there. Here it waits until a call is wrong. And it looks into the source of every module
that is imported, for one that asks for another spelling of Qt's names; none does here, and what it
has read would stay in memory.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_BOOTSTRAP = "signature_bootstrap"
_SUPPORT = "shibokensupport.signature."
# Not `mapping` and `importhandler`: PySide asks for what is in them without a look at attributes.
_LATER = frozenset(
    _SUPPORT + name
    for name in (
        "errorhandler",
        "layout",
        "lib.enum_sig",
        "lib.pyi_generator",
        "lib.tool",
        "parser",
    )
)


def spare() -> None:
    """Have PySide start like this; too late, and harmless, once it has been imported."""
    if "shiboken6" not in sys.modules:
        sys.modules.setdefault(_BOOTSTRAP, _Bootstrap(_BOOTSTRAP))


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
    """The same, without the look at every import."""
    loader.post_init = lambda: None
    return loader


def _with_later(target: object, importer: Any) -> tuple[object, object]:
    """The same place and finder; what can wait is empty until somebody asks for something in it."""
    execute = importer.exec_module

    def exec_module(module: ModuleType) -> None:
        if module.__name__ in _LATER:
            module.__dict__["__load__"] = execute
            module.__class__ = _Later
        else:
            execute(module)

    importer.exec_module = exec_module
    return target, importer


class _Later(ModuleType):
    """A module whose source is compiled when something in it is asked for."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        execute = vars(self).pop("__load__")
        self.__class__ = ModuleType
        spec = self.__spec__
        assert spec is not None
        # PySide publishes it under a second name, but finds its source by the first.
        published, spec.name = spec.name, self.__name__
        execute(self)
        spec.name = published
        return getattr(self, name)
