"""Resumes of the offline teacher: many layouts, the facts and nothing else of substance.

Choices hang on the variation and on the thing they are about, so that the unmatched resume is the
matched one but for what was taken out and what came in its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generation.facts import Facts, years
from generation.job_lists import JobList
from generation.layout import Style
from generation.people import invented
from generation.skill_lists import SkillList
from generation.skill_words import Said, said
from generation.wording import Chooser, bank, fill, listed, needed

_SKILL_FORMS = (
    ("plain", 27), ("one", 21), ("sentence", 3), ("mixed", 5), ("colon", 5), ("inline", 16),
    ("grouped", 5), ("cluster", 5), ("prose", 5), ("pair", 4), ("level", 3), ("none", 5),
)  # fmt: skip
_JOB_FORMS = (("lines", 36), ("blocks", 25), ("described", 17), ("prose", 12), ("table", 10))
_TASK_FORMS = (("blocks", 45), ("described", 30), ("prose", 25))
_ORDERS = (
    (("contact", "summary", "skills", "experience", "education"), 12),
    (("contact", "education", "skills", "experience"), 54),
    (("contact", "summary", "experience", "skills", "education"), 6),
    (("contact", "experience", "education", "skills"), 9),
    (("contact", "skills", "experience", "education"), 8),
    (("contact", "summary", "experience", "education", "skills", "closing"), 5),
    (("summary", "skills", "experience", "education", "contact"), 3),
    (("experience", "skills", "closing", "contact"), 3),
)
_IMPLIED = 20
"""Percent of the skills with a task that implies them, in resumes with tasks."""


def write_resume(facts: Facts, chooser: Chooser) -> tuple[str, dict[str, str]]:
    """A resume with these skills and jobs and no others; name of a skill -> the task implying it."""
    resume = _Resume(facts, chooser)
    return resume.text(), resume.implied


class _Resume:
    def __init__(self, facts: Facts, chooser: Chooser) -> None:
        self.pick = chooser
        self.words = bank("resume")
        self.jobs = facts.jobs
        self.person = invented(chooser)
        self.style = Style.chosen(chooser, "resume")
        self.form = chooser.weighted(_SKILL_FORMS, "skill form")
        forms = _TASK_FORMS if self.form == "none" else _JOB_FORMS
        self.job_form = chooser.weighted(forms, "job form")
        tasks = self.job_form in ("blocks", "described", "prose") and bool(facts.jobs)
        if not tasks and self.form == "none":
            self.form = "plain"
        names = chooser.order(facts.skills, "skill order")
        self.implied = self._implied(names) if tasks else {}
        self.skills = [said(chooser, n, facts.aliases.get(n, ())) for n in names]
        self.told = [s for s in self.skills if s.name not in self.implied]
        self.in_tasks = frozenset(s.name for s in self.told if tasks and self._only_in_tasks(s))

    def _implied(self, names: Sequence[str]) -> dict[str, str]:
        known = bank("implied")
        chosen = [n for n in names if n.lower() in known and self.pick.chance(_IMPLIED, "imply", n)]
        most = max(1, len(names) // 3)
        found = {n: self.pick.phrase(known[n.lower()], "implied", n) for n in chosen[:most]}
        told = {n: self._fill(p, n) for n, p in found.items() if p}
        return told if len(told) < len(names) else {}

    def _only_in_tasks(self, skill: Said) -> bool:
        return self.form == "none" or self.pick.chance(12, "tasks only", skill.name)

    def _fill(self, phrase: str, about: object, **slots: str) -> str:
        number = self.pick.number
        usual = {
            "n": lambda: str(2 + number(28, "n", about)),
            "p": lambda: str(5 + number(36, "p", about)),
            "g": lambda: f"{2.6 + number(15, 'grade', about) / 10:.1f}",
            "m": lambda: str(2 + number(5, "terms", about)),
            "e": lambda: self.pick.phrase(bank("places")["employers"], "last employer"),
            "city": lambda: self.person.city,
        }
        return fill(phrase, **needed(phrase, usual) | slots)

    def text(self) -> str:
        order = self.pick.weighted(_ORDERS, "sections")
        whole = [s.text for s in self.skills] + [job.title for job in self.jobs]
        return self.style.laid_out([getattr(self, f"_{name}")() for name in order], whole)

    def _titled(self, section: str, lines: Sequence[str]) -> str:
        heading = self.pick.heading(self.words[f"head_{section}"], "heading", section)
        return self.style.section(heading, lines)

    def _contact(self) -> str:
        pick, who = self.pick, self.person
        lines = [
            fill(pick.phrase(self.words["name_label"], "name label"), name=who.name, city=who.city),
            fill(pick.phrase(self.words["email_label"], "mail label"), email=who.email),
        ]
        if pick.chance(28, "phone?"):
            lines.append(fill(pick.phrase(self.words["phone_label"], "phone"), phone=who.phone))
        if pick.chance(24, "city?"):
            lines.append(fill(pick.phrase(self.words["place_label"], "place"), city=who.city))
        if pick.chance(15, "one line?"):
            lines = [" | ".join(lines)]
        return self._titled("contact", lines) if pick.chance(75, "contact?") else "\n".join(lines)

    def _summary(self) -> str:
        named = [s for s in self.told if not s.deed and self.pick.chance(30, "in summary", s.name)]
        title = self.jobs[0].title if self.jobs else ""
        if not title:
            return ""
        spent = years(sum(job.end - job.start for job in self.jobs))
        phrases = self.words["summary" if named else "summary_plain"]
        phrase = self.pick.phrase(phrases, "summary")
        names = listed([s.text for s in named[:4]])
        line = self._fill(phrase, "summary", t=title, y=spent, list=names) if phrase else ""
        return self._titled("summary", [line[:1].upper() + line[1:]] if line else [])

    def _education(self) -> str:
        if not self.pick.chance(66, "education?"):
            return ""
        number = 2 if self.pick.chance(6, "two degrees") else 1
        lines = []
        for at in range(number):
            school = self.pick.phrase(bank("places")["schools"], "school", at)
            field = self.pick.phrase(bank("fields")["field"], "field", at) or "a related field"
            phrase = self.pick.phrase(self.words["education"], "degree", at)
            minor = self.pick.phrase(bank("fields")["field"], "minor", at) or "another field"
            lines.append(self._fill(phrase, at, school=school, field=field, field2=minor))
        lines = list(dict.fromkeys(lines))
        return self._titled("education", self.style.bullets(lines) if len(lines) > 1 else lines)

    def _closing(self) -> str:
        return self.pick.phrase(self.words["closing"], "closing")

    def _skills(self) -> str:
        shown = [s for s in self.told if s.name not in self.in_tasks]
        if self.form == "none" or not shown:
            return ""
        made = SkillList(self.pick, self.words, self.style, self._fill)
        return self._titled("skills", made.lines(self.form, shown))

    def _experience(self) -> str:
        if not self.jobs:
            return ""
        made = JobList(
            self.pick, self.style, self._fill, self.jobs, self.skills, self.implied, self.in_tasks
        )
        return self._titled("experience", made.lines(self.job_form))


def implied_quotes(document: str, implied: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of a reply that say which skills a document implies, and by which words."""
    return [{"document": document, "skill": name, "text": text} for name, text in implied.items()]
