"""Photographs: what a file says of itself, the sizes it is published in, and where those are kept.

Knows no word of news and no page. The modules that need Pillow say so; a build
whose pictures are all kept imports none of them.
"""
