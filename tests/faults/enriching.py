"""Write-back of a folder with a student that needs no training, for tests that kill processes."""

from __future__ import annotations

from pathlib import Path

from graph.gazetteer import Gazetteer
from graph.keys import content_hash
from graph.proposals import accept, submit
from graph.reads import skill_names
from graph.records import Document, Mention, Proposal
from graph.runs import recorded
from graph.store import Store


def enrich_folder(store: Store, home: Path, folder: Path) -> str:
    """Submit and accept one document at a time, so that there are many points to die at."""
    known = Gazetteer(skill_names(store))
    with recorded(store, home, step="enrich", inputs={"folder": folder.name}, command="t") as run:
        for path in sorted(folder.glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            mentions = tuple(
                Mention(m.start, m.end, m.text, 0.9, m.skill) for m in known.find(text)
            )
            document = Document(content_hash(text), path.stem, text, path.name)
            submit(store, run.key, [Proposal(document, mentions, "names:1")])
        accept(store, run.key, 0.5)
    return run.key
