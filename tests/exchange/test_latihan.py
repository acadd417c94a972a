"""Mode Latihan: each exercise begins unfulfilled and is fulfilled by its own solution."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain import latihan as naskah
from app.errors import LontarError
from app.exchange import impor, percaya, tumpang
from app.exchange.buku_kerja import read_workbook
from app.exchange.latihan import fakta, hasil, langkah, piagam, pustaka, ruang, siapan
from app.exchange.pembaca.induk import Pembaca
from app.exchange.verifikasi import Pemeriksa
from app.store import door
from app.store import pustaka as formulir
from app.store.door import CellWrite
from app.store.office import Office
from app.ui.memory import Memory
from tests import contoh_latihan
from tests.contoh_latihan import begin, now, prepared, silent
from tests.exchange import contoh_paket

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.putusan import Laporan

EVERY = list(pustaka.exercises())


@pytest.fixture(scope="module")
def maria() -> Iterator[Path]:
    with contoh_latihan.participant("Maria Tefa") as folder:
        yield folder


def judged(office: Path, *files: Path) -> list[Laporan]:
    """The verdicts of an office on files, by its own book too."""
    with Office.open(office, now) as opened, Pembaca() as pembaca:
        trust = percaya.of_office(opened)
        pemeriksa = Pemeriksa(contoh_paket.full_acuan(), trust, now, pembaca)
        return list(impor.examine(files, opened, pemeriksa))


def fingerprints(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


# --- The exercises


@pytest.mark.parametrize("kode", EVERY)
def test_an_exercise_begins_unfulfilled_and_its_solution_fulfils_it(maria, kode):
    room = begin(maria, kode, again=True)
    assert not all(hasil.examine_closed(room, now))
    assert kode not in ruang.completed(maria)
    langkah.perform(room.latihan.jalan, room.kantor, room.berkas, prepared(), now)
    assert all(hasil.examine_closed(room, now))
    assert kode in ruang.completed(maria)


def test_a_wrong_figure_is_told_as_its_cell_shows_it(maria):
    told = {}
    for kode in ("02-nol-dan-nihil", "05-pagu-kembar"):
        room = begin(maria, kode, again=True)
        told[kode] = hasil.amiss_closed(room, hasil.examine_closed(room, now), now)
    assert told["02-nol-dan-nihil"][2] == "Di sel itu sekarang: Nihil."
    # A row of a register is no cell of the form before somebody adds it.
    assert told["05-pagu-kembar"] == ["Di sel itu sekarang: 150.000.000.", ""]


@pytest.mark.parametrize("kode", ["02-nol-dan-nihil", "05-pagu-kembar", "07-angka-kumulatif"])
def test_what_warns_at_the_beginning_is_what_the_exercise_is_about(maria, kode):
    """Whoever reads a finding that has nothing to do with it looks for the mistake there."""
    room = begin(maria, kode, again=True)
    asked = {one.formulir for one in room.latihan.periksa if hasattr(one, "formulir")}
    named = " ".join(room.latihan.jebakan)
    with Office.open(room.kantor, now) as office:
        forms = formulir.forms_of(office, ruang.period(room, now().date()))
        facts = fakta.Keadaan(office, room)
        for form in asked:
            notes = {one.kode for one in forms[form].aturan if one.tingkat.selesai == "catatan"}
            warned = {one.aturan for one in facts.findings(form)} - notes
            assert all(one in named for one in warned), warned


def test_there_are_exercises_from_the_first_number_to_the_recap():
    assert len(EVERY) >= 10
    assert sorted(EVERY) == EVERY
    assert EVERY[0] == "01-angka-pertama"
    assert {"14-rekap-provinsi", "15-opd-mengirim", "16-opd-tumpang"} <= {*EVERY}


@pytest.mark.parametrize("kode", EVERY)
def test_an_exercise_names_forms_cells_and_answers_that_exist(kode):
    one = pustaka.exercises()[kode]
    forms = formulir.load_forms(paths.forms())
    assert one.langkah
    assert one.petunjuk
    assert one.kode == kode
    assert not one.formulir or one.formulir in forms
    choices = {soal.kode: {pilihan.kode for pilihan in soal.pilihan} for soal in one.soal}
    for periksa in one.periksa:
        assert periksa.kalimat.endswith(".")
        if isinstance(periksa, naskah.PeriksaSoal):
            assert periksa.benar in choices[periksa.soal]
        if isinstance(periksa, naskah.PeriksaTemuan | naskah.PeriksaAlasan):
            assert periksa.aturan in {rule.kode for rule in forms[periksa.formulir].aturan}
    asked = {each.soal for each in one.periksa if isinstance(each, naskah.PeriksaSoal)}
    assert asked == set(choices)


def test_an_exercise_is_found_by_its_number_and_a_wrong_one_is_refused():
    assert pustaka.find("4").kode == pustaka.find("04-capaian-sama-serapan").kode
    with pytest.raises(LontarError) as refused:
        pustaka.find("99")
    assert refused.value.kode == "latihan_tidak_ada"


# --- The answers of the questions are what the program itself says


def test_three_packages_get_the_verdicts_the_questions_ask_for(maria):
    room = begin(maria, "11", again=True)
    files = [room.berkas / f"paket_{name}.xlsx" for name in ("kupang", "belu", "ttu")]
    kupang, belu, ttu = judged(room.kantor, *files)
    assert kupang.putusan.value == "sah_utuh"
    assert belu.putusan.value == "sah_disimpan_ulang"
    assert ttu.putusan.value == "data_berubah"
    # The forgery is named down to its cell.
    assert len(ttu.beda) == 1


def test_old_packages_that_come_again_are_recognised(maria):
    room = begin(maria, "12", again=True)
    files = [room.berkas / f"kiriman_{name}.xlsx" for name in ("pagi", "sore")]
    pagi, sore = judged(room.kantor, *files)
    assert (pagi.putusan.value, sore.putusan.value) == ("sudah_diterima", "revisi_lama")


def test_an_overlap_of_two_opd_names_owner_and_figure_and_goes_on_to_the_province(maria):
    room = begin(maria, "16", again=True)
    langkah.perform(room.latihan.jalan[:1], room.kantor, room.berkas, prepared(), now)
    with Office.open(room.kantor, now) as office, Pembaca() as pembaca:
        pemeriksa = Pemeriksa(contoh_paket.full_acuan(), percaya.of_office(office), now, pembaca)
        (found,) = impor.examine([room.berkas / "paket_dinpu.xlsx"], office, pemeriksa)
        assert found.putusan.value == "sah_utuh"
        with pytest.raises(LontarError) as refused:
            impor.accept(office, found, pelaku="Maria")
        assert refused.value.kode == "opd_tumpang_tindih"
        assert "Dinas Kesehatan Latihan" in str(refused.value)
        (overlap,) = tumpang.find(office, found.bacaan)  # type: ignore[arg-type]  # genuine
        assert (overlap.urusan, len(overlap.sel)) == ("KES", 1)
    langkah.perform(room.latihan.jalan[1:], room.kantor, room.berkas, prepared(), now)
    (made,) = room.berkas.glob("LATIHAN_SPM_5303_TTU_*.xlsx")
    # The practice province takes the kabupaten's package, and sends an OPD to its kabupaten.
    province = begin(maria, "11", again=True).kantor
    whole, opd = judged(province, made, room.berkas / "paket_dinkes.xlsx")
    assert whole.sah
    assert opd.alasan == "opd_lewat_kabupaten"


def test_what_an_opd_of_an_exercise_hands_in_is_marked_and_refused_by_a_real_kabupaten(
    maria, tmp_path
):
    room = begin(maria, "15", again=True)
    langkah.perform(room.latihan.jalan, room.kantor, room.berkas, prepared(), now)
    (file,) = room.berkas.glob("*.xlsx")
    assert file.name.startswith("LATIHAN_SPM_5303_TTU_Dinas")
    with zipfile.ZipFile(file) as parts:
        pages = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        marked = [b"BLATIHAN&amp;R" in parts.read(name) for name in pages]
        # All but the two hidden ones, which nobody prints.
        assert sum(marked) == len(pages) - 2
    with contoh_paket.kabupaten(tmp_path / "k", filled=False) as office:
        pemeriksa = Pemeriksa(
            contoh_paket.full_acuan(), percaya.of_office(office), now, contoh_paket.reader()
        )
        found = next(impor.examine([file], office, pemeriksa))
    assert found.alasan == "penanda_latihan"


def test_after_the_revocation_the_package_of_the_lost_laptop_is_refused(maria):
    room = begin(maria, "13", again=True)
    file = room.berkas / "paket_belu.xlsx"
    assert judged(room.kantor, file)[0].sah
    langkah.perform(room.latihan.jalan, room.kantor, room.berkas, prepared(), now)
    assert judged(room.kantor, file)[0].putusan.value == "penanda_dicabut"


# --- Apart from real work


def test_production_refuses_a_practice_package_in_words(tmp_path):
    file = tmp_path / "paket.xlsx"
    shutil.copy(prepared().package(siapan.WILAYAH), file)
    with contoh_paket.provinsi(tmp_path / "provinsi") as office:
        pemeriksa = Pemeriksa(
            contoh_paket.full_acuan(), percaya.of_office(office), now, contoh_paket.reader()
        )
        found = next(impor.examine([file], office, pemeriksa))
        with pytest.raises(LontarError) as refused:
            impor.accept(office, found, pelaku="Maria")
    assert found.alasan == "penanda_latihan"
    assert "latihan" in found.kalimat.casefold()
    assert refused.value.kode == "impor_tidak_sah"


def test_a_practice_package_says_what_it_is_on_every_page(maria):
    room = begin(maria, "09", again=True)
    langkah.perform(room.latihan.jalan, room.kantor, room.berkas, prepared(), now)
    (file,) = room.berkas.iterdir()
    assert file.name.startswith("LATIHAN_SPM_")
    sheets = read_workbook(file.read_bytes()).sheets
    titles = [str(rows[0][0]) for name, rows in sheets.items() if name not in ("Data", "_meta")]
    marked = [title for title in titles if title.startswith("LATIHAN: ")]
    assert len(marked) >= 8
    with zipfile.ZipFile(file) as parts:
        pages = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        printed = [b"BLATIHAN&amp;R" in parts.read(name) for name in pages]
    assert sum(printed) == len(titles)


def test_a_recap_of_practice_is_headed_by_the_word(maria):
    import openpyxl

    room = begin(maria, "14", again=True)
    langkah.perform(room.latihan.jalan, room.kantor, room.berkas, prepared(), now)
    book = openpyxl.load_workbook(room.berkas / "rekap.xlsx")
    heads = [str(sheet.oddHeader.center.text) for sheet in book]  # type: ignore[union-attr]
    assert all("LATIHAN · bukan data resmi" in head for head in heads)


def test_nothing_of_a_real_office_is_touched(tmp_path):
    prepared()
    real = paths.default_office()
    with contoh_paket.kabupaten(real):
        pass
    memory = Memory()
    memory.opened(real, "Kantor sungguhan")
    memory.save()
    try:
        before = fingerprints(real), (paths.data() / "ingatan.json").read_bytes()
        with contoh_latihan.participant("Yohanes") as folder:
            begin(folder, "01")
            begin(folder, "01", again=True)
        assert not folder.exists()
        assert (fingerprints(real), (paths.data() / "ingatan.json").read_bytes()) == before
        # Neither by a wrong call: only what lies in the rooms can be removed.
        for foreign in (real, paths.data(), paths.practice(), tmp_path):
            with pytest.raises(LontarError) as refused:
                ruang.finish(foreign)
            assert refused.value.kode == "latihan_bukan_ruang"
        assert fingerprints(real) == before[0]
    finally:
        shutil.rmtree(real)
        (paths.data() / "ingatan.json").unlink()


# --- Participants and rooms


def test_participants_on_one_laptop_work_apart_and_a_room_is_kept_until_done_again(maria):
    with contoh_latihan.participant("Petrus") as petrus:
        ours, theirs = begin(maria, "04", again=True), begin(petrus, "04")
        periode = str(prepared().periode)
        cell = CellWrite("TRB-01", siapan.WILAYAH, periode, "penerima.terlayani.jumlah", 238)
        with Office.open(ours.kantor, now) as office:
            door.write(office, [cell], jenis="ketik", label="Isi", pelaku="Maria")
        assert hasil.examine_closed(begin(maria, "04"), now) == [True, True]
        assert hasil.examine_closed(theirs, now) == [False, False]
        assert hasil.examine_closed(begin(maria, "04", again=True), now) == [False, False]
        assert {"Maria Tefa", "Petrus"} <= set(ruang.participants())


def test_a_room_knows_its_exercise_and_a_real_office_has_none(maria, tmp_path):
    room = begin(maria, "01")
    found = ruang.room_of(room.kantor)
    assert found is not None
    assert (found.latihan, ruang.name_of(found.peserta)) == (room.latihan, "Maria Tefa")
    (tmp_path / "01-angka-pertama" / "kantor").mkdir(parents=True)
    assert ruang.room_of(tmp_path / "01-angka-pertama" / "kantor") is None


@pytest.mark.parametrize("nama", ["", "   ", "m" * 61])
def test_a_participant_needs_a_name(nama):
    with pytest.raises(LontarError) as refused:
        ruang.participant(nama)
    assert refused.value.kode == "peserta_tanpa_nama"


def test_one_name_is_one_person_however_it_is_typed():
    with contoh_latihan.participant("Ana  Bria") as folder:
        assert ruang.participant("ana bria") == folder
        assert ruang.participant("../../Ana").parent == folder.parent
        ruang.finish(ruang.participant("../../Ana"))


def test_an_earlier_preparation_is_replaced_when_the_quarter_changes(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "practice", lambda: tmp_path)
    made = []

    def make(ready, folder, _progress):
        made.append(str(ready.periode))
        (folder / "kabupaten").mkdir()

    monkeypatch.setattr(siapan, "_make", make)
    for _ in range(2):
        siapan.prepare(now, silent)
    (tmp_path / "bahan" / "2001-T3-lama-0").mkdir()
    assert len(made) == 1
    later = now().replace(year=now().year + 1)
    siapan.prepare(lambda: later, silent)
    assert len(made) == 2
    assert len(list((tmp_path / "bahan").iterdir())) == 1


# --- The certificate


def test_the_certificate_names_the_person_typed_and_what_was_done(maria):
    with contoh_latihan.participant("Rambu") as folder:
        with pytest.raises(LontarError) as refused:
            piagam.page("Rambu", folder, now())
        assert refused.value.kode == "piagam_belum"
        room = begin(folder, "07")
        langkah.perform(room.latihan.jalan, room.kantor, room.berkas, prepared(), now)
        hasil.examine_closed(room, now)
        page = piagam.page("Rambu <b>Ana</b>, S.Sos", folder, now())
        assert "Rambu &lt;b&gt;Ana&lt;/b&gt;, S.Sos" in page
        assert room.latihan.judul in page
        assert not any("S.Sos" in file.read_text("utf-8") for file in folder.glob("*.json"))
        with pytest.raises(LontarError) as refused:
            piagam.page("  ", folder, now())
        assert refused.value.kode == "piagam_tanpa_nama"
