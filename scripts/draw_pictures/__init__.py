"""The demo newsroom's pictures: screenprints in four inks, drawn by program.

    python -m scripts.draw_pictures [NAME ...]

writes them, with caption, credit and description inside, into `content/`. The
same bytes come out of every run with the same Pillow. NumPy is a development
dependency; the generator itself never imports this package.
"""
