"""Who takes which packages in: a province those of its regions, a kabupaten those of its OPD."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.domain.opd import OPD
from app.errors import LontarError
from app.exchange import profil_x509, tahanan
from app.store import region_lists

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.wilayah import Wilayah
    from app.exchange.paket import Bacaan, IsiPaket
    from app.store.office import Office


def may_take(office: Office) -> bool:
    """Whether this kind of office takes packages in at all (an exercise of a province does)."""
    mine = office.identitas
    return profil_x509.is_province(mine.wilayah) or mine.jenis == "kabupaten"


def takes(office: Office, isi: IsiPaket) -> bool:
    """Whether a package is one this office may take in."""
    mine = office.identitas
    if profil_x509.is_province(mine.wilayah):
        return not isi.opd and profil_x509.inside(isi.wilayah, mine.wilayah)
    ours = mine.jenis == "kabupaten" and isi.wilayah == mine.wilayah
    return ours and bool(isi.opd)


def misdirected(
    office: Office, isi: IsiPaket, wilayah: Mapping[str, Wilayah]
) -> LontarError | None:
    """What to say about the package of an OPD that came to the wrong office; None when it did not.

    Its own OPD may look at it.
    """
    mine, sender = office.identitas, isi.opd
    if not sender or takes(office, isi):
        return None
    if mine.jenis == OPD and mine.wilayah == isi.wilayah:
        return None
    region = wilayah.get(isi.wilayah)
    facts = {"opd": sender, "wilayah": region.nama if region else isi.wilayah}
    province = profil_x509.is_province(mine.wilayah)
    kode = "opd_lewat_kabupaten" if province else "opd_kabupaten_lain"
    return LontarError(kode, kantor=mine.kantor, **facts)


def check(office: Office, bacaan: Bacaan) -> None:
    """Refuse a package that is not for this office.

    Raises:
        LontarError: this office takes none in, or not this one.

    """
    mine = office.identitas
    if takes(office, bacaan.isi) and mine.jenis in ("provinsi", "latihan", "kabupaten"):
        _check_region(office, bacaan)
        return
    lost = misdirected(office, bacaan.isi, bacaan.acuan.wilayah)
    if lost is not None:
        raise lost
    if mine.jenis == OPD:
        raise LontarError("impor_di_opd", kantor=mine.kantor)
    if not profil_x509.is_province(mine.wilayah):
        raise LontarError("impor_bukan_provinsi", kantor=mine.kantor)
    raise LontarError("impor_luar_provinsi", wilayah=bacaan.wilayah.nama, kantor=mine.kantor)


def _check_region(office: Office, bacaan: Bacaan) -> None:
    """A region that a quarter does not have would stand nowhere."""
    there = region_lists.of_quarter(office, paths.forms(), bacaan.periode)
    if bacaan.wilayah.kode not in there:
        raise LontarError(
            "impor_wilayah_lain_waktu",
            wilayah=bacaan.wilayah.nama,
            periode=bacaan.periode.judul,
            jumlah=sum(not one.is_provinsi for one in there.values()),
        )


def note(bacaan: Bacaan) -> dict[str, object]:
    """What the book keeps of an OPD's package: who sent it, and for which urusan."""
    sender = bacaan.isi.opd
    return {OPD: sender, "urusan": list(tahanan.sections(bacaan))} if sender else {}
