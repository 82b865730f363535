"""What eight bits cost the sentence encoder, and how many texts a second it reads.

python -m benchmarks.encoder --data ../shared/data [--model MODEL_FOLDER]

With `--model`, the folder that `benchmarks.export_encoder` reads, vectors are compared with those of
the same weights in fp32: cosine, rank correlation of the similarities of pairs, and how often the
nearest neighbour is the same text. Without it only speed is measured, at one and two threads.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from onnxruntime import InferenceSession

from benchmarks.machine import Report
from benchmarks.title_names import dice_titles
from graph.encoder import Encoder
from ingest.skills import split_skills

TEXTS = 1500
PAIRS = 200_000


def titles_and_skills(data: Path) -> tuple[list[str], list[str]]:
    """Distinct titles, and distinct names of skills that two postings or more have: by a seed."""
    with gzip.open(data / "dice/dice_jobs.csv.gz", "rt", encoding="utf-8", newline="") as file:
        fields = {row["skills"] for row in csv.DictReader(file)}
    names = Counter(mention.raw for field in sorted(fields) for mention in split_skills(field))
    rng = random.Random(7)
    skills = sorted(name for name, count in names.items() if count > 1)
    return rng.sample(sorted(dice_titles(data)), TEXTS), rng.sample(skills, TEXTS)


def exact_vectors(model: Path, texts: list[str]) -> Any:
    """Vectors in fp32, one text at a time."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    from benchmarks import export_encoder

    weights = load_file(model / "model.safetensors")
    plain = export_encoder.model(export_encoder.build(weights, None))
    session = InferenceSession(plain.SerializeToString())
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_padding()
    ids = [tokenizer.encode(text).ids for text in texts]
    return np.vstack([session.run(None, {"ids": np.array([row])})[0] for row in ids])


def compare(ours: Any, exact: Any) -> dict[str, Any]:
    """Loss against fp32."""
    cosine = (ours * exact).sum(axis=1)
    rng = np.random.default_rng(0)
    first, second = rng.integers(0, len(ours), (2, PAIRS))
    kept = first != second
    first, second = first[kept], second[kept]
    similar = [(v[first] * v[second]).sum(axis=1) for v in (ours, exact)]
    ranks = [values.argsort().argsort() for values in similar]
    nearest = []
    for vectors in (ours, exact):
        products = vectors @ vectors.T
        np.fill_diagonal(products, -1)
        nearest.append(products.argmax(axis=1))
    return {
        "cosine_mean": float(cosine.mean()),
        "cosine_least": float(cosine.min()),
        "spearman": float(np.corrcoef(*ranks)[0, 1]),
        "same_nearest": float((nearest[0] == nearest[1]).mean()),
    }


def speed(texts: list[str], threads: int) -> float:
    """Seconds for texts, the best of three, the model loaded before."""
    encoder = Encoder(threads)
    encoder.encode(texts[:64])
    times = []
    for _ in range(3):
        began = time.perf_counter()
        encoder.encode(texts)
        times.append(time.perf_counter() - began)
    return min(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    report = Report("encoder")
    titles, skills = titles_and_skills(options.data)
    for what, texts in (("titles", titles), ("skill names", skills)):
        for threads in (1, 2):
            report.add(what, seconds=speed(texts, threads), count=len(texts), threads=threads)
    if options.model:
        texts = sorted({*titles, *skills})
        began = time.perf_counter()
        loss = compare(Encoder().encode(texts), exact_vectors(options.model, texts))
        report.add("loss", seconds=time.perf_counter() - began, count=len(texts), **loss)
    report.show()


if __name__ == "__main__":
    main()
