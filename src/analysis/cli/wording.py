"""What the commands share: text that a terminal does not obey, and counted nouns."""

from __future__ import annotations


def harmless(text: str) -> str:
    """The text with each control character made visible."""
    from analysis.terminal import harmless as made_harmless

    return made_harmless(text)


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 figure", "1,200 figures"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
