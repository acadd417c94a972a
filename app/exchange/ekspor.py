"""Handing in: what stands in the way, and the package of one period as a signed file.

Three steps, so that a window can run the slow one beside itself: `prepare` reads the office,
`compose` only computes, `deliver` enters the package in the dispatch book and writes the file.
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.lembar import evaluate
from app.domain.temuan import by_severity
from app.errors import LontarError
from app.exchange import (
    berkas,
    jaga_pribadi,
    paket,
    pendaftaran,
    profil_x509,
    sertifikat,
    tanda_tangan,
    tulis_paket,
    utuh,
)
from app.exchange.enam_kata import six_words
from app.exchange.meta_paket import Segel
from app.exchange.tata_letak import TataLetak
from app.store import certificates, dispatch, people, questions, riwayat, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.domain.formulir import Fase, Formulir
    from app.domain.periode import Periode
    from app.domain.temuan import Temuan
    from app.domain.wilayah import Wilayah
    from app.exchange.paket import Acuan, IsiPaket
    from app.exchange.sertifikat import Penanda
    from app.store.office import Office
    from app.store.questions import SheetValues

    Progress = Callable[[str, int, int], None]

APLIKASI = "lontar 0.1.0"
LANGKAH = ("susun", "tanda_tangan", "tulis", "periksa", "simpan")
"""The steps `progress` hears of, in order."""

MENUNGGU = "menunggu_tanda_terima"
KONTAK = jaga_pribadi.KONTAK
FASE: Fase = "tanda_tangan"


class Hambatan(NamedTuple):
    """Something that keeps the period from being signed; `sel` is empty when it is no cell."""

    kode: str
    pesan: str
    saran: str
    formulir: str = ""
    sel: str = ""


class Terkirim(NamedTuple):
    """A package that left the office."""

    path: Path
    paket_id: str
    revisi: int
    kata: list[str]


@dataclass(frozen=True)
class Naskah:
    """What will be signed, by whom."""

    isi: IsiPaket
    wilayah: Wilayah
    penanda: Penanda


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
            isi.periode,
            f"rev{isi.revisi:02d}",
            paket.short_id(self.paket_id),
        )
        return "_".join(parts) + ".xlsx"

    def check_copy(self, path: Path) -> None:
        """Refuse a file that does not read back as it was written."""
        if path.read_bytes() != self.berkas:
            raise LontarError("media_salah_simpan", berkas=self.nama_berkas)


# --- What stands in the way --------------------------------------------------------------------


class _Lembar(NamedTuple):
    """One form of the period with its values and findings."""

    form: Formulir
    values: SheetValues
    temuan: tuple[Temuan, ...]


def blockers(office: Office, acuan: Acuan, periode: Periode, wilayah: str) -> list[Hambatan]:
    """Everything that keeps a period from being signed; empty required cells do not."""
    region = acuan.wilayah[wilayah]
    return _blockers(office, acuan, _gather(office, acuan, periode, region), periode, region)


def _blockers(
    office: Office, acuan: Acuan, gathered: Sequence[_Lembar], periode: Periode, wilayah: Wilayah
) -> list[Hambatan]:
    found: list[Hambatan] = []
    if not any(one.values.now for one in gathered):
        found.append(_situation("paket_kosong", wilayah=wilayah.nama, periode=periode.judul))
    known = certificates.certificates(office, wilayah=wilayah.kode)
    if not any(one.peran in profil_x509.PERAN for one in known):
        found.append(_situation("paket_tanpa_sertifikat", wilayah=wilayah.nama))
    for one in gathered:
        found += _unfit_texts(one, periode)
        found += [
            Hambatan(temuan.aturan.kode, temuan.pesan, temuan.saran, one.form.kode, temuan.sel)
            for temuan in one.temuan
            if temuan.blocks(FASE)
        ]
    forms = [one.form for one in gathered]
    private = jaga_pribadi.obstacles(office, forms, periode, wilayah.kode, acuan.wilayah.values())
    return found + [Hambatan(*one) for one in private]


def _situation(kode: str, **data: object) -> Hambatan:
    error = LontarError(kode, **data)
    return Hambatan(kode, error.pesan, error.saran)


def _unfit_texts(lembar: _Lembar, periode: Periode) -> list[Hambatan]:
    form, found = lembar.form, []
    for sel, nilai in lembar.values.now.items():
        try:
            paket.value_rows([form], {form.kode: {sel: nilai}}, periode)
        except LontarError as error:
            found.append(Hambatan(error.kode, error.pesan, error.saran, form.kode, sel))
    return found


def _gather(office: Office, acuan: Acuan, periode: Periode, wilayah: Wilayah) -> list[_Lembar]:
    begun = questions.sheets(office, periode, wilayah.kode)
    versions = {lembar.formulir: lembar.versi for lembar in begun}
    gathered = []
    for form in acuan.in_force(wilayah, periode, versions):
        values = questions.sheet_values(office, form.kode, wilayah.kode, periode)
        found = evaluate(form, values.now, values.before, values.last_year).temuan
        gathered.append(_Lembar(form, values, found))
    return gathered


# --- The three steps ---------------------------------------------------------------------------


def prepare(
    office: Office,
    acuan: Acuan,
    periode: Periode,
    certs: Sequence[Certificate],
    clock: Callable[[], datetime],
) -> Naskah:
    """Gather what the package will say; nothing is written.

    Raises:
        LontarError: something stands in the way, or the certificate may not be used now.

    """
    wilayah, now = acuan.wilayah[office.identitas.wilayah], clock()
    trusted = pendaftaran.trusted(office)
    penanda = sertifikat.check_chain(certs[0], trusted, now, wilayah=wilayah.kode)
    gathered = _gather(office, acuan, periode, wilayah)
    in_the_way = _blockers(office, acuan, gathered, periode, wilayah)
    if in_the_way:
        first = in_the_way[0].pesan
        raise LontarError("paket_terhalang", jumlah=len(in_the_way), pertama=first)
    latest = dispatch.latest_package(office, "keluar", wilayah.kode, periode)
    isi = paket.IsiPaket(
        format=paket.FORMAT,
        versi=paket.VERSI,
        jenis=paket.JENIS_SPM,
        wilayah=wilayah.kode,
        periode=str(periode),
        revisi=dispatch.next_revision(office, wilayah.kode, periode),
        induk=(latest.paket_id or "") if latest else "",
        kantor=_office_facts(office, penanda),
        tujuan=_destination(office, penanda, trusted, now),
        pembuat=_author(office, penanda),
        dibuat=now.isoformat(timespec="seconds"),
        aplikasi=APLIKASI,
        metode=acuan.metode,
        rantai=_history_head(office),
        **_contents(acuan, periode, gathered),
    )
    return Naskah(isi, wilayah, penanda)


def _contents(acuan: Acuan, periode: Periode, gathered: Sequence[_Lembar]) -> dict[str, Any]:
    """The parts of a package that come from its sheets."""
    forms = [one.form for one in gathered]
    rows = paket.value_rows(forms, {one.form.kode: one.values.now for one in gathered}, periode)
    found = by_severity([temuan for one in gathered for temuan in one.temuan], FASE)
    return {
        "formulir": {
            form.kode: paket.RujukanFormulir(form.versi, acuan.sha256(form)) for form in forms
        },
        "kelengkapan": paket.completeness_of(forms, rows, periode),
        "temuan": [
            (one.aturan.kode, one.formulir, one.sel, one.tingkat(FASE), paket.tidy(one.pesan))
            for one in found
        ],
        "nilai": rows,
    }


def _history_head(office: Office) -> str:
    return riwayat.head(office.conn, office.identitas.office_id).sha256.hex()


def _office_facts(office: Office, penanda: Penanda) -> paket.Kantor:
    mine = office.identitas
    return paket.Kantor(mine.office_id, mine.jenis, penanda.kantor)


def _author(office: Office, penanda: Penanda) -> paket.Pembuat:
    """The signer as certified; only the position comes from the office's own list."""
    known = (one for one in people.users(office) if one.aktif and one.nama == penanda.nama)
    jabatan = next((one.jabatan for one in known), "")
    return paket.Pembuat(penanda.nama, penanda.peran, paket.tidy(jabatan))


def compose(
    naskah: Naskah,
    acuan: Acuan,
    key: RSAPrivateKey,
    certs: Sequence[Certificate],
    progress: Progress | None = None,
) -> PaketJadi:
    """Sign the package and make its workbook, read back and compared; touches no disk."""
    report = progress or _silent
    report(LANGKAH[0], 0, len(LANGKAH))
    data = paket.canonical(naskah.isi)
    bacaan = paket.resolve(paket.read(data), acuan)
    paket_id = paket.package_id(data)
    sheets = TataLetak(acuan).sheets(bacaan, paket_id)
    report(LANGKAH[1], 1, len(LANGKAH))
    manifest = paket.manifest_bytes(naskah.isi).decode()
    segel = Segel(paket_id, manifest, [tanda_tangan.sign(data, key, certs)], data)
    report(LANGKAH[2], 2, len(LANGKAH))
    workbook = tulis_paket.workbook(bacaan, sheets, segel)
    report(LANGKAH[3], 3, len(LANGKAH))
    tulis_paket.check_written(workbook, sheets, bacaan, segel)
    return PaketJadi(naskah, paket_id, utuh.seal(workbook, key))


def deliver(office: Office, jadi: PaketJadi, target_dir: Path) -> Terkirim:
    """Enter the package in the dispatch book and write its file: both, or neither.

    Raises:
        LontarError: the office's data changed since `prepare`, or the disk refuses.

    """
    isi, path = jadi.naskah.isi, target_dir / jadi.nama_berkas
    if _history_head(office) != isi.rantai:
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
    try:
        with office.transaction():
            dispatch.record_package(office, entry, jadi.berkas)
            berkas.write_atomic(path, jadi.berkas, check=jadi.check_copy)
    except BaseException:
        # A file whose revision was never entered would be followed by another with its number.
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise
    return Terkirim(path, jadi.paket_id, isi.revisi, six_words(bytes.fromhex(jadi.paket_id)))


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
    report(LANGKAH[4], 4, len(LANGKAH))
    return deliver(office, jadi, target_dir)


def summary(isi: IsiPaket) -> dict[str, object]:
    """What the dispatch book shows of a package without opening it."""
    counts = dict.fromkeys(paket.TINGKAT, 0)
    for temuan in isi.temuan:
        counts[temuan[3]] += 1
    return {
        "wajib": isi.kelengkapan.wajib,
        "terisi": isi.kelengkapan.terisi,
        "dinyatakan": isi.kelengkapan.dinyatakan,
        "temuan": counts,
        "nilai": len(isi.nilai),
    }


def _destination(
    office: Office, penanda: Penanda, trusted: Sequence[Certificate], now: datetime
) -> str:
    """The province that certified the signer, with the way to reach it when it is known."""
    authorities = (sertifikat.check_ca(one, now) for one in trusted)
    name = next(one.kantor for one in authorities if one.sidik == penanda.sidik_ca)
    contact = paket.tidy(settings.setting(office, KONTAK, ""))
    return f"{name} ({contact})" if contact else name


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    letters = (letter for letter in decomposed if letter.isascii() and letter.isalnum())
    return "".join(letters) or "wilayah"


def _silent(_step: str, _done: int, _total: int) -> None:
    return
