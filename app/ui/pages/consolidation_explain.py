"""Where a number comes from: region, urusan, layanan, parts, figures put in, and the package."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.angka import format_index, format_number
from app.domain.indeks import Status, kategori
from app.teks import t
from app.ui.colours import Tone
from app.ui.pages import note_lines
from app.ui.pages.entry_lines import Line
from app.ui.pages.home_deadline import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.formulir import Formulir
    from app.domain.indeks import Metode, Simpul
    from app.store.dispatch import Paket
    from app.store.holds import Tahanan
    from app.ui.pages.note_lines import Noted

_OUT = {Status.TANPA_KEBUTUHAN, Status.DIKECUALIKAN}


def explain(
    region: Simpul,
    urusan: Simpul,
    layanan: Simpul,
    form: Formulir,
    metode: Metode,
    noted: Noted,
) -> Iterator[Line]:
    """Every number on the way from the region's index down to what people entered.

    Below it stands what they `noted` about it.
    """
    band = kategori(region.nilai, metode) if region.nilai is not None else ""
    yield _mean(region, t("konsolidasi.jelas.daerah", wilayah=region.label), 0, band)
    yield _mean(urusan, t("konsolidasi.jelas.urusan", urusan=urusan.label), 1)
    yield _layanan(layanan, form)
    for part in layanan.anak:
        yield from _part(part, form, noted)


def origin(paket: Paket | None) -> Iterator[Line]:
    """The package behind the figures: file, revision, signer, verdict, its six words."""
    yield Line(t("konsolidasi.asal.judul"), caption=True)
    if paket is None:
        yield Line(t("konsolidasi.asal.tanpa_paket"), icon="building")
        return
    day = written_day(datetime.fromisoformat(paket.waktu).date())
    signer = paket.penanda_tangan or t("konsolidasi.asal.tanpa_penanda")
    said = t("konsolidasi.asal.revisi", revisi=paket.revisi, tanggal=day, penanda=signer)
    yield Line(paket.nama_berkas, said, icon="parcel")
    words = six_words_of(paket.paket_id) if paket.paket_id else ""
    verdict = t(f"rekap.putusan.{paket.putusan}")
    yield Line(verdict, words, icon="check-circle", tone=Tone.GOOD)


def held_back(held: Tahanan) -> Line:
    """That a newer package exists whose figures for this urusan are held back, and why."""
    head = t("konsolidasi.asal.ditahan", revisi=held.revisi)
    return Line(head, f"{held.pelaku}: {held.alasan}", icon="clock", tone=Tone.WARN)


def six_words_of(paket_id: str) -> str:
    """The id of a package as it is read out on the telephone."""
    from app.exchange.enam_kata import six_words

    return " · ".join(six_words(bytes.fromhex(paket_id)))


def _mean(node: Simpul, head: str, indent: int, band: str = "") -> Line:
    counted = [format_index(child.nilai) for child in node.anak if child.nilai is not None]
    sub = t("konsolidasi.jelas.rerata", jumlah=len(counted), angka=" + ".join(counted))
    parts = [_why_not(node) or (sub if counted else ""), band, _provisional(node)]
    return Line(
        head, " · ".join(part for part in parts if part), _number(node), indent=indent, strong=True
    )


def _layanan(node: Simpul, form: Formulir) -> Line:
    known = [part for part in node.anak if part.nilai is not None]
    terms = " + ".join(f"{part.bobot} % × {_number(part)}" for part in known)
    sub = _why_not(node) or (
        t("konsolidasi.jelas.eksternal") if node.cara == "eksternal" else terms
    )
    said = " · ".join(part for part in (sub, _provisional(node)) if part)
    return Line(form.judul, said, _number(node), indent=2, strong=True)


def _part(part: Simpul, form: Formulir, noted: Noted) -> Iterator[Line]:
    head = t("konsolidasi.jelas.bagian", bagian=part.label, bobot=part.bobot)
    if part.cara == "rasio":
        yield Line(head, _ratio(part, form), _number(part), indent=3, target=_asked(part))
        yield from note_lines.under(part, form, noted, 4)
        return
    counted = sum(row.nilai is not None for row in part.anak)
    sub = _why_not(part) or t("konsolidasi.jelas.rerata_baris", jumlah=counted)
    yield Line(head, sub, _number(part), indent=3)
    for row in part.anak:
        yield Line(row.label, _ratio(row, form), _number(row), indent=4, target=_asked(row))
        yield from note_lines.under(row, form, noted, 5)


def _asked(node: Simpul) -> str:
    """The figure a question about a ratio is asked at: what was reached, not what was needed."""
    return node.masukan[0][0] if node.masukan else ""


def _ratio(node: Simpul, form: Formulir) -> str:
    """The two figures people entered, and the sum made of them."""
    reason = _why_not(node)
    if reason:
        return reason
    (top_cell, top), (bottom_cell, bottom) = node.masukan
    if bottom == 0 and node.status is Status.LENGKAP:
        return t("konsolidasi.jelas.penuh")
    unit = form.cells[bottom_cell].baris.satuan
    texts = [
        t("konsolidasi.kosong")
        if number is None
        else format_number(number, form.cells[cell].desimal)
        for cell, number in ((top_cell, top), (bottom_cell, bottom))
    ]
    said = t("konsolidasi.jelas.rasio", pembilang=texts[0], penyebut=texts[1], satuan=unit)
    return f"{said} · {t('konsolidasi.jelas.dibatasi')}" if node.dibatasi else said


def _why_not(node: Simpul) -> str:
    return t(f"konsolidasi.arti.{node.status.value}") if node.status in _OUT else ""


def _provisional(node: Simpul) -> str:
    return t("konsolidasi.arti.belum_lengkap") if node.status is Status.BELUM_LENGKAP else ""


def _number(node: Simpul) -> str:
    return t("konsolidasi.kosong") if node.nilai is None else format_index(node.nilai)
