"""Resumes of the offline teacher: many layouts, the facts verbatim, nothing else of substance.

Choices hang on the variation and on the thing they are about, so that the unmatched resume is the
matched one without what was taken out, line by line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

from generation.layout import Style, joined, weighted
from generation.people import invented
from generation.wording import Chooser, bank, fill, listed, said

_SKILL_FORMS = (
    ("plain", 20), ("phrased", 24), ("sentences", 12), ("colon", 8), ("inline", 12),
    ("grouped", 6), ("prose", 7), ("pairs", 5), ("none", 6),
)  # fmt: skip
_JOB_FORMS = (("lines", 38), ("blocks", 25), ("described", 15), ("prose", 12), ("table", 10))
_TASK_FORMS = (("blocks", 45), ("described", 30), ("prose", 25))
_ORDERS = (
    (("summary", "skills", "experience", "education"), 30),
    (("education", "skills", "experience"), 30),
    (("summary", "experience", "skills", "education"), 15),
    (("experience", "education", "skills"), 10),
    (("skills", "experience", "education"), 10),
    (("summary", "experience", "education", "skills", "closing"), 5),
)


@dataclass(frozen=True, slots=True)
class Job:
    """A job held: title, first and last calendar year."""

    title: str
    start: int
    end: int


def years(number: int) -> str:
    """`1 year`, `4 years`."""
    return f"{number} year{'' if number == 1 else 's'}"


def write_resume(skills: Sequence[str], jobs: Sequence[Job], chooser: Chooser) -> str:
    """A resume with these skills and jobs, and no others."""
    return _Resume(skills, jobs, chooser).text()


class _Resume:
    def __init__(self, skills: Sequence[str], jobs: Sequence[Job], chooser: Chooser) -> None:
        self.pick = chooser
        self.words = bank("resume")
        self.style = Style.chosen(chooser, "resume")
        self.skills = [said(chooser, s) for s in chooser.order(skills, "skill order")]
        self.jobs = jobs
        self.form = weighted(chooser, _SKILL_FORMS, "skill form")
        forms = _TASK_FORMS if self.form == "none" else _JOB_FORMS
        self.job_form = weighted(chooser, forms, "job form")
        self.has_tasks = self.job_form in ("blocks", "described", "prose") and bool(jobs)
        self.person = invented(chooser)
        if self.form == "none" and not self.has_tasks:
            self.form = "plain"

    def text(self) -> str:
        order = weighted(self.pick, _ORDERS, "sections")
        return joined([self._contact(), *(getattr(self, f"_{name}")() for name in order)])

    def _titled(self, section: str, lines: Sequence[str]) -> str:
        heading = self.pick.phrase(self.words[f"head_{section}"], "heading", section)
        return self.style.section(heading, lines)

    def _contact(self) -> str:
        pick, who = self.pick, self.person
        lines = [
            fill(pick.phrase(self.words["name_label"], "name label"), name=who.name),
            fill(pick.phrase(self.words["email_label"], "mail label"), email=who.email),
        ]
        if pick.chance(35, "phone?"):
            lines.append(fill(pick.phrase(self.words["phone_label"], "phone"), phone=who.phone))
        if pick.chance(30, "city?"):
            lines.append(fill(pick.phrase(self.words["place_label"], "place"), city=who.city))
        if pick.chance(15, "one line?"):
            lines = [" | ".join(lines)]
        return self._titled("contact", lines) if pick.chance(75, "contact?") else "\n".join(lines)

    def _summary(self) -> str:
        named = [s for s in self.skills if self.pick.chance(30, "in summary", s)][:4]
        title = self.jobs[0].title if self.jobs else ""
        if not title:
            return ""
        spent = years(sum(job.end - job.start for job in self.jobs))
        phrases = self.words["summary" if named else "summary_plain"]
        phrase = self.pick.phrase(phrases, "summary")
        line = fill(phrase, t=title, y=spent, list=listed(named)) if phrase else ""
        return self._titled("summary", [line[:1].upper() + line[1:]] if line else [])

    def _education(self) -> str:
        if not self.pick.chance(88, "education?"):
            return ""
        number = 2 if self.pick.chance(20, "two degrees") else 1
        lines = []
        for at in range(number):
            school = self.pick.phrase(bank("places")["schools"], "school", at)
            field = self.pick.phrase(bank("fields")["field"], "field", at) or "a related field"
            phrase = self.pick.phrase(self.words["education"], "degree", at)
            lines.append(fill(phrase, school=school, field=field))
        return self._titled("education", lines if number == 1 else self.style.bullets(lines))

    def _closing(self) -> str:
        return self.pick.phrase(self.words["closing"], "closing")

    # ---- skills

    def _skills(self) -> str:
        shown = [s for s in self.skills if not self._only_in_tasks(s)]
        if self.form == "none" or not shown:
            return ""
        return self._titled("skills", getattr(self, f"_{self.form}")(shown))

    def _only_in_tasks(self, skill: str) -> bool:
        return self.has_tasks and (self.form == "none" or self.pick.chance(12, "tasks only", skill))

    def _plain(self, skills: Sequence[str]) -> list[str]:
        return self.style.bullets(skills)

    def _phrased(self, skills: Sequence[str]) -> list[str]:
        return self.style.bullets([self._one(s, "skill_one", 25) for s in skills])

    def _sentences(self, skills: Sequence[str]) -> list[str]:
        stop = self.pick.chance(60, "full stop")
        lines = [self._one(s, "skill_sentence", 5) for s in skills]
        return self.style.bullets(lines if stop else [line.rstrip(".") for line in lines])

    def _one(self, skill: str, use: str, bare: int) -> str:
        if self.pick.chance(bare, "bare", skill):
            return skill
        return fill(self.pick.phrase(self.words[use], use, skill) or "{s}", s=skill)

    def _colon(self, skills: Sequence[str]) -> list[str]:
        mark = self.pick.item((": ", " - ", " – "), "colon")
        notes = [self.pick.phrase(self.words["skill_colon"], "note", s) for s in skills]
        lines = [s + (mark + note if note else "") for s, note in zip(skills, notes, strict=True)]
        return self.style.bullets(lines)

    def _inline(self, skills: Sequence[str]) -> list[str]:
        return [self.pick.item((", ", ", ", ", ", " | ", "; ", " • "), "joint").join(skills)]

    def _grouped(self, skills: Sequence[str]) -> list[str]:
        halves = {0: [s for s in skills if self.pick.chance(50, "half", s)]}
        halves[1] = [s for s in skills if s not in halves[0]]
        labels = [self.pick.phrase(self.words["group_label"], "label", half) for half in halves]
        if labels[0] == labels[1]:
            labels = ["", ""]
        rows = [(label, ", ".join(halves[half])) for half, label in enumerate(labels)]
        return self.style.bullets([f"{a}: {b}" if a else b for a, b in rows if b])

    def _prose(self, skills: Sequence[str]) -> list[str]:
        size = 2 + self.pick.number(3, "sentence size")
        phrases = self.pick.phrases(self.words["skill_prose"], 9, "sentence") or ["{list}."]
        groups = [skills[at : at + size] for at in range(0, len(skills), size)]
        lines = [fill(p, list=listed(g)) for p, g in zip(cycle(phrases), groups, strict=False)]
        return [" ".join(lines)]

    def _pairs(self, skills: Sequence[str]) -> list[str]:
        lines = []
        for at in range(0, len(skills), 2):
            two = skills[at : at + 2]
            use = "skill_pair" if len(two) == 2 else "skill_one"
            phrase = self.pick.phrase(self.words[use], use, two[0]) or listed(("{s}", "{s2}"))
            lines.append(fill(phrase, s=two[0], s2=two[-1]))
        return self.style.bullets(lines)

    # ---- experience

    def _experience(self) -> str:
        if not self.jobs:
            return ""
        return self._titled("experience", getattr(self, f"_jobs_{self.job_form}")())

    def _line(self, job: Job) -> str:
        phrase = self.pick.phrase(self.words["job_line"], "job line") or "{t} ({a} - {b})"
        return self._dated(phrase, job)

    def _dated(self, phrase: str, job: Job, at: str = "") -> str:
        employer = self._employer(job)
        return fill(phrase, t=job.title, a=str(job.start), b=str(job.end), e=employer, at=at)

    def _employer(self, job: Job) -> str:
        return self.pick.phrase(bank("places")["employers"], "employer", job.title)

    def _tasks(self, job: Job) -> list[str]:
        """Sentences on what was done there: the skills that belong to this job, and small talk."""
        mine = [s for s in self.skills if self._has_task(s) and self._home(s) == job]
        lines, taken = [], 0
        while taken < len(mine):
            phrase = self.pick.phrase(self.words["task_skill"], "task", mine[taken]) or "{s}."
            two = "{s2}" in phrase and taken + 1 < len(mine)
            if "{s2}" in phrase and not two:
                phrase = (
                    "Gained experience with {s}."
                    if self.pick.allowed("Gained experience with")
                    else "{s}."
                )
            lines.append(self._numbered(phrase, mine[taken], mine[taken : taken + 2][-1]))
            taken += 2 if two else 1
        for extra in range(self.pick.number(3, "small talk", job.title)):
            phrase = self.pick.phrase(self.words["task_plain"], "task", job.title, extra)
            lines.append(self._numbered(phrase, job.title))
        return list(dict.fromkeys(line for line in lines if line))

    def _has_task(self, skill: str) -> bool:
        return self._only_in_tasks(skill) or self.pick.chance(28, "task too", skill)

    def _home(self, skill: str) -> Job:
        """The job that a skill's task stands under; another one if that job goes."""
        return min(self.jobs, key=lambda job: self.pick.number(1 << 60, "home", skill, job.title))

    def _numbered(self, phrase: str, about: str, second: str = "") -> str:
        many = str(2 + self.pick.number(28, "n", about))
        share = str(5 + self.pick.number(36, "p", about))
        return fill(phrase, s=about, s2=second, n=many, p=share)

    def _jobs_lines(self) -> list[str]:
        return self.style.bullets([self._line(job) for job in self.jobs])

    def _jobs_blocks(self) -> list[str]:
        lines: list[str] = []
        for job in self.jobs:
            if lines and self.pick.chance(60, "air"):
                lines.append("")
            lines += [self._line(job), *self.style.bullets(self._tasks(job))]
        return lines

    def _jobs_described(self) -> list[str]:
        mark = self.pick.item((": ", ". ", " - "), "described")
        told = [(self._line(job).rstrip("."), " ".join(self._tasks(job))) for job in self.jobs]
        return self.style.bullets([line + mark + tasks if tasks else line for line, tasks in told])

    def _jobs_prose(self) -> list[str]:
        paragraphs = []
        for job in self.jobs:
            phrase = (
                self.pick.phrase(self.words["job_prose"], "told", job.title) or "{t}, {a} - {b}."
            )
            at = f" at {self._employer(job)}" if self.pick.chance(70, "at") else ""
            paragraphs.append(" ".join([self._dated(phrase, job, at), *self._tasks(job)]))
        return paragraphs

    def _jobs_table(self) -> list[str]:
        if self.pick.chance(50, "bars"):
            head = self.pick.phrase(self.words["table_head"], "table")
            rows = [f"| {job.start} - {job.end} | {job.title} |" for job in self.jobs]
            return [head, "|---|---|", *rows] if head else rows
        return [f"{job.start} - {job.end}    {job.title}" for job in self.jobs]
