"""Figures of documents in words: a column per file, a line per figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

_KINDS = {"job_description": "job description", "matched": "matched", "unmatched": "unmatched"}
_GIVE_AWAYS = ("characters", "words", "lines", "white_space", "layout", "bag_of_words")
_CHANGE = ("shortened", "dropped", "none")
_GROUPED = {"origin": "names: origins equally often", "gender": "names: genders equally often"}

Line = tuple[str, list[str]]


def scored(files: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The figures of one file, or of two beside each other (`DocumentsScore.figures`)."""
    for figures in files:
        teachers = ", ".join(f"{name} {n:,}" for name, n in figures["teachers"].items())
        yield f"{figures['file']}: {figures['triples']:,} of {figures['format']}, by {teachers}"
    first = files[0]
    yield f"known skills: {first['known_names']:,} names of {first['known_from']}"
    lines = [("", [figures["file"] for figures in files]), *_lines(files)]
    wide = max(len(name) for name, _ in lines)
    columns = [max(len(cells[at]) for _, cells in lines) for at in range(len(files))]
    for name, cells in lines:
        shown = (cell.rjust(width) for cell, width in zip(cells, columns, strict=True))
        yield f"  {name:<{wide}}  {'  '.join(shown)}".rstrip()
    for figures in files:
        if figures["most_invented"]:
            names = ", ".join(f"{name} {n:,}" for name, n in figures["most_invented"])
            yield f"most invented in {figures['file']}: {names}"
    for figures in files:
        yield from _people(figures["file"], figures["names"])


def _lines(files: Sequence[dict[str, Any]]) -> Iterator[Line]:
    for kind, name in {**_KINDS, "all": "all documents"}.items():
        skills = [figures["skills"][kind] for figures in files]
        yield f"sampled skills present, {name}", [_percent(s["present"]) for s in skills]
        for way in ("verbatim", "alias", "implied"):
            yield f"    {way}", [_percent(s[way]) for s in skills]
        yield f"skills invented, {name}", [_percent(s["invented"]) for s in skills]
        yield "    and ordinary words", [_percent(s["ordinary"]) for s in skills]
    for kind, name in _KINDS.items():
        jobs = [figures["experiences"][kind] for figures in files]
        yield f"experiences present, {name}", [_percent(j["titles"]) for j in jobs]
        yield "    with their years", [_percent(j["years"]) for j in jobs]
    yield from _unmatched([figures["unmatched"] for figures in files])
    yield (
        "spans that are not at their offsets",
        [f"{figures['spans_wrong']:,} of {figures['spans']:,}" for figures in files],
    )
    for name in _GIVE_AWAYS:
        told = [(figures["give_aways"] or {}).get(name) for figures in files]
        yield f"told apart by {name.replace('_', ' ')}", [_percent(t) for t in told]
    yield from _variety(files)
    yield from _distributions([figures["distributions"] for figures in files])
    yield "time line without gaps", [_percent(figures["contiguous"]) for figures in files]
    yield from _names([figures["names"] for figures in files])


def _unmatched(files: Sequence[dict[str, Any]]) -> Iterator[Line]:
    names = {
        "removed_absent": "unmatched: removed skills absent",
        "kept_present": "unmatched: kept skills present",
        "kept_verbatim": "    verbatim",
        "added_present": "unmatched: added skills present",
        "changes_shown": "unmatched: change of experience shown",
        "exact": "unmatched: all of this right",
    }
    for key, name in names.items():
        yield name, [_percent(figures[key]) for figures in files]


def _variety(files: Sequence[dict[str, Any]]) -> Iterator[Line]:
    for kind, name in _KINDS.items():
        found = [figures["diversity"][kind] for figures in files]
        for key in ("distinct_1", "distinct_2", "self_bleu_4"):
            what = key.replace("_", "-")
            yield (
                f"{what}, {name} ({found[0]['documents']} documents)",
                [f"{f[key]:.3f}" for f in found],
            )
        near = [figures["near_duplicates"][kind] for figures in files]
        yield f"near-duplicates, {name}", [_percent(n) for n in near]


def _distributions(files: Sequence[dict[str, Any]]) -> Iterator[Line]:
    for name in dict.fromkeys(name for figures in files for name in figures):
        published = next(figures[name]["published"] for figures in files if name in figures)
        kinds = [k for k in _CHANGE if k in published] or list(published)
        told = " / ".join(_number(published[kind]) for kind in kinds)
        cells = [_tested(figures.get(name), kinds) for figures in files]
        yield f"{name.replace('_', ' ')} (RJDB {told})", cells


def _tested(tested: dict[str, Any] | None, kinds: Sequence[str]) -> str:
    if tested is None:
        return "-"
    observed = " / ".join(_number(tested["observed"].get(kind, 0.0)) for kind in kinds)
    return f"{observed} {_chance(tested)}"


def _chance(tested: dict[str, Any] | None) -> str:
    """What a test says of chance; nothing where there was too little to test."""
    if tested is None or tested["p"] is None:
        return "-"
    return f"{'within' if tested['within'] else 'beyond'}, p {tested['p']:.2f}"


def _names(files: Sequence[dict[str, Any] | None]) -> Iterator[Line]:
    """Nothing where no file has invented names."""
    if not any(files):
        return
    shares = {
        "found": "names: triples with an invented one",
        "same": "    the same in both resumes",
    }
    for key, name in shares.items():
        yield name, [_percent(names[key] if names else None) for names in files]
    for by, even in _GROUPED.items():
        told = [names and names[by] for names in files]
        yield even, [_chance(t and t["even"]) for t in told]
        yield (
            f"    skills that go with {by}",
            [f"{t['skills_linked']:,} of {t['skills_tested']:,}" if t else "-" for t in told],
        )
        yield f"    all skills against {by}", [_chance(t and t["all_skills"]) for t in told]
        yield f"    matched or not against {by}", [_chance(t and t["label"]) for t in told]


def _people(file: str, names: dict[str, Any] | None) -> Iterator[str]:
    if names is None:
        yield f"names in {file}: not among those that are invented here, nothing to test"
        return
    for by in _GROUPED:
        shares = names[by]["shares"].items()
        told = ", ".join(f"{group.replace('_', ' ')} {share:.1%}" for group, share in shares)
        yield f"names in {file} by {by}: {told}"
        if linked := names[by]["most_linked"]:
            most = ", ".join(
                f"{each['skill']} {each['group'].replace('_', ' ')} {each['times']:.1f} x"
                for each in linked
            )
            yield f"skills that go with {by} in {file}, times as expected: {most}"


def _number(value: float) -> str:
    return f"{value:.1f}" if value > 1 else f"{value:.0%}"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"
