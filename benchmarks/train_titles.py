"""Fit what `ingest/title_model` holds: directions of occupations, how common they are, the weights.

python -m benchmarks.train_titles --data ../shared/data [--labelled tests/data/titles/dice_dev.csv]

1. A softmax over sentence vectors, on the four fifths of the names of SOC and O*NET that
   `held_out` leaves, and on Dice titles of which the last word and a technology say enough
   (`ROLES`: `Sailpoint Consultant`). No labelled title is among them.
2. How common each occupation is among Dice postings: expectation maximisation over the softmax's
   answers, labelled titles left out (Saerens et al. 2002).
3. The weights of the evidence and of `none`, on the labelled development rows.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.title_names import Names, dice_titles, read_names
from graph.encoder import Encoder
from graph.keys import fold
from ingest.skill_pieces import is_known
from ingest.skills import split_skills
from ingest.title_model import Coefficients, Directions
from ingest.title_names import METHODS, TitleName, held_out
from ingest.title_ranker import TitleIndex
from ingest.title_text import TitleWords
from ingest.titles import normalise_title

WEIGHTS = {"soc_title": 3.0, "direct_match": 2.0, "onet_title": 1.0}
WEAK = 0.5
ROLES = {
    "administrator": "15-1244",
    "analyst": "15-1211",
    "architect": "15-1299",
    "consultant": "15-1211",
    "developer": "15-1252",
    "lead": "15-1252",
    "programmer": "15-1251",
    "specialist": "15-1299",
    "support": "15-1232",
    "tester": "15-1253",
    "testing": "15-1253",
    "trainer": "13-1151",
}
THRESHOLD = 0.6
"""Tenfold on the rows labelled for it: 92 % of none are found there, and 4.5 % of the others lost."""
BARE_RANK = 10.0
"""What `Team Member` adds to the evidence for none: set, too few labelled rows say so to fit it."""
EPOCHS, BATCH, RATE, SCALE = 8, 1024, 0.02, 12.0
Rows = list[tuple[str, int, float]]


def name_rows(names: Names, numbers: dict[str, int]) -> Rows:
    """Text, occupation, weight of the names that are not held out; each pair once."""
    spelled = TitleWords(())
    rows: dict[tuple[str, int], float] = {}
    for name in names.names:
        if not held_out(name.text):
            text = spelled.written_out(normalise_title(name.text))
            pair = (text, numbers[name.occupation])
            rows[pair] = max(rows.get(pair, 0.0), WEIGHTS[name.method])
    return [(text, number, weight) for (text, number), weight in sorted(rows.items())]


def weak_rows(texts: list[str], words: TitleWords, numbers: dict[str, int]) -> Rows:
    """Titles that name a technology, or a thing that no occupation's name knows, and a role."""
    rows: Rows = []
    for text in texts:
        *subject, role = text.split()
        named = [word for word in subject if is_known(word) or word not in words.seen]
        if role in ROLES and named and len(subject) <= 3:
            rows.append((text, numbers[f"soc:{ROLES[role]}"], WEAK))
    return rows


def fit_directions(vectors: Any, rows: Rows, places: dict[str, int], count: int) -> tuple[Any, Any]:
    """Columns (384, occupations) and bias of a softmax regression, by Adam."""
    at = np.array([places[text] for text, _, _ in rows])
    target = np.array([number for _, number, _ in rows])
    weight = np.array([w for _, _, w in rows], np.float32)
    rng = np.random.default_rng(0)
    columns, bias = np.zeros((384, count), np.float32), np.zeros(count, np.float32)
    state = [(values, np.zeros_like(values), np.zeros_like(values)) for values in (columns, bias)]
    steps = EPOCHS * -(-len(rows) // BATCH)
    order = np.concatenate([rng.permutation(len(rows)) for _ in range(EPOCHS)])
    for step in range(1, steps + 1):
        part = order[(step - 1) * BATCH : step * BATCH]
        x = vectors[at[part]] * SCALE
        share = softmax(x @ columns + bias)
        share[np.arange(len(part)), target[part]] -= 1
        share *= weight[part, None] / len(part)
        rate = RATE * (1 - step / (steps + 1))
        slopes = (x.T @ share + 1e-5 * columns, share.sum(axis=0))
        for (values, first, second), slope in zip(state, slopes, strict=True):
            first[:] += 0.1 * (slope - first)
            second[:] += 0.01 * (slope * slope - second)
            late = np.sqrt(second / (1 - 0.99**step)) + 1e-8
            values[:] -= rate * first / (1 - 0.9**step) / late
    return columns * SCALE, bias


def skill_names(data: Path, words: TitleWords) -> list[str]:
    """Skills that at least two Dice postings name and that say nothing of work, and pairs of them."""
    with gzip.open(data / "dice/dice_jobs.csv.gz", "rt", encoding="utf-8", newline="") as file:
        fields = {row["skills"] for row in csv.DictReader(file)}
    names = Counter(
        " ".join(fold(mention.raw).replace("/", " / ").split())
        for field in fields
        for mention in split_skills(field)
        if mention.certain and len(mention.raw.split()) <= 4
    )
    kept = sorted(name for name, n in names.items() if n > 1 and not _names_work(words, name))
    rng = np.random.default_rng(0)
    pairs = rng.permutation(len(kept))[: len(kept) // 2 * 2].reshape(-1, 2)
    return kept + [f"{kept[first]} {kept[second]}" for first, second in pairs]


def _names_work(words: TitleWords, text: str) -> bool:
    about = words.about(text)
    return bool(about["work word"]) or not about["no job word"]


def fit_skill(vectors: Any, is_skill: Any) -> Any:
    """Direction and bias of a logistic regression, both answers weighing the same: (385)."""
    x = np.hstack([vectors * SCALE, np.ones((len(vectors), 1), np.float32)])
    weight = np.where(is_skill, 0.5 / is_skill.sum(), 0.5 / (~is_skill).sum())
    found, speed = np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for _ in range(300):
        share = 1 / (1 + np.exp(-(x @ found)))
        speed = 0.9 * speed - 0.05 * (x.T @ ((share - is_skill) * weight) + 1e-4 * found)
        found += speed
    found[:-1] *= SCALE
    return found.astype(np.float32)


def softmax(values: Any) -> Any:
    """Over the last axis."""
    raised = np.exp(values - values.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def commonness(answers: Any, counts: Any, trained: Any) -> Any:
    """Log share of each occupation among postings, smoothed.

    Args:
        answers: (texts, occupations) probabilities under the shares seen in training.
        counts: Postings per text.
        trained: The shares seen in training.
    """
    share = trained.copy()
    for _ in range(20):
        shifted = answers * (share / trained)
        shifted /= shifted.sum(axis=1, keepdims=True)
        share = (shifted * counts[:, None]).sum(axis=0) + 0.5
        share /= share.sum()
    return np.log(share)


def fit_evidence(evidence: Any, accepted: list[set[int]]) -> Any:
    """Weights that make the accepted occupations likely, by gradient descent."""
    right = np.zeros(evidence.shape[:2], bool)
    for row, numbers in enumerate(accepted):
        right[row, sorted(numbers)] = True
    size = evidence.std(axis=(0, 1)) + 1e-6
    weights = np.array([1.0, 10.0, 3.0, 0.5]) * size
    x = evidence / size
    for _ in range(1500):
        share = softmax(x @ weights)
        good = share * right
        good /= good.sum(axis=1, keepdims=True)
        slope = np.einsum("ro,rof->f", share - good, x) / len(x)
        weights -= 0.2 * slope
    return weights / size


def fit_none(features: Any, none: Any) -> Any:
    """Logistic regression, both answers weighing the same."""
    weight = np.where(none, 0.5 / none.mean(), 0.5 / (1 - none.mean()))
    found = np.zeros(features.shape[1])
    for _ in range(20000):
        share = 1 / (1 + np.exp(-features @ found))
        found -= 0.1 * (features.T @ ((share - none) * weight) / len(none) + 2e-3 * found)
    return found


def tenfold(features: Any, none: Any) -> Any:
    """The probability of none of each row, by a fit on the rows of the other tenths."""
    part = np.random.default_rng(0).permutation(len(none)) % 10
    unseen = np.zeros(len(none))
    for fold_ in range(10):
        held = part == fold_
        fitted = fit_none(features[~held], none[~held])
        unseen[held] = 1 / (1 + np.exp(-(features[held] @ fitted)))
    return unseen


def read_labelled(path: Path) -> list[dict[str, str]]:
    """Rows with `title`, `soc_code`, `accepted_soc_codes`."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Fit, write, and print what was fitted on how much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--labelled", type=Path, default=Path("tests/data/titles"))
    parser.add_argument("--to", type=Path, default=Path("ingest/title_model"))
    options = parser.parse_args()
    names = read_names(options.data)
    keys = sorted(names.occupations)
    numbers = {key: n for n, key in enumerate(keys)}
    rows = name_rows(names, numbers)
    words = TitleWords(text for text, _, _ in rows)
    labelled = {
        row["title"] for path in options.labelled.glob("*.csv") for row in read_labelled(path)
    }
    left_out = {words.read(title) for title in labelled}
    postings: Counter[str] = Counter()
    for title, count in dice_titles(options.data).items():
        text = words.read(title)
        if text not in left_out:
            postings[text] += count
    weak = weak_rows(sorted(postings), words, numbers)
    skills = skill_names(options.data, words)
    texts = sorted({text for text, _, _ in rows} | set(postings) | set(skills))
    vectors = Encoder().encode(texts)
    places = {text: n for n, text in enumerate(texts)}
    columns, bias = fit_directions(vectors, rows + weak, places, len(keys))
    answers = softmax(vectors[[places[text] for text in postings]] @ columns + bias)
    trained = np.bincount([n for _, n, _ in rows + weak], [w for *_, w in rows + weak], len(keys))
    prior = commonness(answers, np.array(list(postings.values())), trained / trained.sum())
    jobs = {text for text, _, _ in rows} | {text for text in postings if _names_work(words, text)}
    told = [(text, False) for text in sorted(jobs)] + [(text, True) for text in skills]
    is_skill = np.array([skill for _, skill in told])
    skill = fit_skill(vectors[[places[text] for text, _ in told]], is_skill)
    learned = Directions(columns, bias, prior, skill)
    write_learned(options.to / "directions.npz", keys, learned, words)
    print(
        f"{len(rows)} names, {len(weak)} weak rows, {sum(postings.values())} postings, "
        f"{len(skills)} names of skills"
    )
    fit_weights(options, names)


def write_learned(path: Path, keys: list[str], learned: Directions, words: TitleWords) -> None:
    """Directions as whole numbers with a step per occupation; the words of the names."""
    seen = sorted(words.seen)
    step = np.abs(learned.columns).max(axis=0) / 127
    np.savez_compressed(
        path,
        keys=np.array(keys),
        whole=np.round(learned.columns / step).astype(np.int8),
        step=step.astype(np.float32),
        bias=learned.bias.astype(np.float32),
        prior=learned.prior.astype(np.float32),
        skill=learned.skill,
        words=np.array(seen),
        ends=np.array([words.ends[word] for word in seen], np.int32),
    )


def fit_weights(options: argparse.Namespace, names: Names) -> None:
    """Weights of the evidence and of none, on the development rows and an index of all names."""
    start = Coefficients(
        (1.0, 10.0, 3.0, 0.5), {}, dict.fromkeys((*METHODS, "normalised"), 0.95), THRESHOLD
    )
    kept: list[TitleName] = [name for name in names.names if not held_out(name.text)]
    index = TitleIndex(kept, names.occupations, Encoder(), start)
    rows = read_labelled(options.labelled / "dice_dev.csv")
    numbers = {key: n for n, key in enumerate(index.keys)}
    texts = [index.words.read(row["title"]) for row in rows]
    accepted = [{numbers[f"soc:{code}"] for code in codes(row)} for row in rows]
    evidence, _ = index.evidence(texts)
    with_code = [n for n, right in enumerate(accepted) if right]
    found = fit_evidence(evidence[with_code], [accepted[n] for n in with_code])
    index.weights = Coefficients(tuple(found), {}, start.exact, start.threshold)
    fits = read_labelled(options.labelled / "dice_fits.csv")
    texts += [index.words.read(row["title"]) for row in fits]
    about = {reading.text: reading.about for reading in index.readings(texts)}
    none = np.array([not right for right in accepted] + [row["fits"] == "0" for row in fits])
    told = [name for name in about[texts[0]] if name != "bare rank"]
    features = np.array([[about[text][name] for name in told] for text in texts])
    fitted, unseen = fit_none(features, none), tenfold(features, none)
    for threshold in np.arange(0.3, 0.75, 0.05):
        found_none, lost = (unseen[none] >= threshold).mean(), (unseen[~none] >= threshold).mean()
        print(f"threshold {threshold:.2f}: none found {found_none:.3f}, lost {lost:.3f}")
    stored = {
        "evidence": [round(float(value), 4) for value in found],
        "none": dict(zip(told, (round(float(v), 4) for v in fitted), strict=True))
        | {"bare rank": BARE_RANK},
        "exact": start.exact,
        "threshold": start.threshold,
    }
    (options.to / "coefficients.json").write_text(
        json.dumps(stored, indent=2) + "\n", encoding="utf-8"
    )
    print(json.dumps(stored))


def codes(row: dict[str, str]) -> list[str]:
    """All codes that count as right."""
    return [code for code in (row["soc_code"], *row["accepted_soc_codes"].split("|")) if code]


if __name__ == "__main__":
    main()
