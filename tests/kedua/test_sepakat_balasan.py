"""Both readers of replies believe the same ones, and say the same of where questions stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from app.domain.pertanyaan import JenisTanya
from app.errors import LontarError
from app.exchange import balasan, tanya
from app.exchange.percaya import Percaya
from tests.exchange.contoh_balasan import HARUS, YOHANA, ask, both, reply, resigned
from tests.exchange.contoh_opd import DINKES, signers
from tests.exchange.contoh_sertifikat import KANTOR, NOW, authority, later, officer, pimpinan
from tests.exchange.contoh_surat import head_of_region, holder
from tests.kedua import balasan as kedua
from tests.kedua import tanda
from tests.kedua.buku import Putus

if TYPE_CHECKING:
    from app.exchange.susun_balasan import BalasanJadi
    from tests.exchange.contoh_sertifikat import Pihak


def pimpinan_of_opd() -> Pihak:
    return signers(DINKES)[1]


States = dict[str, tuple[str, int]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> BalasanJadi:
    """A reply with a question in each state there is."""
    pair = both(tmp_path_factory.mktemp("sepakat"))
    ask(pair.provinsi)
    closed = ask(pair.provinsi, HARUS, "Dari mana?", JenisTanya.TANYA)
    again = ask(pair.provinsi, HARUS, "Tahun berapa?", JenisTanya.BUKTI)
    tanya.close(pair.provinsi, closed, "Jelas.", oleh=YOHANA)
    shut = tanya.close(pair.provinsi, again, "Jelas.", oleh=YOHANA)
    tanya.reopen(pair.provinsi, shut, "Belum.", oleh=YOHANA)
    jadi = reply(pair.provinsi)
    pair.close()
    return jadi


def first(text: str, days: float = 0) -> States | None:
    """What the program says; None when it does not believe."""
    try:
        amplop = balasan.envelope(text.encode())
        isi = balasan.read(amplop, Percaya((authority().certificate,)), later(days)).isi
    except LontarError:
        return None
    return {one.id: (one.keadaan.value, one.putaran) for one in isi.questions}


def second(text: str, days: float = 0) -> States | None:
    """What the other program says."""
    try:
        trust = tanda.Percaya([authority().certificate], [], later(days))
        return kedua.periksa(text, trust).keadaan
    except Putus:
        return None


def test_both_tell_the_same_states(made):
    found = first(made.teks)
    assert found is not None
    assert sorted(found.values()) == [("dibuka_lagi", 2), ("selesai", 1), ("terbuka", 1)]
    assert second(made.teks) == found
    quoted = "\n".join(f"> {line}" for line in made.teks.replace("-----", "—").splitlines())
    assert first(quoted) is second(quoted) is None
    quoted = quoted.replace("—", "——")
    assert first(quoted) == second(quoted) == found


def test_both_believe_a_reply_whose_definitions_they_do_not_judge(made):
    text = resigned(made, versi=4, definisi="A" * 300)
    assert first(text) == second(text) == first(made.teks)


def test_both_believe_a_reply_to_an_opd_by_the_head_of_its_region_only(made):
    head = pimpinan()
    facts = {"versi": 3, "opd": "Dinas Kesehatan", "tanda_terima": [], "kantor": KANTOR}
    good = resigned(made, head, **facts)
    assert first(good) == second(good)
    assert first(good) is not None
    for own, change in (
        (None, {}),
        (pimpinan_of_opd(), {"kantor": "Dinas Kesehatan"}),
        (officer(), {}),
        (head, {"versi": 1}),
        (head, {"opd": ""}),
        (head, {"opd": "dua\nbaris"}),
        (head, {"wilayah": "53.02"}),
    ):
        text = resigned(made, own, **{**facts, **change})
        assert first(text) is None
        assert second(text) is None


def event(made: BalasanJadi, **changes: Any) -> str:
    """The first question with its first event changed."""
    asked, *others = made.isi.pertanyaan
    changed = asked.kejadian[0]._replace(**changes)
    one = msgspec.structs.replace(asked, kejadian=[changed, *asked.kejadian[1:]])
    return resigned(made, pertanyaan=[one, *others])


REFUSED = {
    "nomor nol": lambda made: resigned(made, nomor=0),
    "tahun lain": lambda made: resigned(made, tahun=2025),
    "wilayah luar": lambda made: resigned(made, wilayah="52.01"),
    "untuk provinsi": lambda made: resigned(made, wilayah="53"),
    "kantor lain": lambda made: resigned(made, kantor="Kantor Lain"),
    "versi lain": lambda made: resigned(made, versi=2),
    "definisi di versi 1": lambda made: resigned(made, definisi="A" * 300),
    "versi 4 tanpa definisi": lambda made: resigned(made, versi=4),
    "definisi pendek": lambda made: resigned(made, versi=4, definisi="A" * 199),
    "definisi bukan Base64": lambda made: resigned(made, versi=4, definisi="-" * 300),
    "urutan lain": lambda made: resigned(made, pertanyaan=made.isi.pertanyaan[::-1]),
    "dua kali": lambda made: resigned(made, pertanyaan=made.isi.pertanyaan * 2),
    "tenggat terbalik": lambda made: resigned(made, tenggat=made.isi.tenggat[::-1]),
    "tanda terima kembar": lambda made: resigned(made, tanda_terima=made.isi.tanda_terima * 2),
    "oleh kabupaten": lambda made: resigned(made, head_of_region()),
    "provinsi asing": lambda made: resigned(made, holder("53", "operator", "Provinsi Lain")),
    "teks kosong": lambda made: event(made, teks=""),
    "dua baris": lambda made: event(made, teks="dua\nbaris"),
    "paket asing": lambda made: event(made, paket="x"),
    "angka pecahan": lambda made: event(made, lama="angka:1.5"),
    "putaran nol": lambda made: event(made, putaran=0),
    "waktu tanpa zona": lambda made: event(made, waktu="2026-10-05T09:30:00"),
    "terpotong": lambda made: made.teks.replace(balasan.END, ""),
    "dua balasan": lambda made: made.teks * 2,
    "huruf hilang": lambda made: made.teks.replace("eyJmb3JtYXQi", "eyJmb3JtYXQ", 1),
}


@pytest.mark.parametrize("kasus", REFUSED)
def test_both_refuse_what_the_page_forbids(made, kasus):
    text = REFUSED[kasus](made)
    assert text != made.teks
    assert first(text) is None
    assert second(text) is None


def test_both_stop_believing_when_the_certificate_ends(made):
    assert first(made.teks, 800) is second(made.teks, 800) is None
    assert later(800) > NOW
