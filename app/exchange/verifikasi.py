"""Judging a file from outside: from bytes to a verdict, without writing anything anywhere.

The order matters. A child process takes the file apart (`pembaca`); nothing here parses it. Then
comes the signature over the data, then who may sign for whom, then the seal over the file, then
the meaning of every value, and last whether the sheets a person sees say the same.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.domain import aksara
from app.errors import LontarError
from app.exchange import (
    bandingkan,
    berkas,
    dua_tangan,
    gambar_ketat,
    jenis_berkas,
    makna,
    meta_paket,
    paket,
    segel,
    tanda_tangan,
    tata_ringkasan,
    tulis_paket,
)
from app.exchange.jeda import uncollected
from app.exchange.pembaca.pesan import Mentah
from app.exchange.putusan import Laporan, Putusan
from app.exchange.sidik_lembar import sheet_digest
from app.exchange.tata_letak import layouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from app.exchange.bandingkan import Beda
    from app.exchange.dua_tangan import DuaTangan
    from app.exchange.meta_paket import Meta
    from app.exchange.paket import Acuan, Bacaan, IsiPaket
    from app.exchange.pembaca.induk import Pembaca
    from app.exchange.percaya import Percaya
    from app.exchange.tata_letak import Lembaran

UNNAMED = "Microsoft Excel"
_BY_CODE = {
    "penanda_tidak_dikenal": Putusan.PENANDA_TIDAK_DIKENAL,
    "penanda_latihan": Putusan.PENANDA_TIDAK_DIKENAL,
    "penanda_bukan_latihan": Putusan.PENANDA_TIDAK_DIKENAL,
    "sertifikat_kedaluwarsa": Putusan.PENANDA_KEDALUWARSA,
    "sertifikat_belum_berlaku": Putusan.PENANDA_KEDALUWARSA,
    "ca_kedaluwarsa": Putusan.PENANDA_KEDALUWARSA,
    "sertifikat_dicabut": Putusan.PENANDA_DICABUT,
    "sertifikat_bukan_wilayah": Putusan.PENANDA_BUKAN_WILAYAH,
    "paket_bukan_lontar": Putusan.BUKAN_PAKET,
    "data_berubah_tanpa_salinan": Putusan.DATA_BERUBAH,
}


class _Signed(NamedTuple):
    """The bytes the first signature fits, all signatures, and whether `Data` still spells them."""

    data: bytes
    jws: tuple[str, ...]
    intact: bool


class _Perkara(NamedTuple):
    """A file whose signatures hold: what is left to see is what it shows."""

    data: bytes
    mentah: Mentah
    paket_id: str
    signers: DuaTangan
    bacaan: Bacaan

    @property
    def same_plan(self) -> bool:
        """Whether the sheets are laid out as this version of the program does."""
        return self.bacaan.isi.tata_letak == paket.TATA_LETAK


@dataclass
class _Known:
    """What is known so far, so that a late refusal still names the package it is about."""

    paket_id: str = ""
    isi: IsiPaket | None = None
    signers: DuaTangan | None = None


@dataclass(frozen=True)
class Pemeriksa:
    """Everything a verdict depends on beside the file."""

    acuan: Acuan
    percaya: Percaya
    clock: Callable[[], datetime]
    pembaca: Pembaca

    def verify_many(self, paths: Iterable[Path]) -> Iterator[Laporan]:
        """The verdicts on files on a disk, each read once, in the order given.

        Whoever uses one of them must ask `check_shown` first.
        """
        for one in self.pembaca.periksa_banyak(paths):
            yield self._verdict(one.path.name, one.data, one.mentah or one.galat)

    def verify_file(self, path: Path) -> Laporan:
        """The verdict on one file, `thorough`."""
        return thorough(next(self.verify_many([path])))

    def verify_bytes(self, data: bytes, nama: str) -> Laporan:
        """The verdict on the bytes of a file, `thorough`."""
        try:
            return thorough(self._verdict(nama, data, self.pembaca.periksa(data)))
        except LontarError as error:
            return self._verdict(nama, data, error)

    def _verdict(self, nama: str, data: bytes, found: Mentah | LontarError | None) -> Laporan:
        known, nama = _Known(), aksara.on_one_line(nama)
        if not isinstance(found, Mentah):
            unread = found or LontarError("pembaca_berhenti")
            return _refusal(data, nama, unread, known, self.acuan)
        try:
            with uncollected():
                return self._judged(found, data, nama, known)
        except LontarError as error:
            return _refusal(data, nama, error, known, self.acuan)
        except Exception:  # noqa: BLE001 - one file nobody foresaw must not stop the other 21
            self.pembaca.log(traceback.format_exc())
            return _refusal(data, nama, LontarError("paket_cacat"), known, self.acuan)

    def _judged(self, mentah: Mentah, data: bytes, nama: str, known: _Known) -> Laporan:
        meta, properties = _statements(mentah)
        signed = _signed(mentah, meta, properties)
        known.isi = paket.read(signed.data)
        known.paket_id = paket.package_id(signed.data)
        known.signers = self._hands(known.isi, signed)
        _check_copies(meta, properties, known, signed)
        sealed = _sealed(mentah, signed, known.signers)
        if sealed and mentah.samaran is not None:
            raise LontarError(mentah.samaran[0], **mentah.samaran[1])
        untouched = sealed and mentah.segel is not None and mentah.segel.asli
        # Two readers must agree, unless the seal shows that no other hand wrote these parts.
        broken = [] if sealed else self.pembaca.adu(data)
        bacaan = _as_named(makna.resolve(known.isi, self.acuan), known.paket_id, known.signers)
        case = _Perkara(data, mentah, known.paket_id, known.signers, bacaan)
        differences = self._seen(case)
        if not signed.intact:
            hidden = bandingkan.data_differences(mentah.data, bacaan)
            hidden += bandingkan.manifest_differences(meta.manifes, bacaan.isi)
            differences += hidden or bandingkan.altered_data()
        if not sealed:
            differences = bandingkan.with_errors(differences, broken) + self._beside(case)
        genuine = Putusan.SAH_UTUH if untouched else Putusan.SAH_DISIMPAN_ULANG
        putusan = Putusan.DATA_BERUBAH if differences else genuine
        return Laporan(
            nama_berkas=nama,
            sha256=mentah.sha256,
            putusan=putusan,
            alasan=putusan.value,
            berkas=mentah.data_dalam or data,
            paket_id=known.paket_id,
            isi=known.isi,
            bacaan=bacaan,
            wilayah=bacaan.wilayah,
            signers=known.signers,
            program="" if untouched else _program(mentah.application),
            beda=bandingkan.merged(differences),
            hiasan=mentah.hiasan if sealed else None,
            ragu=dua_tangan.doubt(bacaan, known.signers, self.clock()),
        )

    def _hands(self, isi: IsiPaket, signed: _Signed) -> DuaTangan:
        """Both signers, who may sign together and for the office that hands in."""
        trust, now = self.percaya, self.clock()
        pair = dua_tangan.check_pair(signed.data, signed.jws, trust, now, isi.wilayah)
        dua_tangan.check_office(isi.kantor, pair.penyata.penanda, pair.penanda.penanda)
        return pair

    def _seen(self, case: _Perkara) -> list[Beda]:
        """Every cell a person sees that is not as it was signed, and sheets gone or added."""
        told, mentah = case.signers.penanda.pernyataan.tampilan, case.mentah
        differences: list[Beda] = []
        if mentah.sidik != told and case.same_plan:
            sheets = layouts(self.acuan).sheets(case.bacaan, case.paket_id, case.signers)
            found = self.pembaca.lembar(case.data)
            differences = bandingkan.visible_differences(found, sheets, case.bacaan)
        # Laid out by another version of the program only the sheets can be named.
        return bandingkan.with_sheets(differences, told, mentah.sidik, mentah.tersembunyi)

    def _beside(self, case: _Perkara) -> list[Beda]:
        """What a person sees or does not see by other means than the contents of the cells."""
        found = self.pembaca.tampilan(case.data)
        if not case.same_plan:
            return bandingkan.beside(found, None)
        sheets = layouts(self.acuan).sheets(case.bacaan, case.paket_id, case.signers)
        seen = [sheet for sheet in sheets if sheet.nama in case.mentah.sidik]
        return bandingkan.beside(found, _rupa(case.bacaan, case.paket_id, seen))


def _rupa(bacaan: Bacaan, paket_id: str, sheets: Sequence[Lembaran]) -> bandingkan.Rupa:
    """What this version of the program puts on these sheets beside the contents of cells."""
    code = tata_ringkasan.qr_code(bacaan, paket_id)
    gabung = {sheet.nama: bandingkan.merged_cells(sheet) for sheet in sheets}
    kaki = tulis_paket.footer(bacaan, paket_id)
    cetak = {sheet.nama: tulis_paket.print_area(sheet) for sheet in sheets}
    return bandingkan.Rupa(kaki, gambar_ketat.digest(code.matrix), gabung, cetak)


def check_shown(laporan: Laporan) -> None:
    """Refuse a genuine package whose signed sheets show other figures than its signed data.

    So is one that covers, hides or garbles them under a seal of its own. Only a program that is
    not ours could sign such a thing. Every sheet is made anew from the data for this, which takes
    longer than the whole verdict, so it is asked when a package is about to be used; `drawn` does
    the long part beforehand.

    Raises:
        LontarError: the sheets and the data do not go together.

    """
    told = drawn(laporan)
    if told.menutupi:
        raise LontarError("tampilan_menutupi", rincian=told.menutupi[0].label)
    if told.dilukis is None or told.signers is None:
        return
    if told.dilukis != told.signers.penanda.pernyataan.tampilan:
        raise LontarError("tampilan_bukan_data")


def drawn(laporan: Laporan) -> Laporan:
    """The same verdict with the digests of its sheets, made here from the data that was signed.

    They never come from the child that read the file. Nothing is drawn of what makes no sense, or
    is laid out by another version of the program.
    """
    bacaan, signers = laporan.bacaan, laporan.signers
    if laporan.dilukis is not None or bacaan is None or signers is None:
        return laporan
    if bacaan.isi.tata_letak != paket.TATA_LETAK:
        return replace(laporan, menutupi=tuple(bandingkan.beside(laporan.hiasan or (), None)))
    covering: list[Beda] = []
    with uncollected():
        sheets = layouts(bacaan.acuan).sheets(bacaan, laporan.paket_id, signers)
        if laporan.hiasan is not None and laporan.sah:
            rupa = _rupa(bacaan, laporan.paket_id, sheets)
            covering = bandingkan.beside(laporan.hiasan, rupa)
        shown = _digests(sheets)
        # Gone before anybody looks for cycles.
        del sheets
    return replace(laporan, dilukis=shown, menutupi=tuple(covering))


def _as_named(bacaan: Bacaan, paket_id: str, signers: DuaTangan) -> Bacaan:
    """The package with its region named as its sheets name it.

    The province may have published another name between the signature and now.
    """
    own = bacaan.wilayah
    spelt = [(one.nama, one.singkat) for one in bacaan.acuan.lists.spellings(own.kode)]
    names = list(dict.fromkeys([(own.nama, own.singkat), *spelt]))
    if len(names) == 1 or bacaan.isi.tata_letak != paket.TATA_LETAK:
        return bacaan
    for nama, singkat in names:
        region = msgspec.structs.replace(own, nama=nama, singkat=singkat)
        named = replace(bacaan, wilayah=region)
        sheets = layouts(named.acuan).sheets(named, paket_id, signers)
        if _digests(sheets) == signers.penanda.pernyataan.tampilan:
            return named
    return bacaan


def _digests(sheets: Iterable[Lembaran]) -> dict[str, str]:
    """The digest of every sheet."""
    return {sheet.nama: sheet_digest(sheet.baris) for sheet in sheets}


def thorough(laporan: Laporan) -> Laporan:
    """The same verdict, or a refusal when `check_shown` has something to say."""
    laporan = drawn(laporan)
    try:
        check_shown(laporan)
    except LontarError as error:
        refused = Putusan.DITOLAK
        return replace(laporan, putusan=refused, alasan=error.kode, bacaan=None, galat=error)
    return laporan


def _statements(mentah: Mentah) -> tuple[Meta, Meta]:
    """The hidden statements of the sheet `_meta` and of the document properties."""
    return meta_paket.read_meta(mentah.meta), meta_paket.read_properties(mentah.properti)


def _signed(mentah: Mentah, meta: Meta, properties: Meta) -> _Signed:
    """Which bytes the signature was made over: what the workbook says now, or what it said once."""
    signatures = meta.tanda_tangan or properties.tanda_tangan
    if not signatures:
        raise LontarError("tanda_tangan_tidak_ada")
    (certificate, *_), _ = tanda_tangan.read(signatures[0])
    rebuilt = _rebuilt(mentah, meta)
    candidates = [data for data in (rebuilt, meta.salinan) if data]
    for data in candidates:
        try:
            tanda_tangan.check_signature(data, signatures[0], certificate)
        except LontarError as error:
            if error.kode != "tanda_tangan_tidak_cocok":
                raise
            continue
        return _Signed(data, signatures, data is rebuilt)
    told = {meta.id, properties.id}
    if told & {paket.package_id(data) for data in candidates}:
        raise LontarError("tanda_tangan_tidak_cocok")
    raise LontarError("data_berubah_tanpa_salinan")


def _rebuilt(mentah: Mentah, meta: Meta) -> bytes:
    """The package as `_meta` and `Data` spell it now; empty when they are not of that form."""
    if not mentah.nilai:
        return b""
    try:
        manifest = msgspec.json.decode(meta.manifes)
    except (ValueError, RecursionError):
        return b""
    if not isinstance(manifest, dict):
        return b""
    return paket.canonical({**manifest, "nilai": msgspec.Raw(mentah.nilai)})


def _check_copies(meta: Meta, properties: Meta, known: _Known, signed: _Signed) -> None:
    """Id, manifest, signatures and signed bytes stand more than once and must agree."""
    assert known.isi is not None
    ids = {meta.id, properties.id} - {""}
    signatures = {meta.tanda_tangan, properties.tanda_tangan} - {()}
    told = {properties.manifes, meta.manifes if signed.intact else ""} - {""}
    manifest = told <= {paket.manifest_bytes(known.isi).decode()}
    if ids != {known.paket_id} or len(signatures) != 1 or not manifest:
        raise LontarError("paket_salinan_beda")
    if meta.salinan != signed.data or meta.versi != str(known.isi.versi):
        raise LontarError("paket_salinan_beda")


def _sealed(mentah: Mentah, signed: _Signed, pair: DuaTangan) -> bool:
    """Whether a seal vouches for every part of the file.

    Raises:
        LontarError: it carries a seal, and the seal does not hold.

    """
    if mentah.segel is None:
        return False
    (own, *_), told = tanda_tangan.read(signed.jws[-1])
    terbaca = segel.check(mentah.segel, own)
    if terbaca.waktu != datetime.fromisoformat(told.waktu):
        raise LontarError("waktu_segel_lain", nama=pair.penanda.penanda.nama)
    return True


def _program(application: str) -> str:
    # Our own writer calls itself by this name, so it says nothing about who saved the file last.
    return "" if application == UNNAMED else application


def _refusal(data: bytes, nama: str, error: LontarError, known: _Known, acuan: Acuan) -> Laporan:
    not_ours = error.kode in jenis_berkas.BUKAN_PAKET
    putusan = _BY_CODE.get(error.kode, Putusan.BUKAN_PAKET if not_ours else Putusan.DITOLAK)
    isi = known.isi
    return Laporan(
        nama_berkas=nama,
        sha256=berkas.sha256_hex(data),
        putusan=putusan,
        alasan=error.kode,
        berkas=data,
        paket_id=known.paket_id,
        isi=isi,
        wilayah=acuan.wilayah.get(isi.wilayah) if isi else None,
        signers=known.signers,
        galat=error,
    )
