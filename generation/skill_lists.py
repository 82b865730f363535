"""The ways in which resumes and job descriptions list skills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Protocol

from generation.layout import Style
from generation.skill_words import Said
from generation.wording import Chooser, listed


class Fill(Protocol):
    """Fills the slots of a phrase; `about` is what its numbers hang on."""

    def __call__(self, phrase: str, about: object, **slots: str) -> str:
        """The phrase without slots."""


@dataclass(frozen=True, slots=True)
class SkillList:
    """Lists of skills in the words of one kind of document.

    Args:
        pick: the document's choices.
        words: its phrases: `skill_one`, `skill_sentence`, `skill_deed`, ….
        style: its look.
        fill: how its phrases are filled.
    """

    pick: Chooser
    words: Mapping[str, Sequence[str]]
    style: Style
    fill: Fill

    def lines(self, form: str, skills: Sequence[Said]) -> list[str]:
        """The skills in a form: `plain`, `one`, `sentence`, `mixed`, `colon`, `inline`, `grouped`,
        `cluster`, `prose`, `pair` or `level`."""
        made: list[str] = getattr(self, f"_{form}")(skills)
        return made

    def _plain(self, skills: Sequence[Said]) -> list[str]:
        stop = self.pick.item(("", "", "", "", "", "", "", ".", ".", ",", ";"), "stop")
        return self.style.bullets([s.text + stop for s in skills])

    def _one(self, skills: Sequence[Said]) -> list[str]:
        stop = "." if self.pick.chance(25, "full stop") else ""
        return self.style.bullets([self._told(s, "skill_one", 15) + stop for s in skills])

    def _sentence(self, skills: Sequence[Said]) -> list[str]:
        stop = self.pick.chance(60, "full stop")
        lines = [self._told(s, "skill_sentence", 5) for s in skills]
        return self.style.bullets(lines if stop else [line.rstrip(".") for line in lines])

    def _mixed(self, skills: Sequence[Said]) -> list[str]:
        uses = ("skill_one", "skill_sentence")
        lines = [self._told(s, self.pick.item(uses, "use", s.name), 25) for s in skills]
        return self.style.bullets(lines)

    def _told(self, skill: Said, use: str, bare: int) -> str:
        if self.pick.chance(bare, "bare", skill.name):
            return skill.text
        phrases = self.words["skill_deed" if skill.deed else use]
        phrase = self.pick.phrase(phrases, use, skill.name) or "{s}"
        line = self.fill(phrase, skill.name, s=skill.text)
        return line[:1].upper() + line[1:] if phrase[:1] != "{" else line

    def _colon(self, skills: Sequence[Said]) -> list[str]:
        mark = self.pick.item((": ", ": ", " - ", " – ", " (", ". "), "colon")
        lines = []
        for skill in skills:
            note = self.pick.phrase(("<note>",), "note", skill.name)
            note = self.fill(note, skill.name)
            if mark != " (" and self.pick.chance(70, "large"):
                note = note[:1].upper() + note[1:]
            end = ")" if mark == " (" else "." if self.pick.chance(50, "full stop") else ""
            lines.append(skill.text + (mark + note + end if note else ""))
        return self.style.bullets(lines)

    def _inline(self, skills: Sequence[Said]) -> list[str]:
        joints = (", ", ", ", ", ", " | ", "; ", " • ", " / ", " - ", "\t")
        line = self.pick.item(joints, "joint").join(s.text for s in skills)
        return [line + ("." if self.pick.chance(25, "full stop") else "")]

    def _grouped(self, skills: Sequence[Said]) -> list[str]:
        halves = {0: [s for s in skills if self.pick.chance(50, "half", s.name)]}
        halves[1] = [s for s in skills if s not in halves[0]]
        labels = [self.pick.phrase(self.words["group_label"], "label", half) for half in halves]
        if labels[0] == labels[1]:
            labels = ["", ""]
        rows = [
            (label, ", ".join(s.text for s in halves[half])) for half, label in enumerate(labels)
        ]
        return self.style.bullets([f"{a}: {b}" if a else b for a, b in rows if b])

    def _cluster(self, skills: Sequence[Said]) -> list[str]:
        return self.style.bullets(self._sentences(skills))

    def _prose(self, skills: Sequence[Said]) -> list[str]:
        return [" ".join(self._sentences(skills))]

    def _sentences(self, skills: Sequence[Said]) -> list[str]:
        size = 2 + self.pick.number(3, "sentence size")
        phrases = self.pick.phrases(self.words["skill_prose"], 9, "sentence") or ["{list}."]
        groups = [skills[at : at + size] for at in range(0, len(skills), size)]
        lines = []
        for phrase, group in zip(cycle(phrases), groups, strict=False):
            line = self.fill(phrase, group[0].name, list=listed([s.text for s in group]))
            lines.append(line[:1].upper() + line[1:] if phrase[:1] != "{" else line)
        return lines

    def _pair(self, skills: Sequence[Said]) -> list[str]:
        lines = []
        for at in range(0, len(skills), 2):
            one, two = skills[at], skills[min(at + 1, len(skills) - 1)]
            if one is two or one.deed or two.deed:
                lines += [self._told(s, "skill_one", 25) for s in dict.fromkeys((one, two))]
                continue
            phrase = self.pick.phrase(self.words["skill_pair"], "pair", one.name)
            lines.append(self.fill(phrase or "{s}, {s2}", one.name, s=one.text, s2=two.text))
        return self.style.bullets(lines)

    def _level(self, skills: Sequence[Said]) -> list[str]:
        levels = [self.pick.phrase(("<level>",), "level", s.name) for s in skills]
        if self.pick.chance(50, "bars"):
            head = self.pick.phrase(self.words["level_head"], "table")
            rows = [f"| {s.text} | {level} |" for s, level in zip(skills, levels, strict=True)]
            return [head, "|-|-|", *rows] if head else rows
        return [f"{s.text}\t{level}" for s, level in zip(skills, levels, strict=True)]
