"""What an app works on: the graph, the home, and the student, loaded when first needed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import StudentError
from graph.store import Store
from students.protocol import Student


@dataclass(slots=True)
class Backing:
    """Kept at `app.state.backing`; the handlers read nothing else."""

    store: Store
    home: Path | None = None
    load_student: Callable[[], Student] | None = None
    _student: Student | None = None
    writing: threading.Lock = field(default_factory=threading.Lock)
    """Held while a request writes: one home does one write-back at a time."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def student(self) -> Student:
        """The student that extracts.

        Raises:
            StudentError: none was given, or it cannot be loaded.
        """
        with self._lock:
            if self._student is None:
                if self.load_student is None:
                    raise StudentError(
                        "This server has no student to extract with.",
                        hint="Train one and start the server again.",
                    )
                self._student = self.load_student()
            return self._student
