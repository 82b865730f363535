"""Asking a teacher about occupations: one JSON reply each, checked, repaired at most twice.

Answers are kept in a journal, by the content of the question and the teacher's name, as soon as they
pass: who is killed and runs again asks only what was not answered. Refusals and replies that cannot
be used are never kept. How a teacher is asked, paid and waited for is `generation.crew`'s.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from generation.chain import REPAIRS, Ask
from generation.crew import Terms, crew
from generation.guidance_prompts import mend
from generation.mixing import Mix
from generation.replies import finish_of, refusal_of
from generation.teachers import teacher_name
from generation.workers import run, work
from graph.errors import ReplyRejected, RunError, TeacherRefused
from graph.keys import content_hash

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Question(Generic[R]):
    """What to ask about an occupation (a key). `check` says in sentences what is wrong with a reply."""

    occupation: str
    messages: list[BaseMessage]
    reply: type[R]
    check: Callable[[R], list[str]]


@dataclass(frozen=True, slots=True)
class Answer(Generic[R]):
    """A usable reply, or why there is none: `refused`, or `unusable` with `detail`."""

    occupation: str
    reply: R | None
    reason: str = ""
    detail: str = ""
    asked: bool = True
    """False where the journal had it."""


class Journal:
    """Answers in a file of JSON lines, each on disk before it counts; a half-written line is cut.

    Raises:
        RunError: another line is damaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.folder = path.parent
        self._answers: dict[str, Any] = {}
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            self._read()

    def _read(self) -> None:
        raw = self._path.read_bytes()
        whole = raw.rfind(b"\n") + 1
        if whole < len(raw):
            os.truncate(self._path, whole)
        for number, line in enumerate(raw[:whole].splitlines(), 1):
            try:
                row = json.loads(line)
                self._answers[row["question"]] = row["answer"]
            except (ValueError, KeyError, TypeError) as error:
                raise RunError(
                    f"{self._path}, line {number} is no answer of a teacher.",
                    hint="Remove the line: its question is then asked again.",
                ) from error

    def get(self, question: str) -> Any:
        """The answer to a question, or None."""
        return self._answers.get(question)

    def put(self, question: str, answer: Any) -> None:
        """Keep an answer."""
        line = json.dumps({"question": question, "answer": answer}, ensure_ascii=False) + "\n"
        with self._path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
            self._answers[question] = answer


def ask_all(
    teacher: BaseChatModel,
    questions: Sequence[Question[R]],
    journal: Journal,
    *,
    concurrency: int = 4,
    terms: Terms | None = None,
    tell: Callable[[int], None] = lambda done: None,
) -> list[Answer[R]]:
    """An answer to each question, in order; at most `concurrency` are asked at a time.

    Args:
        terms: on which a hosted teacher is asked.
        tell: told how many questions are done.

    Raises:
        BudgetSpent: the next call could cost more than is left of the budget.
        TeacherUnavailable, TeacherRefused, TeacherError: the teacher cannot be used. What is in
            flight is waited for and kept; the rest is not asked.
    """
    answers: dict[int, Answer[R]] = {}
    name = teacher_name(teacher)
    due = []
    for number, question in enumerate(questions):
        kept = journal.get(question_key(name, question))
        if kept is None:
            due.append((number, question))
        else:
            reply = question.reply.model_validate(kept)
            answers[number] = Answer(question.occupation, reply, asked=False)

    def deliver(item: tuple[int, Question[R]], answer: Answer[R]) -> None:
        number, question = item
        if answer.reply is not None:
            kept = answer.reply.model_dump(mode="json")
            journal.put(question_key(name, question), kept)
        answers[number] = answer
        tell(len(answers))

    async def ask_due() -> None:
        # What passes is kept in the journal; the ledger counts the money of this call alone.
        with TemporaryDirectory(dir=journal.folder) as folder:
            schema = due[0][1].reply
            asking = crew(
                Mix((teacher,)),
                terms or Terms(),
                Path(folder),
                lambda text: None,
                schema=schema,
                usable=lambda text: False,
            )
            async with asking as (asks, _):
                ask = asks[0]
                await work(
                    iter(due), lambda item: _answer(ask, item[1]), deliver, concurrency=concurrency
                )

    if due:
        run(ask_due())
    return [answers[number] for number in range(len(questions))]


def question_key(teacher: str, question: Question[R]) -> str:
    """What names a question to a teacher: all that it is told."""
    told = [f"{m.type}: {m.text}" for m in question.messages]
    return content_hash(teacher, question.reply.__name__, *told)


async def _answer(ask: Ask, question: Question[R]) -> Answer[R]:
    from langsmith.run_helpers import tracing_context

    asked, wrong = question.messages, [""]
    for attempt in range(1, REPAIRS + 2):
        # Tracing would send every prompt to a third party because of a variable in the shell.
        with tracing_context(enabled=False):
            message = await ask(asked)
        try:
            reply = read(message, question.reply)
            wrong = question.check(reply)
        except TeacherRefused as error:
            return Answer(question.occupation, None, "refused", error.message)
        except ReplyRejected as error:
            wrong = [error.message]
        if not wrong:
            return Answer(question.occupation, reply)
        # Always from the first question on, so that a second repair does not carry the first.
        asked = mend(question.messages, str(message.text), wrong, attempt)
    return Answer(question.occupation, None, "unusable", wrong[0])


def read(message: BaseMessage, reply: type[R]) -> R:
    """The reply that a chat message holds, as a whole or within other text.

    Raises:
        TeacherRefused: the model declined.
        ReplyRejected: it was cut off, or holds no object of the asked shape.
    """
    if refusal := refusal_of(message):
        raise TeacherRefused(f"The teacher declined: {refusal[:200]}")
    if finish_of(message) == "truncated":
        raise ReplyRejected("The reply was cut off.")
    text = str(message.text)
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text, text.index("{"))
        return reply.model_validate(value)
    except ValidationError as error:
        wrong = error.errors()[0]
        field = ".".join(map(str, wrong["loc"])) or "the object"
        raise ReplyRejected(
            f"The reply cannot be read: {field}: {wrong['msg'].lower()}."
        ) from error
    except (ValueError, RecursionError) as error:
        raise ReplyRejected("The reply holds no whole JSON object.") from error
