"""The medians of all regions as a small file, signed at the province, installed in a kabupaten.

It holds canonical JSON and a detached JWS of a purpose of its own, written like a letter: sentences
for people, then both between two marks, so that it also survives a chat. Only what stands between
the marks counts.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec

from app.domain import median
from app.domain.bagian import SPM
from app.domain.median import MedianLayanan
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import kanonik, percaya, profil_x509, satu_blok, surat, tanda_tangan
from app.exchange.surat import Amplop
from app.exchange.tanggal import written_date
from app.store import dispatch, medians, pustaka, questions
from app.teks import indonesian, t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.exchange.percaya import Percaya
    from app.exchange.sertifikat import Penanda
    from app.store.office import Office

FORMAT, VERSI = "lontar-acuan-median", 1
MAKSUD = "acuan_median"
"""What the signature is for; one made for a receipt or a package says something else."""

BEGIN, END = "-----BEGIN LONTAR ACUAN MEDIAN-----", "-----END LONTAR ACUAN MEDIAN-----"
MAX_FILE = 200_000
MAX_READ = 10 * MAX_FILE
"""So much of a file is read at all; whatever lies between the two is refused by its real limit."""

_KILO = 1000
# A percentage far above 100 is a mistake of a region, but the median of such mistakes is true.
_Percent = Annotated[int, msgspec.Meta(ge=0, le=kanonik.MAX_INTEGER)]
_Regions = Annotated[int, msgspec.Meta(ge=median.ENOUGH, le=1000)]
_Code = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2,6}-[A-Z0-9]{1,6}$")]


class IsiLayanan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The medians of a layanan in hundredths of a percent."""

    jumlah_wilayah: _Regions
    capaian_median: _Percent
    serapan_median: _Percent | msgspec.UnsetType = msgspec.UNSET


class IsiAcuan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the file says; `dibuat` is ISO 8601 with its zone."""

    format: str = FORMAT
    versi: int = VERSI
    provinsi: str
    periode: str
    dibuat: str
    layanan: dict[_Code, IsiLayanan]


class AcuanTerbaca(NamedTuple):
    """A file that is believed, and who signed it."""

    isi: IsiAcuan
    penanda: Penanda


# --- At the province ---------------------------------------------------------------------------


def gather(office: Office, periode: Periode, urusan: Mapping[str, str]) -> dict[str, MedianLayanan]:
    """The medians by form code over the regions whose packages were accepted.

    Raises:
        LontarError: no layanan has enough regions yet.

    """
    came = dispatch.counting(office, "masuk", periode)
    found = questions.values_all_regions(office, periode)
    regions = [sheets for wilayah, sheets in found.items() if wilayah in came]
    told: dict[str, MedianLayanan] = {}
    for kode, form in sorted(pustaka.forms_of(office, periode).items()):
        if form.tingkat == "kabupaten" and form.urusan in urusan:
            known = median.of_regions(form, [one[kode] for one in regions if kode in one])
            if known is not None:
                told[kode] = known
    if not told:
        raise LontarError(
            "acuan_median_kurang",
            batas=median.ENOUGH,
            jumlah=len(came),
            periode=periode.judul,
        )
    return told


def prepare(
    office: Office, periode: Periode, folder: Path, certs: Sequence[Certificate]
) -> IsiAcuan:
    """What the file will say; nothing is written. `folder` holds the definitions.

    Raises:
        LontarError: the signer is no officer of a province, or there are too few regions.

    """
    province, now = office.identitas.wilayah, office.now()
    penanda = percaya.of_office(office).check_chain(certs[0], now, wilayah=province)
    _check_officer(penanda, province)
    told = gather(office, periode, pustaka.load_urusan(folder, SPM))
    return IsiAcuan(
        provinsi=province,
        periode=str(periode),
        dibuat=now.isoformat(timespec="seconds"),
        layanan={kode: _spelt(one) for kode, one in told.items()},
    )


def sign(isi: IsiAcuan, key: RSAPrivateKey, certs: Sequence[Certificate]) -> Amplop:
    """Sign it; touches no disk and no database."""
    data = kanonik.canonical_bytes(msgspec.to_builtins(isi))
    told = tanda_tangan.Pernyataan(MAKSUD, isi.dibuat)
    return Amplop(data, tanda_tangan.sign(data, key, certs, told))


def text(amplop: Amplop) -> str:
    """The file, or the chat message; always Indonesian, as it may be read anywhere."""
    isi = _content(amplop)
    told = indonesian("acuan_median.teks").format(
        periode=Periode.parse(isi.periode).judul,
        jumlah=len(isi.layanan),
        waktu=written_date(isi.dibuat),
    )
    return "\n".join([told, "", BEGIN, *surat.wrapped(amplop), END, ""])


# --- At the kabupaten --------------------------------------------------------------------------


def install(office: Office, data: bytes) -> tuple[AcuanTerbaca, bool]:
    """Believe a file and keep its medians; False when exactly these were known.

    Raises:
        LontarError: as `read`, for another province, or older than what is known.

    """
    terbaca = read(data, percaya.of_office(office), office.now(), office.identitas.wilayah)
    isi, periode = terbaca.isi, Periode.parse(terbaca.isi.periode)
    before = medians.kept_file(office, periode)
    if before:
        known = _content(_envelope(before))
        if known == isi:
            return terbaca, False
        if _moment(isi) <= _moment(known):
            dates = {"lama": written_date(isi.dibuat), "ada": written_date(known.dibuat)}
            raise LontarError("acuan_median_lebih_lama", periode=periode.judul, **dates)
    layanan = {kode: _median(one) for kode, one in isi.layanan.items()}
    medians.keep(office, periode, layanan, data)
    return terbaca, True


def read(data: bytes, trust: Percaya, moment: datetime, wilayah: str) -> AcuanTerbaca:
    """Believe a file: its shape, that it is for this region, and who signed it.

    Raises:
        LontarError: too large, damaged, of another province, signed by a stranger, for another
            purpose, or by somebody who is no officer of the province.

    """
    amplop = _envelope(data)
    isi = _content(amplop)
    if not profil_x509.inside(wilayah, isi.provinsi):
        raise LontarError("acuan_median_provinsi_lain", provinsi=isi.provinsi, wilayah=wilayah)
    penanda, told = trust.check_signature(amplop.data, amplop.jws, moment)
    if (told.maksud, told.waktu) != (MAKSUD, isi.dibuat) or told.atas or told.tampilan:
        raise LontarError("acuan_median_maksud", nama=penanda.nama, kantor=penanda.kantor)
    _check_officer(penanda, isi.provinsi)
    return AcuanTerbaca(isi, penanda)


def sentence(terbaca: AcuanTerbaca, *, fresh: bool) -> str:
    """What installing a file came to."""
    isi = terbaca.isi
    return t(
        f"acuan_median.{'dipasang' if fresh else 'sudah'}",
        periode=Periode.parse(isi.periode).judul,
        kantor=terbaca.penanda.kantor,
        jumlah=len(isi.layanan),
    )


def describe(isi: IsiAcuan) -> dict[str, object]:
    """The same facts for programs; medians in hundredths of a percent."""
    told = msgspec.to_builtins(isi)
    return {key: told[key] for key in ("provinsi", "periode", "dibuat", "layanan")}


# --- The text between the marks ----------------------------------------------------------------


def _envelope(data: bytes) -> Amplop:
    if len(data) > MAX_FILE:
        raise LontarError("acuan_median_besar", batas=MAX_FILE // _KILO)
    blok = satu_blok.between(data, BEGIN, END)
    if blok.isi is None:
        raise LontarError("acuan_median_bukan", jumlah=min(blok.awal, blok.akhir))
    amplop = surat.unwrapped(blok.isi)
    if amplop is None:
        raise LontarError("acuan_median_rusak")
    return amplop


def _content(amplop: Amplop) -> IsiAcuan:
    """What a file claims, trusted or not."""
    try:
        told = kanonik.read_canonical(amplop.data)
    except LontarError:
        raise LontarError("acuan_median_rusak") from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise LontarError("acuan_median_rusak")
    if told.get("versi") != VERSI:
        raise LontarError("acuan_median_versi", versi=str(told.get("versi"))[:9], dikenal=VERSI)
    try:
        isi = msgspec.convert(told, IsiAcuan)
    except msgspec.ValidationError:
        raise LontarError("acuan_median_rusak") from None
    if not _makes_sense(isi):
        raise LontarError("acuan_median_rusak")
    return isi


def _makes_sense(isi: IsiAcuan) -> bool:
    try:
        quarter = Periode.parse(isi.periode).triwulan is not None
        zoned = _moment(isi).tzinfo is not None
    except ValueError:
        return False
    return bool(isi.layanan) and quarter and zoned and profil_x509.is_province(isi.provinsi)


def _moment(isi: IsiAcuan) -> datetime:
    return datetime.fromisoformat(isi.dibuat)


def _check_officer(penanda: Penanda, provinsi: str) -> None:
    if penanda.wilayah != provinsi or not profil_x509.is_province(provinsi):
        raise LontarError("acuan_median_penanda", nama=penanda.nama, kantor=penanda.kantor)


def _spelt(one: MedianLayanan) -> IsiLayanan:
    spent = msgspec.UNSET if one.serapan is None else one.serapan
    return IsiLayanan(one.wilayah, one.capaian, spent)


def _median(one: IsiLayanan) -> MedianLayanan:
    spent = None if one.serapan_median is msgspec.UNSET else one.serapan_median
    return MedianLayanan(one.jumlah_wilayah, one.capaian_median, spent)
