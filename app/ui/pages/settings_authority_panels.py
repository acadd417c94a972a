"""The panels of Otoritas: issue after comparing words, revoke with a reason, a lost laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import LontarError
from app.teks import t
from app.ui.pages import settings_files as files
from app.ui.pages.settings_panel import Asked, Panel, Words, local_date, secret
from app.ui.widgets.field import Field
from app.ui.widgets.line import Line, Tick
from app.ui.widgets.selector import Selector

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.exchange.pencabutan import Daftar
    from app.exchange.profil_x509 import Alasan
    from app.exchange.sertifikat import Permintaan
    from app.exchange.terbitan import Digantikan, Terbitan
    from app.store.office import Office
    from app.ui.pages.settings_authority import AuthoritySection


class IssuePanel(Panel):
    """Who asks, the six words as they are heard, and the authority's passphrase."""

    def __init__(self, section: AuthoritySection, asked: Permintaan) -> None:
        from app.exchange import terbitan

        super().__init__("terbitkan", nama=asked.nama)
        self._section, self._asked = section, asked
        self._old = terbitan.replaced(section.session.office, asked)
        self.show_facts(self._facts())
        self.words = Words(t("panel.kata.pemohon"))
        self.secret = secret("otoritas")
        self.revoke_old = Tick(t("panel.terbitkan.cabut_lama"))
        # What a request says of an older certificate is not signed: only for the same person
        # is it proposed, and a person decides.
        same = self._old is not None and self._old.terbitan.penanda.nama == asked.nama
        self.revoke_old.setChecked(same)
        self.add(self.words, self.secret)
        if self._old is not None:
            self.add(self.revoke_old)

    def _facts(self) -> list[tuple[str, str]]:
        from app.exchange import penerbit

        asked, regions = self._asked, self._section.session.regions
        region = regions.get(asked.wilayah)
        lines = [
            (t("panel.terbitkan.nama"), asked.nama),
            (t("panel.terbitkan.peran"), t(f"wisaya.peran.{asked.peran}")),
            (t("panel.terbitkan.kantor"), asked.kantor),
            (t("panel.terbitkan.wilayah"), region.nama if region else asked.wilayah),
            (t("opd.untuk"), t("opd.untuk.opd" if asked.opd else "opd.untuk.wilayah")),
        ]
        if asked.asal is not None:
            holder = penerbit.common_name(asked.asal.subject)
            issuer = penerbit.common_name(asked.asal.issuer)
            told = t("panel.terbitkan.asal.isi", pemilik=holder, penerbit=issuer)
            lines.append((t("panel.terbitkan.asal"), told))
        if asked.menggantikan is not None:
            lines.append((t("panel.terbitkan.menggantikan"), self._replaced()))
        return lines

    def _replaced(self) -> str:
        from app.exchange import pengantar

        said = self._asked.menggantikan
        assert said is not None
        renewed = said.alasan == pengantar.PERPANJANGAN
        why = t("panel.terbitkan.perpanjangan" if renewed else f"pencabutan.alasan.{said.alasan}")
        known = self._old.terbitan.penanda.nama if self._old else ""
        told = {"seri": pengantar.serial_text(said.seri), "alasan": why, "nama": known}
        return t(f"panel.terbitkan.lama.{'dikenal' if known else 'seri'}", **told)

    def submit(self) -> None:
        """Only after the words were compared: issue, and revoke what is replaced."""
        from app.exchange import otoritas

        asked, office = self._asked, self._section.session.office
        if not self.words.check(asked.kata, nama=asked.nama, kantor=asked.kantor):
            return
        old = self._old if self.revoke_old.isChecked() else None
        self.prepare(
            lambda secret: self._issue(secret, old),
            Asked(self.secret.text, otoritas.sealed(office)),
        )

    def _issue(self, secret: str, old: Digantikan | None) -> None:
        from app.exchange import cabut, terbitan

        asked, office = self._asked, self._section.session.office
        terbitan.issue(office, asked, secret)
        if old is not None:
            cabut.revoke(office, [old.terbitan.penanda.seri], old.alasan, secret)
        made = terbitan.issued(office)[-1]
        data = terbitan.answer(office, made)
        name = terbitan.answer_name(made.penanda)
        saved = files.save(self, t("pengaturan.otoritas.simpan"), name, data)
        key = "selesai" if saved else "terbit_belum_disimpan"
        self._section.finish(t(f"pengaturan.otoritas.{key}", nama=asked.nama))
        self._section.issued.table.go_to(f"{made.penanda.seri:x}")


class _Revoking(Panel):
    """What every revocation needs: the authority's passphrase; then the list is handed out."""

    def __init__(self, section: AuthoritySection, key: str, **facts: object) -> None:
        super().__init__(key, **facts)
        self.section = section
        self.secret = secret("otoritas")

    def revoke(self, make: Callable[[Office, str], Daftar]) -> None:
        """Open the authority's key, have the next list made with it, and say what became of it."""
        from app.exchange import otoritas

        office = self.section.session.office
        self.prepare(
            lambda secret: self.done(make(office, secret)),
            Asked(self.secret.text, otoritas.sealed(office)),
        )

    def done(self, daftar: Daftar) -> None:
        """Say what became of it."""
        told = {"nomor": daftar.nomor, "jumlah": len(daftar.isi)}
        self.section.finish(t("panel.cabut.selesai", **told))


class RevokePanel(_Revoking):
    """One certificate, and why."""

    def __init__(self, section: AuthoritySection, one: Terbitan) -> None:
        super().__init__(section, "cabut", nama=one.penanda.nama)
        self._one = one
        region = section.session.regions.get(one.penanda.wilayah)
        self.show_facts(
            [
                (t("panel.terbitkan.peran"), t(f"wisaya.peran.{one.penanda.peran}")),
                (t("panel.terbitkan.kantor"), one.penanda.kantor),
                (
                    t("panel.terbitkan.wilayah"),
                    region.nama if region else one.penanda.wilayah,
                ),
                (t("pengaturan.otoritas.sampai"), local_date(one.sertifikat.berlaku_sampai)),
            ]
        )
        self.reason = reasons()
        self.add(Field(t("panel.cabut.alasan"), self.reason), self.secret)

    def submit(self) -> None:
        """Issue the next list."""
        from app.exchange import cabut

        seri, why = [self._one.penanda.seri], chosen(self.reason)
        self.revoke(lambda office, secret: cabut.revoke(office, seri, why, secret))


class LostPanel(_Revoking):
    """A laptop was lost or stolen: all that its region, or its OPD, could sign with.

    The keys of the other offices of a region lie on other laptops.
    """

    def __init__(self, section: AuthoritySection, one: Terbitan) -> None:
        from app.exchange import cabut

        wilayah = one.penanda.wilayah
        region = section.session.regions.get(wilayah)
        name = region.nama if region else wilayah
        super().__init__(section, "hilang", wilayah=f"{one.opd}, {name}" if one.opd else name)
        self._wilayah, self._opd = wilayah, one.opd
        living = cabut.living(section.session.office, wilayah, one.opd)
        self.show_facts(
            (one.penanda.nama, t(f"wisaya.peran.{one.penanda.peran}")) for one in living
        )
        self.add(self.secret)

    def submit(self) -> None:
        """Issue the next list."""
        from app.exchange import cabut

        wilayah, opd = self._wilayah, self._opd
        self.revoke(lambda office, secret: cabut.revoke_region(office, wilayah, secret, opd))


class SerialPanel(_Revoking):
    """A certificate that is not in the table: by serial number, six words, or its own text."""

    def __init__(self, section: AuthoritySection) -> None:
        super().__init__(section, "cabut_lain")
        self.line = Line()
        self.number = Field(t("panel.cabut_lain.nomor"), self.line, t("panel.cabut_lain.petunjuk"))
        self.reason = reasons()
        self.add(self.number, Field(t("panel.cabut.alasan"), self.reason), self.secret)

    def submit(self) -> None:
        """Find out what is meant, and issue the next list."""
        from app.exchange import cabut

        with self.attempt():
            office = self.section.session.office
            try:
                seri = cabut.meant(office, self.line.text())
            except LontarError as error:
                self.number.set_error(str(error))
                self.line.setFocus()
                return
            self.number.set_error("")
            why = chosen(self.reason)
            self.revoke(lambda office, secret: cabut.revoke(office, [seri], why, secret))


class RepublishPanel(_Revoking):
    """A new list with everything known to be revoked."""

    def __init__(self, section: AuthoritySection) -> None:
        super().__init__(section, "terbitkan_daftar")
        self.add(self.secret)

    def submit(self) -> None:
        """Issue the next list."""
        from app.exchange import cabut

        self.revoke(cabut.republish)


def reasons() -> Selector:
    """Why a certificate is revoked."""
    from app.exchange.profil_x509 import ALASAN

    made = Selector(t("panel.cabut.alasan"))
    made.setObjectName("alasan_cabut")
    for kode in ALASAN:
        made.addItem(t(f"pencabutan.alasan.{kode}").capitalize(), kode)
    return made


def chosen(selector: Selector) -> Alasan:
    """The reason that was chosen."""
    kode: Alasan = selector.currentData()
    return kode
