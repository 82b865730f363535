"""The ways in which resumes tell of the jobs somebody held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generation.facts import Job
from generation.layout import Style
from generation.skill_lists import Fill
from generation.skill_words import Said
from generation.tasks import reworded
from generation.wording import Chooser, bank

_TENSES = (("past", 65), ("plain", 25), ("ing", 10))


@dataclass(frozen=True, slots=True)
class JobList:
    """The jobs of a resume.

    Args:
        pick: the document's choices.
        style: its look.
        fill: how its phrases are filled.
        jobs: newest first.
        skills: what tasks may name.
        implied: name of a skill -> a task that needs it and does not name it.
        only_in_tasks: names of the skills that stand nowhere else.
    """

    pick: Chooser
    style: Style
    fill: Fill
    jobs: Sequence[Job]
    skills: Sequence[Said]
    implied: Mapping[str, str]
    only_in_tasks: frozenset[str]

    def lines(self, form: str) -> list[str]:
        """The jobs in a form: `lines`, `blocks`, `described`, `prose` or `table`."""
        made: list[str] = getattr(self, f"_{form}")()
        return made

    def _line(self, job: Job) -> str:
        phrase = self.pick.phrase(bank("resume")["job_line"], "job line") or "{t} ({a} - {b})"
        return self._dated(phrase, job)

    def _dated(self, phrase: str, job: Job, at: str = "") -> str:
        slots = {"t": job.title, "a": str(job.start), "b": str(job.end), "at": at}
        return self.fill(phrase, job.title, e=self._employer(job), **slots)

    def _employer(self, job: Job) -> str:
        return self.pick.phrase(bank("places")["employers"], "employer", job.title)

    def _tasks(self, job: Job) -> list[str]:
        """Sentences on what was done there: the skills that belong to this job, and small talk."""
        mine = [s for s in self.skills if self._home(s) == job]
        named = [s for s in mine if self._has_task(s)]
        lines = self._used(named) if self._in_one_line(job) else self._named(named)
        lines += [self.implied[s.name] for s in mine if s.name in self.implied]
        lines += self._talk(job)
        return list(dict.fromkeys(line[:1].upper() + line[1:] for line in lines if line))

    def _talk(self, job: Job) -> list[str]:
        """Tasks of the occupation; without them, what people say of any job."""
        known = [task for task in job.tasks if self.pick.allowed(task)]
        if known:
            number = self.pick.weighted(((0, 52), (1, 35), (2, 13)), "talk", job.title)
            form = self.pick.weighted(_TENSES, "tense")
            return [reworded(self.pick, task, form) for task in known[:number]]
        if not self.pick.chance(35, "small talk", job.title):
            return []
        return [self.fill(self.pick.phrase(("<plain>",), "task", job.title), job.title)]

    def _in_one_line(self, job: Job) -> bool:
        return self.pick.chance(20, "used", job.title)

    def _used(self, skills: Sequence[Said]) -> list[str]:
        if not skills:
            return []
        label = self.pick.phrase(bank("resume")["used_label"], "used label")
        names = ", ".join(s.text for s in skills)
        return [f"{label}: {names}." if label else names + "."]

    def _named(self, skills: Sequence[Said]) -> list[str]:
        lines, taken = [], 0
        while taken < len(skills):
            one, other = skills[taken], skills[min(taken + 1, len(skills) - 1)]
            use = "task_deed" if one.deed else "task_skill"
            phrase = self.pick.phrase(bank("resume")[use], "task", one.name) or "{s}."
            if "{s2}" in phrase and (other is one or other.deed != one.deed):
                phrase = "{s}."
            two = "{s2}" in phrase
            lines.append(self.fill(phrase, one.name, s=one.text, s2=other.text))
            taken += 2 if two else 1
        return lines

    def _has_task(self, skill: Said) -> bool:
        if skill.name in self.implied:
            return False
        return skill.name in self.only_in_tasks or self.pick.chance(28, "task too", skill.name)

    def _home(self, skill: Said) -> Job:
        """The job that a skill's task stands under; another one if that job goes."""
        return min(
            self.jobs, key=lambda job: self.pick.number(1 << 60, "home", skill.name, job.title)
        )

    def _lines(self) -> list[str]:
        return self.style.bullets([self._line(job) for job in self.jobs])

    def _blocks(self) -> list[str]:
        lines: list[str] = []
        for job in self.jobs:
            if lines and self.pick.chance(60, "air"):
                lines.append("")
            lines += [self._line(job), *self.style.bullets(self._tasks(job))]
        return lines

    def _described(self) -> list[str]:
        mark = self.pick.item((": ", ". ", " - ", ", "), "described")
        each = [(self._line(job).rstrip("."), " ".join(self._tasks(job))) for job in self.jobs]
        return self.style.bullets([line + mark + tasks if tasks else line for line, tasks in each])

    def _prose(self) -> list[str]:
        paragraphs = []
        for job in self.jobs:
            phrase = self.pick.phrase(bank("resume")["job_prose"], "told", job.title)
            at = f" at {self._employer(job)}" if self.pick.chance(70, "at") else ""
            dated = self._dated(phrase or "{t}, {a} - {b}.", job, at)
            paragraphs.append(" ".join([dated, *self._tasks(job)]))
        return paragraphs

    def _table(self) -> list[str]:
        if self.pick.chance(50, "bars"):
            head = self.pick.phrase(bank("resume")["table_head"], "table")
            rows = [f"| {job.start} - {job.end} | {job.title} |" for job in self.jobs]
            return [head, "|-|-|", *rows] if head else rows
        gap = self.pick.item(("    ", "\t", "  ", " ... "), "gap")
        return [f"{job.start} - {job.end}{gap}{job.title}" for job in self.jobs]
