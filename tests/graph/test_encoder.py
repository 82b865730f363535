"""The encoder gives unit vectors that mean something, the same whatever stands beside a text."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.encoder import DIMENSIONS, MAX_TOKENS, Encoder

TEXTS = [
    "Java Developer",
    "Registered Nurse",
    "Python",
    "Senior Network Engineer with Cisco",
    "",
    "数据",
    "a" * 5000,
    "statistical analysis " * 400,
]


@pytest.fixture(scope="module")
def encoder():
    return Encoder(1)


def test_shape_type_and_length(encoder):
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_nothing_gives_no_rows(encoder):
    assert encoder.encode([]).shape == (0, DIMENSIONS)


def test_as_the_published_model(encoder):
    # The similarities that the model's own page shows for these sentences.
    person, dog, very, day = encoder.encode(
        [
            "That is a happy person",
            "That is a happy dog",
            "That is a very happy person",
            "Today is a sunny day",
        ]
    )
    assert person @ dog == pytest.approx(0.695, abs=0.02)
    assert person @ very == pytest.approx(0.943, abs=0.02)
    assert person @ day == pytest.approx(0.257, abs=0.02)


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("Java Developer", "Software Engineer", "Truck Driver"),
        ("Registered Nurse", "Hospital Nurse", "Bank Teller"),
        ("JavaScript", "Node.js", "Welding"),
        ("k8s", "Kubernetes", "Payroll"),
    ],
)
def test_what_is_near(encoder, text, near, far):
    vectors = encoder.encode([text, near, far])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_neighbours_in_a_batch_do_not_matter(encoder):
    together = encoder.encode(TEXTS)
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])
    turned = encoder.encode(TEXTS[::-1])[::-1]
    assert np.abs(together - alone).max() < 1e-6
    assert np.abs(together - turned).max() < 1e-6
    assert np.array_equal(together, encoder.encode(TEXTS))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_any_text_has_a_vector(texts):
    encoder = Encoder(1)
    vectors = encoder.encode(texts)
    assert np.isfinite(vectors).all()
    assert np.abs(vectors[-1:] - encoder.encode(texts[-1:])).max() < 1e-6


def test_case_and_blanks_do_not_matter(encoder):
    first, second = encoder.encode(["java  developer", " Java Developer "])
    assert np.array_equal(first, second)


def test_long_texts_are_read_to_the_limit(encoder):
    words = ["java"] * (MAX_TOKENS + 50)
    long, longer = encoder.encode([" ".join(words), " ".join([*words, "nurse"])])
    assert np.array_equal(long, longer)
    within, other = encoder.encode([" ".join(words[:100]), " ".join([*words[:100], "nurse"])])
    assert not np.array_equal(within, other)


def test_threads_share_an_encoder():
    encoder = Encoder(1)
    expected = Encoder(1).encode(TEXTS)
    with ThreadPoolExecutor(8) as pool:
        for vectors in pool.map(encoder.encode, [TEXTS] * 16):
            assert np.abs(vectors - expected).max() < 1e-6


def test_import_loads_nothing_heavy():
    code = (
        "import sys, graph.encoder; graph.encoder.Encoder();"
        "print([m for m in ('numpy', 'onnxruntime', 'tokenizers') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_what_ships_is_small():
    folder = files("graph").joinpath("minilm")
    sizes = [len(folder.joinpath(name).read_bytes()) for name in ("model.onnx", "tokenizer.json")]
    assert sum(sizes) < 25_000_000
