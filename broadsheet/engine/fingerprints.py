"""Fingerprints: 16 bytes of BLAKE2b that stand for a value."""

from hashlib import blake2b

SIZE = 16
ABSENT = b""


def fingerprint(value: bytes | None) -> bytes:
    """Give the fingerprint of a value; of an absent one it is empty."""
    return ABSENT if value is None else blake2b(value, digest_size=SIZE).digest()
