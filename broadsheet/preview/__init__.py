"""The preview: a newsroom kept open, its pages made as they are asked for, and told to browsers when they change.

What it makes is for the desk's eyes. It writes nothing to `site/`, and all that leaves it is marked.
"""
