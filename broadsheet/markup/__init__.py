"""Story bodies: Markdown in, parts of a page out.

Pure: text in, values and diagnostics out. Knows nothing of files, of the
library or of the clock.
"""
