"""The first thing the frozen program runs: PyInstaller imports PySide before the program itself."""

import app.ui  # noqa: F401 - tells PySide what it need not do
