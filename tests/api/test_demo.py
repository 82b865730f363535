"""The demo tells the whole loop, and a second one changes nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api import demo
from api.cli import run


@pytest.fixture
def story(embedded_store, cli_home, capsys, monkeypatch):
    """A function that runs the demo, shortened, and gives what it printed."""
    monkeypatch.setattr(demo, "TRIPLES", 60)

    def told(*arguments: str) -> str:
        assert run(["demo", *arguments]) == 0
        printed: str = capsys.readouterr().out
        return printed

    return told


def test_the_demo_twice(story, cli_home):
    first = story()
    for number in range(1, demo.STEPS + 1):
        assert f"\n{number} of {demo.STEPS}: " in first
    assert re.search(r"[\d,]+ rows read, [\d,]+ loaded", first)
    rejects = re.search(r"rejects file (.+)", first)
    assert rejects
    assert "no title" in Path(rejects[1]).read_text(encoding="utf-8")
    assert re.search(r"Software Developers -\[\.\d\d\]-> ", first)
    assert re.search(r"F1 0\.\d{3}  student  crf:", first)
    # Two baselines beside each score: as it is, and with unseen names hidden.
    assert first.count("baseline ") == 4
    assert len(re.findall(r"\.(?:txt|docx|pdf) -MENTIONS->", first)) == 3
    edge = r": '.+' at \d+-\d+, confidence [01]\.\d\d, (?:accepted|proposed), crf:\w+, enrich-\w+"
    assert len(re.findall(edge, first)) > 5
    assert re.search(r"GET http://127\.0\.0\.1:\d+/v1/occupations/Software%20Developers/", first)
    assert re.search(r"weight 0\.\d\d, in \d+ postings, from dice, .*run ingest-", first)
    assert re.search(r"'.+' in '.+' .*\(dice_sample\.csv:\d+\)", first)
    assert len(first.partition("worth trying next")[2].strip().splitlines()) >= 5

    second = story()
    assert "changes: 0 created, 0 updated, 0 deleted" in second
    assert "0 triples made" in second
    assert re.search(r"\d+ edges, 0 of them new", second)
    assert answers(second) == answers(first)


def answers(text: str) -> list[str]:
    return re.findall(r"^ +(\S.* weight .*)$", text, re.MULTILINE)


def test_without_its_favourite_it_starts_somewhere_else(story, tmp_path):
    from ingest.sample import sample_folder

    only_postings = tmp_path / "postings"
    only_postings.mkdir()
    source = sample_folder() / "dice" / "dice_more.csv.gz"
    (only_postings / source.name).write_bytes(source.read_bytes())
    told = story("--data", str(only_postings))
    assert re.search(r"2 of 7.*\n   \S.* -\[\.\d\d\]-> ", told)
    assert "weight 0." in told
