"""Surface variations: every 23rd generated form; the bench reads them all."""

from bench.parse import surface


def test_forms_come_back_to_their_key() -> None:
    figures = surface(step=23)
    assert figures["surface.kinds_of_form"] >= 60
    assert figures["surface.right"] >= 0.99
