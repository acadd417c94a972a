"""What was said of the evidence of packages: recorded for ever, and what of it still holds.

A verdict is about a file at a cell, the facts declared about it and the figure it proves. Where any
of these is another one by now, nobody has looked at it yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.telaah import HasilTelaah, Hitungan, counted
from app.store import evidence, evidence_opd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.domain.periode import Periode
    from app.store.door import Kunci
    from app.store.evidence import Bukti
    from app.store.office import Office

_HELD = """
    ifnull((SELECT CASE WHEN n.angka IS NOT NULL THEN 'angka:' || n.angka
                        WHEN n.teks IS NOT NULL THEN 'teks:' || n.teks
                        ELSE 'keadaan:' || n.keadaan END
            FROM nilai n WHERE n.lembar = b.lembar AND n.sel = b.sel), '')
"""
_RECORD = f"""
    INSERT INTO bukti_telaah (formulir, wilayah, periode, sel, sha256, nama, tanggal, halaman,
                              nilai, paket, hasil, alasan, pertanyaan, waktu, pelaku)
    SELECT l.formulir, l.wilayah, l.periode, b.sel, b.sha256, b.nama, b.tanggal, b.halaman,
           {_HELD}, o.paket, ?, ?, ?, ?, ?
    FROM bukti b JOIN lembar l ON l.id = b.lembar JOIN bukti_opd o ON o.bukti = b.id
    WHERE b.id = ?
"""  # noqa: S608 - put together from our own words only
_LAST = f"""
    SELECT b.id, t.hasil, t.alasan, t.pertanyaan, t.waktu, t.pelaku, t.nilai = {_HELD},
           t.tanggal = b.tanggal AND t.halaman = b.halaman
    FROM bukti_telaah t
    JOIN lembar l ON l.formulir = t.formulir AND l.wilayah = t.wilayah AND l.periode = t.periode
    JOIN bukti b ON b.lembar = l.id AND b.sel = t.sel AND b.sha256 = t.sha256
    WHERE ifnull(?, t.wilayah) = t.wilayah
      AND t.id IN (SELECT max(id) FROM bukti_telaah
                   GROUP BY wilayah, periode, formulir, sel, sha256)
"""  # noqa: S608 - put together from our own words only
_DECLARED = f"""{evidence.SELECT}
    WHERE o.bukti IS NOT NULL AND l.periode IN (?, ?) AND ifnull(?, l.wilayah) = l.wilayah
    ORDER BY l.wilayah, l.formulir, l.periode, b.sel, b.id
"""
_ASKED = """
    SELECT DISTINCT pertanyaan FROM bukti_telaah
    WHERE formulir = ? AND wilayah = ? AND periode = ? AND sel = ? AND pertanyaan <> ''
"""
_ANY = "SELECT 1 FROM bukti_telaah LIMIT 1"


class Telaah(NamedTuple):
    """What was said last of a piece of evidence, by whom and when (ISO 8601).

    `pertanyaan` is the id of the question that was asked with it, empty for none. `angka_tetap`
    tells that its cell still holds what it held then, `keterangan_tetap` that day and page of the
    document are still declared as they were.
    """

    hasil: HasilTelaah
    alasan: str
    pertanyaan: str
    waktu: str
    pelaku: str
    angka_tetap: bool
    keterangan_tetap: bool

    @property
    def berlaku(self) -> bool:
        """Whether it still is about what is here."""
        return self.angka_tetap and self.keterangan_tetap


class Ditelaah(NamedTuple):
    """A piece of evidence with what was said of it; None where nobody ever looked at it."""

    bukti: Bukti
    telaah: Telaah | None

    @property
    def hasil(self) -> HasilTelaah:
        """What holds now."""
        if self.telaah is None or not self.telaah.berlaku:
            return HasilTelaah.BELUM
        return self.telaah.hasil

    @property
    def usang(self) -> bool:
        """Whether somebody decided about it, but about something else than is here now."""
        one = self.telaah
        return one is not None and one.hasil is not HasilTelaah.BELUM and not one.berlaku


def record(
    office: Office,
    number: int,
    hasil: HasilTelaah,
    alasan: str,
    *,
    pelaku: str,
    pertanyaan: str = "",
) -> None:
    """Add what is said of the piece of evidence with this number, which a package declares."""
    waktu = office.now().isoformat(timespec="seconds")
    with office.transaction() as conn:
        conn.execute(_RECORD, (hasil.value, alasan, pertanyaan, waktu, pelaku, number))


def of_package(office: Office, paket: str) -> list[Ditelaah]:
    """Everything a package declares, as `evidence_opd.declared`, with what was said of it."""
    return reviewed(office, evidence_opd.declared(office, paket))


def of_period(office: Office, periode: Periode, wilayah: str | None = None) -> list[Ditelaah]:
    """All evidence packages declare for a quarter and its year, of one region or of all."""
    wanted = (str(periode), str(periode.tahunan), wilayah)
    found = [evidence.made(row) for row in office.conn.execute(_DECLARED, wanted)]
    return reviewed(office, found, wilayah)


def reviewed(office: Office, listed: Iterable[Bukti], wilayah: str | None = None) -> list[Ditelaah]:
    """These pieces with what was said of them; `wilayah` where they are of one region only."""
    known = _last(office, wilayah)
    return [Ditelaah(one, known.get(one.id)) for one in listed]


def _last(office: Office, wilayah: str | None) -> dict[int, Telaah]:
    if office.conn.execute(_ANY).fetchone() is None:
        return {}
    found = {}
    for number, hasil, alasan, asked, waktu, pelaku, figure, facts in office.conn.execute(
        _LAST, (wilayah,)
    ):
        told = (HasilTelaah(hasil), alasan, asked, waktu, pelaku)
        found[number] = Telaah(*told, bool(figure), bool(facts))
    return found


def asked_at(office: Office, kunci: Kunci, sel: str) -> list[str]:
    """The ids of the questions that verdicts at a cell were asked with."""
    return [nomor for (nomor,) in office.conn.execute(_ASKED, (*kunci, sel))]


def tally(listed: Iterable[Ditelaah], group: Callable[[Bukti], str]) -> dict[str, Hitungan]:
    """How many pieces of each group fit, do not fit and were not looked at."""
    groups: dict[str, list[HasilTelaah]] = {}
    for one in listed:
        groups.setdefault(group(one.bukti), []).append(one.hasil)
    return {key: counted(found) for key, found in groups.items()}
