"""The command line: reasons, the statement, what is signed, the signature, by two people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.store import people
from app.store.office import Office
from tests import contoh_demo
from tests.contoh_demo import LENGKAP, copy_of

if TYPE_CHECKING:
    from pathlib import Path

FORM, SEL = "KES-01", "penerima.terlayani.jumlah"
HARUS = 7_085


@pytest.fixture
def office(small, tmp_path) -> Path:
    """An office of two people whose first package has gone out."""
    return copy_of(small / "kantor" / LENGKAP, tmp_path / "kantor")


def fill(run, office: Path, tmp_path: Path, nilai: int) -> None:
    """One cell, as a table of lines brings it."""
    file = tmp_path / "nilai.csv"
    line = f"{LENGKAP},2026-T3,{FORM},{SEL},{nilai}"
    file.write_text(f"wilayah,periode,formulir,sel,nilai\n{line}\n", encoding="utf-8")
    assert run("isi", "--kantor", office, "--berkas", file)[0] == 0


@pytest.fixture
def verb(run, office, secret):
    """A verb about the quarter, for programs unless told otherwise; who signs knows the words."""

    def call(name: str, *more: object, json_: bool = True) -> tuple[int, str, str]:
        words = [name, "--kantor", office, "--periode", "2026-T3", *more]
        if name in ("nyatakan", "ekspor"):
            words += ["--frasa-sandi-berkas", secret]
        keluar, out, err = run(*words, *(["--json"] if json_ else []))
        return keluar, out, err

    return call


def told(answer: tuple[int, str, str], keluar: int = 0) -> dict[str, Any]:
    assert answer[0] == keluar, answer
    found = json.loads(answer[1])
    assert isinstance(found, dict)
    return found


def refused(answer: tuple[int, str, str]) -> str:
    return str(told(answer, 2)["galat"]["kode"])


def names(office: Path) -> list[str]:
    with Office.open(office, contoh_demo.now) as opened:
        return [one.nama for one in people.users(opened)]


# --- The whole way -------------------------------------------------------------------------------


def test_from_a_reason_to_a_package_by_two_people(run, verb, office, tmp_path):
    operator, pimpinan = names(office)
    before = told(verb("nyatakan"))
    fill(run, office, tmp_path, HARUS + 1)
    held = told(verb("nyatakan"), 1)["hambatan"]
    warned = [("SPM-01", SEL), ("SPM-19", SEL)]
    assert [(one["kode"], one["sel"]) for one in held if one["sidik"]] == warned

    waiting = told(verb("alasan"), 1)["menunggu"]
    assert [(one["kode"], one["sel"]) for one in waiting] == warned
    answered = verb("alasan", "--isi", "Ibu dari luar kabupaten", "--pengguna", operator)
    assert told(answered)["menunggu"] == []

    stated = told(verb("nyatakan"))
    assert stated["menyatakan"] == operator
    assert stated["paket"] != before["paket"]
    assert (before["sama_dengan"], stated["sama_dengan"]) == (1, None)
    shown = told(verb("ikhtisar"))
    assert shown["paket"] == stated["paket"]
    assert shown["menyatakan"]["nama"] == operator
    assert [one["sel"] for one in shown["ubahan"]] == [SEL]
    assert shown["ubahan"][0]["baru"] == HARUS + 1
    reasons = [one["alasan"] for one in shown["temuan"] if one["sel"] == SEL]
    assert reasons == ["Ibu dari luar kabupaten"] * 2
    assert len(shown["urusan"]) == 6

    sent = told(verb("ekspor", "--keluar", tmp_path, "--pengguna", pimpinan))
    assert (sent["paket"], sent["revisi"]) == (stated["paket"], 2)
    assert sent["kata"] == shown["kata"]
    judged = run("periksa", sent["berkas"], "--kantor", office, "--json")
    assert json.loads(judged[1])["berkas"][0]["paket"] == stated["paket"]
    assert refused(verb("ikhtisar")) == "naskah_belum_ada"


def test_each_step_says_in_words_what_was_done_and_what_is_next(run, verb, office, tmp_path):
    operator, _ = names(office)
    fill(run, office, tmp_path, HARUS + 1)
    keluar, out, _ = verb("alasan", json_=False)
    assert keluar == 1
    assert out.startswith(
        "2 peringatan menunggu alasan.\n- KES-01 penerima.terlayani.jumlah SPM-01:"
    )
    assert verb("alasan", "--isi", "Ibu dari luar kabupaten", json_=False)[1] == (
        "0 peringatan menunggu alasan.\n"
    )
    assert verb("nyatakan", json_=False)[1] == (
        f"Dinyatakan selesai oleh {operator}, revisi 2. Sekarang pimpinan menandatangani dengan "
        "perintah ekspor.\n"
    )
    shown = verb("ikhtisar", json_=False)[1].splitlines()
    assert shown[0] == "Kabupaten Timor Tengah Utara, Triwulan III 2026, revisi 2"
    assert shown[1].startswith(f"Dinyatakan selesai oleh {operator}, 20")
    assert shown[2].startswith("Belum terlayani: ")
    assert "Berubah sejak paket terakhir: 1 diubah, 0 baru, 0 ditarik." in shown
    assert shown[-1] == f"- {FORM} {SEL}: semula 5.194, sekarang 7.086"
    keluar, out, _ = verb("ekspor", "--keluar", tmp_path, json_=False)
    assert keluar == 0
    assert out.startswith("Paket revisi 2 ditulis ke ")


# --- What is refused -----------------------------------------------------------------------------


def test_nothing_is_signed_before_it_was_stated(verb, tmp_path):
    assert refused(verb("ekspor", "--keluar", tmp_path)) == "naskah_belum_ada"
    assert not list(tmp_path.glob("*.xlsx"))


def test_figures_changed_after_the_statement_void_it(run, verb, office, tmp_path):
    told(verb("nyatakan"))
    fill(run, office, tmp_path, 5_200)
    assert refused(verb("ikhtisar")) == "naskah_tertinggal"
    assert refused(verb("ekspor", "--keluar", tmp_path)) == "naskah_tertinggal"


def test_each_of_the_two_keeps_to_their_own_part(verb, office, tmp_path):
    operator, pimpinan = names(office)
    assert refused(verb("nyatakan", "--pengguna", pimpinan)) == "penyata_bukan_operator"
    told(verb("nyatakan", "--pengguna", operator))
    words = ("--keluar", tmp_path, "--pengguna", operator)
    assert refused(verb("ekspor", *words)) == "penanda_bukan_pimpinan"
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_statement_is_taken_back(verb, tmp_path):
    assert refused(verb("nyatakan", "--batalkan")) == "naskah_belum_ada"
    told(verb("nyatakan"))
    assert told(verb("nyatakan", "--batalkan")) == {"dibatalkan": True}
    assert refused(verb("ekspor", "--keluar", tmp_path)) == "naskah_belum_ada"


def test_what_is_in_the_way_is_listed_in_words_with_its_cell(run, verb, office, tmp_path):
    fill(run, office, tmp_path, 1)
    keluar, out, _ = verb("nyatakan", json_=False)
    assert keluar == 1
    first, *rest = out.splitlines()
    assert first == f"Paket belum dapat ditandatangani karena {len(rest)} hal berikut:"
    assert all(line.startswith(f"- {FORM} ") for line in rest)


def test_a_reason_for_nothing_is_refused_with_what_to_do(verb):
    keluar, _, err = verb("alasan", "--isi", "Entah", json_=False)
    assert keluar == 2
    assert "Tidak ada peringatan yang menunggu alasan dengan ciri itu." in err
    assert "Jalankan perintah alasan tanpa --isi" in err


def test_a_reason_goes_only_to_the_warnings_that_are_meant(run, verb, office, tmp_path):
    fill(run, office, tmp_path, HARUS + 1)
    nothing = verb("alasan", "--formulir", "KES-02", "--isi", "Bukan ini")
    assert refused(nothing) == "alasan_tanpa_peringatan"
    meant = ("--formulir", FORM, "--sel", SEL, "--aturan", "SPM-01")
    assert told(verb("alasan", *meant, "--isi", "Ini"))["menunggu"] == []
