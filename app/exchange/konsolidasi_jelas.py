"""Where a figure of the konsolidasi comes from: cells, sheets, package and who signed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.angka import format_decimal
from app.domain.catatan import IKUT, Letak
from app.domain.nilai import Keadaan
from app.domain.petak import ANGKA, Kiriman, Masukan, Petak, figure
from app.exchange import catatan_kata
from app.exchange import konsolidasi_kata as kata
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.domain.gabung import Gabungan
    from app.domain.konsolidasi import BarisGabungan, BarisKonsolidasi, Konsolidasi
    from app.domain.konsolidasi_kolom import KolomGabung
    from app.domain.petak import IsiWilayah

MOST = 60
"""So many cells or findings are listed; the rest is counted."""

PROVINSI, BANDING = "provinsi", "banding"
"""The rows below the regions and their klaster, by code."""


class Jelas(NamedTuple):
    """One line of an explanation; `wilayah`, `formulir` and `sel` say what it leads to."""

    judul: str
    rincian: str = ""
    nilai: str = ""
    tingkat: int = 0
    wilayah: str = ""
    formulir: str = ""
    sel: str = ""
    bagian: bool = False


def cluster_code(nama: str) -> str:
    """The code of a row of subtotals."""
    return f"klaster:{nama}"


def explain(konsolidasi: Konsolidasi, baris: str, kolom: KolomGabung) -> list[Jelas]:
    """Everything behind one place; `baris` is the code of a region, of a klaster, or one of above.

    Raises:
        KeyError: there is no such row.
    """
    if baris == BANDING:
        return list(_comparison(konsolidasi, kolom))
    groups = {cluster_code(one.nama): one for one in konsolidasi.klaster}
    groups[PROVINSI] = konsolidasi.provinsi
    if baris in groups:
        return list(_together(konsolidasi, groups[baris], kolom))
    rows = {one.wilayah.kode: one for one in konsolidasi.baris}
    return list(_of_region(konsolidasi, rows[baris], kolom))


# --- One region ----------------------------------------------------------------------------------


def _of_region(
    konsolidasi: Konsolidasi, row: BarisKonsolidasi, kolom: KolomGabung
) -> Iterator[Jelas]:
    petak = row.petak[kolom.kode]
    head = t("konsolidasi.miskin.jelas.wilayah", kolom=kolom.nama, wilayah=row.wilayah.nama)
    yield Jelas(head, _how(kolom, petak), kata.region_text(kolom, petak))
    yield from _inputs(row.isi, petak)
    yield from _found(row.isi, petak)
    yield from _origins(konsolidasi, row.isi, petak)


def _how(kolom: KolomGabung, petak: Petak) -> str:
    """How the figure follows from the sheet, and what is lacking."""
    parts = [t(f"konsolidasi.miskin.cara.{kolom.hitung}")]
    if petak.rupa != ANGKA:
        parts = [t(f"konsolidasi.miskin.arti.{petak.rupa}")]
    if petak.kurang and petak.rupa == ANGKA:
        told = t("konsolidasi.miskin.jelas.kurang", jumlah=petak.kurang, semua=petak.banyak)
        parts.append(told)
    return " ".join(parts)


def _inputs(isi: IsiWilayah, petak: Petak) -> Iterator[Jelas]:
    for one in petak.masukan[:MOST]:
        yield _cell(isi, one)
        yield from _noted(isi, one)
    if len(petak.masukan) > MOST:
        yield Jelas(t("konsolidasi.miskin.jelas.lagi", jumlah=len(petak.masukan) - MOST), tingkat=1)


def _cell(isi: IsiWilayah, one: Masukan) -> Jelas:
    form = isi.lembar[one.formulir].form
    sel = form.find(one.sel)
    label = sel.label if sel else one.sel
    # The id of a row that people added says nothing to anybody; its label does.
    added = sel is not None and sel.tabel.register
    name = sel.tabel.judul if sel is not None and added else one.sel
    place = t("konsolidasi.miskin.jelas.sel", formulir=form.kode, nama=form.nama, sel=name)
    return Jelas(label, place, _shown(isi, one), 1, isi.kode, one.formulir, one.sel)


def _noted(isi: IsiWilayah, one: Masukan) -> Iterator[Jelas]:
    """What the region says about a figure: where it is from, and why it is so."""
    for jenis in IKUT:
        said = (isi.catatan or {}).get(Letak(one.formulir, one.sel, jenis), "")
        if said:
            told = catatan_kata.kind(jenis)
            yield Jelas(said, told, "", 2, isi.kode, one.formulir, one.sel)


def _shown(isi: IsiWilayah, one: Masukan) -> str:
    if one.isi is None:
        return t("konsolidasi.miskin.rupa.kosong")
    if isinstance(one.isi, Keadaan):
        return kata.absence(one.isi.value)
    sel = isi.lembar[one.formulir].form.find(one.sel)
    if isinstance(one.isi, str):
        known = {pilihan.kode: pilihan.label for pilihan in sel.kolom.pilihan} if sel else {}
        return known.get(one.isi, "")
    return format_decimal(one.isi, sel.desimal if sel else 0)


def _found(isi: IsiWilayah, petak: Petak) -> Iterator[Jelas]:
    for one in petak.temuan[:MOST]:
        place = t("konsolidasi.miskin.jelas.temuan", aturan=one.aturan.kode, formulir=one.formulir)
        yield Jelas(one.pesan, place, "", 1, isi.kode, one.formulir, one.sel)
    if len(petak.temuan) > MOST:
        yield Jelas(t("konsolidasi.miskin.jelas.lagi", jumlah=len(petak.temuan) - MOST), tingkat=1)


def _origins(konsolidasi: Konsolidasi, isi: IsiWilayah, petak: Petak) -> Iterator[Jelas]:
    """The packages behind the cells, or the one that came when there are no cells."""
    yield Jelas(t("konsolidasi.asal.judul"), bagian=True)
    came = [isi.origin(one, konsolidasi.periode) for one in petak.masukan]
    packages = list(dict.fromkeys(one for one in came if one is not None))
    if not packages and isi.kiriman is not None and not petak.masukan:
        packages = [isi.kiriman]
    for paket in packages:
        yield _package(paket)
    if not packages:
        typed = petak.masukan and isi.hadir
        key = "konsolidasi.asal.tanpa_paket" if typed else "konsolidasi.miskin.jelas.belum_datang"
        yield Jelas(t(key))


def _package(paket: Kiriman) -> Jelas:
    signer = paket.penanda or t("konsolidasi.asal.tanpa_penanda")
    day = kata.day(paket.waktu)
    said = t("konsolidasi.asal.revisi", revisi=paket.revisi, tanggal=day, penanda=signer)
    return Jelas(paket.berkas, f"{said} · {t(f'rekap.putusan.{paket.putusan}')}")


# --- Several regions -----------------------------------------------------------------------------


def _together(
    konsolidasi: Konsolidasi, group: BarisGabungan, kolom: KolomGabung
) -> Iterator[Jelas]:
    total = group.petak[kolom.kode]
    is_province = group is konsolidasi.provinsi
    name = group.nama if is_province else kata.cluster_name(group.nama)
    head = t("konsolidasi.miskin.jelas.wilayah", kolom=kolom.nama, wilayah=name)
    way = [t(f"konsolidasi.miskin.gabung.{kolom.gabung}"), kolom.alasan, kolom.sumber]
    rests = {"jumlah": len(total.ikut), "semua": total.semua}
    covered = t("konsolidasi.miskin.jelas.ikut", **rests) if total.ikut else ""
    said = [covered, *way, _kinds(konsolidasi, kolom, total)]
    yield Jelas(head, " ".join(one for one in said if one), kata.total_text(kolom, total))
    if kolom.kode in konsolidasi.banding and is_province:
        told = kata.comparison_told(konsolidasi, kolom)
        yield Jelas(t("konsolidasi.miskin.jelas.dibandingkan"), told, tingkat=1)
    if kolom.gabung == "dari_provinsi" and is_province:
        yield from _own(konsolidasi, kolom)
        return
    yield from _members(konsolidasi, group.anggota, kolom, total)


def _members(
    konsolidasi: Konsolidasi, anggota: Iterable[str], kolom: KolomGabung, total: Gabungan
) -> Iterator[Jelas]:
    for kode in anggota:
        row = konsolidasi.row(kode)
        petak = row.petak[kolom.kode]
        out = total.ikut and kode not in total.ikut
        why = t("konsolidasi.miskin.jelas.tidak_ikut") if out else _weight(kolom, petak)
        first = next(iter(petak.masukan), Masukan(kolom.formulir, "", None))
        shown = kata.region_text(kolom, petak)
        yield Jelas(row.wilayah.nama, why, shown, 1, kode, first.formulir, first.sel)


def _weight(kolom: KolomGabung, petak: Petak) -> str:
    if kolom.gabung != "tertimbang" or petak.bobot is None:
        return ""
    return t("konsolidasi.miskin.jelas.penimbang", angka=format_decimal(petak.bobot, 2))


def _kinds(konsolidasi: Konsolidasi, kolom: KolomGabung, total: Gabungan) -> str:
    """The answers that had to be the same, where they are not."""
    if not total.ragam:
        return ""
    form = next(
        row.isi.lembar[kolom.formulir].form
        for row in konsolidasi.baris
        if kolom.formulir in row.isi.lembar
    )
    labels = {one.kode: one.label for one in form.cell(kolom.seragam).kolom.pilihan}
    unsaid = t("konsolidasi.miskin.jelas.tidak_disebut")
    listed = (f"{labels.get(kode, unsaid)} {count}" for kode, count in total.ragam)
    return t("konsolidasi.miskin.jelas.beragam", daftar=", ".join(listed))


# --- The province --------------------------------------------------------------------------------


def _own(konsolidasi: Konsolidasi, kolom: KolomGabung) -> Iterator[Jelas]:
    own = konsolidasi.milik_provinsi
    cells = figure(kolom, own).masukan or (Masukan(kolom.formulir, kolom.dari[0], None),)
    for one in cells:
        yield _cell(own, one)


def _comparison(konsolidasi: Konsolidasi, kolom: KolomGabung) -> Iterator[Jelas]:
    banding = konsolidasi.banding.get(kolom.kode)
    if banding is None:
        yield Jelas(t("konsolidasi.miskin.jelas.tanpa_banding", kolom=kolom.nama))
        return
    shown, short = kata.comparison_text(kolom, banding)
    head = t("konsolidasi.miskin.jelas.banding", kolom=kolom.nama)
    yield Jelas(head, kata.comparison_told(konsolidasi, kolom), shown)
    total = konsolidasi.provinsi.petak[kolom.kode]
    label = t("konsolidasi.miskin.jelas.jumlah_wilayah")
    yield Jelas(label, kata.coverage(total), kata.total_text(kolom, total), 1)
    yield Jelas(t("konsolidasi.miskin.jelas.selisih"), kata.source(banding), short, 1)
    if banding.acuan.formulir:
        own, acuan = konsolidasi.milik_provinsi, banding.acuan
        found = next(iter(banding.provinsi.masukan), Masukan(acuan.formulir, acuan.sel, None))
        yield _cell(own, found)


def notes(konsolidasi: Konsolidasi) -> list[Jelas]:
    """What the rules say about the province's own sheets; nothing there is corrected silently."""
    own = konsolidasi.milik_provinsi
    found = []
    for one in konsolidasi.catatan:
        sel = own.lembar[one.formulir].form.find(one.sel)
        label = sel.baris.label if sel else one.sel
        level = t(f"isian.tingkat.{one.tingkat('tanda_tangan')}")
        place = f"{level} · {one.aturan.kode} · {one.formulir}"
        said = f"{one.pesan} {one.saran}"
        found.append(Jelas(label, f"{place}. {said}", "", 0, own.kode, one.formulir, one.sel))
    return found
