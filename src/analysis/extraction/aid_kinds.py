"""What aid is for: military, financial, humanitarian, or all of it together."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.extraction.aid_nouns import VERBS, rank_before, role_of
from analysis.extraction.donors import names_ukraine
from analysis.extraction.money import aid_stems, aid_words, is_money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.aid_nouns import Verdict
    from analysis.extraction.document import Document, Item
    from analysis.extraction.money import Amount

TOTAL = "total"
"""The kind of a sum that covers several kinds, or all aid so far."""

_KINDS = ("military", "financial", "humanitarian")
_REACH = 12
_APART = 2
_NEAR = 4
_AHEAD = 3
_WIDE = 30


def kind_of(
    items: Sequence[Item], amount: Amount, verdict: Verdict, donor: str | None, carried: str | None
) -> str | None:
    """The kind of aid that a sum is, or None where nothing tells.

    Args:
        items: the sentence's items.
        amount: the sum.
        verdict: what the sum is, with the word that governs it.
        donor: who gives it.
        carried: the kind of the aid that the sum goes on with.
    """
    if _is_of_several(items, amount) or _is_of_all(items, amount, verdict):
        return TOTAL
    own = _own_kind(items, amount, verdict)
    if own:
        return own
    if donor in aid_words("lenders") or verdict.cue.startswith(aid_stems("lending")):
        return "financial"
    if _is_sum_of_all(items, amount, verdict, carried):
        return TOTAL
    found = _kind_behind_comma(items, amount) or carried or _kind_aside(items, amount)
    is_total = _says_total(items, amount) or rank_before(items, amount) is not None
    return found or (TOTAL if is_total else None)


def kinds_in(items: Sequence[Item], first: int, last: int) -> list[str]:
    """The kinds of aid that a stretch names to its first comma, in order, each once."""
    found: list[str] = []
    for item in items[first:last]:
        kind = _kind(item)
        if kind and kind not in found:
            found.append(kind)
        if item.text in (";", ","):
            break
    return found


def _own_kind(items: Sequence[Item], amount: Amount, verdict: Verdict) -> str | None:
    """The kind that stands behind the sum, or before it, or that its parts have."""
    own = kinds_in(items, amount.at + 1, min(amount.last, amount.at + _REACH))
    own = own or _kind_before(items, amount) or _kind_of_deed(items, verdict)
    if own:
        return own[0]
    parts = _kinds_of_parts(items, amount)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else TOTAL


def _kind_before(items: Sequence[Item], amount: Amount) -> list[str]:
    """The nearest kind of aid before the sum, if one is near."""
    for i in range(amount.at - 1, max(amount.first, amount.at - _REACH) - 1, -1):
        kind = _kind(items[i])
        if kind or items[i].text == ";" or items[i].text in aid_words("other deed"):
            return [kind] if kind else []
    return []


def _kind_of_deed(items: Sequence[Item], verdict: Verdict) -> list[str]:
    """The kind right before a participle: "security assistance committed since 2022 is put at"."""
    before = items[max(0, verdict.at - 1) : max(0, verdict.at)]
    return [kind for item in before if (kind := _kind(item))]


def kind_told_later(document: Document, index: int, value: float) -> str | None:
    """The kind that the next sentences tell: the same sum again, or "the package includes"."""
    for k in range(index + 1, min(len(document.spans), index + 1 + _AHEAD)):
        is_again = any(number.value == value for number in document.numbers_in(k))
        if not is_again and aid_words("contents").isdisjoint(document.bare_words(k)):
            continue
        items = document.sentence(k).items
        for i in document.sentence(k).numbers:
            number = items[i].number
            if number is not None and number.value == value and is_money(number.unit):
                before = [kind for item in items[max(0, i - _REACH) : i] if (kind := _kind(item))]
                found = kinds_in(items, i + 1, i + _REACH) or before[-1:]
                if found:
                    return found[0]
        if _tells_contents(items):
            return first_kind(items)
    return None


def _tells_contents(items: Sequence[Item]) -> bool:
    """As in "The package includes"."""
    is_package = any(item.tag("aid", "package", "aid", "scheme") for item in items[:_NEAR])
    return is_package and any(
        item.text in aid_words("contents") for item in items[: _REACH + _NEAR]
    )


def first_kind(items: Sequence[Item]) -> str | None:
    """The first kind of aid that a sentence names."""
    return next((kind for item in items if (kind := _kind(item))), None)


def kind_named_before(document: Document, index: int) -> str | None:
    """The one kind of aid that the sentences before name: "It gives military aid. Kyiv gets"."""
    kinds = {
        str(tag.entry.get("category"))
        for k in range(max(0, index - _AHEAD), index)
        for item in document.sentence(k).items
        if (tag := item.tag("aid", *_KINDS)) is not None
    }
    return kinds.pop() if len(kinds) == 1 else None


def kind_of_title(document: Document) -> str | None:
    """The one kind of aid that the title names."""
    kinds = {
        str(tag.entry.get("category"))
        for item in document.sentence(0).items
        if (tag := item.tag("aid", *_KINDS)) is not None
    }
    return kinds.pop() if len(kinds) == 1 else None


def _kind_behind_comma(items: Sequence[Item], amount: Amount) -> str | None:
    """As in "3 billion euros, the first of its loans": what a sum is, right behind it."""
    behind = items[amount.at + 1 : min(amount.last, amount.at + _REACH)]
    is_aside = len(behind) > _APART and behind[0].text == "," and behind[1].grammar == "determiner"
    return next((kind for item in behind if (kind := _kind(item))), None) if is_aside else None


def _kind_aside(items: Sequence[Item], amount: Amount) -> str | None:
    """The first kind behind a comma that goes on with the sum: ", including air defence"."""
    for i in range(amount.at + 1, amount.last):
        if items[i].grammar == "which" and items[i - 1].text in aid_words("largely"):
            return None  # "the bulk of which would go to weapons"
        if _kind(items[i]):
            return _kind(items[i])
        if items[i].text == ";" or (items[i].text == "," and not _goes_on(items, i, amount)):
            return None
    return None


def _goes_on(items: Sequence[Item], comma: int, amount: Amount) -> bool:
    """Whether the words behind a comma still tell of the sum; not ", tripling its help"."""
    if comma == amount.at + 1 or comma + 1 >= len(items):
        return True
    after = items[comma + 1]
    return after.grammar == "including" or not after.text.endswith("ing")


def _kind(item: Item) -> str | None:
    tag = item.tags.get("aid")
    kind = tag.entry.get("category") if tag is not None else None
    if kind in _KINDS:
        return str(kind)
    if kind is None and item.text in aid_words("financial aims"):
        return "financial"
    return "military" if "weapons" in item.tags else None


def _is_of_several(items: Sequence[Item], amount: Amount) -> bool:
    """Whether the words beside the sum tell several kinds, or a total."""
    behind = range(amount.at + 1, min(amount.last, amount.at + _REACH))
    before = range(max(amount.first, amount.at - _REACH), amount.at)
    return (
        _is_listed(items, behind)
        or (not kinds_in(items, behind.start, behind.stop) and _is_listed(items, before))
        or _is_split(items, amount)
        or _is_for_a_total(items, amount)
    )


def _is_listed(items: Sequence[Item], near: range) -> bool:
    """Whether two kinds stand side by side: "military, financial and humanitarian aid"."""
    kinds = [i for i in near if _listed_kind(items[i]) and _is_of_kind(items[i])]
    return any(
        _listed_kind(items[a]) != _listed_kind(items[b]) and _are_joined(items[a + 1 : b])
        for a, b in pairwise(kinds)
    )


def _listed_kind(item: Item) -> str | None:
    """The kind that a word names in a list of kinds, where "security" is the military one."""
    if item.text in aid_words("other kinds"):
        return item.text
    return _kind(item) or ("military" if item.text in aid_words("arming kinds") else None)


def _are_joined(between: Sequence[Item]) -> bool:
    """Whether only a comma, an "and" or both stand between."""
    return 0 < len(between) <= _APART and all(
        item.text in (",", "/") or item.grammar in ("conjunction", "adverb") for item in between
    )


def _is_of_kind(item: Item) -> bool:
    """Whether a word names a kind of aid, not goods of it: "humanitarian", no "medicines"."""
    return item.tag("aid", "military", "financial", "humanitarian") is not None or (
        item.text in aid_words("kinds") | aid_words("other kinds")
    )


def _is_split(items: Sequence[Item], amount: Amount) -> bool:
    """Whether a part of one kind follows: "$4.5 billion, including $1 billion in humanitarian"."""
    if amount.last >= len(items) or items[amount.last - 1].grammar not in ("including", "of"):
        return False
    own = kinds_in(items, amount.at + 1, amount.last)
    return not own and bool(kinds_in(items, amount.last + 1, amount.last + _REACH))


def _kinds_of_parts(items: Sequence[Item], amount: Amount) -> list[str]:
    """The kinds of the parts that make up a sum: "€2.3bn: 1.8 billion in loans and ..."."""
    if amount.last >= len(items) or items[amount.last - 1].text not in aid_words("leads to parts"):
        return []
    kinds = [kind for item in items[amount.last + 1 : amount.last + _WIDE] if (kind := _kind(item))]
    return list(dict.fromkeys(kinds))


def _is_of_all(items: Sequence[Item], amount: Amount, verdict: Verdict) -> bool:
    """As in "its overall support stands at", "total assistance", "Commitments reached"."""
    near = _of_last_deed(items[max(amount.first, amount.at - _REACH) : amount.at])
    is_overall = any(
        a.text in aid_words("cumulative") and b.text in aid_words("plain aid") and not _kind(b)
        for a, b in pairwise(near)
    )
    is_overall = is_overall or (_is_of_all_promised(near) and not _own_kind(items, amount, verdict))
    is_bare = verdict.rule == "noun of aid" and verdict.at == 0
    return is_overall or (is_bare and verdict.cue in aid_words("ownerless"))


def _of_last_deed(near: Sequence[Item]) -> Sequence[Item]:
    """The words behind an "and" that leads another deed: "gave aid in all and has issued"."""
    for i in range(len(near) - 1, 0, -1):
        is_deed = near[i].grammar in ("have", "modal") or role_of(near[i]) in VERBS
        if is_deed and near[i - 1].text == "and":
            return near[i:]
    return near


def _is_of_all_promised(near: Sequence[Item]) -> bool:
    """As in "brings its total commitments to": all that was promised."""
    return any(
        a.text in aid_words("cumulative") and b.text in aid_words("promised")
        for a, b in pairwise(near)
    )


def _is_for_a_total(items: Sequence[Item], amount: Amount) -> bool:
    """As in "pledged $54 billion in loans, for a total of $150 billion"."""
    words = [item.text for item in items[max(amount.first, amount.at - _APART) : amount.at]]
    return words == ["for", "a total of"]


def _is_sum_of_all(
    items: Sequence[Item], amount: Amount, verdict: Verdict, carried: str | None
) -> bool:
    """Whether the sum is all aid so far: "since 2022", "has committed 250 billion in aid".

    A sum that another one brings about ("which brings its commitments to ...") is of the
    latter's kind.
    """
    if any(item.tag("aid", "rise") for item in items[amount.first : amount.at]):
        return False
    if _is_in_same_time(items, amount):
        return False
    if _is_level(items, amount) or _is_since(items, amount):
        return verdict.strength != "list"
    if not _is_perfect(items, amount, verdict) or _is_new(items, amount):
        return False
    is_more = carried and not _is_plain(items, amount)
    return not is_more or _says_total(items, amount) or _is_so_far(items, amount)


def _is_plain(items: Sequence[Item], amount: Amount) -> bool:
    """Whether a sum is of aid in general: "has given $5 billion in aid to Ukraine"."""
    behind = items[amount.at + 1 : amount.at + _NEAR]
    return any(item.text in aid_words("plain aid") for item in behind)


def _is_so_far(items: Sequence[Item], amount: Amount) -> bool:
    """As in "so far, it has sent", "has already given"."""
    near = items[max(0, amount.at - _REACH) : amount.at + _REACH]
    return any(item.text in aid_words("so far") for item in near)


def _is_in_same_time(items: Sequence[Item], amount: Amount) -> bool:
    """As in "had provided $60 billion over the same period": aid of the kind told before."""
    near = items[amount.at + 1 : amount.at + _REACH]
    return any(a.text == "same" and b.text in aid_words("same") for a, b in pairwise(near))


def _is_since(items: Sequence[Item], amount: Amount) -> bool:
    near = items[max(0, amount.at - _WIDE) : amount.at + _WIDE]
    return any(a.text == "since" and b.text != "then" for a, b in pairwise(near))


def _is_level(items: Sequence[Item], amount: Amount) -> bool:
    """As in "raised its support for Ukraine to 85 billion crowns"."""
    before = items[max(amount.first, amount.at - _REACH) : amount.at]
    if not before or before[-1].text != "to" or _is_of_one_year(items, amount):
        return False
    return any(item.text in aid_words("plain aid") for item in before)


def _is_of_one_year(items: Sequence[Item], amount: Amount) -> bool:
    """As in "will be cut to €4 billion in 2025": no level of all aid."""
    behind = items[amount.at + 1 : amount.at + _APART + 1]
    return len(behind) == _APART and behind[0].text == "in" and behind[1].text.isdigit()


def _is_perfect(items: Sequence[Item], amount: Amount, verdict: Verdict) -> bool:
    """Whether "has" or "have" stands right before the verb."""
    if verdict.rule != "verb before":
        return False
    near = items[max(0, verdict.at - 2) : verdict.at]
    is_so_far = verdict.cue in aid_words("spent")
    is_so_far = is_so_far and not _is_for_one_thing(items, amount)
    return is_so_far and any(item.text in aid_words("has") for item in near)


def _is_for_one_thing(items: Sequence[Item], amount: Amount) -> bool:
    """As in "has promised €500 million for the same list"."""
    after = items[amount.at + 1 : amount.at + _NEAR]
    is_led = bool(after) and after[0].text in aid_words("leads to a purpose")
    return is_led and not any(names_ukraine(item) for item in after)


def _is_new(items: Sequence[Item], amount: Amount) -> bool:
    near = items[max(0, amount.at - _NEAR) : amount.at + _NEAR]
    return any(
        item.text in aid_words("new") or item.tag("aid", "package", "scheme") for item in near
    )


def _says_total(items: Sequence[Item], amount: Amount) -> bool:
    near = items[max(amount.first, amount.at - _REACH) : amount.at + _NEAR]
    return any(item.text in aid_words("cumulative") for item in near)
