"""What a form may ask of the program: published ones stay far below, hostile ones are named."""

from __future__ import annotations

from fractions import Fraction

import msgspec
import pytest

from app.domain import beban
from app.domain.aturan import Aturan, TingkatFase
from app.domain.formulir import Baris, Formulir, Tabel
from app.domain.kolom import Kolom
from app.domain.lembar import evaluate
from app.domain.periksa_formulir import check_form
from app.domain.rumus import FormulaError, compile_formula
from tests.forms import berkas


def form(*rows: Baris, kolom: list[Kolom] | None = None, **more: object) -> Formulir:
    tabel = Tabel(kode="t", kolom=kolom or [Kolom(kode="n", label="N")], baris=list(rows))
    made = Formulir(
        kode="UJI-01", versi=1, judul="Uji", urusan="KES", tingkat="kabupaten", urut=1,
        periode="triwulan", berlaku="2026-T1", tabel=[tabel],
    )  # fmt: skip
    return msgspec.structs.replace(made, **more)


def row(kode: str, hitung: str = "") -> Baris:
    return Baris(kode=kode, label=kode, hitung=hitung)


def problems(one: Formulir) -> list[tuple[str, str]]:
    return [(problem.kode, problem.isi) for problem in check_form(one)]


def test_published_forms_need_less_than_half_of_every_limit():
    for kode, one in berkas.published().items():
        found = beban.measure(one)
        limits = beban.Beban(beban.MAX_SEL, beban.MAX_ATURAN, beban.MAX_RUMUS, beban.MAX_LIHAT)
        assert all(2 * need < limit for need, limit in zip(found, limits, strict=True)), kode


def test_more_cells_than_anybody_fills_are_not_even_counted_one_by_one():
    many = [row(f"b{number}") for number in range(2000)]
    wide = [Kolom(kode=f"k{number}", label="K") for number in range(2000)]
    assert problems(form(*many, kolom=wide)) == [("beban_besar", "4004001 > 20000")]


def test_rules_without_number_are_refused():
    rule = next(iter(berkas.published()["KES-01"].aturan))
    assert problems(form(row("a"), aturan=[rule] * 601)) == [("beban_besar", "601 > 600")]


def test_rules_that_look_at_everything_from_everywhere_are_refused():
    rule = Aturan(
        kode="R", syarat="jumlah('t.*.n') > jumlah('t.*.n')", pesan="", saran="", sel="n",
        tingkat=TingkatFase(mengisi="catatan", selesai="catatan", tanda_tangan="catatan"),
        sumber="", tiap="baris:t",
    )  # fmt: skip
    many = [row(f"b{n}") for n in range(720)]
    assert problems(form(*many[:200], aturan=[rule])) == []
    ((kode, isi),) = problems(form(*many, aturan=[rule]))
    assert kode == "beban_besar"
    assert isi.endswith("> 500000")


def test_closed_places_without_number_are_refused():
    tabel = form(row("a")).tabel[0]
    closed = msgspec.structs.replace(tabel, tutup=["a.n"] * 601)
    assert problems(form(row("a"), tabel=[closed])) == [("beban_besar", "601 > 600")]


def test_cells_that_wait_for_each_other_in_a_long_row_are_refused():
    chain = [row("b0"), *(row(f"b{n}", f"b{n - 1} + 1") for n in range(1, 12))]
    assert ("rumus_berantai", "11 > 8") in problems(form(*chain))
    assert problems(form(*chain[:9])) == []


def test_a_circle_is_still_named_as_a_circle():
    assert [kode for kode, _ in problems(form(row("a", "b"), row("b", "a")))] == ["rumus_melingkar"]


@pytest.mark.parametrize("teks", ["-" * 30 + "a", "abs(" * 25 + "a" + ")" * 25, "1e999 + a"])
def test_what_nests_too_deeply_or_has_no_end_is_no_formula(teks):
    with pytest.raises(FormulaError):
        compile_formula(teks)


def test_numbers_that_square_each_other_become_empty_instead_of_endless():
    squares = [row("b0"), *(row(f"b{n}", f"b{n - 1} * b{n - 1}") for n in range(1, 9))]
    huge = " * ".join(["b8"] * 20)
    one = form(*squares, row("z", huge))
    computed = evaluate(one, {"t.b0.n": 10**15}).computed
    assert computed["t.b7.n"] == 10 ** (15 * 2**7)
    # What can be computed can also be written.
    assert str(computed["t.b7.n"])
    assert "t.b8.n" not in computed
    assert "t.z.n" not in computed


def test_sums_of_fractions_stop_growing():
    class Scope:
        def number(self, nama: str) -> Fraction:
            return Fraction(1, (1 << 5_000) + {"a": 1, "b": 3, "c": 7}[nama])

    def worked_out(teks: str) -> object:
        return compile_formula(teks).number(Scope())  # type: ignore[arg-type]

    assert worked_out("jumlah(a, a)") is not None
    assert worked_out("jumlah(a, b, c)") is None
    assert worked_out("rerata(a, b, c)") is None
    assert worked_out("a * b") is None


@pytest.mark.parametrize(
    "pola", [r"(a+)+b", r"(a|a)*b", r"(?=a)b", r"(a)\1", "a*b*c*d*e", "a" * 121, r"(a){2,}"]
)
def test_patterns_that_could_take_for_ever_are_refused(pola):
    column = Kolom(kode="n", label="N", jenis="teks", pola=pola, contoh="a")
    assert problems(form(row("a"), kolom=[column])) == [("pola_berat", pola[:40])]


def test_the_patterns_of_published_forms_are_plain():
    used = {
        kolom.pola
        for one in berkas.published().values()
        for tabel in one.tabel
        for kolom in tabel.kolom
        if kolom.pola
    }
    assert used
    assert not any(map(beban.endless, used))
