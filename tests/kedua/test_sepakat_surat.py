"""Both readers of letters believe the same ones, however a chat has spoiled them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.errors import LontarError
from app.exchange import surat, tanda_tangan
from app.exchange.percaya import Percaya
from app.exchange.surat import Amplop
from app.exchange.tanda_tangan import Pernyataan
from tests.exchange.contoh_sertifikat import NOW, authority, later
from tests.exchange.contoh_surat import (
    head_of_region,
    holder,
    message,
    officer_of_province,
    receipt,
    signed,
    withdrawal,
)
from tests.kedua import surat as kedua
from tests.kedua import tanda
from tests.kedua.buku import Putus

if TYPE_CHECKING:
    from collections.abc import Callable


def first(text: str, days: float = 0) -> list[str]:
    """The ids of the letters the program believes."""
    trust = Percaya((authority().certificate,))
    try:
        found = surat.envelopes(text.encode())
        return [surat.read(one, trust, later(days)).amplop.id for one in found]
    except LontarError:
        return []


def second(text: str, days: float = 0) -> list[str]:
    """The ids of the letters the other program believes."""
    trust = tanda.Percaya([authority().certificate], [], later(days))
    try:
        return [one.id for one in kedua.periksa(text, trust)]
    except Putus:
        return []


def told(isi: Any, says: Pernyataan, pihak: Any) -> str:
    """A letter whose signature says something of its own."""
    plain = signed(isi)
    jws = tanda_tangan.sign(plain.data, pihak.key, [pihak.certificate], says)
    return message(Amplop(plain.data, jws))


def bare(isi: Any) -> str:
    """The block of a letter alone: one that makes no sense has no sentences for people."""
    return "\n".join([surat.BEGIN, *surat.wrapped(signed(isi)), surat.END])


WAKTU = NOW.isoformat(timespec="seconds")
TERIMA, TARIK = message(signed(receipt())), message(signed(withdrawal()))
BELIEVED: dict[str, str] = {
    "tanda terima": TERIMA,
    "penarikan": TARIK,
    "sebagian ditahan": message(
        signed(receipt(versi=2, ditahan=[("KES", "Ditanyakan."), ("PDK", "Ditanyakan juga.")]))
    ),
    "pengganti": message(signed(receipt(versi=3, ganti="ab" * 32, alasan="Berkasnya hilang."))),
    "pengganti yang menahan": message(
        signed(receipt(versi=3, ganti="ab" * 32, alasan="Lain.", ditahan=[("KES", "Ditanyakan.")]))
    ),
    "dua": f"halo\n{TERIMA}\nlalu\n{TARIK}",
    "dua kali yang sama": TERIMA + TERIMA,
    "dikutip": "\n".join(f"> {line}" for line in TERIMA.splitlines()),
    "tanda hubung jadi garis": TERIMA.replace("-----", "\u2014\u2014"),
    "satu baris": TERIMA.replace("\n", " "),
    "aksara tak tampak": TERIMA.replace("y", "y\u200b"),
    "bertab": TERIMA.replace("\n", "\r\n\t"),
    "kalimat palsu": TERIMA.replace("revisi", "REVISI LAIN"),
    "pimpinan provinsi": message(signed(receipt(), holder("53", "pimpinan"))),
}
REFUSED: dict[str, Callable[[], str]] = {
    "tanpa surat": lambda: "halo",
    "terpotong": lambda: TERIMA[: TERIMA.index("-----END")],
    "tanda akhir di depan": lambda: f"-----END LONTAR SURAT-----{TERIMA[:-40]}",
    "satu huruf lain": lambda: TERIMA.replace("SURAT-----\n", "SURAT-----\nA", 1),
    "satu huruf hilang": lambda: TERIMA[:-60] + TERIMA[-59:],
    "bukan base64": lambda: TERIMA.replace("SURAT-----\n", "SURAT-----\n!", 1),
    "oleh kabupaten": lambda: message(signed(receipt(), head_of_region())),
    "oleh provinsi lain": lambda: message(
        signed(receipt(), holder("53", "operator", "Provinsi Lain"))
    ),
    "penarikan oleh operator": lambda: message(signed(withdrawal(), holder("53.01", "operator"))),
    "penarikan oleh provinsi": lambda: message(signed(withdrawal(), officer_of_province())),
    "penarikan wilayah lain": lambda: message(signed(withdrawal(), holder("53.02", "pimpinan"))),
    "kantor lain": lambda: message(signed(receipt(kantor="Kantor Lain"))),
    "maksud lain": lambda: told(receipt(), Pernyataan("menyatakan", WAKTU), officer_of_province()),
    "waktu lain": lambda: told(
        receipt(), Pernyataan("tanda_terima", later(1).isoformat()), officer_of_province()
    ),
    "mengesahkan": lambda: told(
        receipt(), Pernyataan("tanda_terima", WAKTU, atas="0" * 64), officer_of_province()
    ),
    "pengganti tanpa alasan": lambda: bare(receipt(versi=3, ganti="ab" * 32)),
    "pengganti tanpa yang diganti": lambda: bare(receipt(versi=3, alasan="Lain.")),
    "yang diganti dalam versi 1": lambda: bare(receipt(ganti="ab" * 32)),
    "tanda tangan surat lain": lambda: message(
        Amplop(signed(receipt(sha256="ef" * 32)).data, signed(receipt()).jws)
    ),
}


@pytest.mark.parametrize("kasus", BELIEVED)
def test_both_believe_a_genuine_letter_in_whatever_wrapping(kasus):
    found = second(BELIEVED[kasus])
    assert found
    assert found == first(BELIEVED[kasus])


@pytest.mark.parametrize("kasus", REFUSED)
def test_both_refuse_what_is_no_letter_or_not_from_whom_it_should_be(kasus):
    text = REFUSED[kasus]()
    assert (first(text), second(text)) == ([], [])


@pytest.mark.parametrize("days", [-10, 800])
def test_both_refuse_a_signer_outside_the_dates_of_the_certificate(days):
    assert (first(TERIMA, days), second(TERIMA, days)) == ([], [])
