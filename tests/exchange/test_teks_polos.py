"""Plain text from Notepad, Excel and PowerShell: what was typed, or a sentence that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.cli import bersama
from app.errors import LontarError
from app.exchange import isi_csv, kunci, teks_polos
from app.exchange.latihan import kelas

if TYPE_CHECKING:
    from pathlib import Path

FRASA = "kuda laut pagi cerah"
# What `echo` of PowerShell 5, Notepad in "Unicode" and in UTF-8, and everybody else write.
ENCODINGS = ("utf-16", "utf-8-sig", "utf-8")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_new_passphrase_is_the_one_that_was_typed(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "frasa.txt"
    file.write_bytes(f"{FRASA}\r\n".encode(encoding))
    assert bersama.new_passphrase(file) == kunci.check_passphrase(FRASA)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_list_of_participants_keeps_their_names(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "peserta.txt"
    file.write_bytes("Ana\r\nJosé Lulu\r\n".encode(encoding))
    assert kelas.names_in(file) == ["Ana", "José Lulu"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_table_is_read_as_excel_saves_it(encoding: str) -> None:
    text = "wilayah\tperiode\tformulir\tsel\tnilai\r\n53.08\t2026-T3\tKES-01\ta.b.c\t5\r\n"
    (line,) = isi_csv.read_lines(text.encode(encoding))
    assert line == (2, "53.08", "2026-T3", "KES-01", "a.b.c", "5")


def test_a_text_of_an_older_windows_is_refused_by_name_and_with_the_remedy(tmp_path: Path) -> None:
    file = tmp_path / "peserta.txt"
    file.write_bytes("José".encode("cp1252"))
    for call in (kelas.names_in, bersama.new_passphrase, lambda one: teks_polos.read(one, 99)):
        with pytest.raises(LontarError) as told:
            call(file)
        assert str(told.value) == (
            "Berkas peserta.txt bukan teks UTF-8, sehingga huruf-hurufnya tidak pasti. Simpan "
            "ulang berkas itu dengan pengodean UTF-8, lalu ulangi."
        )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_table_in_two_bytes_a_letter_is_read_without_a_mark_in_front(encoding: str) -> None:
    text = "Kecamatan;KK\nAmarasi;5\n"
    assert teks_polos.decoded(text.encode(encoding)) == text
    assert teks_polos.decoded(b"a\x00b") == "a\x00b"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"\xff\xfe" + "a;\u0a0a\nb;\u0a0a\nc;".encode("utf-16-le") + b"\x00\xd8\n\x00", 3),
        ("a;1\nb;2\n\u00e9".encode("cp1252"), 3),
        (b"\xe9;1\n", 1),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line(data: bytes, line: int) -> None:
    with pytest.raises(LontarError) as refused:
        isi_csv.decoded(data)
    assert (refused.value.kode, refused.value.data["baris"]) == ("csv_bukan_utf8", line)
