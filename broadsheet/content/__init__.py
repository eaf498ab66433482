"""The newsroom's content: stories, authors, pages, and who of them is public.

Pure values and the library; reads no files and renders nothing.
"""
