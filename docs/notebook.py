"""Runs `docs/analyst.ipynb` on the shipped sample: `python -m docs.notebook` keeps its outputs.

Needs the `dev` and `notebook` extras.
"""

from __future__ import annotations

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from docs import examples

NOTEBOOK = Path(__file__).parent / "analyst.ipynb"
SECONDS = 120


def executed(home: Path) -> Any:
    """The notebook with the outputs it has over the graph of this home.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed.
    """
    nbformat, nbclient = import_module("nbformat"), import_module("nbclient")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    client = nbclient.NotebookClient(
        notebook, timeout=SECONDS, kernel_name="python3", record_timing=False
    )
    root = str(NOTEBOOK.parent.parent)
    kernel = {k: v for k, v in os.environ.items() if not k.startswith("NEO4J_")}
    kernel |= {
        "SKILLGRAPH_HOME": str(home),
        "PYTHONPATH": root,
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }
    client.execute(env=kernel, cwd=root)
    notebook.metadata = {"kernelspec": notebook.metadata["kernelspec"]}
    return notebook


def main() -> int:
    """Run it and write it back."""
    with tempfile.TemporaryDirectory(prefix="skillgraph-notebook-") as folder:
        home = Path(folder)
        with examples.sample(home):
            notebook = executed(home)
    import_module("nbformat").write(notebook, NOTEBOOK)
    return 0


if __name__ == "__main__":
    sys.exit(main())
