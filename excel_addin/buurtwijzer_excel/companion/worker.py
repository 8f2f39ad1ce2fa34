"""One thread that does everything with the program, so that the window keeps answering while a command runs."""

from __future__ import annotations

from collections.abc import Callable
from queue import Queue
from threading import Thread

from buurtwijzer_excel.cli.log import log_crash

Job = Callable[[], object]


class Worker:
    """Does jobs one after another in a thread of its own.

    Args:
        prepare: Runs first, in that thread.
    """

    def __init__(self, prepare: Job) -> None:
        self._jobs: Queue[Job | None] = Queue()
        # A program that no longer answers may keep the thread for ever; the process must be able to end.
        self._thread = Thread(target=self._work, args=(prepare,), name="buurtwijzer", daemon=True)
        self._thread.start()

    @property
    def is_idle(self) -> bool:
        """Tell whether everything that was asked is done."""
        return self._jobs.unfinished_tasks == 0

    def ask(self, job: Job) -> None:
        """Have a job done after those that were asked before."""
        self._jobs.put(job)

    def stop(self, wait_s: float) -> None:
        """Do what was asked, then end; wait no longer than that."""
        self._jobs.put(None)
        self._thread.join(wait_s)

    def _work(self, prepare: Job) -> None:
        prepare()
        while (job := self._jobs.get()) is not None:
            try:
                job()
            except Exception as error:  # noqa: BLE001 - a thread that dies would leave a window that does nothing
                log_crash("excel", error)
            self._jobs.task_done()
