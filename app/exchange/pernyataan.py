"""The first of two signatures: an operator states that the figures of a period are complete.

What was stated is kept as it is, byte for byte, until a pimpinan signs it too. Any change of the
office's data after that makes the statement void.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.temuan import by_severity
from app.errors import LontarError
from app.exchange import (
    bukti_paket,
    catatan_paket,
    dua_tangan,
    jaga_pribadi,
    jawab,
    kunci,
    makna,
    paket,
    percaya,
    sertifikat,
    tanda_tangan,
    teks_paket,
    tindak_lanjut,
)
from app.exchange.hambatan import FASE, blockers_in, gather, reason_for
from app.exchange.kantor_paket import Kantor
from app.store import (
    dispatch,
    drafts,
    notes,
    people,
    pilihan_metode,
    practice,
    questions,
    reasons,
    riwayat,
    settings,
)
from app.store.drafts import Draf

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.domain.periode import Periode
    from app.domain.temuan import Temuan
    from app.domain.wilayah import Wilayah
    from app.exchange.hambatan import LembarIsi
    from app.exchange.paket import Acuan, IsiPaket
    from app.exchange.percaya import Percaya
    from app.exchange.sertifikat import Penanda
    from app.store.office import Office

NOMOR_APLIKASI = "0.1.0"
APLIKASI = f"lontar {NOMOR_APLIKASI}"


class Rancangan(NamedTuple):
    """What an operator is about to state; nothing is signed yet."""

    isi: IsiPaket
    penanda: Penanda
    jabatan: str


class Gugur(NamedTuple):
    """A statement that holds no longer; `berubah` counts the cells of its period changed since.

    It is 0 when something else of the office changed, or the program.
    """

    draf: Draf
    berubah: int


def design(
    office: Office,
    acuan: Acuan,
    periode: Periode,
    certs: Sequence[Certificate],
    clock: Callable[[], datetime],
    bagian: Container[str] | None = None,
) -> Rancangan:
    """Gather what the package will say; nothing is written.

    With `bagian` it carries only these parts of the work, else each part that was begun.

    Raises:
        LontarError: something stands in the way, or this person may not state it.

    """
    wilayah, now = acuan.lists.region(office.identitas.wilayah, str(periode)), clock()
    trust = percaya.of_office(office)
    penanda = trust.check_chain(certs[0], now, wilayah=wilayah.kode)
    dua_tangan.check_first(penanda)
    gathered = gather(office, acuan, periode, wilayah, bagian)
    in_the_way = blockers_in(office, acuan, gathered, periode, wilayah)
    if in_the_way:
        first = in_the_way[0].pesan
        raise LontarError("paket_terhalang", jumlah=len(in_the_way), pertama=first)
    kantor = Kantor(office.identitas.office_id, practice.kind_in_package(office), penanda.kantor)
    dua_tangan.check_office(kantor, penanda)
    isi = paket.IsiPaket(
        kantor=kantor,
        tujuan=_destination(office, penanda, trust, now, wilayah),
        dibuat=now.isoformat(timespec="seconds"),
        metode=pilihan_metode.in_use(office, acuan.metode, periode),
        **_place(office, wilayah.kode, periode),
        **_answers(office, wilayah.kode, periode, gathered),
        bukti=_evidence(office, wilayah.kode, periode, gathered),
        **_contents(acuan, periode, gathered, reasons.reasons(office, wilayah.kode, periode)),
    )
    return Rancangan(isi, penanda, position(office, penanda))


def state(
    rancangan: Rancangan,
    key: RSAPrivateKey,
    certs: Sequence[Certificate],
    clock: Callable[[], datetime],
) -> Draf:
    """Sign the statement; touches neither office nor disk."""
    isi = rancangan.isi
    data = paket.canonical(isi)
    waktu = clock().isoformat(timespec="seconds")
    told = tanda_tangan.Pernyataan(tanda_tangan.MENYATAKAN, waktu, rancangan.jabatan)
    jws = tanda_tangan.sign(data, key, certs, told)
    return Draf(isi.wilayah, isi.periode, isi.revisi, paket.package_id(data), waktu, data, jws)


def keep(office: Office, draf: Draf) -> None:
    """Let the statement wait for the second signature.

    Raises:
        LontarError: the office's data changed since `design`.

    """
    if not _is_current(office, paket.read(draf.isi)):
        raise LontarError("paket_tertinggal")
    drafts.keep_draft(office, draf)


def waiting(office: Office, wilayah: str, periode: Periode) -> Draf | None:
    """The statement that waits for the second signature; None when there is none that holds."""
    draf = drafts.draft(office, wilayah, periode)
    if draf is None:
        return None
    try:
        isi = paket.read(draf.isi)
    except LontarError:
        # Stated with an earlier version of the program.
        return None
    return draf if _is_current(office, isi) else None


def parts_stated(office: Office, wilayah: str, periode: Periode) -> list[str] | None:
    """The parts of the work in the statement that waits; None when there is none."""
    draf = waiting(office, wilayah, periode)
    return paket.parts_of(paket.read(draf.isi).jenis) if draf else None


def lapsed(office: Office, wilayah: str, periode: Periode) -> Gugur | None:
    """The statement that was made and holds no longer, None when there is none."""
    draf = drafts.draft(office, wilayah, periode)
    if draf is None or waiting(office, wilayah, periode) is not None:
        return None
    try:
        since = paket.read(draf.isi).rantai.panjang
    except LontarError:
        return Gugur(draf, 0)
    return Gugur(draf, len(questions.changes_since(office, wilayah, periode, since)))


def repeated(
    office: Office, wilayah: str, periode: Periode, formulir: Container[str]
) -> dispatch.Paket | None:
    """The package sent last, when no figure and note of these forms changed since; else None.

    A revision after a withdrawn package, or after one this office no longer knows, repeats none.
    """
    latest = dispatch.latest_package(office, "keluar", wilayah, periode)
    if latest is None or latest.putusan == dispatch.DITARIK:
        return None
    if dispatch.next_revision(office, wilayah, periode) != (latest.revisi or 0) + 1:
        return None
    changed = {one.formulir for one in questions.unsent_changes(office, wilayah, periode)}
    changed |= {letak.formulir for letak in notes.unsent(office, wilayah, periode)}
    return None if any(kode in formulir for kode in changed) else latest


def open_key(sealed: Path, passphrase: str, penanda: Penanda) -> RSAPrivateKey:
    """Somebody's key out of its sealed file; touches neither office nor database.

    Raises:
        LontarError: no key, the wrong passphrase, or a key the certificate was not made for.

    """
    return open_sealed(kunci.sealed_file(sealed), passphrase, penanda, sealed.name)


def open_sealed(sealed: bytes, passphrase: str, penanda: Penanda, name: str = "") -> RSAPrivateKey:
    """The same out of the bytes of that file; `name` is only for the sentence."""
    key = kunci.unseal(sealed, passphrase, name)
    if sertifikat.key_digest(key) != penanda.sidik:
        raise LontarError("sertifikat_bukan_kunci_ini", nama=penanda.nama)
    return key


def _is_current(office: Office, isi: IsiPaket) -> bool:
    """Whether nothing has changed since, and the revision is still free."""
    link = riwayat.head(office.conn, office.identitas.office_id)
    same = (link.sha256.hex(), link.id) == (isi.rantai.kepala, isi.rantai.panjang)
    known = dispatch.packages(office, arah="keluar", wilayah=isi.wilayah)
    return same and all((one.periode, one.revisi) != (isi.periode, isi.revisi) for one in known)


def _place(office: Office, wilayah: str, periode: Periode) -> dict[str, Any]:
    """Which package this is, what it follows, and what the office has beside its sheets."""
    latest = dispatch.latest_package(office, "keluar", wilayah, periode)
    return {
        "format": paket.FORMAT,
        "wilayah": wilayah,
        "periode": str(periode),
        "revisi": dispatch.next_revision(office, wilayah, periode),
        "induk": (latest.paket_id or "") if latest else "",
        "aplikasi": APLIKASI,
        "tata_letak": paket.TATA_LETAK,
        "rantai": _history(office),
    }


def _answers(
    office: Office, wilayah: str, periode: Periode, gathered: Sequence[LembarIsi]
) -> dict[str, Any]:
    """What is said beside the figures; it makes a package of another version."""
    answers = jawab.rows(office, wilayah, periode, [one.form for one in gathered])
    reports = tindak_lanjut.reports(office, wilayah)
    noted = catatan_paket.rows(office, wilayah, periode, gathered)
    told = {"jawaban": answers, "laporan": reports, "catatan": noted}
    said = {name: rows for name, rows in told.items() if rows}
    return {"versi": paket.version_of(answers, reports, noted), **said}


def _evidence(
    office: Office, wilayah: str, periode: Periode, gathered: Sequence[LembarIsi]
) -> list[paket.BarisBukti]:
    """The evidence of the forms that are handed in."""
    forms = {one.form.kode for one in gathered}
    listed = bukti_paket.listing(office, wilayah, periode)
    return [one for one in listed if one.formulir in forms]


def _contents(
    acuan: Acuan,
    periode: Periode,
    gathered: Sequence[LembarIsi],
    given: Mapping[reasons.Key, reasons.Alasan],
) -> dict[str, Any]:
    """The parts of a package that come from its sheets."""
    forms = [one.form for one in gathered]
    rows = paket.value_rows(forms, {one.form.kode: one.values.now for one in gathered}, periode)
    found = by_severity([temuan for one in gathered for temuan in one.temuan], FASE)
    return {
        "jenis": paket.jenis_of(forms),
        "formulir": {
            form.kode: paket.RujukanFormulir(form.versi, acuan.sha256(form)) for form in forms
        },
        "kelengkapan": makna.completeness_of(forms, rows, periode),
        "temuan": [_finding_row(one, reason_for(one, given)) for one in found],
        "nilai": rows,
    }


def _finding_row(temuan: Temuan, alasan: str) -> paket.BarisTemuan:
    told = teks_paket.tidy(temuan.pesan), teks_paket.tidy(alasan)
    return temuan.aturan.kode, temuan.formulir, temuan.sel, temuan.tingkat(FASE), *told


def _history(office: Office) -> paket.Rantai:
    """Where the history stands; a broken one is said, and does not stop the office."""
    link = riwayat.head(office.conn, office.identitas.office_id)
    whole = riwayat.verify_chain(office).ok
    keadaan = paket.RANTAI_UTUH if whole else paket.RANTAI_PUTUS
    return paket.Rantai(link.sha256.hex(), link.id, keadaan)


def position(office: Office, penanda: Penanda) -> str:
    """A signer's position, which only the office's own list knows."""
    known = (one for one in people.users(office) if one.aktif and one.nama == penanda.nama)
    return teks_paket.tidy(next((one.jabatan for one in known), ""))


def _destination(
    office: Office, penanda: Penanda, trust: Percaya, now: datetime, wilayah: Wilayah
) -> str:
    """The province that certified the signer, with the way to reach it when it is known.

    An OPD hands in to its kabupaten.
    """
    authorities = (sertifikat.check_ca(one, now) for one in trust.otoritas)
    name = next(one.kantor for one in authorities if one.sidik == penanda.sidik_ca)
    name = wilayah.nama if penanda.opd else name
    contact = teks_paket.tidy(settings.setting(office, jaga_pribadi.KONTAK, ""))
    return f"{name} ({contact})" if contact else name
