"""What pasting would do: each cell of a block has a lot and a reason, and nothing is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.domain.nilai import Keadaan
from app.domain.tempel import Keputusan, Nasib, Rencana, plan
from app.domain.tempel_blok import Blok, block_of_text
from app.domain.tempel_peta import Pemetaan, alike, proposals
from app.store import pustaka

FORM = pustaka.load_forms(paths.forms())["KES-02"]
MUTU = [baris.kode for baris in FORM.tables["mutu"].baris]
LABELS = [baris.label for baris in FORM.tables["mutu"].baris]


def offered(teks: str, tabel: str = "mutu", start: tuple[str, str] | None = None) -> list[Pemetaan]:
    table = FORM.tables[tabel]
    first = start or (table.baris[0].kode, table.kolom[0].kode)
    return proposals(FORM, tabel, first, block_of_text(teks))


def planned(teks: str, tabel: str = "mutu", **rest: object) -> Rencana:
    peta = offered(teks, tabel)[0]
    values = rest.pop("values", {})
    return plan(FORM, values, block_of_text(teks), peta, **rest)  # type: ignore[arg-type]


def lots(rencana: Rencana) -> list[str]:
    return [one.nasib.value for one in rencana.butir]


# --- Where it goes


def test_without_labels_a_block_lies_down_from_the_cursor() -> None:
    (peta,) = offered("1\t2\n3\t4", start=(MUTU[2], "dibutuhkan"))
    assert peta.cara == "posisi"
    assert peta.baris == (MUTU[2], MUTU[3])
    assert peta.kolom == ("dibutuhkan", "tersedia")


def test_what_reaches_beyond_the_table_has_no_place() -> None:
    (peta,) = offered("1\n2", start=(MUTU[-1], "tersedia"))
    assert peta.baris == (MUTU[-1], None)


def test_row_labels_decide_whatever_the_order_of_the_rows() -> None:
    by_label, by_position = offered(f"{LABELS[3]}\t7\t6\n{LABELS[0]}\t5\t4")
    assert by_label.cara == "label"
    assert by_label.baris == (MUTU[3], MUTU[0])
    assert by_label.kolom == (None, "dibutuhkan", "tersedia")
    assert by_label.judul_kolom == {0}
    assert by_position.cara == "posisi"


def test_headings_decide_whatever_the_order_of_the_columns() -> None:
    teks = f"No\tUraian\tTersedia\tDibutuhkan\n(1)\t(2)\t(3)\t(4)\n1\t{LABELS[1]}\t4\t5"
    peta = offered(teks)[0]
    assert peta.kolom == (None, None, "tersedia", "dibutuhkan")
    assert peta.judul_baris == {0, 1}
    assert peta.judul_kolom == {0, 1}
    assert peta.baris == (None, None, MUTU[1])


def test_headings_alone_decide_the_columns_and_the_cursor_the_rows() -> None:
    peta = offered("Tersedia\tDibutuhkan\n4\t5\n6\t7", start=(MUTU[1], "dibutuhkan"))[0]
    assert peta.kolom == ("tersedia", "dibutuhkan")
    assert peta.baris == (None, MUTU[1], MUTU[2])


def test_labels_with_numbering_and_slips_are_recognised() -> None:
    slip = LABELS[2].upper().replace("A", "E", 1)
    peta = offered(f"a. {LABELS[0]}\t5\n2) {slip}\t4")[0]
    assert peta.baris == (MUTU[0], MUTU[2])


def test_short_headings_of_the_field_are_known() -> None:
    teks = "Uraian\tJml\tL\tP\nJumlah harus dilayani\t80\t30\t50\nTerlayani\t70\t30\t40"
    peta = offered(teks, "penerima")[0]
    assert peta.kolom == (None, "jumlah", "l", "p")
    assert peta.baris == (None, "harus", "terlayani")


def test_labels_of_another_table_lead_there() -> None:
    peta = offered("Jumlah yang terlayani\t70\nYang harus dilayani\t80", "mutu")[0]
    assert (peta.tabel, peta.baris) == ("penerima", ("terlayani", "harus"))


def test_numbers_that_happen_to_count_are_no_headings() -> None:
    assert [peta.cara for peta in offered("1\t2\n3\t4")] == ["posisi"]


def test_a_row_of_declarations_is_no_heading() -> None:
    peta = offered(f"Uraian\tDibutuhkan\tTersedia\n{LABELS[0]}\tNihil\t-\n{LABELS[1]}\t5\t4")[0]
    assert peta.baris == (None, MUTU[0], MUTU[1])


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Harus dilayani", "Yang harus dilayani", True),
        ("Tersedia", "TERSEDIA ", True),
        ("L", "Laki-laki", True),
        ("Jml", "Jumlah", True),
        ("Tersedia", "Dibutuhkan", False),
        ("Laki-laki", "Perempuan", False),
        ("", "Jumlah", False),
        ("Terlayani", "Belum terlayani", False),
        ("Pagu murni", "Pagu perubahan", False),
    ],
)
def test_labels_are_alike_when_a_person_would_say_so(first, second, same) -> None:
    assert (alike(first, second) >= 0.74) is same


# --- What becomes of it


def test_every_cell_of_the_block_has_its_lot() -> None:
    values = {f"mutu.{MUTU[0]}.dibutuhkan": 10, f"mutu.{MUTU[1]}.dibutuhkan": 7}
    rencana = planned("12\t9\t3\n7\t1.5x\t99\nNihil\t-\n\t4", values=values)
    assert lots(rencana) == [
        "ganti", "baru", "lewati", "sama", "tolak", "lewati", "baru", "tanya", "kosong", "kosong",
        "baru", "kosong",
    ]  # fmt: skip
    assert rencana.cells == {
        f"mutu.{MUTU[0]}.dibutuhkan": 12,
        f"mutu.{MUTU[0]}.tersedia": 9,
        f"mutu.{MUTU[2]}.dibutuhkan": Keadaan.NIHIL,
        f"mutu.{MUTU[3]}.tersedia": 4,
    }
    assert not rencana.bersih


def test_a_question_is_answered_and_only_with_what_was_offered() -> None:
    asked = planned("-\t1")
    everywhere = [state for state in Keadaan if state is not Keadaan.TIDAK_DIRILIS]
    assert asked.butir[0].pilihan == (0, *everywhere)
    answered = planned("-\t1", putusan=Keputusan({(0, 0): Keadaan.NIHIL}))
    assert answered.cells[f"mutu.{MUTU[0]}.dibutuhkan"] is Keadaan.NIHIL
    assert answered.bersih
    assert planned("-\t1", putusan=Keputusan({(0, 0): 77})).butir[0].nasib is Nasib.TANYA


def test_empty_cells_erase_nothing_unless_that_is_chosen() -> None:
    values = {f"mutu.{MUTU[0]}.tersedia": 5}
    assert planned("1\t\n2\t3", values=values).butir[1].nasib is Nasib.KOSONG
    chosen = planned("1\t\n2\t3", values=values, putusan=Keputusan(kosongkan=True))
    assert chosen.butir[1].nasib is Nasib.HAPUS
    assert chosen.cells[f"mutu.{MUTU[0]}.tersedia"] is None


def test_computed_closed_and_locked_cells_say_why_they_are_passed_over() -> None:
    locked = frozenset({"penerima.harus.jumlah"})
    rencana = planned("8\t3\t5\t9", "penerima", terkunci=locked)
    assert [one.alasan for one in rencana.butir] == [
        "tempel.alasan.terkunci", "tempel.alasan.ditutup", "", "tempel.alasan.dihitung",
    ]  # fmt: skip
    assert rencana.cells == {"penerima.harus.p": 5}


def test_a_merged_cell_is_used_once() -> None:
    blok = Blok((("5", ""), ("6", "7")), frozenset({(0, 1)}))
    peta = proposals(FORM, "mutu", (MUTU[0], "dibutuhkan"), blok)[-1]
    rencana = plan(FORM, {}, blok, peta)
    assert lots(rencana) == ["baru", "lewati", "baru", "baru"]
    assert rencana.butir[1].alasan == "tempel.alasan.gabungan"


def test_two_cells_never_fill_the_same_one() -> None:
    peta = offered("1\n2")[0].with_row(1, MUTU[0])
    rencana = plan(FORM, {}, block_of_text("1\n2"), peta)
    assert lots(rencana) == ["baru", "tolak"]
    assert rencana.butir[1].alasan == "tempel.alasan.ganda"


def test_what_has_no_place_is_named_not_dropped() -> None:
    rencana = planned("5\t4\t3\t2\t1")
    assert rencana.butir[-1].alasan == "tempel.alasan.tanpa_tempat"


texts = st.sampled_from(["", "1", "1.234", "x", "-", "Nihil", "12 orang", "Rp 5", "7%", "1 2"])


@given(st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=6))
def test_no_cell_of_a_block_is_unaccounted_for(rows) -> None:
    blok = Blok(tuple(map(tuple, rows)))
    for peta in proposals(FORM, "mutu", (MUTU[0], "dibutuhkan"), blok):
        rencana = plan(FORM, {}, blok, peta)
        titles = {
            (row, column)
            for row in range(len(rows))
            for column in range(3)
            if row in peta.judul_baris or column in peta.judul_kolom
        }
        places = {one.letak for one in rencana.butir}
        assert places | titles == {(row, column) for row in range(len(rows)) for column in range(3)}
        assert not places & titles
        for one in rencana.butir:
            assert one.nasib is not Nasib.TOLAK or one.alasan
            assert one.nasib is not Nasib.TANYA or one.pilihan
