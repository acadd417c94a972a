"""The tables of verbs in the README say what the program can do, no more and no less."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from app.cli.pengurai import VERBS, parser
from tests.sumber import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

README = (ROOT / "README.md").read_text("utf-8")
TOLD = README.partition("## Everything from the command line")[2].partition("\n## ")[0]
ROWS = [line.split(" | ") for line in TOLD.splitlines() if line.startswith("| `")]


def steps_of(found: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The verbs of the program or the steps of a verb, with how they are read."""
    groups = (one for one in found._actions if isinstance(one, argparse._SubParsersAction))
    return {name: step for group in groups for name, step in group.choices.items()}


def told() -> Iterator[tuple[str, str, list[str]]]:
    """Verb, step (empty for a verb without steps) and the options its row names."""
    for cell, *rest in ROWS:
        verb, *steps = cell.strip("| `").replace(" · ", " ").split()
        options = re.findall(r"`(--[a-z-]+)`", " ".join(rest))
        yield from ((verb, step, options) for step in steps or [""])


def test_every_verb_and_every_step_has_its_place_in_the_readme() -> None:
    known = {
        (verb, step)
        for verb, found in steps_of(parser()).items()
        for step in steps_of(found) or [""]
    }
    assert {verb for verb, _ in known} == set(VERBS)
    listed = [(verb, step) for verb, step, _ in told()]
    assert sorted(listed) == sorted(known)


def test_every_option_the_readme_names_is_one_of_its_verb() -> None:
    known = {
        (verb, option)
        for verb, found in steps_of(parser()).items()
        for one in (found, *steps_of(found).values())
        for option in one._option_string_actions
    }
    named = {(verb, option) for verb, _, options in told() for option in options}
    assert len(named) > len(VERBS) // 4
    assert sorted(named - known) == []
