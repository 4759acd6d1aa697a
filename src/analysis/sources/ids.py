"""Ids of the articles of one run, each given once, in memory that does not grow with the run."""

from __future__ import annotations

from hashlib import blake2b

_BITS = 1 << 27
_PROBES = 4


class Ids:
    """Gives each article an id of its own.

    A Bloom filter of 16 MB remembers the ids given. It never takes a given id for a free one; it
    takes a free one for a given one about once in a million articles at a million, and once in 250
    at ten million: such an article gets the id of its row, as one with a repeated id does.
    """

    def __init__(self) -> None:
        self._seen = bytearray(_BITS // 8)

    def take(self, *wanted: str) -> str:
        """The first of the wanted ids that is not given yet; else the last with a number."""
        for name in wanted:
            if self._is_new(name):
                return name
        number = 2
        while not self._is_new(f"{wanted[-1]}#{number}"):
            number += 1
        return f"{wanted[-1]}#{number}"

    def _is_new(self, name: str) -> bool:
        digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        is_new = False
        for start in range(0, 4 * _PROBES, 4):
            bit = int.from_bytes(digest[start : start + 4], "little") % _BITS
            mask = 1 << (bit & 7)
            if not self._seen[bit >> 3] & mask:
                self._seen[bit >> 3] |= mask
                is_new = True
        return is_new
