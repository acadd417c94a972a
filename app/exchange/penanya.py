"""Who asks whom: a province its regions, a kabupaten the OPD that owns the urusan of the cell.

What is asked about is the figure of the newest package that came from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.opd import same_opd
from app.errors import LontarError
from app.exchange import penerima, profil_x509, surat_ditahan
from app.exchange.tanggal import written_date
from app.store import dispatch, opd, pertanyaan
from app.store.door import Kunci

if TYPE_CHECKING:
    from app.domain.formulir import Formulir
    from app.domain.periode import Periode
    from app.store.dispatch import Paket
    from app.store.office import Office


class Tujuan(NamedTuple):
    """Who is asked: a region, or an OPD of it."""

    wilayah: str
    opd: str = ""


def asks(office: Office) -> bool:
    """Whether this office asks anybody at all: a province, or a kabupaten."""
    return penerima.may_take(office)


def asks_opd(office: Office) -> bool:
    """Whether those it asks are OPD: a kabupaten asks them about their figures."""
    return asks(office) and not profil_x509.is_province(office.identitas.wilayah)


def check(office: Office, tujuan: Tujuan) -> None:
    """Refuse to ask, close or open again what this office does not ask.

    Raises:
        LontarError: this office asks nobody, not this one, or is asked itself.

    """
    mine, wilayah = office.identitas, tujuan.wilayah
    province = profil_x509.is_province(mine.wilayah)
    if not asks(office) or (not province and not tujuan.opd):
        raise LontarError("pertanyaan_bukan_provinsi", kantor=mine.kantor)
    above_it = wilayah != mine.wilayah and profil_x509.inside(wilayah, mine.wilayah)
    if not (above_it if province else wilayah == mine.wilayah):
        raise LontarError("pertanyaan_luar_provinsi", wilayah=wilayah, kantor=mine.kantor)


def addressee(office: Office, form: Formulir, wilayah: str) -> Tujuan:
    """Who is asked about a cell of a form; at a kabupaten the OPD that owns its urusan.

    Raises:
        LontarError: this office asks nobody, not this region, or nobody owns the urusan.

    """
    if profil_x509.is_province(office.identitas.wilayah) or not asks(office):
        tujuan = Tujuan(wilayah)
    else:
        owner = opd.owners(office).get(form.urusan)
        if owner is None:
            raise LontarError("pertanyaan_tanpa_opd", urusan=form.urusan)
        tujuan = Tujuan(wilayah, owner.opd)
    check(office, tujuan)
    return tujuan


def package_of(office: Office, tujuan: Tujuan, periode: Periode) -> Paket | None:
    """The package of a quarter from there that counts; None when nothing does."""
    if not tujuan.opd:
        return dispatch.counting(office, "masuk", periode).get(tujuan.wilayah)
    newest = opd.newest(office, periode)
    return next((one for name, one in newest.items() if same_opd(name, tujuan.opd)), None)


def counting(office: Office, tujuan: Tujuan, periode: Periode) -> Paket:
    """The same, where something has to have come.

    Raises:
        LontarError: nothing counts.

    """
    found = package_of(office, tujuan, periode)
    if found is None and tujuan.opd:
        raise LontarError("pertanyaan_opd_tanpa_paket", opd=tujuan.opd, periode=periode.judul)
    if found is None:
        raise LontarError("pertanyaan_tanpa_paket", wilayah=tujuan.wilayah, periode=periode.judul)
    return found


def value(office: Office, form: Formulir, tujuan: Tujuan, periode: Periode, sel: str) -> str:
    """What a cell of a region holds here, spelt as in the history."""
    kunci = Kunci(form.kode, tujuan.wilayah, str(form.home_period(sel, periode)))
    return pertanyaan.value(office, kunci, sel)


def check_own_figure(
    office: Office, form: Formulir, tujuan: Tujuan, periode: Periode, sel: str, paket: Paket
) -> None:
    """Refuse to ask an OPD about a figure it did not send: it could not know what is meant.

    Raises:
        LontarError: the urusan is held back, or somebody changed the cell since.

    """
    if not tujuan.opd:
        return
    cell = form.cells[sel].label
    held = dict(surat_ditahan.of_package(office, paket))
    if form.urusan in held:
        raise LontarError("pertanyaan_urusan_ditahan", sel=cell, opd=tujuan.opd)
    kunci = Kunci(form.kode, tujuan.wilayah, str(form.home_period(sel, periode)))
    changed = pertanyaan.changed_since(office, kunci, sel, paket.paket_id or "")
    if changed is not None:
        facts = {"pelaku": changed[0], "waktu": written_date(changed[1]), "opd": tujuan.opd}
        raise LontarError("pertanyaan_bukan_angka_opd", sel=cell, **facts)
