"""Sentence vectors on the processor: all-MiniLM-L6-v2 in eight bits, shipped with the package.

`graph/minilm/card.md` says where the model comes from and how much the eight bits cost. Nothing is
loaded before the first call of `encode`.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

DIMENSIONS = 384
MAX_TOKENS = 256
"""Longer texts are read as far as this, as the model was trained."""
_TOKENS_AT_ONCE = 2048
_CHARACTERS = 12 * MAX_TOKENS


class Encoder:
    """Texts to vectors; safe to share between threads.

    Args:
        threads: How many threads a product of matrices may use; as many as there are cores if None.
    """

    def __init__(self, threads: int | None = None) -> None:
        self.threads = threads or os.cpu_count() or 1
        self._loading = Lock()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of length 1, one row per text: shape `(len(texts), 384)`, float32.

        A text's vector does not depend on the texts beside it beyond the last digits (below 1e-6):
        texts of one length in tokens go through together, without padding, and every token has a
        scale of its own. A text without letters has a vector too.
        """
        import numpy as np

        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        # No published text of this length is cut by this; it bounds what the tokenizer reads.
        ids = [e.ids for e in self._tokenizer.encode_batch([t[:_CHARACTERS] for t in texts])]
        places = defaultdict(list)
        for place, tokens in enumerate(ids):
            places[len(tokens)].append(place)
        for length, same in sorted(places.items()):
            size = max(1, _TOKENS_AT_ONCE // length)
            for part in (same[at : at + size] for at in range(0, len(same), size)):
                batch = np.array([ids[place] for place in part], np.int64)
                vectors[part] = self._session.run(["vectors"], {"ids": batch})[0]
        return vectors

    @cached_property
    def _session(self) -> InferenceSession:
        with self._loading:
            return _session(self.threads)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        with self._loading:
            return _tokenizer()


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """`Encoder.encode` by one encoder that all share."""
    return _shared().encode(texts)


@lru_cache(maxsize=1)
def _shared() -> Encoder:
    return Encoder()


@lru_cache(maxsize=4)
def _session(threads: int) -> InferenceSession:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Threads that spin while they wait take the cores from whatever else runs here.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    model = files("graph").joinpath("minilm/model.onnx").read_bytes()
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer

    text = files("graph").joinpath("minilm/tokenizer.json").read_text(encoding="utf-8")
    tokenizer = Tokenizer.from_str(text)
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer
