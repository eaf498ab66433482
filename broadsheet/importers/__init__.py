"""Bring the stories of another site into a newsroom, and report all that could not be brought whole.

Reads sources of Jekyll, Hugo and Eleventy; writes Markdown, profiles and
pictures that the newsroom's own readers accept. Knows no templates of the old
site and runs none of its code.
"""
