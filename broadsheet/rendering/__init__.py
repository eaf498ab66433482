"""Pages, feeds and sitemaps as text: Jinja templates over plain values.

Opens no file but templates and knows no database: what a page shows is asked
for by key, and what was asked is what the page depends on.
"""
