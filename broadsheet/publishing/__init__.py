"""From the desk to static hosting: plan a publication, put it in place in safe order, take it back.

A `Store` knows one kind of hosting and nothing of newsrooms; what is sent, in
which order, and what is never deleted is decided here, once for all of them.
"""
