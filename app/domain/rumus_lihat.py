"""How the rule language looks at a cell, at its series, and at what is known by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.fungsi import day_number
from app.domain.nilai import KEADAAN_TANPA_KEBUTUHAN

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.fungsi import Number, Result
    from app.domain.lingkup import Scope

ON_CELL: dict[str, Callable[[Scope, str], Result]] = {
    "lalu": lambda scope, nama: scope.before(nama),
    "tahun_lalu": lambda scope, nama: scope.year_ago(nama),
    "tambah": lambda scope, nama: scope.gain(nama),
    "atas": lambda scope, nama: scope.above(nama),
    "hari": lambda scope, nama: day_number(scope.raw(nama)),
    "salinan": lambda scope, nama: scope.copied(nama),
    "tahun_lain": lambda scope, nama: scope.other_years(nama),
    "kosong": lambda scope, nama: scope.raw(nama) is None,
    "nihil": lambda scope, nama: scope.raw(nama) in KEADAAN_TANPA_KEBUTUHAN,
}
ON_SERIES: dict[str, Callable[[Scope, str], list[Number]]] = {
    "deret": lambda scope, nama: scope.series(nama),
    "deret_tambah": lambda scope, nama: scope.gains(nama),
}
ON_TEXT: dict[str, Callable[[Scope, str], Result]] = {
    "tetap": lambda scope, pola: scope.unchanged(pola),
    "latar": lambda scope, nama: scope.fact(nama),
    "lain": lambda scope, apa: scope.elsewhere(apa),
    "kabupaten": lambda scope, sel: scope.of_regions(sel),
    "terkait": lambda scope, kolom: scope.linked(kolom),
}
