"""A profile as it is being worked out in the window: what goes where, and how to change that."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.domain import profil_usul
from app.domain.profil import BarisProfil, KolomProfil, Profil, recognise
from app.domain.profil_baris import name_key
from app.exchange import profil_susun

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.formulir import Formulir, Tabel
    from app.domain.kisi import Kisi
    from app.domain.kolom import Kolom
    from app.domain.tabel_judul import Judul


@dataclass(frozen=True)
class Draft:
    """What is decided so far; each change gives another draft."""

    form: Formulir
    lembar: str
    kisi: Kisi
    judul: Judul
    tabel: Tabel
    kolom: Mapping[int, KolomProfil]
    tetap: Mapping[str, str] = field(default_factory=dict)
    baris: Mapping[str, str] = field(default_factory=dict)
    jumlahkan: str = ""

    @classmethod
    def begun(
        cls,
        form: Formulir,
        sheets: Mapping[str, Kisi],
        *,
        lembar: str | None = None,
        tabel: str | None = None,
        awal: int | None = None,
        dahulu: Mapping[str, Iterable[str]] | None = None,
    ) -> Draft:
        """The likeliest one.

        Raises:
            LontarError: no sheet has a table, or it lists people.

        """
        found = profil_susun.begin(
            form, sheets, lembar=lembar, tabel=tabel, awal=awal, dahulu=dahulu
        )
        places = {title: place for place, title in found.judul.kolom.items()}
        return cls(
            form, found.lembar, found.kisi, found.judul, form.tables[found.profil.tabel],
            {places[one.kepala]: one for one in found.profil.kolom},
            baris={one.teks: one.ke for one in found.profil.baris},
        )  # fmt: skip

    def with_profile(self, profil: Profil) -> Draft:
        """The same sheet by a profile that is kept already, as far as it fits."""
        found = recognise(self.kisi, profil)
        tabel = self.form.tables.get(profil.tabel)
        if found is None or tabel is None:
            return self
        known = profil_usul.targets(tabel)
        rows = {one.kode for one in tabel.baris}
        names = {name_key(one.teks): one.ke for one in profil.baris if one.ke in rows}
        listed = profil_usul.row_names(self.kisi, found.judul)
        return replace(
            self,
            judul=found.judul,
            tabel=tabel,
            kolom={place: one for place, one in found.kolom.items() if one.ke in known},
            tetap={kode: teks for kode, teks in profil.tetap.items() if kode in known},
            baris={one: names[name_key(one)] for one in listed if name_key(one) in names},
            jumlahkan=profil.jumlahkan if profil.jumlahkan in rows else "",
        )

    # --- What there is to choose

    @property
    def offered(self) -> dict[str, str]:
        """What a column of the file may go to, with its name."""
        return profil_usul.targets(self.tabel)

    @property
    def fixed(self) -> list[Kolom]:
        """The columns of a register that may get one entry for every row."""
        taken = {one.ke for one in self.kolom.values()}
        if not self.tabel.register:
            return []
        words = {kode for kode in self.tabel.columns_by_code if self.keeps_words(kode)}
        return [
            one
            for one in profil_usul.fillable(self.tabel)
            if one.kode not in taken and (one.wajib or one.kode in words)
        ]

    @property
    def names(self) -> list[str]:
        """The rows of the file, where each may go to one of the form."""
        cells = bool(self.kolom) and all("." in one.ke for one in self.kolom.values())
        if self.tabel.register or cells:
            return []
        return profil_usul.row_names(self.kisi, self.judul)

    @property
    def lacking(self) -> list[str]:
        """The required columns of a register that nothing goes to yet."""
        return [one.label for one in self.fixed if one.wajib and one.kode not in self.tetap]

    def keeps_words(self, kode: str) -> bool:
        """Whether a column keeps words."""
        return profil_usul.keeps_words(self.tabel, kode)

    def sample(self, place: int) -> str:
        """What stands in the first rows of a column of the file."""
        below = (
            self.kisi.meant(row, place) for row in range(self.judul.awal, len(self.kisi.baris))
        )
        return "; ".join(list(dict.fromkeys(text for text in below if text))[:2])

    # --- What is changed

    def with_column(self, place: int, ke: str | None) -> Draft:
        """Another target for a column of the file, or none."""
        others = {one: kolom for one, kolom in self.kolom.items() if one != place}
        if ke is not None:
            title = self.judul.kolom[place]
            kali = profil_usul.scale(title, self.tabel, ke)
            others[place] = KolomProfil(kepala=title, ke=ke, kali=kali)
        return replace(self, kolom=dict(sorted(others.items())))

    def with_scale(self, place: int, kali: int) -> Draft:
        """Another multiplier for a column of the file."""
        one = self.kolom[place]
        changed = KolomProfil(kepala=one.kepala, ke=one.ke, kali=kali)
        return replace(self, kolom={**self.kolom, place: changed})

    def with_fixed(self, kode: str, teks: str) -> Draft:
        """Another entry for every row; an empty one takes it away."""
        others = {one: text for one, text in self.tetap.items() if one != kode}
        return replace(self, tetap=others | ({kode: teks} if teks.strip() else {}))

    def with_row(self, name: str, ke: str | None) -> Draft:
        """Another row of the form for a row of the file, or none."""
        others = {one: code for one, code in self.baris.items() if one != name}
        return replace(self, baris=others | ({name: ke} if ke else {}))

    def with_sum(self, ke: str | None) -> Draft:
        """The row that all rows are added up in, or none."""
        return replace(self, jumlahkan=ke or "")

    def profil(self, nama: str, sumber: str) -> Profil:
        """What it comes to."""
        rows = {} if self.jumlahkan else self.baris
        # An entry stays while the arrows lead a column past it; the column has the last word.
        taken = {one.ke for one in self.kolom.values()}
        return Profil(
            nama=nama.strip(),
            formulir=self.form.kode,
            tabel=self.tabel.kode,
            sumber=sumber.strip(),
            kolom=[*self.kolom.values()],
            tetap={kode: teks for kode, teks in self.tetap.items() if kode not in taken},
            baris=[BarisProfil(teks=name, ke=ke) for name, ke in rows.items()],
            jumlahkan=self.jumlahkan,
        )
