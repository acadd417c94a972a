"""Two OPD, their kabupaten and the province: packages through real files, owners, overlaps."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import hambatan, impor, tahanan, tinjauan, tinjauan_kata, tumpang
from app.exchange.putusan import Putusan
from app.store import dispatch, holds, opd, origins, pustaka, questions, reasons, riwayat
from app.store.door import CellWrite, write
from app.store.office import Office
from tests.exchange import contoh_opd
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_opd import DINKES, DINPU, KUPANG, T3, hand_in, look, take
from tests.exchange.contoh_sertifikat import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.opd import Tumpang
    from app.exchange.putusan import Laporan
    from tests.exchange.contoh_sertifikat import Pihak

TERLAYANI = "penerima.terlayani.jumlah"
WHY = "Dinas yang lama sudah digabung menurut perda."


@cache
def packages() -> dict[str, bytes]:
    """`kes` of the Dinas Kesehatan; `kes2` its next revision; `pu` of another OPD with PUM and,
    overlapping, KES; `tts` of another kabupaten's OPD."""
    with TemporaryDirectory() as name:
        place = Path(name)
        made = {}
        with contoh_opd.office(place / "kes", DINKES, "KES") as one:
            contoh_opd.fill(one)
            made["kes"] = hand_in(one, place)
            contoh.type_in(one, "KES-01", TERLAYANI, 6500)
            made["kes2"] = hand_in(one, place)
        with contoh_opd.office(place / "pu", DINPU, "PUM", "KES") as one:
            contoh_opd.fill(one, {("KES-01", TERLAYANI): 6600})
            made["pu"] = hand_in(one, place)
        with contoh_opd.office(place / "tts", DINKES, "KES", wilayah=contoh.TTS) as one:
            contoh_opd.fill(one)
            made["tts"] = hand_in(one, place)
        return made


@pytest.fixture
def kabupaten(tmp_path: Path) -> Iterator[Office]:
    with contoh.kabupaten(tmp_path / "kabupaten", filled=False) as opened:
        yield opened


def refused(call, *arguments, **named) -> LontarError:
    with pytest.raises(LontarError) as caught:
        call(*arguments, **named)
    assert "{" not in str(caught.value)
    return caught.value


def held(office: Office, formulir: str = "KES-01", sel: str = TERLAYANI) -> object:
    return questions.values_of_period(office, KUPANG, T3).get(formulir, {}).get(sel)


def overlaps(office: Office, name: str) -> list[Tumpang]:
    bacaan = look(office, packages()[name]).bacaan
    assert bacaan is not None
    return tumpang.find(office, bacaan)


def type_here(office: Office, sel: str, nilai: int | None) -> None:
    contoh.type_in(office, "KES-01", sel, nilai)


# --- The OPD -------------------------------------------------------------------------------------


def test_an_opd_knows_and_fills_only_its_urusan(tmp_path):
    with contoh_opd.office(tmp_path / "o", DINKES, "KES") as office:
        assert {form.urusan for form in pustaka.forms_of(office, T3).values()} == {"KES"}
        cell = CellWrite("PUM-01", KUPANG, "2026-T3", TERLAYANI, 5)
        error = refused(write, office, [cell], jenis="ketik", label="Isi", pelaku="D")
        assert error.kode == "bukan_urusan_opd"
        assert "PUM-01 (urusan PUM) bukan urusan OPD ini" in error.pesan
        assert questions.sheets(office, T3, KUPANG) == []


def test_its_package_names_it_and_carries_only_its_urusan():
    laporan = contoh.judge(packages()["kes"])
    assert laporan.putusan is Putusan.SAH_UTUH
    isi, bacaan = laporan.isi, laporan.bacaan
    assert isi is not None
    assert bacaan is not None
    assert (isi.opd, isi.kantor.jenis, isi.versi) == (DINKES, "opd", 2)
    assert isi.tujuan == "Kabupaten Kupang"
    assert {form.urusan for form in bacaan.forms} == {"KES"}
    assert laporan.penanda is not None
    assert (laporan.penanda.opd, laporan.penanda.kantor) == ("OPD", DINKES)
    assert laporan.kalimat.startswith("Sah dan utuh")
    assert f"{DINKES}, Kabupaten Kupang" in laporan.kalimat


def test_its_file_and_its_front_page_name_it(tmp_path):
    import openpyxl

    with contoh_opd.office(tmp_path / "o", DINKES, "KES") as office:
        contoh_opd.fill(office)
        hand_in(office, tmp_path)
    (file,) = tmp_path.glob("*.xlsx")
    assert file.name.startswith("SPM_5301_Kupang_DinasKesehatan_2026-T3_rev01_")
    sheet = openpyxl.load_workbook(file)["Ringkasan"]
    told = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert f"{DINKES} · Kabupaten Kupang (53.01)" in told
    assert "Urusan OPD ini" in told
    assert "Seluruh urusan" not in told


# --- The way -------------------------------------------------------------------------------------


def test_the_kabupaten_takes_it_in_and_knows_where_every_figure_is_from(kabupaten):
    laporan = look(kabupaten, packages()["kes"])
    assert laporan.sah
    done = impor.accept(kabupaten, laporan, pelaku="Yohana")
    assert len(done.tindakan.perubahan) > 20
    assert done.tindakan.label == (
        f"Terima paket {DINKES} revisi 1, ditandatangani Agustina Contoh, M.Kes"
    )
    assert held(kabupaten) == 6480
    assert dispatch.package_bytes(kabupaten, done.paket.nomor) == packages()["kes"]
    came = origins.packages_of_sheets(kabupaten, T3)[KUPANG]["KES-01"]
    assert (opd.sender(came), came.penanda_tangan) == (DINKES, "Agustina Contoh, M.Kes")
    assert opd.sources(kabupaten, KUPANG, T3)["KES-01", TERLAYANI].opd == DINKES
    assert riwayat.verify_chain(kabupaten).ok
    owner = opd.owners(kabupaten)["KES"]
    assert (owner.opd, owner.alasan, owner.pelaku) == (DINKES, "Paket pertama, revisi 1.", "Yohana")


def test_its_own_next_revision_overlaps_with_nothing(kabupaten):
    take(kabupaten, packages()["kes"])
    second = take(kabupaten, packages()["kes2"])
    assert [(c.lama, c.baru) for c in second.tindakan.perubahan] == [(6480, 6500)]
    assert look(kabupaten, packages()["kes"]).putusan is Putusan.SUDAH_DITERIMA
    assert len(opd.record(kabupaten)) == 1


def test_every_opd_counts_its_own_revisions(kabupaten, tmp_path):
    take(kabupaten, packages()["kes2"])
    with contoh_opd.office(tmp_path / "pu", DINPU, "PUM") as other:
        contoh_opd.fill(other)
        data = hand_in(other, tmp_path)
    laporan = look(kabupaten, data)
    assert laporan.sah
    assert laporan.kaitan is not None
    assert laporan.kaitan.silsilah.hubungan.value == "pertama"
    assert not take(kabupaten, data).sudah
    assert look(kabupaten, packages()["kes"]).putusan is Putusan.REVISI_LAMA


def test_what_came_from_opd_travels_on_to_the_province(kabupaten, tmp_path):
    take(kabupaten, packages()["kes2"])
    sent = contoh.export(kabupaten, tmp_path).path.read_bytes()
    with contoh.provinsi(tmp_path / "provinsi") as province:
        taken = take(province, sent)
        assert held(province) == 6500
        assert opd.sender(taken.paket) == ""


def test_two_opd_one_kabupaten_one_province_through_files(tmp_path):
    sent = contoh_opd.consolidated(tmp_path)
    with contoh.provinsi(tmp_path / "provinsi") as province:
        files = [sent, *(tmp_path.glob("dinas-*/SPM_*.xlsx"))]
        found = list(impor.examine(files, province, contoh.examiner()))
        assert [one.putusan for one in found] == [
            Putusan.SAH_UTUH, Putusan.SALAH_ALAMAT, Putusan.SALAH_ALAMAT,
        ]  # fmt: skip
        impor.accept(province, found[0], pelaku="Yohana")
        there = questions.values_of_period(province, KUPANG, T3)
    with Office.open(tmp_path / "kabupaten", clock) as office:
        assert questions.values_of_period(office, KUPANG, T3) == there
        sources = opd.sources(office, KUPANG, T3)
        assert riwayat.verify_chain(office).ok
    assert there["KES-01"][TERLAYANI] == 6480
    owners = {form[:3]: source.opd for (form, _), source in sources.items()}
    # The example leaves Perumahan Rakyat empty; that is an answer of the OPD too.
    assert owners == {"KES": DINKES, "PUM": DINPU, "PDK": "", "TRB": "", "SOS": ""}


def test_the_reasons_of_an_opd_need_not_be_found_again(kabupaten):
    def waiting() -> set[tuple[str, bool]]:
        region = contoh.acuan().wilayah[KUPANG]
        gathered = hambatan.gather(kabupaten, contoh.acuan(), T3, region)
        found = hambatan.warnings_in(kabupaten, gathered, T3, region)
        return {(one.hambatan.formulir[:3], one.berlaku) for one in found}

    take(kabupaten, packages()["kes"])
    assert waiting() == {("KES", True)}
    given = reasons.reasons(kabupaten, KUPANG, T3)
    assert {one.alasan for one in given.values()} == {contoh.ALASAN}
    # Another figure under the same rule is another warning.
    type_here(kabupaten, "mutu.m01.tersedia", 999_999)
    assert ("KES", False) in waiting()


# --- Who takes what ------------------------------------------------------------------------------


def test_the_province_refuses_it_in_words(tmp_path):
    with contoh.provinsi(tmp_path / "p") as province:
        laporan = look(province, packages()["kes"])
        assert laporan.putusan is Putusan.SALAH_ALAMAT
        assert laporan.putusan.keluar == 1
        assert "paket OPD harus lewat kabupaten atau kota" in laporan.kalimat
        assert "mohon kirim ke sana" in laporan.balasan
        error = refused(impor.accept, province, laporan, pelaku="Yohana")
        assert error.kode == "opd_lewat_kabupaten"
        bare = contoh.judge(packages()["kes"])
        assert refused(impor.accept, province, bare, pelaku="Y").kode == "opd_lewat_kabupaten"
        assert questions.sheets(province, T3, KUPANG) == []


def test_another_kabupaten_refuses_it_in_words(kabupaten):
    laporan = look(kabupaten, packages()["tts"])
    assert laporan.putusan is Putusan.SALAH_ALAMAT
    assert laporan.alasan == "opd_kabupaten_lain"
    assert "dari Kabupaten Timor Tengah Selatan, bukan untuk" in laporan.kalimat


def test_a_kabupaten_refuses_packages_of_kabupaten(kabupaten):
    laporan = look(kabupaten, contoh.package())
    assert laporan.putusan is Putusan.SAH_UTUH
    error = refused(impor.accept, kabupaten, laporan, pelaku="Yohana")
    assert error.kode == "impor_bukan_provinsi"
    assert "paket OPD hanya diterima kabupaten atau kotanya" in error.pesan


def test_an_opd_takes_nothing_in(tmp_path):
    with contoh_opd.office(tmp_path / "o", DINKES, "KES") as office:
        own = look(office, packages()["kes"])
        assert own.sah
        assert refused(impor.accept, office, own, pelaku="D").kode == "impor_di_opd"


# --- One urusan, one owner -----------------------------------------------------------------------


def test_what_another_opd_owns_waits_for_a_decision(kabupaten):
    take(kabupaten, packages()["kes"])
    before = riwayat.head(kabupaten.conn, kabupaten.identitas.office_id)
    error = refused(take, kabupaten, packages()["pu"])
    assert error.kode == "opd_tumpang_tindih"
    assert f"Kesehatan dimiliki {DINKES}." in error.pesan
    assert f"sel berisi angka lain (dari paket {DINKES}) yang akan diganti" in error.pesan
    assert riwayat.head(kabupaten.conn, kabupaten.identitas.office_id) == before
    (found,) = overlaps(kabupaten, "pu")
    assert (found.urusan, found.pemilik) == ("KES", DINKES)
    assert [(c.beda.sel, c.beda.lama, c.beda.baru) for c in found.sel] == [(TERLAYANI, 6480, 6600)]


def test_held_back_the_owner_and_the_figures_stay(kabupaten):
    take(kabupaten, packages()["kes"])
    done = take(kabupaten, packages()["pu"], tahan={"KES": "Milik Dinas Kesehatan."})
    assert held(kabupaten) == 6480
    assert {kode: one.opd for kode, one in opd.owners(kabupaten).items()} == {
        "KES": DINKES,
        "PUM": DINPU,
    }
    (one,) = holds.open_holds(kabupaten)
    assert (one.nomor, one.urusan) == (done.paket.nomor, "KES")
    # The next package of the Dinas Kesehatan has nothing to do with what is held of another OPD.
    take(kabupaten, packages()["kes2"])
    assert len(holds.open_holds(kabupaten)) == 1


def test_taken_over_the_history_and_the_record_say_so(kabupaten):
    take(kabupaten, packages()["kes"])
    done = take(kabupaten, packages()["pu"], ambil_alih={"KES": WHY})
    assert held(kabupaten) == 6600
    assert done.tindakan.label == (
        f"Terima paket {DINPU} revisi 1, ditandatangani Markus Contoh, M.T, mengambil alih KES: "
        f"{WHY}"
    )
    (entry,) = [one for one in holds.record(kabupaten) if one.jenis == "ambil"]
    assert (entry.urusan, entry.alasan, entry.pelaku) == ("KES", WHY, "Yohana")
    newest = opd.owners(kabupaten)["KES"]
    assert (newest.opd, newest.alasan) == (DINPU, WHY)
    assert [one.opd for one in opd.record(kabupaten) if one.urusan == "KES"] == [DINKES, DINPU]
    last = questions.history(kabupaten, "KES-01", KUPANG, T3, TERLAYANI)[0]
    assert (last.lama, last.baru) == (6480, 6600)
    error = refused(take, kabupaten, packages()["kes2"])
    assert error.kode == "opd_bukan_urusannya"
    assert f"{DINKES} bukan pemilik satu pun urusan" in error.pesan


def test_a_held_urusan_taken_in_later_gets_a_new_owner(kabupaten):
    take(kabupaten, packages()["kes"])
    take(kabupaten, packages()["pu"], tahan={"KES": "Ditanyakan dahulu."})
    (one,) = holds.open_holds(kabupaten)
    bacaan = tahanan.kept(dispatch.package_bytes(kabupaten, one.nomor), one, contoh.examiner())
    tahanan.take(kabupaten, one, bacaan, pelaku="Yohana", alasan=WHY)
    assert held(kabupaten) == 6600
    assert opd.owners(kabupaten)["KES"].opd == DINPU


def test_figures_typed_here_are_never_overwritten_unseen(kabupaten):
    type_here(kabupaten, TERLAYANI, 6000)
    bacaan = look(kabupaten, packages()["kes"]).bacaan
    assert bacaan is not None
    found = tinjauan.review(tinjauan.hold_of(kabupaten, T3, paths.forms()), bacaan)
    (one,) = found.tumpang
    assert (one.urusan, one.pemilik) == ("KES", "")
    (change,) = [c for c in found.beda if c.sel == TERLAYANI and c.formulir == "KES-01"]
    assert found.kata(change).siapa.startswith(f"yang diisi {contoh.PELAKU} di sini, 5 Oktober")
    told = tinjauan_kata.as_json(found)["tumpang_tindih"]
    assert isinstance(told, list)
    assert told[0]["sel"][0]["pelaku"] == contoh.PELAKU
    assert refused(take, kabupaten, packages()["kes"]).kode == "opd_tumpang_tindih"
    take(kabupaten, packages()["kes"], ambil_alih={"kes": "Angka dinas yang benar."})
    assert held(kabupaten) == 6480


def test_a_correction_made_here_meets_the_next_revision(kabupaten):
    take(kabupaten, packages()["kes"])
    type_here(kabupaten, TERLAYANI, 6300)
    type_here(kabupaten, "mutu.m01.tersedia", None)
    (one,) = overlaps(kabupaten, "kes2")
    # The emptied cell comes back without a question: nothing stands there that could be lost.
    assert [cell.beda.sel for cell in one.sel] == [TERLAYANI]


def test_an_opd_with_one_urusan_can_be_held_whole(kabupaten):
    type_here(kabupaten, TERLAYANI, 6000)
    done = take(kabupaten, packages()["kes"], tahan={"KES": "Angkanya ditanyakan dahulu."})
    assert done.tindakan.perubahan == ()
    assert held(kabupaten) == 6000
    assert len(holds.open_holds(kabupaten)) == 1
    assert opd.owners(kabupaten) == {}


@pytest.mark.parametrize(
    ("decided", "kode"),
    [
        ({"tahan": {"KES": "a"}, "ambil_alih": {"KES": "b"}}, "opd_tahan_dan_ambil"),
        ({"ambil_alih": {"KES": " "}}, "tahan_tanpa_alasan"),
        ({"ambil_alih": {"SOS": "b"}}, "tahan_urusan_asing"),
        ({"ambil_alih": {"PUM": "b"}}, "opd_tumpang_tindih"),
    ],
)
def test_a_decision_must_be_whole(kabupaten, decided, kode):
    take(kabupaten, packages()["kes"])
    assert refused(take, kabupaten, packages()["pu"], **decided).kode == kode
    assert held(kabupaten) == 6480


def test_a_quarter_of_another_year_has_its_own_figures(kabupaten):
    take(kabupaten, packages()["kes"])
    assert opd.sources(kabupaten, KUPANG, Periode(2025, 3)) == {}


# --- Who may sign --------------------------------------------------------------------------------


def forged(jenis: str, penyata: Pihak, penanda: Pihak) -> Laporan:
    """A package signed by any two, saying it comes from an office of that kind."""
    import msgspec

    isi = contoh.judge(packages()["kes"]).isi
    assert isi is not None
    other = msgspec.structs.replace(isi, kantor=msgspec.structs.replace(isi.kantor, jenis=jenis))
    return contoh.judge(contoh.signed_by(other, penyata, penanda))


def test_an_opd_cannot_sign_for_the_kabupaten():
    found = forged("kabupaten", *contoh_opd.signers(DINKES))
    assert (found.putusan, found.alasan) == (Putusan.DITOLAK, "penanda_opd")
    assert "tidak berlaku untuk paket kabupaten" in found.kalimat


def test_the_kabupaten_cannot_sign_for_an_opd():
    from tests.exchange.contoh_sertifikat import officer, pimpinan

    found = forged("opd", officer(), pimpinan())
    assert (found.putusan, found.alasan) == (Putusan.DITOLAK, "penanda_bukan_opd")


def test_one_opd_cannot_sign_for_another():
    found = forged("opd", contoh_opd.signers(DINKES)[0], contoh_opd.signers(DINPU)[1])
    assert (found.putusan, found.alasan) == (Putusan.DITOLAK, "penanda_opd_lain")
