"""The rule language: small arithmetic over cells, read with Python's own parser.

Only what is listed here exists. Empty propagates: a sum with an empty term is empty, a
comparison with an empty side is empty, and dividing by zero is empty. Everything is exact
(`int` and `Fraction`), so no category is ever decided by a binary float.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any, Protocol

from app.domain.nilai import KEADAAN_TANPA_KEBUTUHAN, Nilai

Number = int | Fraction
Result = Number | bool | None
_LONGEST = 400


class Scope(Protocol):
    """Where a formula finds its cells. Names without dots are local to a row or a column."""

    def number(self, nama: str) -> Number | None:
        """The number of a cell now."""

    def before(self, nama: str) -> Number | None:
        """The number of a cell in the period it continues from."""

    def year_ago(self, nama: str) -> Number | None:
        """The number of a cell in the same period last year."""

    def raw(self, nama: str) -> Nilai | None:
        """The stored value of a cell, declarations included."""

    def numbers(self, pola: str) -> list[Number]:
        """The numbers of all cells that match a pattern; empty ones are left out."""


class FormulaError(ValueError):
    """The text is not in the rule language; `alasan` is a catalogue key."""

    def __init__(self, alasan: str, teks: str) -> None:
        super().__init__(f"{alasan}: {teks}")
        self.alasan = alasan
        self.teks = teks


Node = Callable[[Scope], Result]


class Formula:
    """A compiled formula, with the cells it names."""

    __slots__ = ("names", "patterns", "run", "teks")

    def __init__(self, teks: str, run: Node, names: list[str], patterns: list[str]) -> None:
        self.teks = teks
        self.run = run
        self.names = tuple(dict.fromkeys(names))
        self.patterns = tuple(dict.fromkeys(patterns))

    def number(self, scope: Scope) -> Number | None:
        """Evaluate to a number; a truth value counts as empty."""
        result = self.run(scope)
        return None if isinstance(result, bool) else result

    def truth(self, scope: Scope) -> bool | None:
        """Evaluate to true, false or empty; a number counts as empty."""
        result = self.run(scope)
        return result if isinstance(result, bool) else None


@lru_cache(maxsize=4096)
def compile_formula(teks: str) -> Formula:
    """Read a formula.

    Raises:
        FormulaError: the text is too long, does not parse, or uses what is not allowed.

    """
    if len(teks) > _LONGEST:
        raise FormulaError("terlalu_panjang", teks)
    try:
        tree = ast.parse(teks.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError("tidak_terbaca", teks) from None
    reader = _Reader(teks)
    return Formula(teks, reader.read(tree.body), reader.names, reader.patterns)


class _Reader:
    """Turns one syntax tree into nested functions."""

    def __init__(self, teks: str) -> None:
        self.teks = teks
        self.names: list[str] = []
        self.patterns: list[str] = []

    def read(self, node: ast.expr) -> Node:
        readers: dict[type[ast.expr], Callable[[Any], Node]] = {
            ast.BinOp: self._arithmetic,
            ast.UnaryOp: self._unary,
            ast.BoolOp: self._logic,
            ast.Compare: self._comparison,
            ast.Call: self._call,
            ast.Constant: self._constant,
        }
        reader = readers.get(type(node))
        if reader is not None:
            return reader(node)
        nama = self._name(node)
        return lambda scope: scope.number(nama)

    def _refuse(self) -> FormulaError:
        return FormulaError("tidak_diizinkan", self.teks)

    def _name(self, node: ast.expr) -> str:
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            raise self._refuse()
        nama = ".".join([node.id, *reversed(parts)])
        self.names.append(nama)
        return nama

    def _constant(self, node: ast.Constant) -> Node:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise self._refuse()
        # repr of a float literal is its shortest decimal, so 0.25 becomes exactly 1/4.
        number = node.value if isinstance(node.value, int) else Fraction(repr(node.value))
        return lambda _scope: number

    def _arithmetic(self, node: ast.BinOp) -> Node:
        operate = _ARITHMETIC.get(type(node.op))
        if operate is None:
            raise self._refuse()
        left, right = self.read(node.left), self.read(node.right)

        def run(scope: Scope) -> Result:
            a, b = _num(left(scope)), _num(right(scope))
            return None if a is None or b is None else operate(a, b)

        return run

    def _unary(self, node: ast.UnaryOp) -> Node:
        operand = self.read(node.operand)
        if isinstance(node.op, ast.USub):

            def negate(scope: Scope) -> Result:
                value = _num(operand(scope))
                return None if value is None else -value

            return negate
        if isinstance(node.op, ast.Not):

            def invert(scope: Scope) -> Result:
                value = operand(scope)
                return not value if isinstance(value, bool) else None

            return invert
        raise self._refuse()

    def _logic(self, node: ast.BoolOp) -> Node:
        parts = [self.read(value) for value in node.values]
        decisive = isinstance(node.op, ast.Or)

        def run(scope: Scope) -> Result:
            results = [part(scope) for part in parts]
            if any(result is decisive for result in results):
                return decisive
            return None if any(not isinstance(r, bool) for r in results) else not decisive

        return run

    def _comparison(self, node: ast.Compare) -> Node:
        operators = [_COMPARISONS.get(type(op)) for op in node.ops]
        parts = [self.read(part) for part in (node.left, *node.comparators)]
        if None in operators:
            raise self._refuse()

        def run(scope: Scope) -> Result:
            values = [_num(part(scope)) for part in parts]
            if any(value is None for value in values):
                return None
            pairs = zip(operators, values, values[1:], strict=False)
            return all(op(a, b) for op, a, b in pairs if op)  # type: ignore[arg-type]

        return run

    def _call(self, node: ast.Call) -> Node:
        if not isinstance(node.func, ast.Name) or node.keywords or not node.args:
            raise self._refuse()
        function = node.func.id
        if function in _ON_CELL:
            return self._cell_call(function, node.args)
        if function == _SAME:
            return self._same_call(node.args)
        if function in _ON_NUMBERS:
            parts = [self._argument(arg) for arg in node.args]
            aggregate = _ON_NUMBERS[function]
            return lambda scope: aggregate([x for part in parts for x in part(scope)])
        raise FormulaError("fungsi_tidak_dikenal", self.teks)

    def _cell_call(self, function: str, args: list[ast.expr]) -> Node:
        if len(args) != 1:
            raise self._refuse()
        look = _ON_CELL[function]
        nama = self._name(args[0])
        return lambda scope: look(scope, nama)

    def _same_call(self, args: list[ast.expr]) -> Node:
        """`sama(sel, 'kode')`: whether a cell holds that text; empty when it holds none."""
        wanted = args[-1]
        if len(args) != 2 or not isinstance(wanted, ast.Constant):  # noqa: PLR2004 - cell and text
            raise self._refuse()
        nama, text = self._name(args[0]), wanted.value

        def run(scope: Scope) -> Result:
            found = scope.raw(nama)
            return found == text if isinstance(found, str) else None

        return run

    def _argument(self, node: ast.expr) -> Callable[[Scope], list[Number | None]]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            pola = node.value
            self.patterns.append(pola)
            return lambda scope: list(scope.numbers(pola))
        part = self.read(node)
        return lambda scope: [_num(part(scope))]


def _num(value: Result) -> Number | None:
    return None if isinstance(value, bool) else value


def _divide(a: Number, b: Number) -> Number | None:
    return None if b == 0 else Fraction(a) / Fraction(b)


_ARITHMETIC: dict[type[ast.operator], Callable[[Number, Number], Number | None]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: _divide,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Number, Number], bool]] = {
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
}


def _filled(values: list[Number | None]) -> list[Number]:
    return [value for value in values if value is not None]


def _sum(values: list[Number | None]) -> Result:
    """Add what is filled; nothing filled is empty, not zero."""
    filled = _filled(values)
    return sum(filled) if filled else None


def _mean(values: list[Number | None]) -> Result:
    filled = _filled(values)
    return Fraction(sum(filled)) / len(filled) if filled else None


def _percent(values: list[Number | None]) -> Result:
    part, whole = (*values, None, None)[:2]
    if part is None or not whole:
        return None
    if isinstance(part, int) and isinstance(whole, int):
        return Fraction(100 * part, whole)
    return Fraction(part) * 100 / Fraction(whole)


def _least(values: list[Number | None]) -> Result:
    filled = _filled(values)
    return _extreme(filled, -1) if len(filled) == len(values) and filled else None


def _greatest(values: list[Number | None]) -> Result:
    filled = _filled(values)
    return _extreme(filled, 1) if len(filled) == len(values) and filled else None


def _extreme(filled: list[Number], sign: int) -> Number:
    best = filled[0]
    for value in filled[1:]:
        if (value - best) * sign > 0:
            best = value
    return best


def _absolute(values: list[Number | None]) -> Result:
    first = values[0]
    if first is None:
        return None
    return -first if first < 0 else first


def _zero_if_empty(values: list[Number | None]) -> Result:
    first = values[0]
    return 0 if first is None else first


def _first_filled(values: list[Number | None]) -> Result:
    return next(iter(_filled(values)), None)


_ON_NUMBERS: dict[str, Callable[[list[Number | None]], Result]] = {
    "jumlah": _sum,
    "rerata": _mean,
    "persen": _percent,
    "min": _least,
    "maks": _greatest,
    "abs": _absolute,
    "nol": _zero_if_empty,
    "pilih": _first_filled,
}
_ON_CELL: dict[str, Callable[[Scope, str], Result]] = {
    "lalu": lambda scope, nama: scope.before(nama),
    "tahun_lalu": lambda scope, nama: scope.year_ago(nama),
    "kosong": lambda scope, nama: scope.raw(nama) is None,
    "nihil": lambda scope, nama: scope.raw(nama) in KEADAAN_TANPA_KEBUTUHAN,
}
_SAME = "sama"
FUNCTIONS = frozenset(_ON_NUMBERS) | frozenset(_ON_CELL) | {_SAME}
"""Every function of the language."""
