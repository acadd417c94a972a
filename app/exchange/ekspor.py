"""Handing in: the second signature, and the package of one period as a signed and sealed file.

Three steps, so that a window can run the slow one beside itself: `prepare` reads the office,
`compose` only computes, `deliver` enters the package in the dispatch book and writes the file.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange import (
    berkas,
    bukti_paket,
    catatan_paket,
    dua_tangan,
    jawab,
    makna,
    paket,
    percaya,
    pernyataan,
    segel,
    tanda_tangan,
    tulis_paket,
)
from app.exchange.enam_kata import six_words
from app.exchange.meta_paket import Sampul
from app.exchange.sidik_lembar import sheet_digest
from app.exchange.tata_letak import layouts
from app.store import dispatch, drafts, send_log, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.exchange.paket import Acuan, IsiPaket
    from app.exchange.sertifikat import Penanda
    from app.exchange.tanda_tangan import Tertanda
    from app.store.drafts import Draf
    from app.store.office import Office

    Progress = Callable[[str, int, int], None]

LANGKAH = ("susun", "tanda_tangan", "tulis", "periksa", "segel", "simpan")
"""The steps `progress` hears of, in order."""

_OPD_LETTERS = 24
MENUNGGU = "menunggu_tanda_terima"
SEGEL_TAMPAK = "segel.tampak"
"""Whether Excel is to show the seal; a province may switch it off."""


class Terkirim(NamedTuple):
    """A package that left the office; `arsip` is the evidence beside it, None without any."""

    path: Path
    paket_id: str
    revisi: int
    kata: list[str]
    arsip: Path | None = None


@dataclass(frozen=True)
class Naskah:
    """What will be signed: the statement of the operator, and who signs it now."""

    isi: IsiPaket
    wilayah: Wilayah
    draf: Draf
    penyata: Tertanda
    penanda: Penanda
    jabatan: str
    waktu: str
    tampak: bool


@dataclass(frozen=True)
class PaketJadi:
    """A finished package, still only in memory."""

    naskah: Naskah
    paket_id: str
    berkas: bytes

    @property
    def nama_berkas(self) -> str:
        """`SPM_5303_TTU_2026-T3_rev01_7F2K.xlsx`: plain letters, short, never only digits."""
        isi = self.naskah.isi
        parts = (
            isi.jenis.upper(),
            isi.wilayah.replace(".", ""),
            _plain(self.naskah.wilayah.singkat),
            *([_plain(isi.opd)[:_OPD_LETTERS]] if isi.opd else []),
            isi.periode,
            f"rev{isi.revisi:02d}",
            berkas.short_id(self.paket_id),
        )
        mark = ("LATIHAN",) if isi.kantor.latihan else ()
        return "_".join((*mark, *parts)) + ".xlsx"

    def check_copy(self, path: Path) -> None:
        """Refuse a file that does not read back as it was written."""
        if path.read_bytes() != self.berkas:
            raise LontarError("media_salah_simpan", berkas=self.nama_berkas)


def prepare(
    office: Office,
    acuan: Acuan,
    periode: Periode,
    certs: Sequence[Certificate],
    clock: Callable[[], datetime],
) -> Naskah:
    """What the pimpinan is about to sign; nothing is written.

    Raises:
        LontarError: nothing was stated, the data changed since, or this person may not sign.

    """
    wilayah, now = acuan.lists.region(office.identitas.wilayah, str(periode)), clock()
    trust = percaya.of_office(office)
    penanda = trust.check_chain(certs[0], now, wilayah=wilayah.kode)
    draf = drafts.draft(office, wilayah.kode, periode)
    if draf is None:
        raise LontarError("naskah_belum_ada", wilayah=wilayah.nama, periode=periode.judul)
    if pernyataan.waiting(office, wilayah.kode, periode) is None:
        raise LontarError("naskah_tertinggal")
    isi = paket.read(draf.isi)
    _check_asked_since(office, acuan, isi)
    penyata = trust.check_signature(draf.isi, draf.pernyataan, now, wilayah=wilayah.kode)
    dua_tangan.check_people(penyata.penanda, penanda)
    dua_tangan.check_office(isi.kantor, penyata.penanda, penanda)
    return Naskah(
        isi=isi,
        wilayah=wilayah,
        draf=draf,
        penyata=penyata,
        penanda=penanda,
        jabatan=pernyataan.position(office, penanda),
        waktu=now.isoformat(timespec="seconds"),
        tampak=settings.setting(office, SEGEL_TAMPAK, bawaan=True),
    )


def _check_asked_since(office: Office, acuan: Acuan, isi: IsiPaket) -> None:
    """Refuse a statement made before the province asked something that holds a package back."""
    listed = (acuan.forms.get((kode, ref.versi)) for kode, ref in isi.formulir.items())
    forms = [form for form in listed if form is not None]
    given = {(one.pertanyaan, one.putaran) for one in isi.answers}
    asked = jawab.blocking(office, isi.wilayah, makna.quarter_of(isi), forms, given)
    if asked:
        first = asked[0]
        facts = {"formulir": first.form.nama, "sel": first.sel.label}
        raise LontarError("pertanyaan_belum_dijawab", pertanyaan=first.tanya.teks, **facts)


def compose(
    naskah: Naskah,
    acuan: Acuan,
    key: RSAPrivateKey,
    certs: Sequence[Certificate],
    progress: Progress | None = None,
) -> PaketJadi:
    """Sign the package, make its workbook, read it back, seal it; touches no disk."""
    report, steps = progress or _silent, composing(naskah, acuan, key, certs)
    while True:
        try:
            step = next(steps)
        except StopIteration as done:
            made: PaketJadi = done.value
            return made
        report(step, LANGKAH.index(step), len(LANGKAH))


def composing(
    naskah: Naskah, acuan: Acuan, key: RSAPrivateKey, certs: Sequence[Certificate]
) -> Generator[str, None, PaketJadi]:
    """The same step by step: yields what comes next before it does it."""
    yield LANGKAH[0]
    data, paket_id = naskah.draf.isi, naskah.draf.paket_id
    bacaan = makna.resolve(naskah.isi, acuan)
    told = tanda_tangan.Pernyataan(
        tanda_tangan.MENANDATANGANI,
        naskah.waktu,
        naskah.jabatan,
        tanda_tangan.digest(naskah.draf.pernyataan),
    )
    signers = (naskah.penyata, tanda_tangan.Tertanda(naskah.penanda, told))
    sheets = layouts(acuan).sheets(bacaan, paket_id, signers)
    yield LANGKAH[1]
    seen = {sheet.nama: sheet_digest(sheet.baris) for sheet in sheets}
    told = tanda_tangan.with_sheets(told, seen)
    jws = tanda_tangan.sign(data, key, certs, told)
    manifest = paket.manifest_bytes(naskah.isi).decode()
    signed = [naskah.draf.pernyataan, jws]
    sampul = Sampul(paket_id, manifest, signed, data, naskah.isi.versi)
    yield LANGKAH[2]
    workbook = tulis_paket.workbook(bacaan, sheets, sampul)
    yield LANGKAH[3]
    tulis_paket.check_written(workbook, sheets, bacaan, sampul)
    yield LANGKAH[4]
    return PaketJadi(naskah, paket_id, _sealed(workbook, naskah, key, certs[0]))


def _sealed(workbook: bytes, naskah: Naskah, key: RSAPrivateKey, own: Certificate) -> bytes:
    return segel.seal(
        workbook,
        key,
        own,
        waktu=datetime.fromisoformat(naskah.waktu),
        komentar=seal_comment(naskah.isi, naskah.draf.paket_id),
        peran=naskah.jabatan or naskah.penanda.peran,
        tampak=naskah.tampak,
    )


def seal_comment(isi: IsiPaket, paket_id: str) -> str:
    """What an office program shows as the purpose of the signature."""
    return f"Lontar {isi.jenis.upper()} {isi.wilayah} {isi.periode} rev{isi.revisi} {paket_id}"


def deliver(office: Office, jadi: PaketJadi, target_dir: Path) -> Terkirim:
    """Enter the package in the dispatch book and write its file: both, or neither.

    Raises:
        LontarError: the office's data changed since `prepare`, or the disk refuses.

    """
    isi, path = jadi.naskah.isi, target_dir / jadi.nama_berkas
    periode = makna.quarter_of(isi)
    held = pernyataan.waiting(office, isi.wilayah, periode)
    if held is None or held.pernyataan != jadi.naskah.draf.pernyataan:
        # The dispatch book would count the later changes as sent.
        raise LontarError("paket_tertinggal")
    entry = dispatch.Paket(
        arah="keluar",
        putusan=MENUNGGU,
        nama_berkas=path.name,
        paket_id=jadi.paket_id,
        wilayah=isi.wilayah,
        periode=isi.periode,
        revisi=isi.revisi,
        induk=isi.induk or None,
        penanda_tangan=jadi.naskah.penanda.nama,
        ringkasan=summary(isi),
    )
    with send_log.delivering(office, entry, path), office.transaction():
        dispatch.record_package(office, entry, jadi.berkas)
        drafts.drop_draft(office, isi.wilayah, isi.periode)
        arsip = _write_archive(office, isi, path)
        berkas.write_atomic(path, jadi.berkas, check=jadi.check_copy)
    kata = six_words(bytes.fromhex(jadi.paket_id))
    return Terkirim(path, jadi.paket_id, isi.revisi, kata, arsip)


def _write_archive(office: Office, isi: IsiPaket, beside: Path) -> Path | None:
    """The evidence that goes along, in a file of its own; its list is in the signed manifest."""
    data = bukti_paket.archive(office, isi.bukti)
    if not data:
        return None
    path = beside.with_name(bukti_paket.archive_name(beside.name))
    berkas.write_atomic(path, data)
    return path


def export_package(
    office: Office,
    acuan: Acuan,
    periode: Periode,
    target_dir: Path,
    key: RSAPrivateKey,
    certs: Sequence[Certificate],
    clock: Callable[[], datetime],
    progress: Progress | None = None,
) -> Terkirim:
    """All three steps in one go; `progress` may raise to stop before anything is written."""
    report = progress or _silent
    naskah = prepare(office, acuan, periode, certs, clock)
    jadi = compose(naskah, acuan, key, certs, report)
    report(LANGKAH[5], 5, len(LANGKAH))
    return deliver(office, jadi, target_dir)


def summary(isi: IsiPaket) -> dict[str, object]:
    """What the dispatch book shows of a package without opening it."""
    counts = dict.fromkeys(paket.TINGKAT, 0)
    for temuan in isi.temuan:
        counts[temuan[3]] += 1
    notes = {kind.value: number for kind, number in catatan_paket.numbers(isi).items() if number}
    return {
        "wajib": isi.kelengkapan.wajib,
        "terisi": isi.kelengkapan.terisi,
        "dinyatakan": isi.kelengkapan.dinyatakan,
        "temuan": counts,
        "nilai": len(isi.nilai),
        "bagian": paket.parts_of(isi.jenis),
        **({"catatan": notes} if notes else {}),
    }


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    letters = (letter for letter in decomposed if letter.isascii() and letter.isalnum())
    return "".join(letters) or "wilayah"


def _silent(_step: str, _done: int, _total: int) -> None:
    return
