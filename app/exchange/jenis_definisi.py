"""The kinds of definitions a file holds beside forms and metode: one line of a table for each.

Each is published whole under a version that holds from a quarter on; every quarter uses one. What
is particular to a kind are its file, its checks and its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from app.domain.terbit import Terbit
from app.exchange import definisi_keluaran, definisi_susunan, definisi_wilayah, periksa_terbitan
from app.store import consolidation_tables, output_lists, region_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.periode import Periode
    from app.store.office import Office
    from app.store.published import QuarterShelf

T = TypeVar("T", bound=Terbit)
S_contra = TypeVar("S_contra", bound=Terbit, contravariant=True)


def _none(*_: object) -> list[str]:
    return []


class Check(Protocol[S_contra]):
    """Refuses what cannot be used; what is `baru` is to be signed here and now."""

    def __call__(
        self,
        office: Office,
        held: Sequence[S_contra],
        forms: Sequence[Formulir],
        folder: Path,
        /,
        *,
        baru: bool,
    ) -> None:
        """Weigh everything of a kind, by version.

        Raises:
            LontarError: the first that does not pass.

        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Jenis(Generic[T]):
    """A kind, by the member of the file that holds it.

    `teks` names its sentences and errors, `read` finds it in a folder of the province, `check`
    refuses what cannot be used. `differences` tells what a version says otherwise than the earlier
    ones, `effect` what a begun quarter would come to with another version (None is that of the
    program). Only a province uses what is `di_provinsi`; every office keeps it.
    """

    kode: str
    teks: str
    rak: QuarterShelf[T]
    read: Callable[[Path | None, Path], list[T]]
    check: Check[T]
    differences: Callable[[Path, Sequence[T], T], list[str]]
    effect: Callable[[Office, Path, Periode, tuple[T | None, T | None]], list[str]] = _none
    di_provinsi: bool = False


JENIS: tuple[Jenis[Any], ...] = (
    Jenis(
        kode="konsolidasi",
        teks="susunan",
        rak=consolidation_tables.PUBLISHED,
        read=definisi_susunan.read_folder,
        check=definisi_susunan.check,
        differences=definisi_susunan.differences,
        di_provinsi=True,
    ),
    Jenis(
        kode="wilayah",
        teks="wilayah",
        rak=region_lists.PUBLISHED,
        read=definisi_wilayah.read_folder,
        check=definisi_wilayah.check,
        differences=definisi_wilayah.differences,
        effect=definisi_wilayah.effect,
    ),
    Jenis(
        kode="keluaran",
        teks="keluaran",
        rak=output_lists.PUBLISHED,
        read=definisi_keluaran.read_folder,
        check=definisi_keluaran.check,
        differences=definisi_keluaran.differences,
    ),
)


def check(
    office: Office,
    held: Mapping[str, Sequence[Any]],
    forms: Sequence[Formulir],
    folder: Path,
    *,
    baru: bool,
) -> None:
    """Everything of these kinds in a file, with the forms it comes with; `baru`: made here.

    Raises:
        LontarError: the first that cannot be used, or a later version that would hold earlier.

    """
    for one in JENIS:
        one.check(office, held[one.kode], forms, folder, baru=baru)
        periksa_terbitan.check_order(held[one.kode], f"definisi_{one.teks}_mundur")


def check_same(held: Mapping[str, Sequence[Any]], known: Mapping[str, Sequence[Any]]) -> None:
    """What was published under a version stays.

    Raises:
        LontarError: a version says something else than the one that is known.

    """
    for one in JENIS:
        before = known.get(one.kode, ())
        periksa_terbitan.check_same(held[one.kode], before, f"definisi_{one.teks}_berubah")


def with_folder(
    known: Mapping[str, Sequence[Any]], folder: Path | None, published: Path
) -> dict[str, list[Any]]:
    """What earlier files held of each kind, and what a folder adds, by version.

    Raises:
        LontarError: a file is wrong or too large, or changes a version that was published.

    """
    written = {one.kode: one.read(folder, published) for one in JENIS}
    check_same(written, known)
    together = {
        kode: {one.versi: one for one in (*known.get(kode, ()), *fresh)}
        for kode, fresh in written.items()
    }
    return {kode: [found[versi] for versi in sorted(found)] for kode, found in together.items()}
