"""Every attack in every way: `python -m tests.exchange.serangan_penuh [NAME …] [--…]`.

Made on the package of a whole quarter, which takes some minutes; with names, only those. Without
an option it tells what differs from what is expected; `--harapan` writes the expectations anew, to
be read line by line before they are kept, and `--tabel` the table for strangers that follows.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app import paths
from app.exchange.pembaca.induk import Pembaca
from app.exchange.percaya import Percaya
from app.exchange.verifikasi import Pemeriksa
from tests.exchange import contoh_paket as contoh
from tests.exchange import contoh_serangan_paket as serangan
from tests.exchange.contoh_sertifikat import authority, clock
from tests.exchange.serangan.arsip import Hasil
from tests.exchange.serangan.hal_sendiri import HAL
from tests.exchange.serangan.lain import BOLEH_LAIN, LAIN, ruang

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    Harapan = dict[str, dict[str, list[str]]]

HARAPAN = Path(__file__).parent / "serangan" / "harapan.json"
TABEL = paths.resources() / "format" / "serangan.md"
_FOREIGN = re.compile(r"\bNone\b|Traceback|Exception|Error\b|\bgalat\.|<class|putusan\.|\bbeda\.")
_SENTENCE = re.compile(r"[A-Z].*[.!?]", re.DOTALL)
_NEVER = ("paket_cacat", "pembaca_lama", "pembaca_berhenti")
_LAST = serangan.KUNCI_SENDIRI
LAIN_CARA = "hasil"
"""The one way in which an attack is made that is no other file."""

_TABLE_HEAD = (
    "| Serangan | Yang dilakukan | Berkas bersegel | Segel dilepas | Ditandatangani penyerang |",
    "|---|---|---|---|---|",
)
_LAIN_HEAD = ("| Serangan | Yang dilakukan | Hasil |", "|---|---|---|")
_HEAD = """# Serangan yang dicoba pada paket

Dibuat oleh `python -m tests.exchange.serangan_penuh --harapan --tabel`, dari {serangan} serangan
yang dilakukan dengan {cara} cara atas paket yang benar-benar diekspor; bagian yang terakhir juga
lewat pintu lain: surat, bukti, cadangan, kunci, serah terima, tabel. Setiap sel adalah putusan dan
kode alasan `periksa --json`. Nama yang berawal a, z, s, p, x, d adalah baris tabel acuan segel
OOXML; selebihnya serangan kami sendiri. Yang dicetak tebal diputus tanpa kode lain.

Kolom pertama: berkas seperti dikirim, dengan segelnya. Kolom kedua: segelnya dilepas dulu, seperti
berkas yang disimpan ulang, sehingga yang bertahan tinggal tanda tangan atas data, sidik lembar, dan
para pembaca. Kolom ketiga: penyerang menandatangani dan menyegel semuanya lagi dengan kunci dan CA
buatannya yang bernama sama. Tidak satu pun yang mengubah angka, keterangan, atau yang terlihat
diputus sah; yang diputus sah terdaftar di bawah beserta alasannya.
"""
_KELOMPOK = {
    "isi": "Bagian-bagian buku kerja",
    "wadah": "ZIP di sekelilingnya",
    "segel": "Segel",
    "kunci": "Segel, dengan kunci",
    "angka": "Angka dan keterangan",
    "tampilan": "Yang terlihat selain isi sel",
    "tanda": "Tanda tangan dan penanda tangan",
    "berkas": "Berkas seluruhnya",
}


@cache
def harapan() -> Harapan:
    """What each attack must come to, by its name and the way it is made."""
    found: Harapan = json.loads(HARAPAN.read_bytes()) if HARAPAN.exists() else {}
    return found


def kalimat_utuh(text: str) -> bool:
    """Whether a text is made of whole sentences, with nothing of the program left in it."""
    plain = text.replace("{pesan}", "")  # what one attack writes into a cell, told as it is
    return bool(_SENTENCE.fullmatch(text)) and "{" not in plain and not _FOREIGN.search(text)


# --- Making them all -----------------------------------------------------------------------------


def semua(names: Collection[str] = ()) -> Iterator[tuple[str, str, Hasil, str, float]]:
    """Name, way, what it came to, what to tell the sender, and seconds, of every attack."""
    with TemporaryDirectory() as folder, Pembaca() as pembaca:
        file = Path(folder) / "SPM.xlsx"
        trust = Percaya((authority().certificate,))
        pemeriksa = Pemeriksa(contoh.acuan(), trust, clock, pembaca)
        for name, one in serangan.SERANGAN.items():
            for cara, make in one.cara.items() if not names or name in names else ():
                small = cara == serangan.cara_utama(one)
                data = make(serangan.korban(one.kelompok) if small else contoh.package())
                file.write_bytes(data)
                since = time.monotonic()
                told = pemeriksa.verify_file(file)
                spent = time.monotonic() - since
                json.dumps(told.as_json())
                found = Hasil(told.putusan.value, told.alasan, told.kalimat)
                yield name, cara, found, told.balasan, spent
                if small and data and serangan.korban(one.kelompok) != contoh.package():
                    file.write_bytes(make(contoh.package()))
                    whole = pemeriksa.verify_file(file)
                    same = (whole.putusan.value, whole.alasan) == found[:2]
                    assert same, (name, cara, whole.alasan)


def lain(names: Collection[str] = ()) -> Iterator[tuple[str, Hasil]]:
    """What the attacks come to that are no other file."""
    if names and LAIN.keys().isdisjoint(names):
        return
    with (
        TemporaryDirectory() as folder,
        Pembaca() as pembaca,
        ruang(Path(folder), pembaca) as room,
    ):
        for name, attack in LAIN.items():
            if not names or name in names:
                yield name, attack(room)


def main(arguments: list[str]) -> int:
    """Make every attack; 1 when one of them came to something else than expected."""
    names = [one for one in arguments if not one.startswith("--")]
    found: Harapan = {}
    wrong: list[str] = []
    slowest = 0.0
    for name, cara, hasil, balasan, spent in semua(names):
        found.setdefault(name, {})[cara] = list(hasil)
        slowest = max(slowest, spent)
        wrong += _complaints(name, cara, hasil, balasan)
        print(f"{name:34}{cara:14}{hasil.putusan:22}{hasil.alasan:30}{spent:6.2f} s", flush=True)
    for name, hasil in lain(names):
        found[name] = {LAIN_CARA: list(hasil)}
        print(f"{name:34}{LAIN_CARA:14}{hasil.putusan:22}{hasil.alasan:30}")
    if "--harapan" in arguments:
        _write(found)
    if "--tabel" in arguments:
        TABEL.write_text(tabel(), encoding="utf-8")
    ways = sum(map(len, found.values()))
    print(f"{len(found)} attacks, {ways} ways; slowest {slowest:.1f} s, {_largest_child()}")
    print(*wrong, sep="\n")
    return 1 if wrong else 0


def _largest_child() -> str:
    """What the largest child took; Windows does not tell."""
    if sys.platform == "win32":
        return "Windows"
    import resource

    return f"largest child {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB"


def _complaints(name: str, cara: str, hasil: Hasil, balasan: str) -> Iterator[str]:
    """What is wrong with an answer whatever is expected, and what differs from that."""
    place = f"{name}.{cara}"
    if hasil.putusan.startswith("sah") and (name not in serangan.SETARA or cara == _LAST):
        yield f"{place}: let through"
    if hasil.alasan in _NEVER:
        yield f"{place}: {hasil.alasan}"
    if not (kalimat_utuh(hasil.kalimat) and kalimat_utuh(balasan)):
        yield f"{place}: {hasil.kalimat} / {balasan}"
    expected = harapan().get(name, {}).get(cara)
    if expected is not None and expected[:2] != list(hasil[:2]):
        yield f"{place}: {hasil.alasan} instead of {expected[1]}"


def _write(found: Harapan) -> None:
    """Keep verdict and reason of every way, and the sentence of the one that is tested daily."""
    daily = {name: serangan.cara_utama(one) for name, one in serangan.SERANGAN.items()}
    found_now = {
        name: {
            cara: hasil if cara == daily.get(name, LAIN_CARA) else hasil[:2]
            for cara, hasil in ways.items()
        }
        for name, ways in found.items()
    }
    order = [*serangan.SERANGAN, *LAIN]
    known = {**harapan(), **found_now}
    kept = {one: known[one] for one in order if one in known}
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    HARAPAN.write_text(f"{text}\n", encoding="utf-8")
    harapan.cache_clear()


# --- The table for strangers ---------------------------------------------------------------------


def tabel() -> str:
    """The page resources/format/serangan.md."""
    told = harapan()
    counts = Counter(way[0] for ways in told.values() for way in ways.values())
    lines = [_HEAD.format(serangan=len(told), cara=sum(counts.values()))]
    for kelompok, title in _KELOMPOK.items():
        lines += [f"## {title}", "", *_TABLE_HEAD]
        for name, one in serangan.SERANGAN.items():
            if one.kelompok == kelompok:
                cells = (_cell(told[name].get(cara)) for cara in serangan.VARIAN)
                lines.append(f"| `{name}` | {one.hal} | {' | '.join(cells)} |")
        lines.append("")
    lines += ["## Orang, waktu, surat, arsip bukti, dan pintu lain", "", *_LAIN_HEAD]
    for name in LAIN:
        lines.append(f"| `{name}` | {HAL[name]} | {_cell(told[name][LAIN_CARA])} |")
    lines += ["", "## Yang boleh, dan alasannya", ""]
    lines += [f"* `{name}`: {why}" for name, why in {**serangan.SETARA, **BOLEH_LAIN}.items()]
    return "\n".join(lines) + "\n"


def _cell(told: list[str] | None) -> str:
    if told is None:
        return "–"
    putusan, alasan = told[:2]
    return f"**{putusan}**" if putusan == alasan else f"{putusan} `{alasan}`"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
