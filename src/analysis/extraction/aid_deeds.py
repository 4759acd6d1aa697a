"""Whether a word of aid tells a deed with the sum behind it, or something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.aid_nouns import role_of
from analysis.extraction.money import aid_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.money import Amount

_TIGHT = 2


def is_no_deed(items: Sequence[Item], i: int, amount: Amount) -> bool:
    """Whether the word at i is no verb of the sum: "given the risks", "blocked assets".

    Args:
        items: the sentence's items.
        i: the word's item.
        amount: the sum.
    """
    return (
        _is_no_verb(items, i, amount)
        or (role_of(items[i]) == "hope" and _is_of_assets(items, i))
        or _is_told_of(items, i, amount)
    )


def _is_no_verb(items: Sequence[Item], i: int, amount: Amount) -> bool:
    """Whether the word is no verb here: "given the risks", "the needs of the country"."""
    after = items[i + 1].text
    if items[i].text == "given":
        return items[i + 1].grammar in ("determiner", "relative")
    if items[i].text in aid_words("right before"):
        return amount.at - i > _TIGHT + 1
    is_noun = items[i].text == "spending" and any(map(_sums, items[i + 1 : amount.at]))
    if is_noun or _is_saying(items[i].text, after) or _is_remark(items, i):
        return True
    if items[i].text.startswith("rais") and amount.at - i <= _TIGHT:
        # "the fund has raised €400 million", "Kyiv plans to raise"
        before = items[i - 1] if i else None
        is_many = before is not None and before.text in aid_words("countries")
        return not is_many and (before is None or before.grammar not in ("have", "modal"))
    is_verb = after.split()[0] in ("a", "an") or (amount.at - i <= _TIGHT and after != "of")
    if i == 0 or is_verb or items[i].text not in aid_words("noun or verb"):
        return False
    before = items[i - 1]
    is_subject = "actors" in before.tags or before.text == "to"
    return not (is_subject or before.grammar in ("pronoun", "modal", "adverb", "relative"))


def _sums(item: Item) -> bool:
    """As in "its spending on Ukraine amounts to"."""
    return role_of(item) == "total" or item.grammar == "be"


def _is_saying(verb: str, after: str) -> bool:
    """Whether a verb leads a clause: "he added that", "it must be considered that"."""
    if verb.startswith("add") and after in (",", ":", '"', "that"):
        return True
    asked = verb.startswith("ask") and after in aid_words("question")
    return asked or (verb == "considered" and after == "that")


def _is_remark(items: Sequence[Item], i: int) -> bool:
    """As in "it must be noted that": the sum behind it is not asked for."""
    behind = [item.text for item in items[i + 1 : i + 3]]
    is_modal = items[i].text in aid_words("must") and behind[:1] == ["be"]
    return is_modal and behind[-1] in aid_words("remarked")


def _is_told_of(items: Sequence[Item], i: int, amount: Amount) -> bool:
    """Whether a verb is the passive of the sum before: "33 is given in loans and 17 in grants"."""
    be = i - 1
    if amount.first == 0 or items[be].grammar != "be":
        return False
    between = items[amount.first : be]
    return not any(
        item.is_sign or "actors" in item.tags or item.grammar in ("conjunction", "pronoun")
        for item in between
    )


def _is_of_assets(items: Sequence[Item], i: int) -> bool:
    """Whether a participle says what funds are: "earnings from blocked Russian assets"."""
    return any(item.tag("aid", "economy") is not None for item in items[i + 1 : i + 4]) and (
        items[i - 1].grammar in ("preposition", "by", "of", "determiner")
    )


def is_apposition(items: Sequence[Item], comma: int) -> bool:
    """Whether a comma opens the size of what stands before it: "a payment, amounting to"."""
    after = items[comma + 1]
    return role_of(after) == "total" and (
        after.text.endswith("ing to") or after.text in aid_words("sizes")
    )
