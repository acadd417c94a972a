"""`tempel` and `angka`: what the window reads, asks and refuses, the command line does as well."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app import paths
from app.domain.periode import Periode
from app.store import door, people, pustaka, questions, sheets
from app.store.door import Kunci
from app.store.office import Identitas, Office
from tests.contoh_demo import now

if TYPE_CHECKING:
    from collections.abc import Sequence

ENDE = "53.08"
QUARTER = Periode(2026, 3)
FIRST = "mutu.m01.dibutuhkan"


@pytest.fixture
def kantor(tmp_path):
    folder = tmp_path / "kantor"
    identitas = Identitas("kabupaten", ENDE, "Bagian Pemerintahan", "uji")
    with Office.create(folder, identitas, now) as office:
        people.add_user(office, nama="Maria Contoh", peran="operator", jabatan="Analis")
        pustaka.install(office, paths.forms())
    return folder


def values(kantor) -> dict[str, object]:
    with Office.open(kantor, now) as office:
        return dict(questions.sheet_values(office, "KES-02", ENDE, QUARTER).now)


@pytest.fixture
def paste(run, kantor, tmp_path):
    def call(content: str | bytes, *words: str, name: str = "tabel.txt"):
        file = tmp_path / name
        data = content.encode() if isinstance(content, str) else content
        file.write_bytes(data)
        keluar, out, err = run(
            "tempel", "--kantor", kantor, "--berkas", file, "--formulir", "KES-02",
            "--periode", "2026-T3", "--json", *words,
        )  # fmt: skip
        assert not err
        return keluar, json.loads(out)

    return call


def workbook(rows: Sequence[Sequence[object]], formats: dict[str, str] | None = None) -> bytes:
    from io import BytesIO

    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    for place, style in (formats or {}).items():
        sheet[place].number_format = style
    book.create_sheet("Kosong")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def lots(told) -> list[str]:
    return [one["hasil"] for one in told["sel"]]


def test_nothing_is_written_before_it_is_accepted(paste, kantor):
    keluar, told = paste("5\t1.234\n6\t4", "--sel", FIRST)
    assert (keluar, told["ditulis"], lots(told)) == (0, False, ["baru"] * 4)
    assert values(kantor) == {}
    keluar, told = paste("5\t1.234\n6\t4", "--sel", FIRST, "--terima")
    assert (keluar, told["ditulis"], told["berubah"]) == (0, True, 4)
    assert values(kantor)["mutu.m01.tersedia"] == 1234
    with Office.open(kantor, now) as office:
        assert list(office.conn.execute("SELECT jenis FROM tindakan")) == [("tempel",)]


def test_what_is_refused_asked_and_passed_over_is_told_with_its_reason(paste, kantor):
    keluar, told = paste("12 orang\t-\t9", "--sel", FIRST, "--terima")
    assert keluar == 1
    assert lots(told) == ["tolak", "tanya", "lewati"]
    assert "Ketik 12 saja" in told["sel"][0]["alasan"]
    assert told["sel"][1]["pilihan"][1] == {"jenis": "keadaan", "isi": "nihil"}
    assert values(kantor) == {}


def test_a_question_is_answered_on_the_command_line(paste, kantor):
    keluar, _ = paste("-\t5", "--sel", FIRST, "--pilih", "1,1=2", "--terima")
    assert keluar == 0
    assert str(values(kantor)[FIRST]) == "Keadaan.NIHIL"


def test_labels_lead_to_their_rows_unless_position_is_asked_for(paste):
    table = "Uraian;Tersedia\nBuku KIA;7\nFormulir partograf;5\n"
    _, told = paste(table, name="tabel.csv")
    assert told["pemetaan"]["cara"] == "label"
    assert [one["sel"] for one in told["sel"]] == ["mutu.m03.tersedia", "mutu.m01.tersedia"]
    _, told = paste(table, "--cara", "posisi", "--sel", FIRST, name="tabel.csv")
    assert told["pemetaan"]["cara"] == "posisi"


def test_numbers_of_a_workbook_are_read_as_they_are_shown(paste, kantor):
    rows: list[list[object]] = [
        ["Uraian", "Dibutuhkan", "Tersedia"],
        ["Formulir partograf", 1250.0, 0.4],
        ["Kartu ibu", 0.1 + 0.2, "=1+1"],
        ["Buku KIA", "Rp 5", 1e6],
    ]
    data = workbook(rows, {"C2": "0%"})
    _, told = paste(data, name="tabel.xlsx")
    assert [one["teks"] for one in told["sel"]] == ["1250", "40%", "0,3", "=1+1", "Rp 5", "1000000"]
    assert lots(told) == ["baru", "tolak", "tolak", "tolak", "tolak", "baru"]
    assert "adalah persen" in told["sel"][1]["alasan"]
    assert "adalah rumus" in told["sel"][3]["alasan"]


def test_a_final_sheet_is_passed_over(paste, kantor):
    with Office.open(kantor, now) as office:
        kunci = Kunci("KES-02", ENDE, "2026-T3")
        sheets.set_status(office, [kunci], door.STATUS_TERKUNCI, label="", pelaku="")
    _, told = paste("5\t4", "--sel", FIRST)
    assert lots(told) == ["baru", "lewati"]
    assert told["sel"][1]["alasan"] == "Lembar ini sudah final dan tidak dapat diubah."


@pytest.mark.parametrize(
    ("content", "words", "name", "sentence"),
    [
        (b"x", ["--sel", "mutu.m99.x"], "t.txt", "mutu.m99.x"),
        (b"5\t4", ["--cara", "label"], "t.txt", "tidak memuat label baris atau judul kolom"),
        ("é".encode("latin-1"), [], "t.csv", "bukan teks UTF-8"),
        (workbook([[1]]), ["--lembar", "Mutu"], "t.xlsx", "tidak mempunyai lembar “Mutu”"),
        (b'a;"b\nc', [], "t.csv", "Susunan berkas rusak"),
    ],
)
def test_what_cannot_be_pasted_is_refused_in_a_sentence(
    run, kantor, tmp_path, content, words, name, sentence
):
    file = tmp_path / name
    file.write_bytes(content)
    keluar, _, err = run(
        "tempel", "--kantor", kantor, "--berkas", file, "--formulir", "KES-02",
        "--periode", "2026-T3", *words,
    )  # fmt: skip
    assert keluar == 2
    assert sentence in err


def test_a_person_is_told_line_by_line(run, kantor, tmp_path):
    file = tmp_path / "t.txt"
    file.write_text("5\tx\n-\t4\n", encoding="utf-8")
    words = ["tempel", "--kantor", kantor, "--berkas", file, "--formulir", "KES-02"]
    keluar, out, _ = run(*words, "--periode", "2026-T3", "--sel", FIRST)
    assert keluar == 1
    assert "baris 1, kolom 1 di blok (Formulir partograf, Dibutuhkan) baru: kosong → 5" in out
    assert (
        "Belum ada yang ditulis: 2 sel dapat ditulis, 1 perlu dipilih (--pilih), 1 ditolak" in out
    )


def test_isi_takes_the_same_table_from_a_workbook(run, kantor, tmp_path):
    file = tmp_path / "nilai.xlsx"
    file.write_bytes(
        workbook(
            [["wilayah", "periode", "formulir", "sel", "nilai"],
             [ENDE, "2026-T3", "KES-02", FIRST, 1250],
             [ENDE, "2026-T3", "KES-02", "mutu.m01.tersedia", "12 orang"]]
        )
    )  # fmt: skip
    keluar, out, _ = run("isi", "--kantor", kantor, "--berkas", file, "--json")
    told = json.loads(out)
    assert keluar == 1
    assert [one["nomor"] for one in told["ditolak"]] == [3]
    assert values(kantor) == {FIRST: 1250}


@pytest.mark.parametrize(
    ("words", "keluar", "sentence"),
    [
        (["1.234", "--desimal", "0"], 0, "1.234: 1.234 (seribu dua ratus tiga puluh empat)"),
        (["1.234"], 1, "dapat dibaca: 1.234 (seribu dua ratus tiga puluh empat) / 1,234"),
        (["39.41%", "--desimal", "2", "--satuan", "persen"], 0, "39,41 (tiga puluh sembilan"),
        (["12 orang", "5"], 2, "Ketik 12 saja"),
    ],
)
def test_angka_shows_how_a_number_is_read(run, words, keluar, sentence):
    found, out, _ = run("angka", *words)
    assert found == keluar
    assert sentence in out


def test_angka_tells_programs_the_readings(run):
    told = json.loads(run("angka", "1.234", "x", "--json")[1])["angka"]
    assert [one["hasil"] for one in told] == ["tanya", "tolak"]
    assert [one["angka"] for one in told[0]["bacaan"]] == ["1.234", "1,234"]
    assert told[1]["alasan"] == "bukan_angka"


def test_a_table_that_would_fill_the_memory_is_refused_in_words(paste):
    wide = "\t".join("1" * 1000) + "\n1" * 1000
    keluar, told = paste(wide, name="lebar.txt")
    assert keluar == 2
    assert told["galat"]["pesan"].startswith("Lembar lebar.txt lebih dari 200000 sel")


@pytest.mark.parametrize(
    ("content", "name", "kode"),
    [
        ("1;2\n" * 2_001, "a.csv", "tabel_terlalu_panjang"),
        ("1\n" * 2_001, "a.txt", "tabel_terlalu_panjang"),
        (";" * 200_001, "a.csv", "tabel_terlalu_luas"),
    ],
)
def test_a_table_no_form_has_room_for_is_refused_with_its_limit(paste, content, name, kode):
    keluar, told = paste(content, name=name)
    assert (keluar, told["galat"]["kode"]) == (2, kode)
    assert "lalu ulangi" in told["galat"]["saran"]
