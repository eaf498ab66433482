"""A search index of documents, made by Pagefind: which program, what it is told, and its files made repeatable."""
