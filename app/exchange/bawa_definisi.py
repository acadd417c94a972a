"""The file of definitions that travels inside a reply of the province.

It is judged by itself, by its own signature; a reply vouches for nothing in it, and installing a
reply never installs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from app.errors import LontarError
from app.exchange import balasan, definisi, percaya
from app.store import definitions, replies
from app.teks import t

if TYPE_CHECKING:
    from app.exchange.balasan import IsiBalasan
    from app.store.office import Office

Keadaan = Literal["baru", "sudah", "lama", "kembar", "gagal"]


class Bawaan(NamedTuple):
    """A file of definitions in a reply, and what it is to this office.

    `nomor` is 0 and `galat` says why when it is not believed; `ada` is the newest number here.
    """

    berkas: bytes
    nomor: int
    keadaan: Keadaan
    ada: int = 0
    galat: LontarError | None = None

    @property
    def kalimat(self) -> str:
        """That it is there, and what may be done with it."""
        if self.galat is not None:
            return t("balasan.definisi.gagal", sebab=str(self.galat))
        return t(f"balasan.definisi.{self.keadaan}", nomor=self.nomor, ada=self.ada)

    def as_json(self) -> dict[str, object]:
        """The same for machines (`--json`)."""
        return {"nomor": self.nomor, "keadaan": self.keadaan, "kalimat": self.kalimat}


def file_of(isi: IsiBalasan) -> bytes | None:
    """The file in a reply; None when it brings none."""
    if isinstance(isi.definisi, msgspec.UnsetType):
        return None
    return f"{definisi.BEGIN}\n{isi.definisi}\n{definisi.END}\n".encode()


def carried(office: Office, isi: IsiBalasan) -> Bawaan | None:
    """What the file in a reply is to this office; None when the reply brings none."""
    berkas = file_of(isi)
    if berkas is None:
        return None
    try:
        found = definisi.read(
            berkas, percaya.of_office(office), office.now(), office.identitas.wilayah
        )
    except LontarError as error:
        return Bawaan(berkas, 0, "gagal", galat=error)
    known = definitions.installed(office)
    ada, nomor = max((one.nomor for one in known), default=0), found.isi.nomor
    return Bawaan(berkas, nomor, _state(found.id, nomor, known, ada), ada)


def _state(own: str, nomor: int, known: list[definitions.Terpasang], ada: int) -> Keadaan:
    if any(one.id == own for one in known):
        return "sudah"
    if any(one.nomor == nomor for one in known):
        return "kembar"
    return "baru" if nomor > ada else "lama"


def waiting(office: Office) -> Bawaan | None:
    """What the newest reply with definitions has brought, while nobody has installed it yet."""
    for entry in replies.replies(office, "masuk", office.identitas.wilayah):
        isi = balasan.content(balasan.envelope(replies.file_of(office, entry)))
        found = carried(office, isi)
        if found is not None:
            return found if found.keadaan == "baru" else None
    return None


def from_any(data: bytes) -> bytes:
    """The file of definitions: `data` itself, or the one in it when it is a reply.

    Raises:
        LontarError: it is a damaged reply, or one that brings no definitions.

    """
    if not balasan.holds_reply(data):
        return data
    isi = balasan.content(balasan.envelope(data))
    found = file_of(isi)
    if found is None:
        raise LontarError("balasan_tanpa_definisi", nomor=isi.nomor, tahun=isi.tahun)
    return found


def newest(office: Office) -> definitions.Dibuat:
    """The newest file the province made or installed; number 0 when there is none."""
    made = definitions.made(office)
    number = max((one.nomor for one in definitions.installed(office)), default=0)
    if made.nomor >= number:
        return made
    return definitions.Dibuat(number, definitions.kept_file(office, number))


def to_carry(office: Office, data: bytes) -> str:
    """A file as a reply carries it.

    Raises:
        LontarError: it is not believed, or the province has made a newer one.

    """
    own = definisi.read(data, percaya.of_office(office), office.now(), office.identitas.wilayah)
    last = newest(office).nomor
    if own.isi.nomor < last:
        raise LontarError("balasan_definisi_lama", nomor=own.isi.nomor, ada=last)
    return definisi.block_of(data)
