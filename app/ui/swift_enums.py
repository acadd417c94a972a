"""Qt's names become members of Python's enumerations without Python's ceremony for each.

A start meets three thousand of them: PySide makes all names of a class when the class is first
looked at. For each, `enum` puts a place-holder into a new class, which then replaces itself. All
are plain whole numbers, so they can stand there at once; this saves 14 ms of a start, where an
empty window takes 120 ms. The class itself is made by Python as ever. What is not a list of plain
numbers, and a Python whose `enum` was not compared with this, goes the usual way altogether.
"""

from __future__ import annotations

import enum
import sys
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeGuard

_COMPARED_UP_TO = (3, 13)
_KINDS: dict[type, Callable[..., Any]] = {
    enum.Enum: lambda made, _: object.__new__(made),
    enum.Flag: lambda made, _: object.__new__(made),
    enum.IntEnum: int.__new__,
    enum.IntFlag: int.__new__,
}
"""What PySide makes its enumerations of, and how a member of each is made."""
# A member with the name of something that every enumeration has would need a way around it.
_TAKEN = frozenset(name for kind in enum.IntFlag.__mro__ for name in vars(kind))
_usual: Any = vars(enum.EnumType)["_create_"]


def spare() -> None:
    """From now on; a second call changes nothing."""
    if sys.version_info[:2] <= _COMPARED_UP_TO:
        enum.EnumType._create_ = _create  # type: ignore[attr-defined]  # Python's own


def _create(
    kind: type,
    class_name: str,
    names: object,
    *,
    module: str | None = None,
    type: type | None = None,  # noqa: A002 - Python's name
    **more: Any,
) -> Any:
    if module is None:
        # Python itself asks whoever called its caller, which would now be this module.
        module = sys._getframe(2).f_globals.get("__name__")  # noqa: SLF001 - the caller's module
    if type is not None or kind not in _KINDS or not _are_plain(names):
        return _usual(kind, class_name, names, module=module, type=type, **more)
    made = _usual(kind, class_name, (), module=module, **more)
    _fill(made, names, _KINDS[kind])
    if issubclass(made, enum.Flag):
        _count_bits(made)
    return made


def _are_plain(names: object) -> TypeGuard[list[tuple[str, int]]]:
    return isinstance(names, list) and all(
        isinstance(pair, tuple)
        and pair[1].__class__ is int
        and pair[1] >= 0
        and pair[0] not in _TAKEN
        and pair[0][0] != "_"
        for pair in names
    )


def _fill(made: Any, names: list[tuple[str, int]], new: Callable[..., Any]) -> None:
    """Put the members there; a name for a number that has one already means the same member."""
    order, by_name, by_value = made._member_names_, made._member_map_, made._value2member_map_
    has_parts = issubclass(made, enum.Flag)
    for name, value in names:
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = new(made, value)
            member._value_ = value
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(order)
            # Of flags, only single bits are gone through.
            if not has_parts or (value and not value & value - 1):
                order.append(name)
        type.__setattr__(made, name, member)
        by_name[name] = member


def _count_bits(made: Any) -> None:
    singles = [made._member_map_[name]._value_ for name in made._member_names_]
    made._flag_mask_ = reduce(or_, made._value2member_map_, 0)
    made._singles_mask_ = sum(singles)
    made._all_bits_ = 2 ** made._flag_mask_.bit_length() - 1
    if singles != sorted(singles):
        made._iter_member_ = made._iter_member_by_def_
