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
from math import isfinite
from typing import Any

from app.domain.fungsi import ON_NUMBERS, Number, Result, bounded
from app.domain.lingkup import Scope
from app.domain.rumus_lihat import ON_CELL, ON_SERIES, ON_TEXT
from app.domain.rumus_tanda import ARITHMETIC, COMPARISONS

__all__ = ("FUNCTIONS", "Formula", "FormulaError", "Number", "Read", "Result", "compile_formula")

_LONGEST = 400
_DEEPEST = 20
"""So many steps may stand inside each other; a form from outside must not exhaust the stack."""


class FormulaError(ValueError):
    """The text is not in the rule language; `alasan` is a catalogue key."""

    def __init__(self, alasan: str, teks: str) -> None:
        super().__init__(f"{alasan}: {teks}")
        self.alasan = alasan
        self.teks = teks


Node = Callable[[Scope], Result]


Read = tuple[str, str]
"""How a formula looks at something and what it is: `("lalu", "terlayani")`; "" is plainly."""


class Formula:
    """A compiled formula, with what it looks at.

    `measure` names the cell whose unit the outcome has; it is empty for shares and counts.
    """

    __slots__ = ("facts", "measure", "names", "patterns", "reads", "run", "teks")

    def __init__(self, teks: str, run: Node, reads: list[Read], measure: str) -> None:
        self.teks = teks
        self.run = run
        self.reads = tuple(dict.fromkeys(reads))
        self.names = _looked_at(self.reads, without=_NO_CELL)
        self.patterns = _looked_at(self.reads, only=_ON_PATTERN)
        self.facts = _looked_at(self.reads, only=_ON_FACT)
        self.measure = measure

    def number(self, scope: Scope) -> Number | None:
        """Evaluate to a number; a truth value counts as empty."""
        result = self.run(scope)
        return None if isinstance(result, bool) else result

    def truth(self, scope: Scope) -> bool | None:
        """Evaluate to true, false or empty; a number counts as empty."""
        result = self.run(scope)
        return result if isinstance(result, bool) else None


def _looked_at(
    reads: tuple[Read, ...],
    *,
    only: frozenset[str] = frozenset(),
    without: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    found = (what for how, what in reads if how not in without and (not only or how in only))
    return tuple(dict.fromkeys(found))


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
    run = reader.read(tree.body)
    return Formula(teks, run, reader.reads, reader.measure(tree.body))


class _Reader:
    """Turns one syntax tree into nested functions."""

    def __init__(self, teks: str) -> None:
        self.teks = teks
        self.reads: list[Read] = []
        self.depth = 0

    def read(self, node: ast.expr) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise FormulaError("terlalu_dalam", self.teks)
        try:
            return self._step(node)
        finally:
            self.depth -= 1

    def _step(self, node: ast.expr) -> Node:
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
        nama = self._name(node, "")
        return lambda scope: scope.number(nama)

    def measure(self, node: ast.expr) -> str:
        """The first cell named, unless the outermost step makes a share or a count of it."""
        named = [what for how, what in self.reads if how not in _NO_CELL]
        called = (
            node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        )
        shares = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
        return "" if shares or called in _UNITLESS or not named else named[0]

    def _refuse(self) -> FormulaError:
        return FormulaError("tidak_diizinkan", self.teks)

    def _name(self, node: ast.expr, how: str) -> str:
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            raise self._refuse()
        nama = ".".join([node.id, *reversed(parts)])
        self.reads.append((how, nama))
        return nama

    def _constant(self, node: ast.Constant) -> Node:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise self._refuse()
        if isinstance(node.value, float) and not isfinite(node.value):
            raise self._refuse()
        # repr of a float literal is its shortest decimal, so 0.25 becomes exactly 1/4.
        number = node.value if isinstance(node.value, int) else Fraction(repr(node.value))
        return lambda _scope: number

    def _arithmetic(self, node: ast.BinOp) -> Node:
        operate = ARITHMETIC.get(type(node.op))
        if operate is None:
            raise self._refuse()
        left, right = self.read(node.left), self.read(node.right)

        def run(scope: Scope) -> Result:
            a = _num(left(scope))
            b = None if a is None else _num(right(scope))
            return None if a is None or b is None else bounded(operate(a, b))

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
            known = True
            for part in parts:
                result = part(scope)
                if result is decisive:
                    return decisive
                known = known and isinstance(result, bool)
            return not decisive if known else None

        return run

    def _comparison(self, node: ast.Compare) -> Node:
        operators = [COMPARISONS.get(type(op)) for op in node.ops]
        parts = [self.read(part) for part in (node.left, *node.comparators)]
        if None in operators:
            raise self._refuse()

        def run(scope: Scope) -> Result:
            values: list[Number] = []
            for part in parts:
                value = _num(part(scope))
                if value is None:
                    return None
                values.append(value)
            pairs = zip(operators, values, values[1:], strict=False)
            return all(op(a, b) for op, a, b in pairs if op)

        return run

    def _call(self, node: ast.Call) -> Node:
        if not isinstance(node.func, ast.Name) or node.keywords or not node.args:
            raise self._refuse()
        function = node.func.id
        if function in ON_CELL:
            return self._cell_call(function, node.args)
        if function in ON_TEXT:
            return self._text_call(function, node.args)
        own = {
            _MENTIONS: self._mentions,
            _SAME: self._same_call,
            _EITHER: self._either,
            _TWINS: self._twins,
        }
        if function in own:
            return own[function](node.args)
        if function in ON_NUMBERS:
            return self._numbers_call(function, node.args)
        raise FormulaError("fungsi_tidak_dikenal", self.teks)

    def _numbers_call(self, function: str, args: list[ast.expr]) -> Node:
        aggregate = ON_NUMBERS[function]
        if all(isinstance(arg, ast.Name | ast.Attribute) for arg in args):
            names = [self._name(arg, "") for arg in args]
            return lambda scope: aggregate([scope.number(nama) for nama in names])
        if not any(map(_is_many, args)):
            single = [self.read(arg) for arg in args]
            return lambda scope: aggregate([_num(part(scope)) for part in single])
        parts = [self._argument(arg) for arg in args]
        return lambda scope: aggregate([x for part in parts for x in part(scope)])

    def _cell_call(self, function: str, args: list[ast.expr]) -> Node:
        if len(args) != 1:
            raise self._refuse()
        look = ON_CELL[function]
        nama = self._name(args[0], function)
        return lambda scope: look(scope, nama)

    def _text_call(self, function: str, args: list[ast.expr]) -> Node:
        """A function of a pattern or of the name of a fact."""
        if len(args) != 1:
            raise self._refuse()
        look = ON_TEXT[function]
        what = self._words(args[0])
        self.reads.append((function, what))
        return lambda scope: look(scope, what)

    def _mentions(self, args: list[ast.expr]) -> Node:
        if len(args) != _CELL_AND_WORDS:
            raise self._refuse()
        nama = self._name(args[0], _MENTIONS)
        phrases = [_plain(phrase) for phrase in self._words(args[1]).split("|")]

        def run(scope: Scope) -> Result:
            nilai = scope.raw(nama)
            if not isinstance(nilai, str):
                return None
            text = _plain(nilai)
            return any(phrase in text for phrase in phrases)

        return run

    def _words(self, node: ast.expr) -> str:
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            raise self._refuse()
        return node.value

    def _same_call(self, args: list[ast.expr]) -> Node:
        """`sama(sel, 'kode')`: whether a cell holds that text, or the same as another cell.

        Empty where there is no text to compare.
        """
        if len(args) != _CELL_AND_WORDS:
            raise self._refuse()
        nama, wanted = self._name(args[0], _SAME), args[1]
        text = str(wanted.value) if isinstance(wanted, ast.Constant) else None
        other = self._name(wanted, _SAME) if text is None else ""

        def run(scope: Scope) -> Result:
            found, known = scope.raw(nama), scope.raw(other) if text is None else text
            if not isinstance(found, str) or not isinstance(known, str):
                return None
            return _plain(found) == _plain(known) if text is None else found == text

        return run

    def _either(self, args: list[ast.expr]) -> Node:
        """`bila(syarat, ya, tidak)`: the first where the condition holds, else the second.

        A condition that is empty does not hold.
        """
        if len(args) != _CONDITION_AND_BOTH:
            raise self._refuse()
        condition, yes, no = map(self.read, args)
        return lambda scope: yes(scope) if condition(scope) is True else no(scope)

    def _twins(self, args: list[ast.expr]) -> Node:
        columns = tuple(self._name(arg, _TWINS) for arg in args)
        return lambda scope: scope.twins(columns)

    def _argument(self, node: ast.expr) -> Callable[[Scope], list[Number | None]]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            pola = node.value
            self.reads.append((_PATTERN, pola))
            return lambda scope: list(scope.numbers(pola))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            look = ON_SERIES.get(node.func.id)
            if look is not None:
                if len(node.args) != 1 or node.keywords:
                    raise self._refuse()
                nama = self._name(node.args[0], node.func.id)
                return lambda scope: list(look(scope, nama))
        part = self.read(node)
        return lambda scope: [_num(part(scope))]


def _is_many(node: ast.expr) -> bool:
    """Whether an argument stands for several numbers: a pattern of cells, or a series."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and (node.func.id in ON_SERIES)
    )


def _num(value: Result) -> Number | None:
    return None if isinstance(value, bool) else value


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


_MENTIONS = "menyebut"
_SAME = "sama"
_EITHER = "bila"
_TWINS = "kembar"
_CELL_AND_WORDS = 2
_CONDITION_AND_BOTH = 3
_PATTERN = "pola"
_ON_PATTERN = frozenset({_PATTERN, "tetap"})
_ON_FACT = frozenset({"latar"})
_NO_CELL = _ON_PATTERN | _ON_FACT | {"lain", "kabupaten", "terkait"}
_UNITLESS = frozenset(
    {"kali", "banyak", "sebanyak", "simpangan", "persen", "tetap", "latar", "kembar"}
)
FUNCTIONS = frozenset(
    {*ON_NUMBERS, *ON_CELL, *ON_SERIES, *ON_TEXT, _MENTIONS, _SAME, _EITHER, _TWINS}
)
"""Every function of the language."""
