"""Where training starts: latent semantic analysis plus random vectors.

LSA (Deerwester et al. 1990) brings what goes together; the random part (Achlioptas 2003) keeps
terms apart that LSA would fold into one, so that exact wording still counts. Either alone starts
lower on held-out titles than their sum.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

from index.train.articles import EncodedArticle, Ids

Matrix = NDArray[np.float32]


def indicator(rows: Sequence[Ids], width: int) -> sparse.csr_matrix:
    """Returns a 0/1 matrix of shape (len(rows), width) with a one for each listed column."""
    starts = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.concatenate(rows)
    ones = np.ones(len(columns), dtype=np.float32)
    return sparse.csr_matrix((ones, columns, starts), shape=(len(rows), width))


def initial_vectors(
    articles: Sequence[EncodedArticle], width: int, dimensions: int, seed: int
) -> Matrix:
    """Returns the vectors before training, shape (width, dimensions), root mean square length 1."""
    matrix = indicator([np.union1d(a.title, a.body) for a in articles], width)
    frequency = np.asarray(matrix.sum(axis=0)).ravel()
    rarity = np.log((len(articles) + 1) / (frequency + 0.5)).clip(0.05).astype(np.float32)
    weighted = matrix @ sparse.diags(rarity)
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel()).clip(1e-6)
    _, strength, components = randomized_svd(
        sparse.diags(1 / lengths) @ weighted, dimensions, n_iter=3, random_state=seed
    )
    latent = components.T / np.sqrt(strength)
    latent /= np.linalg.norm(latent, axis=1, keepdims=True).clip(1e-9)
    random = np.random.default_rng(seed).standard_normal(latent.shape) / np.sqrt(dimensions)
    vectors = (latent + random) * np.sqrt(rarity)[:, None]
    vectors /= np.sqrt((vectors**2).sum(axis=1).mean())
    return np.asarray(vectors, dtype=np.float32)
