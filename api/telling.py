"""What was done, in words: lines for people, shared by the command line and the demo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.services import ReadableWalk, TrainReport
    from generation.crew import Forecast
    from generation.examples import Triple
    from generation.export import ExportedTriples
    from generation.reports import GenerateReport, Standing
    from graph.export import Exported
    from graph.paths import PathStep, StepSkill, TransitionPath
    from graph.records import Changes
    from graph.sourcing import EdgeEvidence, Listing, SkillWhy
    from ingest.pipeline import IngestReport
    from ingest.quality.edges import EdgesScore
    from ingest.quality.identity import IdentityScore
    from ingest.quality.parsing import ParsingScore
    from ingest.quality.titles import TitlesScore
    from students.scoring import ScoreReport

_WORST = 10


def walked(found: ReadableWalk) -> str:
    """`Software Developers -[.42]-> Java -[.13]-> Web Developers`; a jump back is `=>`."""
    first, *rest = found.walk.steps
    text = first.name
    for step, weight in zip(rest, found.weights, strict=True):
        arrow = " => " if step.restarted else f" -[{weight:.2f}]-> ".replace("[0.", "[.")
        text += arrow + step.name
    return text


def counted(counts: Mapping[str, int]) -> str:
    """`1,234: Occupation 1,000, Skill 234`."""
    parts = [f"{name} {number:,}" for name, number in sorted(counts.items())]
    return f"{sum(counts.values()):,}" + (f": {', '.join(parts)}" if parts else "")


def ingested(done: IngestReport) -> Iterator[str]:
    """What an ingest read, rejected and changed, and what the graph holds now."""
    for file in done.files:
        if file.unchanged:
            yield f"{file.file} ({file.source}): loaded before, not read again"
            continue
        yield (
            f"{file.file} ({file.source}): {file.read:,} rows read, {file.loaded:,} loaded,"
            f" {file.duplicates:,} duplicates, {file.rejected:,} rejected, {file.seconds:.1f} s"
        )
    for path in done.unrecognised:
        yield f"{path}: of no known format, left out"
    for reason, number in done.rejects.items():
        yield f"rejected {number:,}: {reason}"
    if done.rejects_file:
        yield f"rejects file {done.rejects_file}"
    yield f"{changed('changes', done.changes)} in {done.seconds:.1f} s (run {done.run})"
    yield f"nodes {counted(done.nodes)}"
    yield f"edges {counted(done.edges)}"


def changed(what: str, changes: Changes) -> str:
    """`changes: 3 created, 1 updated, 0 deleted`."""
    return (
        f"{what}: {changes.created:,} created, {changes.updated:,} updated,"
        f" {changes.deleted:,} deleted"
    )


def generated(done: GenerateReport) -> Iterator[str]:
    """How many triples there are now, why contexts were rejected, and what it cost."""
    speed = done.made / done.seconds if done.seconds else 0.0
    yield (
        f"{done.made:,} triples made in {done.seconds:.1f} s ({speed:.0f} a second),"
        f" {done.resumed:,} of {done.requested:,} were there before: {done.out}"
    )
    for reason, number in done.rejected.items():
        yield f"rejected {number:,}: {reason}"
    for name, cost in done.spent.items():
        lost = f", {cost.lost:,} without an answer" if cost.lost else ""
        yield (
            f"{name}: {cost.calls:,} calls{lost}, {cost.input_tokens:,} input and"
            f" {cost.output_tokens:,} output tokens, ${cost.usd:.4f}"
        )


def forecast(expected: Forecast) -> str:
    """What a run will take, before it starts."""
    of = f" at prices of {expected.as_of}" if expected.as_of else ""
    usd = "price not known" if expected.usd is None else f"about ${expected.usd:.2f}{of}"
    return (
        f"forecast: {expected.triples:,} triples, {expected.calls:,} calls,"
        f" {expected.input_tokens:,} input and {expected.output_tokens:,} output tokens, {usd}"
    )


def standing(now: Standing, rate: float) -> str:
    """`generate triples 12 of 100, 3.2 a second, 1 min left, $0.04 of about $0.33, rejected 3: …`."""
    parts = [f"generate triples {now.done:,} of {now.total:,}"]
    if rate:
        left = (now.total - now.done) / rate
        parts.append(f"{rate:.1f} a second, {left / 60:.0f} min left")
    expected = now.forecast.usd if now.forecast is not None else None
    if now.usd is not None and expected is not None:
        parts.append(f"${now.usd:.2f} of about ${expected:.2f}")
    if now.rejected:
        parts.append(f"rejected {counted(now.rejected)}")
    return ", ".join([*parts, now.note] if now.note else parts)


def trained(done: TrainReport) -> Iterator[str]:
    """A student, what it learned from, and how it does on what it did not see."""
    yield f"{done.model} trained on {done.triples:,} triples in {done.seconds:.1f} s: {done.folder}"
    if done.held_out:
        yield (
            f"held out {done.held_out:,} triples whose occupations it did not see,"
            f" left out {done.dropped:,} that are of both sides"
        )
    told = {"held out": done.scores, "held out, names only they have hidden": done.unseen_scores}
    for what, report in told.items():
        for measure, figures in report.get("scores", {}).items():
            yield f"{what}, {measure}: {_figures(figures)}"
    if done.held_out:
        yield f"held-out triples are in {done.held_out_file}"


def scored(done: ScoreReport) -> Iterator[str]:
    """Figures of a student and, beneath, of the baselines on the same rows."""
    yield f"{done.task} on {done.file or 'held-out triples'}: {done.rows:,} rows of {done.format}"
    wide = max([len(done.student), *(len(name) for name in done.baselines)])
    for name, scores in {done.student: done.scores, **done.baselines}.items():
        for measure, figures in scores.items():
            yield f"  {name:<{wide}}  {measure:<9}  {_figures(figures.as_json())}"


def scored_parsing(done: ParsingScore) -> Iterator[str]:
    """The rows that cost most, each kind, and the whole."""
    for row in done.worst[:_WORST]:
        yield f"line {row.line} ({row.kind}): {row.raw[:100]!r}"
        told = {"missing": row.missing, "extra": row.extra, "must not": row.forbidden}
        for what, names in told.items():
            if names:
                yield f"    {what}: {', '.join(names)}"
    for kind, figures in done.by_kind.items():
        yield f"{kind}: {_figures(asdict(figures))} on {figures.rows:,} rows"
    yield (
        f"all: {_figures(done.to_row())} on {done.rows:,} rows,"
        f" {done.must_not_hits} of must_not; cut at commas F1 {done.baseline_comma_f1:.3f}"
    )


def scored_identity(done: IdentityScore) -> Iterator[str]:
    """The pairs that were told wrongly, and the figures."""
    for what, pairs in (("joined", done.false_joins), ("missed", done.missed)):
        for pair in pairs[:_WORST]:
            yield f"row {pair.row}, {what}: {pair.a!r} and {pair.b!r}"
    yield (
        f"same: {_figures(done.figures())} on {done.pairs:,} pairs ({done.same:,} same),"
        f" {len(done.false_joins)} joined wrongly, {len(done.short_false_joins)} of them short;"
        f" keys alone F1 {done.baseline_f1:.3f}"
    )


def scored_titles(done: TitlesScore) -> Iterator[str]:
    """How titles found their occupation."""
    yield (
        f"names of the graph word for word: {done.exact_rows:,} of {done.rows:,} rows,"
        f" {done.exact_top1:.1%} right; the rest:"
    )
    yield (
        f"{done.with_code:,} with an occupation: top 1 {done.top1:.1%}, top 5 {done.top5:.1%},"
        f" none {done.false_none:.1%}; normalised names alone {done.exact_only:.1%},"
        f" the nearest name {done.nearest_name:.1%}"
    )
    yield f"{done.without_code:,} without one: none {done.none_accuracy:.1%}"


def scored_edges(done: EdgesScore) -> Iterator[str]:
    """Each occupation, and the means."""
    for row in done.rows:
        yield (
            f"{row.occupation} {row.title}: {row.precision:.2f}, baseline"
            f" {row.baseline_precision:.2f}, at best {row.ceiling:.2f}"
            f" ({row.postings:,} postings, {row.listed:,} listed)"
        )
    if done.onet_loaded:
        yield "O*NET is in the graph: names were joined with its help. Forget it to score fairly."
    yield (
        f"precision@20 of technologies {done.precision_at_20:.3f}, the most frequent ones overall"
        f" {done.baseline_precision_at_20:.3f}: {done.ratio:.2f} times as good, over"
        f" {done.occupations:,} occupations; the best order of what postings ask for"
        f" {done.ceiling_at_20:.3f} ({done.ceiling_ratio:.2f} times)"
    )
    yield (
        f"of all skills {done.all_skills_precision_at_20:.3f}, the most frequent overall"
        f" {done.all_skills_baseline_precision_at_20:.3f} ({done.all_skills_ratio:.2f} times)"
    )


def _figures(figures: Mapping[str, float]) -> str:
    return (
        f"F1 {figures['f1']:.3f}, precision {figures['precision']:.3f},"
        f" recall {figures['recall']:.3f}"
    )


def shortened(triple: Triple, words: int = 45) -> Iterator[str]:
    """A triple in a few lines: what it had to say, and how each document begins."""
    context, removed = triple.context, triple.context.filtered
    yield f"triple {triple.key}, {context.job_title} (teacher {triple.provenance.teacher})"
    yield f"  skills       {', '.join(s.name for s in context.skills)}"
    held = (f"{e.title} {e.start}-{e.end}" for e in context.experiences)
    yield f"  experience   {'; '.join(held)}"
    yield f"  removed      {', '.join(s.name for s in removed.skills) or '-'};" + (
        f" experience {removed.experience_change}"
    )
    names = ("job", "matched", "unmatched")
    for name, document in zip(names, triple.documents(), strict=True):
        text = document.text.split()
        yield f"  {name:<12} {' '.join(text[:words])}" + (" …" if len(text) > words else "")


def evidence(found: EdgeEvidence) -> Iterator[str]:
    """An edge with the parts of its weight, then the rows and postings behind it."""
    yield f"{found.title} ({found.occupation}) -> {found.name} ({found.skill})"
    link = found.link
    if link is not None:
        yield f"  weight {link.weight:.3f} from {', '.join(link.sources)}, made by {link.run}"
        if link.of is not None:
            yield f"  {_share(link.postings, link.of, link.low, link.high)}{_lift(link.lift)}"
    for listing in found.listings:
        yield f"  {_listing(listing)}"
    for each in found.postings:
        seen = f", first seen {each.first_seen}" if each.first_seen else ""
        yield f"  {each.source_row}: {each.title!r} asks for {each.raw!r}{seen}"
    if not (link or found.listings or found.postings):
        yield "  nothing stands behind it"


def _share(postings: int, of: int, low: float | None, high: float | None) -> str:
    told = f"{postings:,} of {of:,} postings ask for it"
    return told if low is None or high is None else f"{told} ({low:.0%} to {high:.0%})"


def _lift(lift: float | None) -> str:
    return "" if lift is None else f", {lift:.1f} times as often as everywhere"


def _listing(listing: Listing) -> str:
    code = f" {listing.code}" if listing.code else ""
    value = "" if listing.value is None else f" {listing.value:g}"
    flags = "".join(
        f", {name}" for name, on in (("hot", listing.hot), ("in demand", listing.in_demand)) if on
    )
    via = f", through {listing.through} ({listing.same:.2f})" if listing.through else ""
    days = f", since {listing.first_seen}" if listing.first_seen else ""
    days += f" until {listing.last_seen}" if listing.last_seen else ""
    said = f"{listing.source}{code} lists {listing.raw!r} as {listing.relation}{value}"
    return f"{said}{flags}{via}{days}"


def why(found: SkillWhy) -> Iterator[str]:
    """Which skill a spelling is, who says so, its other spellings, and what people decided."""
    skill = found.skill
    yield f"{found.text!r} is {skill.name} ({skill.key}), {skill.status}, {skill.postings:,} postings"
    for reason in found.reasons:
        other = "" if reason.skill == skill.key else f" names {reason.name} ({reason.skill})"
        until = f" until {reason.last_seen}" if reason.last_seen else ""
        since = f", since {reason.first_seen}" if reason.first_seen else ""
        yield f"  {reason.source}{other} by {reason.method}, score {reason.score:g}{since}{until}"
    if not found.reasons:
        yield "  it is the skill's own key"
    for spelling in found.spellings:
        by = ", ".join(spelling.sources)
        yield f"  spelt {spelling.text!r} in {spelling.postings:,} postings ({by})"
    for decision in found.decisions:
        yield f"  {decision.by} on {decision.at}: {decision.kind} {decision.a!r} and {decision.b!r}"


def path(found: TransitionPath) -> Iterator[str]:
    """A way, a paragraph per step."""
    steps = "1 step" if len(found.steps) == 1 else f"{len(found.steps)} steps"
    yield (
        f"{found.start_title} -> {found.end_title}: {steps}, cost {found.cost:.2f}"
        f" (at once {found.direct:.2f})"
    )
    for number, step in enumerate(found.steps, 1):
        yield from _step(number, step)


def _step(number: int, step: PathStep) -> Iterator[str]:
    wage = "" if step.wage_median is None else f", median ${step.wage_median:,.0f} a year"
    tier = f", O*NET {step.tier}" if step.tier else ""
    yield f"{number}. {step.end_title} ({step.end}){wage}: {step.cost:.0%} to learn{tier}"
    yield f"   {step.shared} skills shared: {', '.join(s.name for s in step.kept)}"
    yield f"   {step.learn} skills new; most to learn:"
    for skill in step.to_learn:
        yield from _step_skill(skill)


def _step_skill(skill: StepSkill) -> Iterator[str]:
    has = f", has {skill.own:.2f}" if skill.own else ""
    behind = f"{skill.postings:,} postings, {', '.join(skill.sources)}"
    yield f"     {skill.name} {skill.weight:.2f}{has} ({behind})"
    for line in list(evidence(skill.evidence))[1:] if skill.evidence else ():
        yield f"     {line}"


def exported(done: Exported) -> Iterator[str]:
    """How much was written, and what to do with it."""
    yield f"{done.format} {done.out}"
    yield f"nodes {counted(done.nodes)}"
    yield f"edges {counted(done.edges)}"
    if done.format == "bulk":
        yield "`sh import.sh` there makes a Neo4j database of it"


def exported_triples(done: ExportedTriples) -> str:
    """How many triples were written where."""
    return f"{done.format} {done.out}: triples {counted(done.triples)}"
