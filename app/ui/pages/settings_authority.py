"""The province's desk for certificates: who asks, who has one, who may no longer use theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.pages import home_ways
from app.ui.pages import settings_authority_panels as panels
from app.ui.pages import settings_files as files
from app.ui.pages.home_parts import ListCard
from app.ui.pages.settings_certificates import list_words
from app.ui.pages.settings_panel import StagedSection, button, local_date, spoken
from app.ui.pages.settings_ways import WaysCard
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.facts import Facts
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.text import Text
from app.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.exchange.terbitan import Terbitan
    from app.ui.pages.settings_ways import Way
    from app.ui.session import Session

KEY_SECTION = "kunci_otoritas"
LOOKS: dict[str, tuple[str, Tone]] = {
    "berlaku": ("check", Tone.GOOD),
    "akan_habis": ("clock", Tone.WARN),
    "kedaluwarsa": ("minus", Tone.MUTED),
    "dicabut": ("stop", Tone.BAD),
}
_MOST_ROWS = 10
_FEWEST_ROWS = 4


class ProvinceSection(StagedSection):
    """A section only a province, or an exercise that is its own province, is shown."""

    @classmethod
    def offered(cls, session: Session) -> bool:
        """Whether this office may have an authority."""
        return session.office.identitas.jenis in ("provinsi", "latihan")


class AuthoritySection(ProvinceSection):
    """The authority in a few facts, its one loud button, and everything it issued."""

    key = "otoritas"
    icon = "merge"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.card = AuthorityCard(self)
        self.facts, self.issue = self.card.facts, self.card.issue
        self.warning = MessageBar(closable=False)
        self.issued = IssuedCard(self)
        self.lists = ListsCard(self)
        for part in (self.card, self.warning, self.issued, self.lists):
            self.body.addWidget(part)

    def enter(self) -> None:
        """Read the authority and what it issued."""
        from app.exchange import otoritas, terbitan

        self.close_panel()
        office = self.session.office
        there = otoritas.has_authority(office)
        self.card.show_authority(there=there)
        self.issued.setVisible(there)
        self.lists.setVisible(there)
        self.warning.hide()
        if there:
            self.issued.show_issued(terbitan.issued(office))
            self._warn()

    def _warn(self) -> None:
        """The one thing that must not wait, if there is one."""
        from app.exchange import cabut, cadangan_otoritas

        office = self.session.office
        wanted, left_out = cadangan_otoritas.missing_list(office), cabut.unpublished(office)
        if cadangan_otoritas.last_made(office) is None:
            words = t("pengaturan.otoritas.tanpa_cadangan")
            self.warning.tell(Tone.WARN, words, t("pengaturan.otoritas.ke_cadangan"), self._to_keys)
        elif wanted:
            words = t("pengaturan.otoritas.daftar_dicari", nomor=wanted)
            self.warning.tell(Tone.WARN, words)
        elif left_out:
            words = t("pengaturan.otoritas.belum_terdaftar", jumlah=left_out)
            republish = t("pengaturan.otoritas.terbitkan_daftar")
            self.warning.tell(Tone.WARN, words, republish, self.do_republish)

    def _to_keys(self) -> None:
        home_ways.to_settings(self, KEY_SECTION)

    # --- What the buttons do

    def do_issue(self) -> None:
        """Look into a request file."""
        file = files.open_text(self, t("pengaturan.otoritas.pilih"))
        if file is not None:
            self._look_into(lambda: files.read(file))

    def do_paste(self) -> None:
        """Look into a request that was copied out of a chat."""
        self._look_into(files.pasted)

    def do_learn(self) -> None:
        """Learn the revocation lists in any file."""
        file = files.open_text(self, t("pengaturan.otoritas.pilih_daftar"))
        if file is None:
            return
        from app.exchange import pencabutan

        self._learn(lambda: files.read(file, pencabutan.MAX_TEXT))

    def look_at(self, data: bytes) -> None:
        """A request or a revocation list that came in with the packages."""
        # A request may have a list behind it, which is learned with it.
        if b"BEGIN CERTIFICATE REQUEST" in data:
            self._look_into(lambda: data)
        else:
            self._learn(lambda: data)

    def _learn(self, read: Callable[[], bytes]) -> None:
        from app.exchange import pencabutan

        with self.telling_errors():
            found = pencabutan.blocks(read())
            if not found:
                raise LontarError("pencabutan_rusak")
            learned = [pencabutan.learn(self.session.office, one) for one in found]
            self.finish(list_words(learned[-1]))

    def do_hand_out(self) -> None:
        """Save the newest list by itself, for whoever asks for it."""
        from app.exchange import pencabutan

        with self.telling_errors():
            data = pencabutan.newest_pem(self.session.office)
            if not data:
                raise LontarError("pencabutan_kosong")
            title = t("pengaturan.otoritas.simpan_daftar")
            if files.save(self, title, "daftar-pencabutan.txt", data):
                self.messages.tell(Tone.GOOD, t("pengaturan.otoritas.daftar_disimpan"))

    def do_revoke(self) -> None:
        """Revoke the certificate under the cursor."""
        one = self.issued.chosen
        if one is not None:
            self.open_panel(panels.RevokePanel(self, one))

    def do_lost(self) -> None:
        """A laptop was lost: revoke everything that could be signed with on it."""
        one = self.issued.chosen
        if one is not None:
            self.open_panel(panels.LostPanel(self, one))

    def do_revoke_unknown(self) -> None:
        """Revoke a certificate that is not in the table."""
        self.open_panel(panels.SerialPanel(self))

    def do_republish(self) -> None:
        """Issue the next list with everything known."""
        self.open_panel(panels.RepublishPanel(self))

    def do_save_again(self) -> None:
        """Hand out the file of a certificate once more, with today's list."""
        from app.exchange import terbitan

        one = self.issued.chosen
        if one is None:
            return
        with self.telling_errors():
            data = terbitan.answer(self.session.office, one)
            name = terbitan.answer_name(one.penanda)
            if files.save(self, t("pengaturan.otoritas.simpan"), name, data):
                words = t("pengaturan.otoritas.selesai", nama=one.penanda.nama)
                self.messages.tell(Tone.GOOD, words)

    def _look_into(self, read: Callable[[], bytes]) -> None:
        from app.exchange import pencabutan, sertifikat

        with self.telling_errors():
            data = read()
            asked = sertifikat.read_request(data)
            pencabutan.learn_from_text(self.session.office, data)
            self.open_panel(panels.IssuePanel(self, asked))


class AuthorityCard(Card):
    """Who the authority is, and how it stands."""

    def __init__(self, section: AuthoritySection) -> None:
        super().__init__()
        self._section = section
        self.name = Text("", Step.HEADING)
        self.state = Chip("", Tone.MUTED, "circle")
        self.facts = Facts()
        self.next = text.body()
        self.issue = button(
            "otoritas.terbitkan", section.do_issue, Kind.PRIMARY, icon="certificate"
        )
        self.paste = button("otoritas.tempel", section.do_paste, Kind.QUIET, "paste")
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setSpacing(sizes.S)
        row.addWidget(self.issue)
        row.addWidget(self.paste)
        row.addStretch(1)
        self.body.setSpacing(sizes.M)
        self.body.addLayout(head)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.next)
        self.body.addLayout(row)

    def show_authority(self, *, there: bool) -> None:
        """Tell about the authority, or that there is none."""
        from app.exchange import otoritas, pencabutan
        from app.store import revocations

        for one in (self.issue, self.paste, self.facts):
            one.setVisible(there)
        office = self._section.session.office
        if not there:
            self.name.setText(t("pengaturan.otoritas.tidak_ada"))
            self.state.show_state(t("pengaturan.otoritas.keadaan.tidak_ada"), Tone.WARN, "alert")
            self.next.setText(t("pengaturan.otoritas.tidak_ada.arti"))
            return
        own = otoritas.authority(office)
        expired = own.berlaku_sampai < office.now()
        key, tone, icon = (
            ("kedaluwarsa", Tone.BAD, "stop") if expired else ("aktif", Tone.GOOD, "check")
        )
        self.name.setText(own.nama)
        self.state.show_state(t(f"pengaturan.otoritas.keadaan.{key}"), tone, icon)
        self.next.setText(t(f"pengaturan.otoritas.lanjut.{key}"))
        number = revocations.highest_number(office, own.sidik)
        revoked = sum(sidik == own.sidik for sidik, _ in pencabutan.revoked(office))
        listed = t("pengaturan.otoritas.daftar_nomor", nomor=number, jumlah=revoked)
        self.facts.show_lines(
            [
                (t("pengaturan.sertifikat.enam_kata"), spoken(own.kata)),
                (t("pengaturan.otoritas.sampai"), f"{own.berlaku_sampai:%d-%m-%Y}"),
                (
                    t("pengaturan.otoritas.pencabutan"),
                    listed if number else t("pengaturan.otoritas.belum_ada_daftar"),
                ),
            ]
        )


class IssuedCard(ListCard):
    """Every certificate issued, with what can be done about the one under the cursor."""

    def __init__(self, section: AuthoritySection) -> None:
        super().__init__(t("pengaturan.otoritas.daftar"))
        self._section = section
        self.rows: dict[str, Terbitan] = {}
        self.table = Ledger(t("pengaturan.otoritas.daftar"), _heads(), sortable=True)
        self.revoke = button("otoritas.cabut", section.do_revoke, icon="stop")
        self.lost = button("otoritas.hilang", section.do_lost, icon="alert")
        self.again = button("otoritas.simpan_lagi", section.do_save_again, Kind.QUIET, "export")
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._settle())
        acts = QWidget()
        acts.setContentsMargins(sizes.S, sizes.XS, sizes.S, sizes.XS)
        acts.setLayout(Wrapping(self.revoke, self.lost, self.again))
        self.table.sort_by(-1, Qt.SortOrder.AscendingOrder)
        self.body.addWidget(acts)
        self.body.addWidget(self.table)

    @property
    def chosen(self) -> Terbitan | None:
        """The certificate under the cursor."""
        return self.rows.get(self.table.current_code)

    def show_issued(self, issued: list[Terbitan]) -> None:
        """Replace the rows, the newest certificate first."""
        regions = self._section.session.regions
        self.rows = {f"{one.penanda.seri:x}": one for one in reversed(issued)}
        names = {kode: region.singkat for kode, region in regions.items()}
        self.table.show_rows([Row(code, _cells(one, names)) for code, one in self.rows.items()])
        lines = min(max(len(issued), _FEWEST_ROWS), _MOST_ROWS)
        high = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(high + lines * self.table.verticalHeader().defaultSectionSize())
        self._settle()

    def _settle(self) -> None:
        one = self.chosen
        alive = one is not None and one.hidup
        self.revoke.setEnabled(alive)
        self.lost.setEnabled(alive)
        self.again.setEnabled(alive)


class ListsCard(WaysCard):
    """What is done with revocation lists, and with certificates the table does not know."""

    def __init__(self, section: AuthoritySection) -> None:
        ways: tuple[Way, ...] = (
            ("cabut_lain", "stop", section.do_revoke_unknown),
            ("pasang_daftar", "import", section.do_learn),
            ("ekspor_daftar", "export", section.do_hand_out),
        )
        super().__init__(t("pengaturan.otoritas.pencabutan"), "otoritas", ways)


def _heads() -> list[Head]:
    return [
        Head(t("pengaturan.otoritas.kolom.nama"), "Drs. Yohanes Contoh Panjang, M.Si"),
        Head(t("pengaturan.otoritas.kolom.peran"), "Verifikator88"),
        Head(t("pengaturan.otoritas.kolom.wilayah"), "Dinas Pekerjaan Umum"),
        Head(t("pengaturan.otoritas.kolom.sampai"), "88-88-8888"),
        Head(t("pengaturan.otoritas.kolom.keadaan"), "888Kedaluwarsa"),
    ]


def _cells(one: Terbitan, names: dict[str, str]) -> list[Cell]:
    from app.exchange import pengantar

    penanda, until = one.penanda, one.sertifikat.berlaku_sampai
    icon, tone = LOOKS[one.keadaan]
    role, region = t(f"wisaya.peran.{penanda.peran}"), names.get(penanda.wilayah, penanda.wilayah)
    # Whose it is: names and regions alone do not tell the OPD of a kabupaten from each other.
    whose, where = one.opd or region, f"{one.opd}, {region}" if one.opd else penanda.kantor
    state = t(f"terbitan.{one.keadaan}")
    why = t(f"pencabutan.alasan.{one.pencabutan.alasan}") if one.pencabutan else state
    note = t(
        "pengaturan.otoritas.catatan",
        keadaan=why,
        seri=pengantar.serial_text(penanda.seri),
        kata=spoken(penanda.kata),
    )
    return [
        Cell(penanda.nama, penanda.nama.casefold(), strong=one.hidup, note=note),
        Cell(role, role),
        Cell(whose, whose, note=where),
        Cell(local_date(until), until),
        Cell(state, state, icon, tone, note=note),
    ]
