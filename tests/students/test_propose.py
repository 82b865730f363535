from __future__ import annotations

from graph.keys import content_hash
from graph.records import Document
from students.propose import BATCH, propose
from students.protocol import Student


def documents(count: int) -> list[Document]:
    texts = [f"Skills\n- Python\n- Task {n}\n" if n % 3 else "" for n in range(count)]
    return [Document(content_hash(text), f"no. {n}", text) for n, text in enumerate(texts)]


def test_one_proposal_per_document_in_order(crf: Student) -> None:
    given = documents(BATCH * 2 + 3)
    proposals = propose(crf, given)
    assert [p.document for p in proposals] == given
    assert {p.model for p in proposals} == {crf.model}
    assert proposals[0].mentions == ()
    assert proposals[1].mentions == crf.extract([given[1].text])[0].mentions
    assert proposals[1].mentions[0].skill == "python"


def test_no_documents(crf: Student) -> None:
    assert propose(crf, []) == []
