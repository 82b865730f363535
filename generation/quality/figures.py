"""The figures of a score as plain values, and their order: one place for keys and names."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from generation.quality.faithfulness import DOCUMENTS, Faithfulness

if TYPE_CHECKING:
    from generation.quality.documents import DocumentsScore

MOST_INVENTED = 10


def share(part: float, whole: float) -> float | None:
    """A share to four places; None of nothing."""
    return round(part / whole, 4) if whole else None


def figures(score: DocumentsScore) -> dict[str, Any]:
    """Every figure of a score by stable keys; shares between 0 and 1, None where there is nothing."""
    counts = score.faithfulness
    return {
        "file": score.file,
        "format": score.format,
        "triples": score.triples,
        "teachers": score.teachers,
        "known_from": score.known_from,
        "known_names": score.known_names,
        "skills": _skills(counts),
        "experiences": {
            kind: {
                "wanted": c.wanted,
                "titles": share(c.titles, c.wanted),
                "years": share(c.years, c.wanted),
            }
            for kind, c in counts.experiences.items()
        },
        "unmatched": _unmatched(counts),
        "spans": counts.spans,
        "spans_wrong": counts.spans_wrong,
        "most_invented": [list(pair) for pair in counts.inventions.most_common(MOST_INVENTED)],
        "give_aways": _rounded(asdict(score.give_aways)) if score.give_aways else None,
        "diversity": {kind: _rounded(asdict(d)) for kind, d in score.diversity.items()},
        "near_duplicates": {
            kind: share(number, score.triples) for kind, number in score.near_duplicates.items()
        },
        "contiguous": share(score.contiguous, score.triples),
        "distributions": {
            name: _rounded(asdict(tested)) for name, tested in score.distributions.items()
        },
        "names": _names(score),
    }


def faithful(counts: Faithfulness) -> dict[str, Any]:
    """Rows for a table of percentages by kind of document, and the counts of spans."""
    skills = [_ways(asdict(counts.skills[kind])) for kind in DOCUMENTS]
    jobs = [counts.experiences[kind] for kind in DOCUMENTS]
    rows = [
        (f"skills {way}", [_percent(of[way]) for of in skills])
        for way in ("present", "verbatim", "alias", "implied", "invented")
    ]
    rows.append(("experiences present", [_percent(share(c.titles, c.wanted)) for c in jobs]))
    rows.append(("with their years", [_percent(share(c.years, c.wanted)) for c in jobs]))
    return {"rows": rows, "spans": counts.spans, "spans_wrong": counts.spans_wrong}


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}"


def _skills(counts: Faithfulness) -> dict[str, dict[str, Any]]:
    all_ = {name: asdict(counts.skills[name]) for name in DOCUMENTS}
    all_["all"] = {key: sum(c[key] for c in all_.values()) for key in all_["matched"]}
    return {name: _ways(c) for name, c in all_.items()}


def _ways(c: dict[str, int]) -> dict[str, Any]:
    present = c["verbatim"] + c["alias"] + c["implied"]
    return {
        "wanted": c["wanted"],
        "present": share(present, c["wanted"]),
        "verbatim": share(c["verbatim"], c["wanted"]),
        "alias": share(c["alias"], c["wanted"]),
        "implied": share(c["implied"], c["wanted"]),
        "invented": share(c["invented"], present + c["invented"]),
        "ordinary": share(c["ordinary"], present + c["ordinary"]),
    }


def _unmatched(counts: Faithfulness) -> dict[str, Any]:
    c = counts.unmatched
    return {
        "removed": c.removed,
        "removed_absent": share(c.removed_absent, c.removed),
        "kept": c.kept,
        "kept_present": share(c.kept_present, c.kept),
        "kept_verbatim": share(c.kept_verbatim, c.kept),
        "added": c.added,
        "added_present": share(c.added_present, c.added),
        "changes": c.changes,
        "changes_shown": share(c.changes_shown, c.changes),
        "exact": share(c.exact, c.triples),
    }


def _names(score: DocumentsScore) -> dict[str, Any] | None:
    names = score.names
    if names is None:
        return None
    return {
        "found": share(names.found, score.triples),
        "same": share(names.same, names.both),
        "origin": _rounded(asdict(names.origin)),
        "gender": _rounded(asdict(names.gender)),
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_rounded(each) for each in value]
    return round(value, 4) if isinstance(value, float) else value
