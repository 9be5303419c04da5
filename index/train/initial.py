"""Where training starts: latent semantic analysis plus random vectors.

LSA (Deerwester et al. 1990) brings what goes together; the random part (Achlioptas 2003) keeps
terms apart that LSA would fold into one, so that exact wording still counts: with random vectors
alone a text's vector is a sketch of its words, the finer the more dimensions there are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

from index.train.corpus import Bags

Matrix = NDArray[np.float32]


def initial_vectors(bags: Bags, width: int, dimensions: int, seed: int) -> Matrix:
    """Returns the vectors before training, shape (width, dimensions), root mean square length 1.

    Args:
        bags: the articles.
        width: how many terms there are.
        dimensions: length of the vectors.
        seed: draws the random part.
    """
    matrix = bags.matrix(width)
    frequency = np.asarray(matrix.sum(axis=0)).ravel()
    rarity = np.log((len(bags) + 1) / (frequency + 0.5)).clip(0.05).astype(np.float32)
    weighted = matrix @ sparse.diags(rarity)
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel()).clip(1e-6)
    _, strength, components = randomized_svd(
        (sparse.diags(1 / lengths) @ weighted).astype(np.float32),
        dimensions,
        n_iter=2,
        random_state=seed,
    )
    latent = components.T / np.sqrt(strength.clip(1e-9))
    latent /= np.linalg.norm(latent, axis=1, keepdims=True).clip(1e-9)
    random = np.random.default_rng(seed).standard_normal(latent.shape) / np.sqrt(dimensions)
    vectors = (latent + random) * np.sqrt(rarity)[:, None]
    vectors /= np.sqrt((vectors**2).sum(axis=1).mean())
    return np.asarray(vectors, dtype=np.float32)
