"""Who owns which urusan: set by the kabupaten with a reason; what an OPD fills, by the OPD."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.opd import OPD
from app.errors import LontarError
from app.exchange import profil_x509, tahanan
from app.exchange.pendirian import check_urusan
from app.store import opd
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from app.store.office import Office
    from app.store.opd import Pemilik


def set_owner(
    office: Office, urusan: str, nama: str, alasan: str, *, pelaku: str, folder: Path
) -> list[Pemilik]:
    """Record that an OPD owns an urusan from now on, or nobody when `nama` is empty.

    A whole part of the work (kemiskinan) stands for its groups. Figures stay as they are.

    Raises:
        LontarError: no kabupaten, no such urusan, a name that will not do, or no reason.

    """
    mine = office.identitas
    if mine.jenis != "kabupaten":
        raise LontarError("opd_bukan_kabupaten", kantor=mine.kantor)
    wanted = check_urusan([urusan], folder)
    name = profil_x509.entered(nama, "kantor") if nama.strip() else ""
    why = tahanan.reason(alasan)
    with office.transaction():
        return [opd.assign(office, one, name, alasan=why, pelaku=pelaku) for one in wanted]


def set_own(office: Office, urusan: Iterable[str], folder: Path) -> tuple[str, ...]:
    """Let an OPD fill these urusan from now on; sheets of others stay where they are.

    Raises:
        LontarError: no OPD, or no such urusan.

    """
    mine = office.identitas
    if mine.jenis != OPD:
        raise LontarError("opd_bukan_opd", kantor=mine.kantor)
    wanted = check_urusan(urusan, folder)
    opd.set_owned(office, wanted)
    return wanted


def spoken(one: Pemilik, names: Mapping[str, str]) -> str:
    """A decision about an owner in a sentence."""
    from app.exchange.tanggal import written_date

    return t(
        "opd.pemilik.kalimat",
        urusan=names.get(one.urusan, one.urusan),
        opd=one.opd or t("opd.pemilik.tanpa"),
        pelaku=one.pelaku,
        waktu=written_date(one.waktu),
        alasan=f"{one.alasan.rstrip('.')}.",
    )
