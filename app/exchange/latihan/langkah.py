"""Doing what an exercise says: how it begins, and the way that solves it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app import paths
from app.domain import latihan as naskah
from app.domain.latihan import value_of
from app.errors import LontarError
from app.exchange import (
    acuan_kantor,
    berkas,
    cabut,
    ekspor,
    hambatan,
    impor,
    pendaftaran,
    percaya,
    pernyataan,
)
from app.exchange.latihan import soal
from app.exchange.latihan.siapan import FRASA_SANDI
from app.store import door, people, pustaka, questions
from app.store.door import CellWrite
from app.store.office import Office
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.domain.latihan import Langkah
    from app.domain.periode import Periode
    from app.exchange.latihan.siapan import Clock, Siapan
    from app.exchange.paket import Acuan
    from app.store.people import Pengguna, Peran

JENIS = "latihan"
"""The kind of gesture an exercise is begun with."""


def perform(
    steps: Sequence[Langkah], kantor: Path, folder: Path, siapan: Siapan, clock: Clock
) -> None:
    """Do the steps in the office `kantor`, with files in `folder`.

    Raises:
        LontarError: a step cannot be done; those before it stand.
    """
    with Office.open(kantor, clock) as office:
        meja = _Meja(office, folder, siapan, clock)
        for step in steps:
            meja.do(step)


class _Meja:
    """The open office of an exercise and what lies beside it."""

    def __init__(self, office: Office, folder: Path, siapan: Siapan, clock: Clock) -> None:
        self._office, self._folder, self._clock = office, folder, clock
        self._siapan = siapan

    def do(self, step: Langkah) -> None:
        """One step."""
        match step:
            case naskah.Isi() | naskah.Kumulatif() | naskah.Kosongkan() | naskah.Alasan():
                self._enter(step)
            case naskah.Siapkan():
                self._prepare(step)
            case naskah.Terima():
                self._accept(step)
            case naskah.Nyatakan() | naskah.TandaTangani():
                self._seal(step)
            case naskah.Jawab():
                soal.give(self._folder, step.soal, step.isi)
            case naskah.Cabut():
                cabut.revoke_region(self._office, step.wilayah, FRASA_SANDI)
            case naskah.Rekap():
                self._recap(step)

    @cached_property
    def _acuan(self) -> Acuan:
        return acuan_kantor.held(self._office, paths.forms())

    @property
    def _periode(self) -> Periode:
        return self._siapan.periode

    # --- Cells

    def _enter(
        self, step: naskah.Isi | naskah.Kumulatif | naskah.Kosongkan | naskah.Alasan
    ) -> None:
        if isinstance(step, naskah.Isi):
            self._write(self._filled(step))
        elif isinstance(step, naskah.Kumulatif):
            self._write(self._cumulated(step))
        elif isinstance(step, naskah.Kosongkan):
            self._write(self._emptied(step.formulir))
        else:
            self._explain(step)

    def _filled(self, step: naskah.Isi) -> Iterator[CellWrite]:
        periode = self._when(step.waktu)
        form = pustaka.forms_of(self._office, periode)[step.formulir]
        for sel, tertulis in step.nilai.items():
            nilai = None if tertulis == "" else value_of(tertulis)
            home = str(form.home_period(sel, periode))
            yield CellWrite(form.kode, self._office.identitas.wilayah, home, sel, nilai)

    def _cumulated(self, step: naskah.Kumulatif) -> Iterator[CellWrite]:
        wilayah = self._office.identitas.wilayah
        held = questions.sheet_values(self._office, step.formulir, wilayah, self._periode)
        now, before = held.now.get(step.sel), held.before.get(step.sel)
        if not isinstance(now, int) or not isinstance(before, int):
            raise LontarError("latihan_tanpa_angka", formulir=step.formulir, sel=step.sel)
        # A figure since 1 January never falls; one that does not is right already.
        right = now >= before
        if right == step.benar:
            return
        nilai = now + before if step.benar else now - before
        yield CellWrite(step.formulir, wilayah, str(self._periode), step.sel, nilai)

    def _emptied(self, formulir: str) -> Iterator[CellWrite]:
        wilayah = self._office.identitas.wilayah
        for periode in {self._when(one) for one in ("ini", "sebelum", "setahun_lalu")}:
            held = questions.values_of_period(self._office, wilayah, periode).get(formulir, {})
            form = pustaka.forms_of(self._office, periode)[formulir]
            for sel in held:
                home = str(form.home_period(sel, periode))
                yield CellWrite(formulir, wilayah, home, sel, None)

    def _when(self, waktu: str) -> Periode:
        if waktu == "ini":
            return self._periode
        found = getattr(self._periode, waktu)()
        assert found is not None
        return found  # type: ignore[no-any-return]  # one of the two named methods

    def _write(self, cells: Iterator[CellWrite]) -> None:
        door.write(
            self._office, list(cells), jenis=JENIS, label=t("latihan.label"), pelaku=self._pelaku
        )

    def _explain(self, step: naskah.Alasan) -> None:
        wilayah, label = self._office.identitas.wilayah, t("latihan.label")
        for one in hambatan.blockers(self._office, self._acuan, self._periode, wilayah):
            if one.sidik and (one.formulir, one.kode) == (step.formulir, step.aturan):
                hambatan.answer(self._office, one, step.teks, label=label, pelaku=self._pelaku)

    # --- Packages

    def _seal(self, step: naskah.Nyatakan | naskah.TandaTangani) -> None:
        if isinstance(step, naskah.Nyatakan):
            self._state()
        else:
            self._sign()

    def _state(self) -> None:
        user = self._person("operator")
        key, certs = pendaftaran.signer(self._office, user, FRASA_SANDI)
        told = pernyataan.design(self._office, self._acuan, self._periode, certs, self._clock)
        pernyataan.keep(self._office, pernyataan.state(told, key, certs, self._clock))

    def _sign(self) -> None:
        user = self._person("pimpinan")
        key, certs = pendaftaran.signer(self._office, user, FRASA_SANDI)
        ekspor.export_package(
            self._office, self._acuan, self._periode, self._folder, key, certs, self._clock
        )

    def _prepare(self, step: naskah.Siapkan) -> None:
        ready, opd, ubah = self._siapan, step.opd, step.ubah
        place = ready.package_of(opd) if opd else ready.package(step.wilayah, step.revisi, ubah)
        berkas.write_atomic(self._folder / step.berkas, place.read_bytes())

    def _accept(self, step: naskah.Terima) -> None:
        from app.exchange.pembaca.induk import Pembaca
        from app.exchange.verifikasi import Pemeriksa

        with Pembaca() as pembaca:
            trust = percaya.of_office(self._office)
            pemeriksa = Pemeriksa(self._acuan, trust, self._clock, pembaca)
            for one in impor.examine([self._folder / step.berkas], self._office, pemeriksa):
                impor.accept(self._office, one, pelaku=self._pelaku, tahan=step.tahan)

    def _recap(self, step: naskah.Rekap) -> None:
        from app.exchange import rekap_bahan, rekap_sekitar, rekap_xlsx

        bahan = rekap_bahan.gather(self._office, self._periode, paths.forms())
        sekitar = rekap_sekitar.gather(self._office, bahan, paths.forms())
        rekap_xlsx.save(bahan, self._folder / step.berkas, sekitar)

    # --- People

    def _person(self, peran: Peran) -> Pengguna:
        return next(one for one in people.users(self._office) if one.peran == peran)

    @property
    def _pelaku(self) -> str:
        return people.users(self._office)[0].nama
