"""The command line of an OPD and its kabupaten: set-up, packages, owners, the board."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.cli import bersama
from app.domain.bukti import Keterangan
from app.domain.pertanyaan import JenisKejadian
from app.exchange.surat import TANDA_TERIMA
from app.store import deadlines, dispatch, evidence, letters, opd, people, pertanyaan, pustaka
from app.store.door import Kunci
from app.store.office import Office
from tests import contoh_bukti
from tests.cli.contoh_meja import Meja, opened
from tests.exchange import contoh_opd, contoh_paket
from tests.exchange.contoh_opd import DINKES, DINPU
from tests.exchange.contoh_pendirian import FRASA, light_seals
from tests.exchange.contoh_sertifikat import clock, pimpinan
from tests.ui.contoh_dua import entrust

if TYPE_CHECKING:
    from pathlib import Path

T3 = ("--periode", "2026-T3")
WHY = "Sesuai peraturan bupati tentang susunan perangkat daerah"


@pytest.fixture
def packages(tmp_path: Path) -> dict[str, Path]:
    made = {}
    for name, urusan in ((DINKES, ("KES",)), (DINPU, ("PUM", "KES"))):
        with contoh_opd.office(tmp_path / name, name, *urusan) as one:
            contoh_opd.fill(one, {("KES-01", "penerima.terlayani.jumlah"): 6480 + len(name)})
            data = contoh_opd.hand_in(one, tmp_path / name)
        made[name] = tmp_path / f"{len(name)}.xlsx"
        made[name].write_bytes(data)
    return made


@pytest.fixture
def kabupaten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # The certificates of the tests hold on their own day only.
    monkeypatch.setattr(bersama, "now", clock)
    contoh_paket.kabupaten(tmp_path / "kabupaten", filled=False).close()
    return tmp_path / "kabupaten"


def told(run, *words: object, code: int = 0) -> dict[str, object]:
    keluar, out, err = run(*words, "--json")
    assert keluar == code, (out, err)
    found: dict[str, object] = json.loads(out)
    return found


def test_an_opd_is_set_up_with_its_urusan(meja: Meja, tmp_path):
    where = ("dirikan", "--kantor", tmp_path / "dinkes", "--jenis", "opd", "--wilayah", "53.08")
    named = ("--nama-kantor", "Dinas Sosial", "--nama", "Maria Contoh")
    secret = ("--frasa-sandi-berkas", meja.frasa)
    assert meja.refused(*where, *named, *secret) == "opd_tanpa_urusan"
    assert meja.refused(*where, *named, *secret, "--urusan", "ABC") == "opd_urusan_asing"
    assert not (tmp_path / "dinkes").exists()
    made = meja.does(*where, *named, *secret, "--urusan", "sos", "kemiskinan")
    assert made["jenis"] == "opd"
    with opened(tmp_path / "dinkes") as office:
        assert set(opd.owned(office) or ()) == {"SOS", "KMS-A", "KMS-B", "KMS-C", "KMS-D", "KMS-E"}
        forms = pustaka.forms_of(office, contoh_paket.T3)
        assert {form.bagian for form in forms.values()} == {"spm", "kemiskinan"}
        assert {form.urusan for form in forms.values() if form.bagian == "spm"} == {"SOS"}


def test_an_opd_is_certified_by_the_province_as_an_opd(meja: Meja):
    where = meja.place / "dinkes"
    meja.does(
        "dirikan", "--kantor", where, "--jenis", "opd", "--wilayah", "53.08", "--urusan", "KES",
        "--nama-kantor", DINKES, "--nama", "Maria Contoh, S.IP", "--frasa-sandi-berkas", meja.frasa,
    )  # fmt: skip
    kabupaten, meja.ende = meja.ende, where
    answer = meja.enrolled()
    listed = meja.does("sertifikat", "daftar", "--kantor", meja.ntt)
    assert [one["opd"] for one in listed["sertifikat"] if one["kantor"] == DINKES] == [True]
    with opened(where) as office:
        from app.exchange import pendaftaran
        from app.store import people

        (user,) = people.users(office)
        own = pendaftaran.state_of(office, user).penanda
        assert own is not None
        assert (own.opd, own.kantor, own.wilayah) == ("OPD", DINKES, "53.08")
    mine = ("--pengguna", "Maria Contoh, S.IP", "--frasa-sandi-berkas", meja.frasa)
    kata = meja.does("otoritas", "keadaan", "--kantor", meja.ntt)["kata"]
    where_to = ("sertifikat", "pasang", "--kantor", kabupaten, "--berkas", answer, "--kata", kata)
    assert meja.refused(*where_to, *mine) == "sertifikat_opd"


def test_only_its_own_forms_can_be_filled(run, tmp_path):
    contoh_opd.office(tmp_path / "o", DINKES, "KES").close()
    file = tmp_path / "nilai.csv"
    file.write_text(
        "wilayah;periode;formulir;sel;nilai\n53.01;2026-T3;PUM-01;penerima.terlayani.jumlah;5\n"
        "53.01;2026-T3;KES-01;penerima.terlayani.jumlah;7\n"
    )
    keluar, out, _ = run("isi", "--kantor", tmp_path / "o", "--berkas", file)
    assert keluar == 1
    assert "Formulir PUM-01 (urusan PUM) bukan urusan OPD ini." in out
    with Office.open(tmp_path / "o", clock) as office:
        from app.store import questions

        values = questions.values_of_period(office, "53.01", contoh_paket.T3)
        assert list(values) == ["KES-01"]


def test_packages_owners_and_the_board_from_the_command_line(run, kabupaten, packages):
    there = ("--kantor", kabupaten)
    found = told(run, "impor", packages[DINKES], *there)
    assert found["berkas"][0]["opd"] == DINKES  # type: ignore[index]
    seen = run("banding", packages[DINPU], *there)[1]
    assert f"Bertumpang tindih: Kesehatan dimiliki {DINKES}." in seen
    assert f"6.495 (dari paket {DINKES}) → 6.514" in seen
    refused = told(run, "impor", packages[DINPU], *there, code=2)
    assert refused["berkas"][0]["galat"]["kode"] == "opd_tumpang_tindih"  # type: ignore[index]
    over = ("--ambil-alih", "KES", "--alasan", WHY)
    told(run, "impor", packages[DINPU], *there, *over)
    keluar, out, _ = run("opd", "daftar", *there)
    assert keluar == 0
    assert f"Kesehatan: {DINPU}. Ditetapkan " in out
    record = told(run, "opd", "daftar", *there)["riwayat"]
    assert isinstance(record, list)
    assert [(one["urusan"], one["opd"]) for one in record] == [
        ("KES", DINKES), ("KES", DINPU), ("PUM", DINPU),
    ]  # fmt: skip


def test_the_board_of_a_kabupaten(run, kabupaten, packages):
    there = ("--kantor", kabupaten)
    empty = run("papan", *there, *T3)
    assert empty[0] == 0
    assert "semua urusan diisi di kantor ini" in empty[1]
    assert "Belum ada urusan yang dimiliki OPD" in run("opd", "daftar", *there)[1]
    told(
        run, "opd", "tetapkan", *there, "--urusan", "SOS", "--opd", "Dinas Sosial", "--alasan", WHY
    )
    told(run, "impor", packages[DINKES], *there)
    keluar, out, _ = run("papan", *there, *T3)
    assert keluar == 1
    assert "Dinas Sosial (Sosial): belum mengirim." in out
    assert f"{DINKES} (Kesehatan): revisi 1 diterima" in out
    board = told(run, "papan", *there, *T3, code=1)
    assert [(one["opd"], one["tahap"]) for one in board["opd"]] == [  # type: ignore[attr-defined]
        (DINKES, "diterima"), ("Dinas Sosial", "belum"),
    ]  # fmt: skip
    assert "PDK" in board["tanpa_opd"]  # type: ignore[operator]
    picked = run("papan", *there, *T3, "--teks", "--opd", "dinas  sosial")[1]
    assert "Belum mengirim (1): Dinas Sosial." in picked
    assert DINKES not in picked
    assert "Tanpa OPD" not in picked
    assert run("papan", *there, *T3, "--teks", "--yang", "belum")[1] == picked
    refused = told(run, "papan", *there, *T3, "--opd", "Dinas Kopi", code=2)
    assert refused["galat"]["kode"] == "papan_opd_asing"  # type: ignore[index]
    assert "Tidak ada OPD yang demikian." in run(
        "papan", *there, *T3, "--teks", "--yang", "terlambat"
    )[1]  # fmt: skip
    unanswered = told(run, "papan", *there, *T3, "--yang", "belum_dibalas", code=1)
    assert [one["opd"] for one in unanswered["opd"]] == [DINKES]  # type: ignore[attr-defined]
    refused = told(run, "papan", *there, *T3, "--wilayah", "53.02", code=2)
    assert refused["galat"]["kode"] == "papan_bukan_provinsi"  # type: ignore[index]
    told(run, "opd", "lepas", *there, "--urusan", "SOS", "--alasan", WHY)
    text = run("papan", *there, *T3, "--teks")[1]
    assert text.startswith(
        "Paket OPD Triwulan III 2026, tenggat 10 Oktober 2026. Keadaan 5 Oktober 2026."
    )
    assert "Belum mengirim" not in text


def test_late_and_unanswered_opd_are_picked_out_at_a_kabupaten(run, kabupaten, packages):
    there = ("--kantor", kabupaten)
    told(
        run, "opd", "tetapkan", *there, "--urusan", "SOS", "--opd", "Dinas Sosial", "--alasan", WHY
    )
    told(run, "impor", packages[DINKES], *there)
    with Office.open(kabupaten, clock) as office:
        deadlines.set_deadline(office, contoh_paket.T3, "provinsi", date(2026, 10, 1))
    late = told(run, "papan", *there, *T3, "--yang", "terlambat", code=1)
    found = [(one["opd"], one["tahap"], one["hari"]) for one in late["opd"]]  # type: ignore[attr-defined]
    assert found == [("Dinas Sosial", "terlambat", 4)]
    assert late["tenggat"] == "2026-10-01"
    text = run("papan", *there, *T3, "--teks")[1]
    assert "Lewat tenggat, belum mengirim (1): Dinas Sosial." in text
    assert "dibuat 4 hari sesudah tenggat" in run("papan", *there, *T3)[1]
    with Office.open(kabupaten, clock) as office:
        (paket,) = dispatch.packages(office, arah="masuk")
        sent = letters.Surat(
            id="a" * 64, arah="keluar", jenis=TANDA_TERIMA, paket_id=str(paket.paket_id),
            wilayah="53.01", periode="2026-T3", revisi=1, waktu=str(office.now()),
            penanda_tangan="Yohana",
        )  # fmt: skip
        letters.record(office, sent, b"surat")
    assert told(run, "papan", *there, *T3, "--yang", "belum_dibalas", code=0)["opd"] == []


def test_owners_are_set_at_a_kabupaten_and_urusan_at_an_opd(run, kabupaten, tmp_path):
    contoh_opd.office(tmp_path / "o", DINKES, "KES").close()
    one = ("--urusan", "KES", "--alasan", WHY)
    refused = told(run, "opd", "lepas", "--kantor", tmp_path / "o", *one, code=2)
    assert refused["galat"]["kode"] == "opd_bukan_kabupaten"  # type: ignore[index]
    refused = told(run, "opd", "urusan", "--kantor", kabupaten, "--urusan", "KES", code=2)
    assert refused["galat"]["kode"] == "opd_bukan_opd"  # type: ignore[index]
    keluar, out, _ = run("opd", "urusan", "--kantor", tmp_path / "o", "--urusan", "kes", "trb")
    assert (keluar, out.splitlines()[0].startswith("Urusan OPD ini: Kesehatan, ")) == (0, True)
    assert told(run, "opd", "daftar", "--kantor", tmp_path / "o")["urusan"] == ["KES", "TRB"]


# --- Questions of the kabupaten ------------------------------------------------------------------

CELL = ("--formulir", "kes-01", "--sel", "penerima.terlayani.jumlah")


@pytest.fixture
def asking(kabupaten, packages, tmp_path, run, monkeypatch) -> dict[str, object]:
    """A kabupaten that took its Dinas Kesehatan in and whose pimpinan has a key, and that OPD."""
    light_seals(monkeypatch)
    told(run, "impor", packages[DINKES], "--kantor", kabupaten)
    with opened(kabupaten) as office:
        head = next(one for one in people.users(office) if one.peran == "pimpinan")
        entrust(office, head, pimpinan(), FRASA)
    (tmp_path / "frasa.txt").write_text(FRASA, encoding="utf-8")
    (tmp_path / "keluar").mkdir()
    secret = ("--frasa-sandi-berkas", tmp_path / "frasa.txt", "--pengguna", head.nama)
    out = ("--keluar", tmp_path / "keluar", "--tahun", 2026)
    return {
        "here": ("--kantor", kabupaten),
        "opd": ("--kantor", tmp_path / DINKES),
        "reply": ("balasan", "buat", "--kantor", kabupaten, *out, *secret),
    }


def ask(run, asking, code: int = 0, *words: object) -> dict[str, object]:
    there = ("pertanyaan", "tanya", *asking["here"], *CELL, "--teks", "Mengapa turun?", *words)
    return told(run, *there, code=code)


def test_a_kabupaten_asks_replies_and_settles(run, asking):
    assert ask(run, asking, 2)["galat"]["kode"] == "pertanyaan_periode"  # type: ignore[index]
    asked = ask(run, asking, 0, *T3, "--menghalangi")
    assert (asked["opd"], asked["wilayah"], asked["ditanya"]) == (DINKES, "53.01", "6.495")
    one: dict[str, object] = told(run, *asking["reply"])["balasan"][0]  # type: ignore[index]
    assert (one["opd"], one["pertanyaan"], one["tanda_terima"]) == (DINKES, 1, 1)
    for installed in (True, False):
        found = told(run, "balasan", "pasang", one["berkas"], *asking["opd"])
        assert found["balasan"][0]["dipasang"] is installed  # type: ignore[index]
        assert found["balasan"][0]["opd"] == DINKES  # type: ignore[index]
    found = told(run, "pertanyaan", "daftar", *asking["opd"], code=1)
    assert found["ditunggu"] == 1
    number = str(asked["id"])[:8]
    answer = ("pertanyaan", "jawab", number, *asking["opd"], "--teks", "Terlambat.")
    assert told(run, *answer)["keadaan"] == "siap"
    out = run("pertanyaan", "daftar", *asking["here"])[1]
    assert f"{number} 53.01 {DINKES} 2026-T3 KES-01" in out
    settled = told(run, "pertanyaan", "tutup", number, *asking["here"], "--alasan", "Sudah jelas.")
    assert settled["keadaan"] == "selesai"
    other = told(run, *asking["reply"], "--opd", "Dinas Sosial", code=2)
    assert other["galat"]["kode"] == "balasan_opd_tidak_ada"  # type: ignore[index]
    assert len(told(run, *asking["reply"], "--opd", DINKES)["balasan"]) == 1  # type: ignore[arg-type]


def test_a_question_of_the_province_is_passed_on_and_answered(run, asking):
    asked = ask(run, asking, 0, *T3)
    above = "f" * 32
    with opened(asking["here"][1]) as office:
        (known,) = pertanyaan.questions(office)
        opening = known.kejadian[0]._replace(id="e" * 32)
        pertanyaan.add(office, [known._replace(id=above, opd="", kejadian=(opening,))])
    number = str(asked["id"])[:8]
    refused = told(run, "pertanyaan", "teruskan", number, *asking["here"], code=2)
    assert refused["galat"]["kode"] == "teruskan_bukan_dari_provinsi"  # type: ignore[index]
    refused = told(run, "pertanyaan", "pakai", above, *asking["here"], code=2)
    assert refused["galat"]["kode"] == "teruskan_belum_dijawab"  # type: ignore[index]
    passed = told(run, "pertanyaan", "teruskan", above, *asking["here"])
    assert (passed["opd"], passed["terusan"]) == (DINKES, above)
    with opened(asking["here"][1]) as office:
        event = known.kejadian[0]._replace(
            id="d" * 32, urut=2, jenis=JenisKejadian.JAWAB, teks="Dua puskesmas terlambat."
        )
        pertanyaan.add_event(office, str(passed["id"]), event)
    used = told(run, "pertanyaan", "pakai", above, *asking["here"])
    assert (used["jawaban"], used["keadaan"]) == ("Dua puskesmas terlambat.", "siap")


# --- Evidence of an OPD --------------------------------------------------------------------------


@pytest.fixture
def proven(tmp_path: Path) -> Path:
    """The package of an OPD with one file of evidence, in a folder with its archive."""
    with contoh_opd.office(tmp_path / "dinkes", DINKES, "KES") as one:
        contoh_opd.fill(one)
        kunci = Kunci("KES-01", "53.01", "2026-T3")
        evidence.attach(
            one, kunci, CELL[-1], "surat.pdf", contoh_bukti.pdf(), Keterangan(), label="b",
            pelaku="Maria",
        )  # fmt: skip
        (tmp_path / "kirim").mkdir()
        contoh_opd.hand_in(one, tmp_path / "kirim")
    (path,) = (tmp_path / "kirim").glob("SPM_*.xlsx")
    return path


def test_the_archive_beside_a_package_is_taken_along(run, kabupaten, proven):
    there = ("--kantor", kabupaten)
    found = told(run, "impor", proven, *there)
    assert found["berkas"][0]["bukti_belum_tiba"] == 0  # type: ignore[index]
    listed = told(run, "bukti", "daftar", *there, *T3)["bukti"]
    (one,) = listed  # type: ignore[misc]
    assert (one["nama"], one["opd"], one["tiba"], one["galat"]) == (  # type: ignore[has-type]
        "surat.pdf", DINKES, True, None,
    )  # fmt: skip
    assert f"surat.pdf (dari {DINKES})" in run("bukti", "daftar", *there, *T3)[1]


def test_an_archive_that_comes_later_is_taken_from_the_command_line(run, kabupaten, proven):
    there = ("--kantor", kabupaten)
    (archive,) = proven.parent.glob("*_bukti.zip")
    late = archive.rename(proven.parent / "dari obrolan.zip")
    keluar, out, _ = run("impor", proven, *there)
    assert (keluar, "menyatakan 1 berkas bukti yang belum ada di sini" in out) == (0, True)
    keluar, out, _ = run("bukti", "daftar", *there, *T3)
    assert (keluar, "berkasnya belum ada di sini" in out) == (0, True)
    other = proven.parent / "lain.zip"
    with zipfile.ZipFile(other, "w") as made:
        made.writestr("a.pdf", b"%PDF-1.4 x")
    found = told(run, "bukti", "terima", other, *there, code=1)
    assert found["belum_tiba"] == 1
    found = told(run, "bukti", "terima", late, *there)
    assert (found["belum_tiba"], found["arsip"][0]["baru"]) == (0, 1)  # type: ignore[index]
    proven.write_bytes(b"bukan arsip")
    told(run, "bukti", "terima", proven, *there, code=2)
