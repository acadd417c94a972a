"""What is prepared beside the list of exercises: one thing at a time, and what can wait last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui import background, dialogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.ui.background import Progress, Task


class Preparation:
    """Work of one page; `advance` tells how far it is, `rested` that nothing is under way."""

    def __init__(
        self,
        page: QWidget,
        advance: Callable[[str, int, int], None],
        rested: Callable[[], None],
    ) -> None:
        self._page, self._advance, self._rested = page, advance, rested
        self._task: Task | None = None
        self._more: Task | None = None
        self._wish: Callable[[], None] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is under way that somebody waits for."""
        return self._task is not None

    @property
    def wished(self) -> bool:
        """Whether something else is wanted as soon as that is over."""
        return self._wish is not None

    def when_free(self, act: Callable[[], None]) -> None:
        """Do it as soon as nothing else is under way; of several wishes the last one counts."""
        if self.busy:
            self._wish = act
        else:
            self.leave_rest()
            act()

    def forget_wish(self) -> None:
        """Nobody is here any more to want it."""
        self._wish = None

    def run(self, work: Callable[[Progress], object], done: Callable[[object], None]) -> None:
        """Do it beside the window; then `done`, and what was wished for meanwhile."""

        def finish(found: object) -> None:
            self._rest()
            done(found)
            wish, self._wish = self._wish, None
            if wish is not None:
                self.when_free(wish)

        self._task = background.run(
            self._page, work, done=finish, failed=self._failed, advanced=self._advance
        )

    def run_rest(self, work: Callable[[Progress], object]) -> None:
        """Do what nobody waits for yet; whoever wants what it could not make is told then."""
        self._more = background.run(
            self._page,
            work,
            done=self._forget_rest,
            failed=self._forget_rest,
            cancelled=self._forget_rest,
        )

    def leave_rest(self) -> None:
        """The laptop is wanted for something else; an exercise makes what it needs by itself."""
        if self._more is not None:
            self._more.cancel()

    def _forget_rest(self, _how: object = None) -> None:
        self._more = None

    def _failed(self, error: Exception) -> None:
        self._rest()
        self.forget_wish()
        dialogue.show_failure(self._page, error)

    def _rest(self) -> None:
        self._task = None
        self._rested()
