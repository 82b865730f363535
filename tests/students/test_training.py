from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generation.examples import Triple
from graph.errors import StudentError
from graph.records import SkillName
from students import catalog, checkpoints
from students.aliases import Aliases
from students.crf import CrfStudent, learn
from students.crf_model import CrfSettings
from students.dictionary import frequent_surfaces, precision_of
from students.protocol import Student
from tests.students.made import SKILLS, document, skill_names, triple, triples

QUICK = CrfSettings(iterations=15)


def model(
    examples: list[Triple],
    seed: int = 0,
    names: list[SkillName] | None = None,
    settings: CrfSettings = QUICK,
) -> bytes:
    return learn(examples, names or skill_names(), seed=seed, settings=settings)[0].content


def test_the_same_triples_and_seed_give_the_same_bytes() -> None:
    assert model(triples(6)) == model(triples(6))


def test_neither_the_order_of_triples_nor_of_names_matters() -> None:
    assert model(triples(6), names=skill_names()[::-1]) == model(triples(6)[::-1])


def test_another_seed_hides_other_skills() -> None:
    assert model(triples(6), seed=1) != model(triples(6), seed=2)


def test_the_version_is_that_of_the_content(tmp_path: Path) -> None:
    first = catalog.train("crf", triples(6), skill_names(), tmp_path / "a")
    second = catalog.train("crf", triples(6), skill_names(), tmp_path / "b")
    third = catalog.train("crf", triples(6), skill_names(SKILLS[1:]), tmp_path / "c")
    assert first.model == second.model != third.model


def test_it_finds_skills_that_nobody_named(crf: Student) -> None:
    text = "## Skills\n- Falconry\n- Glass Blowing\n- SQL\n\nExperience\n- Falconer (2019 - 2022)\n"
    (answer,) = crf.extract([text])
    assert [(m.text, m.skill) for m in answer.mentions] == [
        ("Falconry", None),
        ("Glass Blowing", None),
        ("SQL", "sql"),
    ]


def test_a_known_name_in_another_sense_is_no_skill(crf: Student) -> None:
    (answer,) = crf.extract(["## Responsibilities\n- Go to the site and excel in team meetings.\n"])
    assert answer.mentions == ()


@pytest.mark.parametrize("examples", [[], [triple(0, skills=SKILLS)]])
def test_nothing_marked_is_nothing_to_learn(examples: list[Triple], tmp_path: Path) -> None:
    plain = document(["nothing here"])
    bare = [
        t.model_copy(update={"job_description": plain, "matched": plain, "unmatched": plain})
        for t in examples
    ]
    with pytest.raises(StudentError, match="no marked skill"):
        catalog.train("crf", bare, skill_names(), tmp_path / "crf")
    assert not (tmp_path / "crf").exists()


def test_it_trains_without_a_graph(tmp_path: Path) -> None:
    student = catalog.train("crf", triples(20), [], tmp_path)
    (answer,) = student.extract(["Skills\n- Python\n- SQL\n"])
    assert [(m.text, m.skill) for m in answer.mentions] == [("Python", None), ("SQL", None)]


def test_progress_is_told() -> None:
    seen: list[tuple[str, int, int | None]] = []

    def note(stage: str, done: int, most: int | None) -> None:
        seen.append((stage, done, most))

    learn(triples(6), skill_names(), seed=0, settings=QUICK, progress=note)
    assert seen == [("training", n, 15) for n in range(1, len(seen) + 1)]
    assert seen


def test_an_interrupted_training_leaves_the_old_checkpoint(tmp_path: Path) -> None:
    old = catalog.train("crf", triples(6), skill_names(), tmp_path)

    def interrupt(stage: str, done: int, most: int | None) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        catalog.train("crf", triples(9), skill_names(), tmp_path, progress=interrupt)
    assert catalog.load("crf", tmp_path).model == old.model
    with pytest.raises(KeyboardInterrupt):
        catalog.train("crf", triples(9), skill_names(), tmp_path / "new", progress=interrupt)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("writes", [0, 1, 2, 3])
def test_killed_while_writing_the_old_checkpoint_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    old = catalog.train("crf", triples(6), skill_names(), tmp_path)
    replace = checkpoints._replace
    done: list[Path] = []

    def dies(path: Path, content: bytes) -> None:
        if len(done) == writes:
            raise SystemExit(137)
        done.append(path)
        replace(path, content)

    monkeypatch.setattr(checkpoints, "_replace", dies)
    with pytest.raises(SystemExit):
        catalog.train("crf", triples(9), skill_names(), tmp_path)
    assert catalog.load("crf", tmp_path).model == old.model


def test_the_most_frequent_surfaces() -> None:
    examples = triples(12)
    surfaces = frequent_surfaces(examples, most=5)
    counts = {
        s: sum(span.text == s for t in examples for d in t.documents() for span in d.spans)
        for s in SKILLS
    }
    assert [counts[s.alias] for s in surfaces] == sorted(counts.values(), reverse=True)[:5]


def test_precision_of_names() -> None:
    assert precision_of(Aliases([]), triples(2)) == 1.0
    assert precision_of(Aliases(skill_names(["Arts", "Python"])), [triple(0)]) < 1.0


def test_names_can_be_refreshed(crf: Student, tmp_path: Path) -> None:
    assert isinstance(crf, CrfStudent)
    text = "## Skills\n- Falconry\n- SQL\n"
    fresh = crf.with_names([*skill_names(), *skill_names(["Falconry"])])
    assert [m.skill for m in fresh.extract([text])[0].mentions] == ["falconry", "sql"]
    assert [m.skill for m in crf.extract([text])[0].mentions] == [None, "sql"]
    assert fresh.model != crf.model
    assert crf.with_names(skill_names()).model == crf.model
    fresh.save(tmp_path)
    assert catalog.load("crf", tmp_path).model == fresh.model


def test_training_looks_at_more_than_the_words() -> None:
    plain = CrfSettings(iterations=15, hidden_share=0.0, blurred_share=0.0)
    blurred = CrfSettings(iterations=15, hidden_share=0.0, blurred_share=0.3)
    assert model(triples(6), 1, settings=plain) == model(triples(6), 2, settings=plain)
    assert model(triples(6), 1, settings=blurred) != model(triples(6), 2, settings=blurred)


def test_a_model_is_shared_between_threads(crf: Student) -> None:
    texts = [d.text for t in triples(10, seed=4) for d in t.documents()]
    alone = crf.extract(texts)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: crf.extract(texts), range(8))) == [alone] * 8
