"""Keys joined by evidence, strongest first, under rules that say what may never be one skill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ingest.identity_model import Evidence

Tags = Mapping[str, str]
"""Source -> which of its skills: two keys with different skills of one source are never joined."""


class Clusters:
    """Which keys are one skill, and by which evidence they were joined."""

    def __init__(self, tags: Mapping[str, Tags]) -> None:
        self._parent: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._tags: dict[str, dict[str, set[str]]] = {}
        self._given = tags
        self.accepted: dict[str, list[Evidence]] = defaultdict(list)

    def root(self, key: str) -> str:
        """A key that stands for the cluster until it is joined again."""
        if key not in self._parent:
            self._parent[key] = key
            self._members[key] = [key]
            self._tags[key] = {s: {which} for s, which in self._given.get(key, {}).items()}
            return key
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def __contains__(self, key: str) -> bool:
        return key in self._parent

    def all(self) -> Iterator[list[str]]:
        """Every cluster, in the order of its first key."""
        yield from sorted(sorted(members) for members in self._members.values() if members)

    def join_all(self, evidence: Iterable[Evidence]) -> None:
        """Join what the evidence joins, strongest first; what the tags forbid is left out."""
        for item in sorted(evidence, key=lambda e: (-e.score, e.a, e.b, e.method, e.because)):
            left, right = self.root(item.a), self.root(item.b)
            if left != right and self._may(left, right):
                self.join(item)

    def join(self, item: Evidence) -> None:
        """Join two keys whatever their tags say."""
        left, right = sorted((self.root(item.a), self.root(item.b)))
        self.accepted[item.a].append(item)
        self.accepted[item.b].append(item)
        if left == right:
            return
        if len(self._members[left]) < len(self._members[right]):
            left, right = right, left
        self._parent[right] = left
        self._members[left] += self._members[right]
        self._members[right] = []
        for source, which in self._tags.pop(right).items():
            self._tags[left].setdefault(source, set()).update(which)

    def take_out(self, key: str) -> None:
        """Make the key a cluster of its own; the others stay together."""
        root = self.root(key)
        others = [member for member in self._members[root] if member != key]
        if not others:
            return
        for item in self.accepted.pop(key, []):
            other = item.b if item.a == key else item.a
            self.accepted[other] = [kept for kept in self.accepted[other] if kept != item]
        for member in (key, *others):
            del self._parent[member]
        self._members.pop(root)
        for member in (key, *others):
            self.root(member)
        for member in others[1:]:
            self._parent[member] = others[0]
            self._members[others[0]] += self._members.pop(member)
            for source, which in self._tags.pop(member).items():
                self._tags[others[0]].setdefault(source, set()).update(which)

    def _may(self, left: str, right: str) -> bool:
        mine, theirs = self._tags[left], self._tags[right]
        return all(theirs.get(source, which) == which for source, which in mine.items())
