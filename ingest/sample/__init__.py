"""The shipped sample: small files of every format that ingest and write-back read.

`README.md` beside this file says what is in it and where its facts come from.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from graph.errors import UnreadableFile


def sample_folder() -> Path:
    """The folder of the files to ingest: `dice/` (CSV, plain and gzip) and `bls/` (workbooks).

    Raises:
        UnreadableFile: The installation lacks the sample, or is a zip archive.
    """
    return _folder("data")


def resume_folder() -> Path:
    """The folder of the six resumes to enrich: two each of `.txt`, `.docx` and `.pdf`.

    Raises:
        UnreadableFile: The installation lacks the sample, or is a zip archive.
    """
    return _folder("resumes")


def _folder(name: str) -> Path:
    folder = Path(str(files(__name__))) / name
    if not folder.is_dir():
        raise UnreadableFile(
            f"The shipped sample is missing: {folder} is no folder.",
            hint="Install skillgraph again, unpacked and not inside a zip archive.",
        )
    return folder
