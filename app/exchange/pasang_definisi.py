"""A file of definitions at the office it is for: judged, shown, and installed as one step."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from app.domain import metode_terbit
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import (
    definisi,
    definisi_periksa,
    jenis_definisi,
    percaya,
    periksa_metode,
    tinjau_definisi,
    tinjau_jenis,
    tinjau_metode,
)
from app.exchange.tanggal import written_date
from app.exchange.tinjau_metode import Pindah
from app.store import definitions, door, drafts, methods, pilihan_metode, pustaka
from app.store.columns import to_text
from app.store.definitions import TanpaTempat, Terpasang
from app.store.door import CellWrite
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.metode_terbit import MetodeTerbit
    from app.domain.wilayah import Wilayah
    from app.exchange.definisi import DefinisiTerbaca, IsiDefinisi
    from app.exchange.tinjau_definisi import FormulirTinjau, LembarTerkena
    from app.exchange.tinjau_jenis import TinjauanJenis
    from app.exchange.tinjau_metode import TinjauanMetode
    from app.store.definitions import VersiMetode
    from app.store.office import Office

LANGKAH = "definisi"
"""The kind of the gesture that empties cells without a place; it cannot be taken back alone."""


class Usulan(NamedTuple):
    """A file that may be installed, and what that would do; nothing is written yet."""

    terbaca: DefinisiTerbaca
    berkas: bytes
    tinjauan: list[FormulirTinjau]
    metode: TinjauanMetode
    jenis: tuple[TinjauanJenis, ...]
    mulai: str
    sudah: bool

    @property
    def may_move(self) -> bool:
        """Whether any begun sheet or quarter can be moved to what is newer."""
        return bool(self.dapat_pindah or self.moving_quarters)

    @property
    def moving_quarters(self) -> bool:
        """Whether any begun quarter can be moved."""
        return bool(self.metode.dapat_pindah or any(one.dapat_pindah for one in self.jenis))

    @property
    def dapat_pindah(self) -> list[tuple[FormulirTinjau, LembarTerkena]]:
        """The begun sheets that can be moved to the newer version."""
        return [(f, one) for f in self.tinjauan for one in f.lembar if one.dapat_pindah]


def propose(
    office: Office,
    data: bytes,
    folder: Path,
    regions: Mapping[str, Wilayah],
    mulai: str = "",
) -> Usulan:
    """Believe a file and work out what it would change.

    Args:
        office: where it is to be installed.
        data: the file as it came.
        folder: the definitions of the program.
        regions: all regions by code.
        mulai: a later quarter from which newer versions shall be used here, "" as they say.

    Raises:
        LontarError: as `definisi.read`, older than what is installed, a form that does not pass,
            or a published version that was changed.

    """
    terbaca = definisi.read(data, percaya.of_office(office), office.now(), office.identitas.wilayah)
    isi, sudah = terbaca.isi, _check_number(office, terbaca)
    if not sudah:
        definisi_periksa.check(isi.formulir, folder)
        periksa_metode.check(office, isi.methods, isi.formulir, folder)
        jenis_definisi.check(office, isi.others, isi.formulir, folder, baru=False)
    _check_same(office, isi)
    found = tinjau_definisi.review(office, isi.formulir, regions, mulai)
    metode = tinjau_metode.review(office, isi.methods, folder, mulai, _moving(found))
    others = tinjau_jenis.review_all(office, isi.others, folder, mulai)
    return Usulan(terbaca, data, found, metode, others, mulai, sudah)


def _moving(found: Iterable[FormulirTinjau]) -> list[Pindah]:
    """The sheets of the index that may move to a newer version of their form."""
    return [
        Pindah(one.form, sheet.periode)
        for one in found
        for sheet in one.lembar
        if sheet.dapat_pindah and one.form.tingkat == "kabupaten" and one.form.berindeks
    ]


def _check_same(office: Office, isi: IsiDefinisi) -> None:
    """What was published under a version stays, whatever kind of definition it is."""
    before = _kept(office)
    periksa_metode.check_same(isi.methods, before.methods if before else ())
    jenis_definisi.check_same(isi.others, before.others if before else {})
    known = pustaka.dates_of(office)
    for form in isi.formulir:
        key = form.kode, form.versi
        if key in known and pustaka.version_of(office, *key) != form:
            raise LontarError("definisi_versi_berubah", formulir=form.kode, versi=form.versi)


def install(office: Office, usulan: Usulan, *, pindah: bool = False, pelaku: str = "") -> Terpasang:
    """Take the file in, all or nothing; with `pindah` what was begun moves along where it can.

    Begun sheets keep their version otherwise, and begun quarters their metode.

    Raises:
        LontarError: the office can only be read, or the disk refuses; nothing has changed.

    """
    isi, penanda = usulan.terbaca.isi, usulan.terbaca.penanda
    moves = usulan.dapat_pindah if pindah else []
    quarters = [one.periode for one in usulan.metode.dapat_pindah] if pindah else []
    before = next((o for o in definitions.installed(office) if o.nomor == isi.nomor), None)
    terpasang = Terpasang(
        nomor=isi.nomor,
        id=usulan.terbaca.id,
        dibuat=isi.dibuat,
        nama=penanda.nama,
        kantor=penanda.kantor,
        dipasang=before.dipasang if before else office.now().isoformat(timespec="seconds"),
        formulir=[(form.kode, form.versi) for form in isi.formulir],
        mulai=before.mulai if before else usulan.mulai,
        pindah=[*(before.pindah if before else []), *((f.form.kode, o.periode) for f, o in moves)],
        tanpa_tempat=[*(before.tanpa_tempat if before else []), *_lost(moves)],
        metode=[_named(one) for one in isi.methods],
        terbitan={kode: [one.versi for one in some] for kode, some in isi.others.items() if some},
        triwulan=[*(before.triwulan if before else []), *quarters],
    )
    with office.transaction():
        pustaka.add_forms(office, list(_new(usulan)), usulan.mulai)
        definitions.keep(office, terpasang, usulan.berkas)
        _move(office, moves, isi.nomor, pelaku)
        _take_methods(office, usulan, quarters)
        for found in usulan.jenis:
            tinjau_jenis.take(office, found, usulan.mulai, pindah=pindah)
    return terpasang


def _lost(moves: Iterable[tuple[FormulirTinjau, LembarTerkena]]) -> Iterator[TanpaTempat]:
    for form, one in moves:
        for sel in one.tanpa_tempat:
            nilai = to_text(sel.nilai) or ""
            yield TanpaTempat(form.form.kode, sel.wilayah, one.periode, sel.sel, nilai)


def _new(usulan: Usulan) -> list[Formulir]:
    return [one.form for one in usulan.tinjauan if one.keadaan != "sudah_ada"]


def _named(metode: MetodeTerbit) -> VersiMetode:
    return metode.versi, hashlib.sha256(metode_terbit.canonical(metode)).hexdigest()


def _take_methods(office: Office, usulan: Usulan, moved: Collection[str]) -> None:
    """Quarters that were begun keep their metode; what the province had chosen is published now."""
    found = usulan.metode
    touched = [one for one in found.triwulan if one.ganti]
    kept = {one.periode: one.dulu for one in touched if one.periode not in moved}
    if touched:
        methods.hold(office, kept, released=moved)
    if found.baru:
        methods.PUBLISHED.add(office, found.baru, usulan.mulai)
        pilihan_metode.drop(office)
    for periode in moved:
        drafts.drop_draft(office, office.identitas.wilayah, periode)


def _kept(office: Office) -> IsiDefinisi | None:
    """What the newest file says, as the province published it."""
    known = definitions.installed(office)
    berkas = definitions.kept_file(office, known[0].nomor) if known else b""
    return definisi.content_of(berkas) if berkas else None


def _check_number(office: Office, terbaca: DefinisiTerbaca) -> bool:
    """Whether exactly this file is here already; one that is older or a twin is refused."""
    isi = terbaca.isi
    for one in definitions.installed(office):
        if one.nomor == isi.nomor and one.id != terbaca.id:
            raise LontarError(
                "definisi_kembar", nomor=isi.nomor, ada=written_date(one.dibuat),
                lain=written_date(isi.dibuat),
            )  # fmt: skip
        if one.nomor == isi.nomor:
            return True
        if one.nomor > isi.nomor:
            raise LontarError("definisi_lama", nomor=isi.nomor, ada=one.nomor)
    return False


def _move(
    office: Office,
    moves: list[tuple[FormulirTinjau, LembarTerkena]],
    nomor: int,
    pelaku: str,
) -> None:
    """Cells without a place are emptied through the one door, so that the history keeps them."""
    label = t("definisi.langkah", nomor=nomor)
    empty = [
        CellWrite(f.form.kode, sel.wilayah, one.periode, sel.sel, None)
        for f, one in moves
        for sel in one.tanpa_tempat
    ]
    door.write(office, empty, jenis=LANGKAH, label=label, pelaku=pelaku)
    definitions.move_sheets(office, [(f.form.kode, f.form.versi, o.periode) for f, o in moves])
    # What was stated about the older version is stated no longer.
    for wilayah, periode in {(office.identitas.wilayah, one.periode) for _, one in moves}:
        for quarter in _quarters(Periode.parse(periode)):
            drafts.drop_draft(office, wilayah, str(quarter))


def _quarters(periode: Periode) -> list[Periode]:
    if periode.triwulan is not None:
        return [periode]
    return [Periode(periode.tahun, number) for number in (1, 2, 3, 4)]
