"""Turn pip's installation report into constraints: `name==version` lines and nothing else.

pip install --dry-run --ignore-installed --report report.json …
python docs/pins.py report.json > constraints.txt
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path


def pins(report: str) -> list[str]:
    """One line per package of the report, sorted, without this project."""
    found = (entry["metadata"] for entry in json.loads(report)["install"])
    named = ((re.sub(r"[-_.]+", "-", m["name"]).lower(), m["version"]) for m in found)
    return sorted(f"{name}=={version}" for name, version in named if name != "skillgraph")


if __name__ == "__main__":
    sys.stdout.write("\n".join(pins(Path(sys.argv[1]).read_text(encoding="utf-8"))) + "\n")
