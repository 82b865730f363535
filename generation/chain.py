"""The chain that makes one triple: context, prompt, chat model, reply, checks.

A failed check leads through it again, at most twice, with a message that says what to mend.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generation.checks import Checked, Checker, Problem
from generation.examples import Context, Provenance, RejectedTriple, Triple
from generation.prompts import messages, repair_messages, templates
from generation.replies import Reply, finish_of, parse
from generation.teachers import teacher_fault
from graph.errors import ReplyRejected, SkillgraphError, TeacherRefused
from graph.keys import content_hash

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

REPAIRS = 2

Ask = Callable[["Sequence[BaseMessage]"], Awaitable["BaseMessage"]]
"""Gives a teacher's reply to messages."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A triple in the making, as it passes through the chain."""

    context: Context
    asked: list[BaseMessage] = field(default_factory=list)
    message: BaseMessage | None = None
    reply: Reply | None = None
    checked: Checked | None = None
    problems: tuple[Problem, ...] = ()
    final: bool = False
    """True when asking again cannot help."""
    repairs: int = 0


@dataclass(frozen=True, slots=True)
class Rejected:
    """A context without a triple: the kinds of its problems, and the problems in full."""

    triple: RejectedTriple
    details: tuple[str, ...]


def local(teacher: BaseChatModel) -> Ask:
    """How a teacher is asked that runs in this process and costs nothing."""

    async def ask(asked: Sequence[BaseMessage]) -> BaseMessage:
        # Called directly: a thread of its own would only hand the interpreter's lock around.
        try:
            return teacher.invoke(list(asked))
        except SkillgraphError:
            raise
        except Exception as error:
            raise teacher_fault(error) from error

    return ask


class Maker:
    """Makes a triple, or a rejection, of each context.

    Args:
        teacher: its name, for the provenance.
        ask: gives its replies.
        checker: knows what is wrong with them.
        run: key of the run, for the provenance.
    """

    def __init__(self, teacher: str, ask: Ask, checker: Checker, *, run: str = "") -> None:
        self._ask, self._checker = ask, checker
        self._provenance = Provenance(teacher=teacher, templates=templates(), run=run)

    async def make(self, context: Context) -> Triple | Rejected:
        """One triple; asks again at most `REPAIRS` times. The caller keeps LangChain from tracing.

        Raises:
            BudgetSpent: the next call could cost more than is left of the budget.
            TeacherUnavailable: the teacher cannot be reached now.
            TeacherRefused: the key was not accepted.
            TeacherError: the server did not accept the request.
        """
        draft = await self._through(Draft(context))
        while draft.problems and not draft.final and draft.repairs < REPAIRS:
            draft = await self._through(_again(draft))
        if draft.problems or draft.checked is None:
            reasons = tuple(dict.fromkeys(p.reason for p in draft.problems))
            rejected = RejectedTriple(index=context.index, reasons=reasons)
            return Rejected(rejected, tuple(map(str, draft.problems)))
        return self._triple(draft, draft.checked)

    async def _through(self, draft: Draft) -> Draft:
        """Once through the chain: prompt, teacher, parser, checks."""
        asked = draft.asked or messages(draft.context)
        draft = _parse(replace(draft, asked=asked, message=await self._ask(asked)))
        return _check(self._checker, draft)

    def _triple(self, draft: Draft, checked: Checked) -> Triple:
        context = draft.context
        seed = context.seed
        provenance = self._provenance.model_copy(update={"seed": seed, "repairs": draft.repairs})
        posting, matched, unmatched = checked.documents
        return Triple(
            key=triple_key(context, provenance.templates, provenance.teacher),
            context=context,
            job_description=posting,
            matched=matched,
            unmatched=unmatched,
            provenance=provenance,
        )


def triple_key(context: Context, versions: Mapping[str, str], teacher: str) -> str:
    """The hash of context, templates and teacher."""
    named = [f"{name}={version}" for name, version in sorted(versions.items())]
    return content_hash(context.model_dump_json(), *named, teacher)


def _parse(draft: Draft) -> Draft:
    assert draft.message is not None
    try:
        return replace(draft, reply=parse(draft.message))
    except TeacherRefused as error:
        return replace(draft, problems=(Problem("refused", "all", error.message),), final=True)
    except ReplyRejected as error:
        if finish_of(draft.message) == "truncated":
            cut = Problem("truncated reply", "all", "it was cut off; write shorter documents")
            return replace(draft, problems=(cut,))
        return replace(draft, problems=(Problem("malformed reply", "all", error.message),))


def _check(checker: Checker, draft: Draft) -> Draft:
    if draft.reply is None:
        return draft
    checked = checker.check(draft.context, draft.reply)
    return replace(draft, checked=checked, problems=checked.problems)


def _again(draft: Draft) -> Draft:
    """The draft that asks for a repair."""
    avoid = [p.detail for p in draft.problems if p.reason == "skill invented"]
    said = str(draft.message.text) if draft.message is not None else ""
    # Always from the first question on, so that a second repair does not carry the first one.
    asked = repair_messages(
        draft.asked[:2], said, [str(p) for p in draft.problems], avoid, draft.repairs + 1
    )
    return Draft(draft.context, asked=asked, repairs=draft.repairs + 1)
