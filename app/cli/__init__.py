"""The command line: Indonesian verbs over the same functions the window calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Run one verb and return the exit code.

    With `--json` exactly one JSON document is printed, also when the verb is refused.
    """
    from app.cli.keluaran import Keluaran
    from app.cli.pengurai import parser
    from app.errors import LontarError

    keluaran = Keluaran(as_json="--json" in arguments)
    try:
        chosen = parser().parse_args(list(arguments))
        hasil = chosen.run(chosen, keluaran)
    except LontarError as error:
        return keluaran.refuse(error)
    except SystemExit as leaving:
        # argparse leaves this way after it has printed a help text.
        return int(leaving.code or 0)
    keluaran.document(hasil.dokumen)
    return int(hasil.keluar)
