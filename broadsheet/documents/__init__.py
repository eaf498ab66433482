"""YAML documents as trees of text with places, and the fields read from them.

Knows nothing of news. Hostile input is refused here, before anything is built
from it.
"""
