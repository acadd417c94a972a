"""Where the cursor goes, worked out without a window."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from app.ui.grid.moves import Board, Ground, Place

GROUNDS = {
    "o": Ground.FREE,
    "x": Ground.FREE,
    "=": Ground.FIXED,
    "#": Ground.FIXED,
    " ": Ground.NOTHING,
}


@dataclass
class Drawn:
    """A table as a drawing: o empty, x filled, = computed and filled, # computed and empty.

    A blank line is a caption. `hidden` columns are folded away.
    """

    drawing: str
    hidden: set[int] = field(default_factory=set)
    offset: int = 0

    @property
    def lines(self) -> list[str]:
        return self.drawing.split("|")

    @property
    def rows(self) -> int:
        return len(self.lines)

    @property
    def columns(self) -> list[int]:
        return [column for column in range(len(self.lines[0])) if column not in self.hidden]

    def centre(self, column: int) -> int:
        return self.offset + 10 * column

    def ground(self, row: int, column: int) -> Ground:
        return GROUNDS[self.lines[row][column]]

    def filled(self, row: int, column: int) -> bool:
        return self.lines[row][column] in "x="


def board(*drawings: str | Drawn) -> Board:
    return Board([one if isinstance(one, Drawn) else Drawn(one) for one in drawings])


def test_down_visits_computed_cells_and_enter_passes_them():
    sheet = board("oo|oo|==|##", "oo|oo")
    assert sheet.down(Place(0, 1, 0), 1) == (0, 2, 0)
    assert sheet.down(Place(0, 1, 0), 1, only_free=True) == (1, 0, 0)
    assert sheet.down(Place(1, 0, 0), -1, only_free=True) == (0, 1, 0)


def test_captions_are_passed_over():
    sheet = board("  |oo|  |oo")
    assert sheet.down(Place(0, 1, 1), 1) == (0, 3, 1)
    assert sheet.down(Place(0, 1, 1), -1) is None


def test_the_next_table_is_entered_below_the_column_one_comes_from():
    sheet = board("oooo", Drawn("oo", offset=22))
    assert sheet.down(Place(0, 0, 0), 1) == (1, 0, 0)
    assert sheet.down(Place(0, 0, 3), 1) == (1, 0, 1)


def test_enter_into_a_table_finds_the_nearest_cell_to_fill():
    assert board("ooo", "oo=").down(Place(0, 0, 2), 1, only_free=True) == (1, 0, 1)


def test_the_ends_of_the_sheet_hold_the_cursor():
    sheet = board("oo", "oo")
    assert sheet.down(Place(0, 0, 0), -1) is None
    assert sheet.down(Place(1, 0, 0), 1) is None
    assert sheet.across(Place(0, 0, 0), -1) is None
    assert sheet.across(Place(0, 0, 1), 1) is None


def test_folded_columns_do_not_exist_for_the_cursor():
    sheet = board(Drawn("oooo", hidden={1, 2}))
    assert sheet.across(Place(0, 0, 0), 1) == (0, 0, 3)
    assert sheet.next_free(Place(0, 0, 0), 1) == (0, 0, 3)


def test_tab_reads_over_cells_to_fill_only_and_back_again():
    sheet = board("o=o|=o=", "  |=o")
    path = [Place(0, 0, 0)]
    while (following := sheet.next_free(path[-1], 1)) is not None:
        path.append(following)
    assert path == [(0, 0, 0), (0, 0, 2), (0, 1, 1), (1, 1, 1)]
    back = [path[-1]]
    while (previous := sheet.next_free(back[-1], -1)) is not None:
        back.append(previous)
    assert back == path[::-1]


def test_tab_from_a_computed_cell_goes_on_from_there():
    assert board("o=o").next_free(Place(0, 0, 1), 1) == (0, 0, 2)
    assert board("o=o").next_free(Place(0, 0, 1), -1) == (0, 0, 0)


@pytest.mark.parametrize(
    ("drawing", "row", "target"),
    [
        ("x|x|x|o|x", 0, 2),
        ("x|o|o|x|x", 0, 3),
        ("o|o|x|o", 0, 2),
        ("o|o|o", 0, 2),
        ("x|x|x", 0, 2),
        ("x| |x|o", 0, 2),
    ],
)
def test_ctrl_down_goes_to_the_end_of_what_is_filled_or_to_the_next_filled(drawing, row, target):
    assert board(drawing).edge(Place(0, row, 0), 1, 0) == (0, target, 0)


def test_ctrl_down_at_the_end_of_a_table_enters_the_next():
    assert board("x|x", "o|o").edge(Place(0, 1, 0), 1, 0) == (1, 0, 0)


def test_ctrl_right_and_left_go_to_the_edge():
    assert board("xxox").edge(Place(0, 0, 0), 0, 1) == (0, 0, 1)
    assert board("xxox").edge(Place(0, 0, 3), 0, -1) == (0, 0, 1)
    assert board("xo").edge(Place(0, 0, 1), 0, 1) is None


def test_the_corners_are_the_first_and_the_last_cell():
    sheet = board("  |oo", "oo|o=")
    assert sheet.corner(last=False) == (0, 1, 0)
    assert sheet.corner(last=True) == (1, 1, 1)
