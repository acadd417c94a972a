"""Withdrawals: a kabupaten's pimpinan takes a package back; the province empties its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import berkas, jaga_pribadi, pencabutan, percaya, surat, tanda_terima, teks_paket
from app.exchange.bandingkan import Beda
from app.exchange.blok import shown
from app.exchange.sel_kata import spoken
from app.exchange.surat import MAX_ALASAN, PENARIKAN, IsiSurat
from app.store import dispatch, door, evidence_opd, holds, letters, notes, opd, origins, pustaka
from app.store.door import CellWrite, Tindakan
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cryptography.x509 import Certificate

    from app.domain.catatan import Letak
    from app.domain.formulir import Formulir
    from app.domain.nilai import Nilai
    from app.domain.wilayah import Wilayah
    from app.exchange.surat import Amplop, Rujukan, Terbaca
    from app.exchange.tanda_terima import SuratJadi
    from app.store.dispatch import Paket
    from app.store.office import Office
    from app.store.origins import Bawaan
    from app.store.riwayat import Entry

JENIS = "tarik"


class Dampak(NamedTuple):
    """What a withdrawal does at the province.

    `paket` is None when the package never came. `diganti` is the revision that has replaced it,
    0 for none; then nothing changes. `sel` are the cells that change, `tetap` counts those of its
    sheets that were changed here since and stay, `catatan` the notes it takes back.
    """

    paket: Paket | None
    diganti: int = 0
    sel: tuple[Beda, ...] = ()
    tetap: int = 0
    catatan: int = 0


class _Perubahan(NamedTuple):
    """A cell that a withdrawal changes, and what it gets."""

    bawaan: Bawaan
    baru: Nilai | None


# --- At the kabupaten --------------------------------------------------------------------------


def prepare(office: Office, sent: Paket, alasan: str, certs: Sequence[Certificate]) -> IsiSurat:
    """What the withdrawal of a sent package will say; nothing is written.

    Raises:
        LontarError: no reason or one that cannot be sent (a number or address of a person, a sign
            that looks different everywhere), withdrawn already, or the signer is not this
            region's pimpinan.

    """
    reason = teks_paket.line(alasan, t("pribadi.tempat.penarikan"))
    if not reason:
        raise LontarError("penarikan_tanpa_alasan")
    if len(reason) > MAX_ALASAN:
        raise LontarError("penarikan_alasan_panjang", batas=MAX_ALASAN)
    jaga_pribadi.check(reason, t("pribadi.tempat.penarikan"))
    if sent.arah != "keluar" or sent.putusan == dispatch.DITARIK:
        raise LontarError("penarikan_sudah", revisi=sent.revisi)
    now, told = office.now(), tanda_terima.reference(sent)
    penanda = percaya.of_office(office).check_chain(certs[0], now, wilayah=told.wilayah)
    isi = IsiSurat(
        jenis=PENARIKAN,
        paket=told,
        kantor=penanda.kantor,
        waktu=now.isoformat(timespec="seconds"),
        sha256=berkas.sha256_hex(dispatch.package_bytes(office, sent.nomor)),
        alasan=reason,
        lampiran=pencabutan.newest_pem(office).decode("ascii"),
    )
    surat.check_signer(isi, penanda)
    return isi


def keep(office: Office, amplop: Amplop, wilayah: Mapping[str, Wilayah]) -> SuratJadi:
    """Enter a signed withdrawal: the package is withdrawn here, and its letter ready to go."""
    terbaca = surat.read(amplop, percaya.of_office(office), office.now())
    made = tanda_terima.finished(amplop, wilayah)
    sent = dispatch.entry_of(office, terbaca.isi.paket.id, "keluar")
    with office.transaction():
        letters.record(office, tanda_terima.entry(terbaca, "keluar"), made.teks.encode())
        if sent is not None:
            dispatch.set_state(office, sent.nomor, dispatch.DITARIK)
    return made


# --- At the province ---------------------------------------------------------------------------


def effect(office: Office, told: Rujukan) -> Dampak:
    """What installing a withdrawal would change; nothing is written."""
    entry, replaced, changes, kept = _found(office, told)
    forms = pustaka.forms_of(office, Periode.parse(told.periode))
    places = {
        (kode, sel): place for kode, form in forms.items() for place, sel in enumerate(form.cells)
    }
    changes.sort(key=lambda one: _order(one.bawaan, places))
    told_cells = (_told(forms.get(one.bawaan.kunci.formulir), one) for one in changes)
    noted = [] if replaced else notes.brought_by(office, told.id)
    return Dampak(entry, replaced, tuple(told_cells), kept, len(noted))


def install(
    office: Office, terbaca: Terbaca, wilayah: Mapping[str, Wilayah], *, pelaku: str
) -> Tindakan:
    """Take back what the package brought, as one gesture, and mark it in the book.

    Raises:
        LontarError: a sheet is closed; then nothing has changed.

    """
    told = terbaca.isi.paket
    region = wilayah.get(told.wilayah)
    name = region.nama if region else told.wilayah
    label = t("impor.label_tarik", wilayah=name, revisi=told.revisi)
    with office.transaction():
        data = surat.text(terbaca.amplop, wilayah).encode()
        if not letters.record(office, tanda_terima.entry(terbaca, "masuk"), data):
            return Tindakan(0, "", JENIS, label)
        entry, replaced, changes, _ = _found(office, told)
        cells = [CellWrite(*one.bawaan.kunci, one.bawaan.sel, one.baru) for one in changes]
        noted = _withdraw_notes(office, entry) if entry is not None and not replaced else []
        tindakan = door.write(office, cells, jenis=JENIS, label=label, pelaku=pelaku, samping=noted)
        if entry is not None:
            _hand_back(office, entry)
            evidence_opd.withdraw(office, told.id, label=label, pelaku=pelaku)
            dispatch.set_state(office, entry.nomor, dispatch.DITARIK)
    return tindakan


def _withdraw_notes(office: Office, entry: Paket) -> list[Entry]:
    """Take back the notes a package brought; those of the year fall back as its figures do."""
    other = _other_of_the_year(office, entry)

    def before(kunci: door.Kunci) -> Mapping[Letak, str]:
        if other is None or not _is_annual(kunci.periode):
            return {}
        return notes.at(office, kunci, _rows(office, other)(kunci.formulir))

    return notes.withdraw(office, entry.paket_id or "", before)


def _found(office: Office, told: Rujukan) -> tuple[Paket | None, int, list[_Perubahan], int]:
    """The entry, the revision that replaced it, the cells that change and the number that stay."""
    entry = dispatch.entry_of(office, told.id, "masuk")
    if entry is None:
        return None, 0, [], 0
    newest = dispatch.packages(office, arah="masuk", wilayah=told.wilayah, periode=told.periode)
    highest = max(one.revisi or 0 for one in newest if opd.sender(one) == opd.sender(entry))
    if highest > told.revisi or entry.putusan == dispatch.DITARIK:
        return entry, highest if highest > told.revisi else 0, [], 0
    cells = origins.brought(office, told.id, _rows(office, entry))
    changes = list(_changes(office, entry, [one for one in cells if one.utuh]))
    return entry, 0, changes, sum(not one.utuh for one in cells)


def _rows(office: Office, entry: Paket) -> Callable[[str], int]:
    """Where the history ended when a package had brought its last figure into a form.

    A section that was held back at first came later than the others.
    """
    came = origins.history_row(office, entry.nomor)
    later = holds.taken_rows(office, entry.nomor)
    if not later:
        return lambda _form: came
    forms = pustaka.forms_of(office, Periode.parse(entry.periode or ""))
    rows = {kode: later.get(form.urusan, came) for kode, form in forms.items()}
    return lambda kode: rows.get(kode, came)


def _changes(office: Office, entry: Paket, cells: Sequence[Bawaan]) -> Iterator[_Perubahan]:
    """Cells of the quarter are emptied; those of the year fall back to the other quarter's."""
    other = _other_of_the_year(office, entry)
    before: dict[door.Kunci, dict[str, Nilai]] = {}
    for one in cells:
        baru = None
        if other is not None and _is_annual(one.kunci.periode):
            if one.kunci not in before:
                row = _rows(office, other)(one.kunci.formulir)
                before[one.kunci] = origins.values_at(office, one.kunci, row)
            baru = before[one.kunci].get(one.sel)
        if baru != one.nilai:
            yield _Perubahan(one, baru)


def _other_of_the_year(office: Office, entry: Paket) -> Paket | None:
    """The newest package of another quarter of the same year that still counts."""
    entries = dispatch.packages(office, arah="masuk", wilayah=entry.wilayah)
    newest: dict[str, Paket] = {}
    for one in entries:
        if opd.sender(one) != opd.sender(entry):
            continue
        known = newest.get(one.periode or "")
        if known is None or (one.revisi or 0) > (known.revisi or 0):
            newest[one.periode or ""] = one
    year = (entry.periode or "")[:4]
    counting = (
        one
        for periode, one in newest.items()
        if periode[:4] == year and periode != entry.periode and one.putusan != dispatch.DITARIK
    )
    return max(counting, key=lambda one: one.nomor, default=None)


def _hand_back(office: Office, entry: Paket) -> None:
    """The sheets of the year belong to the other quarter's package again."""
    other = _other_of_the_year(office, entry)
    if other is None or other.paket_id is None:
        return
    cells = origins.brought(office, entry.paket_id or "", lambda _form: 0)
    for kunci in dict.fromkeys(one.kunci for one in cells if _is_annual(one.kunci.periode)):
        origins.set_origin(office, kunci, other.paket_id)


def _order(bawaan: Bawaan, places: Mapping[tuple[str, str], int]) -> tuple[str, int, str]:
    """Form by form, as its cells stand on paper."""
    formulir = bawaan.kunci.formulir
    return formulir, places.get((formulir, bawaan.sel), 0), bawaan.sel


def _is_annual(periode: str) -> bool:
    return "-" not in periode


def _told(form: Formulir | None, change: _Perubahan) -> Beda:
    kunci, sel, nilai, _ = change.bawaan
    cell = form.find(sel) if form else None
    if form is None or cell is None:
        label, texts = f"{kunci.formulir} {sel}", [str(nilai), str(change.baru or "")]
    else:
        label = f"{form.judul}: {cell.label}"
        texts = [spoken(shown(cell, one)) for one in (nilai, change.baru)]
    return Beda(kunci.formulir, sel, kunci.periode, label, texts[0], texts[1], ())
