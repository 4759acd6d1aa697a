"""A copy of the text for matching: lower case, plain spaces, quotes and hyphens, same length."""

from __future__ import annotations

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
        **dict.fromkeys("\u202f\u205f\u3000\t", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", " "),  # of no width, beside real spaces
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032`\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2212", "-"),
        **dict.fromkeys("\u2012\u2014\u2015", "\u2013"),
    }
)


def plain(text: str) -> str:
    """`text` in lower case with plain spaces, quotes and hyphens; offsets stay true.

    >>> plain("Kyiv’s 1\u00a0000 “drones”")
    'kyiv\\'s 1 000 "drones"'
    >>> len(plain("İzmir")) == len("İzmir")
    True
    """
    low = text.lower()
    if len(low) != len(text):  # a few capitals, such as İ, have a longer lower case
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low if low.isascii() else low.translate(_PLAIN)
