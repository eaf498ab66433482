"""The incremental engine: sources, fingerprints, build log, plan, workers, outputs, reasons.

Knows no word of news: keys, bytes, fingerprints and a callable that renders.
"""
