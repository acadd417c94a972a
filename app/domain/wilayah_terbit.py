"""A list of regions as the province publishes it: since when, sound or not, what is new.

A code keeps its region for ever. A region that no longer belongs to the province is named in
`lepas`; a list that only forgets one is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.domain import terbit
from app.domain.bagian import Strict
from app.domain.terbit import short
from app.domain.wilayah import BarisWilayah, Wilayah

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Daftar = Sequence[BarisWilayah]

MAX_WILAYAH, MAX_ALIAS, MAX_TAHUN = 100, 20, 40
MAX_SINGKAT, MAX_PULAU = 30, 40
MAX_JIWA, MAX_SATUAN = 100_000_000, 20_000
"""The largest province has half as many people; no kabupaten has a twentieth of the villages."""

_CODE = re.compile(r"[0-9]{2}\.[0-9]{2}", re.ASCII)
_BPS = re.compile(r"[0-9]{4}", re.ASCII)
_YEAR = re.compile(r"20[0-9]{2}", re.ASCII)
_FIRST_KOTA = 71
_MARKS = " .,'()-"
_UNITS = frozenset({"kecamatan", "kelurahan", "desa"})


class DaftarWilayah(Strict, frozen=True, kw_only=True):
    """A list with its version and the quarter from which it holds, "2027-T1"; the province first.

    `lepas` are codes that earlier lists had and that no longer belong to the province.
    """

    versi: int
    berlaku: str
    wilayah: tuple[BarisWilayah, ...]
    lepas: tuple[str, ...] = ()


class BedaWilayah(NamedTuple):
    """What is otherwise about one region: `apa` of it, before and after."""

    apa: str
    kode: str
    nama: str
    lama: str
    baru: str


class Alasan(NamedTuple):
    """Why a list cannot be used: the place, what stands there, and what kind of error it is."""

    letak: str
    isi: str
    sebab: str = ""


class BukuWilayah(msgspec.Struct, frozen=True):
    """All lists an office knows, and which quarter uses which.

    `program` comes with Lontar, `lists` were published, by version, `held` names the version that
    a quarter keeps, and `own` is a region nobody's list has yet: a new one, whose office is set up.
    """

    program: Mapping[str, Wilayah]
    lists: Sequence[DaftarWilayah] = ()
    held: Mapping[str, int] = msgspec.field(default_factory=dict)
    own: Wilayah | None = None

    def of_quarter(self, triwulan: str) -> Mapping[str, Wilayah]:
        """The regions of a quarter by code, the province first."""
        versi = self.held.get(triwulan, terbit.in_force(self.lists, triwulan))
        found = next((one for one in self.lists if one.versi == versi), None)
        return self.program if found is None else regions(found.wilayah)

    def known(self, today: str) -> dict[str, Wilayah]:
        """All that ever were or will be, each as the newest list in force today tells it."""
        found = {} if self.own is None else {self.own.kode: self.own}
        for one in reversed([one for one in self.lists if one.berlaku > today]):
            found.update(regions(one.wilayah))
        found.update(self.program)
        for one in self.lists:
            if one.berlaku <= today:
                found.update(regions(one.wilayah))
        return found if not self.lists and self.own is None else dict(sorted(found.items()))

    def region(self, kode: str, triwulan: str) -> Wilayah:
        """A region as it is in a quarter, or else as the newest list tells it.

        Raises:
            KeyError: no list has it.

        """
        inside = self.of_quarter(triwulan)
        told = [inside[kode]] if kode in inside else self.spellings(kode)
        if not told:
            raise KeyError(kode)
        return told[0]

    def spellings(self, kode: str) -> list[Wilayah]:
        """A region as each list tells it, the newest first."""
        lists = [*(regions(one.wilayah) for one in reversed(self.lists)), self.program]
        found = [one[kode] for one in lists if kode in one]
        return found + ([self.own] if self.own is not None and self.own.kode == kode else [])


def regions(lines: Iterable[BarisWilayah]) -> dict[str, Wilayah]:
    """The regions of a list by code, in its order."""
    return {one.kode: one.wilayah for one in lines}


def new_region(text: str, known: Mapping[str, Wilayah]) -> Wilayah | None:
    """A region that no list has yet, as people write it: "53.22 Kabupaten Contoh".

    None unless the code is free and of a province that is known, and the name a new one.
    """
    kode, _, rest = text.strip().partition(" ")
    nama = " ".join(rest.split())
    kind, _, singkat = nama.partition(" ")
    fits = _CODE.fullmatch(kode) and kode[:2] in known and kode not in known
    taken = {one.nama.casefold() for one in known.values()}
    if not fits or not singkat or not _plain(nama) or nama.casefold() in taken:
        return None
    jenis = _kind(kode)
    return Wilayah(kode, nama, singkat, jenis) if kind.casefold() == jenis else None


def _kind(kode: str) -> str:
    return "kota" if int(kode[3:]) >= _FIRST_KOTA else "kabupaten"


class Dahulu(NamedTuple):
    """What a list is held against: that of the program, and the published ones before it.

    Only where it is `baru`, made here and now, must it know all the program knows: a later program
    may list regions that a file of its time could not.
    """

    program: Daftar
    lists: Sequence[DaftarWilayah] = ()
    baru: bool = False


def unsound(daftar: DaftarWilayah, provinsi: str, dahulu: Dahulu) -> Alasan | None:
    """The first point at which a list of a province cannot be used; None when sound."""
    return next(_problems(daftar, provinsi, dahulu), None)


def _problems(daftar: DaftarWilayah, provinsi: str, dahulu: Dahulu) -> Iterator[Alasan]:
    yield from (Alasan(*point) for point in terbit.head_problems(daftar))
    codes = [one.kode for one in daftar.wilayah]
    if not 1 < len(codes) <= MAX_WILAYAH or codes[0] != provinsi:
        yield Alasan("wilayah", ", ".join(codes[:1]) or "0")
    for one in daftar.wilayah:
        for name in _written(one, provinsi):
            yield Alasan(f"wilayah.{one.kode[:9]}.{name}", str(getattr(one, name)))
    for told in _twice(daftar.wilayah):
        yield Alasan("wilayah", told)
    yield from _forgotten(daftar, dahulu)
    yield from _another(daftar, dahulu)


def _written(one: BarisWilayah, provinsi: str) -> Iterator[str]:
    """The members of a line that are spelt in a way that cannot be used."""
    whole = one.kode == provinsi
    inside = _CODE.fullmatch(one.kode) and one.kode.startswith(f"{provinsi}.")
    if not (whole or inside):
        yield "kode"
        return
    if one.jenis != ("provinsi" if whole else _kind(one.kode)):
        yield "jenis"
    if not _BPS.fullmatch(one.kode_bps):
        yield "kode_bps"
    limits = (("nama", terbit.MAX_NAMA), ("singkat", MAX_SINGKAT), ("ibu_kota", terbit.MAX_NAMA))
    for name, limit in limits:
        if not _plain(getattr(one, name), limit):
            yield name
    for name in ("pulau", "klaster"):
        if getattr(one, name) and not _plain(getattr(one, name), MAX_PULAU):
            yield name
    if len(one.alias) > MAX_ALIAS or not all(map(_plain, one.alias)):
        yield "alias"
    yield from _counted(one)


def _plain(words: str, limit: int = terbit.MAX_NAMA) -> bool:
    """Whether a name means the same on a screen, in a formula and at the foot of a sheet."""
    return short(words, limit) and all(one.isalnum() or one in _MARKS for one in words)


def _counted(one: BarisWilayah) -> Iterator[str]:
    people, units = one.penduduk.items(), one.satuan.items()
    plain = all(_YEAR.fullmatch(year) and 0 < number <= MAX_JIWA for year, number in people)
    if len(people) > MAX_TAHUN or not plain:
        yield "penduduk"
    if not all(name in _UNITS and 0 <= number <= MAX_SATUAN for name, number in units):
        yield "satuan"


def _twice(lines: Daftar) -> Iterator[str]:
    """Codes, and names in any spelling, that two regions share."""
    spelt = [
        name
        for one in lines
        for name in {word.casefold() for word in (one.nama, one.singkat, *one.alias)}
    ]
    for words in ([one.kode for one in lines], [one.kode_bps for one in lines], spelt):
        yield from (word for word, times in Counter(words).items() if times > 1)


def _forgotten(daftar: DaftarWilayah, dahulu: Dahulu) -> Iterator[Alasan]:
    """Regions that are neither there nor released; and releases of what there is not."""
    now = {one.kode for one in daftar.wilayah}
    gone = {kode for one in dahulu.lists for kode in one.lepas}
    published = [line for one in dahulu.lists for line in one.wilayah]
    known = {line.kode: line for line in (*dahulu.program, *published)}
    for kode in daftar.lepas:
        if "." not in kode or kode in now or (dahulu.baru and kode not in known):
            yield Alasan("lepas", kode)
    for line in known.values() if dahulu.baru else published:
        if line.kode not in now | gone and line.kode not in daftar.lepas:
            yield Alasan(line.kode, line.nama, "hilang")
    for kode in now & gone:
        yield Alasan(kode, known[kode].nama, "kembali")


def _another(daftar: DaftarWilayah, dahulu: Dahulu) -> Iterator[Alasan]:
    """Codes that would become another region: by its BPS code, or by the name of another one."""
    lines = [*dahulu.program, *(line for one in dahulu.lists for line in one.wilayah)]
    own = {line.kode: line.kode_bps for line in lines}
    names = {line.nama.casefold(): line.kode for line in lines}
    bps = {line.kode_bps: line.kode for line in lines}
    for one in daftar.wilayah:
        meant = {names.get(one.nama.casefold(), one.kode), bps.get(one.kode_bps, one.kode)}
        if meant != {one.kode} or own.get(one.kode, one.kode_bps) != one.kode_bps:
            yield Alasan(one.kode, one.nama, "arti")


def differences(old: Iterable[BarisWilayah], new: DaftarWilayah) -> list[BedaWilayah]:
    """What another list says otherwise, region by region; populations are told together."""
    before, now = ({one.kode: one for one in lines} for lines in (old, new.wilayah))
    found = [
        BedaWilayah("baru", one.kode, one.nama, one.pulau, one.klaster)
        for one in new.wilayah
        if one.kode not in before
    ]
    found += [
        BedaWilayah("lepas", kode, before[kode].nama, "", "")
        for kode in new.lepas
        if kode in before
    ]
    for kode, one in now.items():
        if kode in before:
            found += _changed(before[kode], one)
    people = [
        (one.nama, tahun)
        for kode, one in now.items()
        if kode in before
        for tahun in _other_years(before[kode].penduduk, one.penduduk)
    ]
    if people:
        years = sorted({tahun for _, tahun in people})
        count = str(len({nama for nama, _ in people}))
        found.append(BedaWilayah("penduduk", "", count, years[0], years[-1]))
    return found


def _changed(old: BarisWilayah, new: BarisWilayah) -> Iterator[BedaWilayah]:
    for apa in ("nama", "singkat", "klaster", "pulau", "ibu_kota"):
        lama, baru = getattr(old, apa), getattr(new, apa)
        if lama != baru:
            yield BedaWilayah(apa, new.kode, old.nama, lama, baru)
    if (old.alias, old.satuan) != (new.alias, new.satuan):
        yield BedaWilayah("lain", new.kode, new.nama, "", "")


def _other_years(old: Mapping[str, int], new: Mapping[str, int]) -> list[str]:
    return [tahun for tahun in {**old, **new} if old.get(tahun) != new.get(tahun)]
