"""What reading a mutated file came to: in a process of its own, with a limit on its memory."""

from __future__ import annotations

import contextlib
import resource
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import peak_mib
from graph.errors import DataError
from graph.records import Reject
from ingest.catalog import sources
from tests.faults.mutations import mutants, write

MOST_SECONDS = 10
MOST_MIB = 500
_ADDRESS_SPACE = 3 << 30
_GOOD = frozenset({"read", "read with rejects", "not recognised", "refused"})


@dataclass(frozen=True, slots=True)
class Reading:
    """`outcome` is read, read with rejects, not recognised, refused, or what should not be.

    `seconds` are of the processor, so that a busy machine makes none slow.
    """

    name: str
    change: str
    base: str
    outcome: str
    seconds: float
    peak_mib: float
    message: str = ""

    @property
    def good(self) -> bool:
        """Whether it ended as it may, in time and within the memory."""
        within = self.seconds <= MOST_SECONDS and self.peak_mib <= MOST_MIB
        return within and self.outcome in _GOOD


def read_mutants(count: int, seed: int) -> list[Reading]:
    """Make, recognise and read the mutants; to be called in a new process."""
    # A bomb that goes off takes this process, not the machine.
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    readings = []
    with tempfile.TemporaryDirectory() as folder:
        for mutant in mutants(count, seed):
            path = write(mutant, Path(folder))
            _forget_peak()
            began = time.process_time()
            outcome, message = _read(path)
            seconds = time.process_time() - began
            readings.append(
                Reading(
                    mutant.name, mutant.change, mutant.base, outcome, seconds, peak_mib(), message
                )
            )
            path.unlink()
    return readings


def _forget_peak() -> None:
    """Making a mutant takes memory too; where the system can, count from here."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _read(path: Path) -> tuple[str, str]:
    try:
        source = next((s for s in sources() if s.recognises(path)), None)
        if source is None:
            return "not recognised", ""
        rejects = sum(isinstance(record, Reject) for record in source.read(path))
    except DataError as error:
        fault = _fault_of(error.message, path.name)
        return (fault or "refused"), error.message
    except BaseException as error:
        # Also what a native library raises beside Exception: that is what is looked for.
        return f"raised {type(error).__name__}", str(error)[:300]
    return ("read with rejects" if rejects else "read"), ""


def _fault_of(message: str, name: str) -> str:
    """What is wrong with a message that should be one sentence with the file's name."""
    if name not in message:
        return "message without the file's name"
    said = message.replace(name, "FILE").removesuffix(".")
    if "\n" in said or not message.endswith(".") or len(said) > 600:
        return "message is not one sentence"
    return ""
