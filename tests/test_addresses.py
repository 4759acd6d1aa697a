"""Which addresses are one page, and which are of the public internet."""

from __future__ import annotations

import pytest

from analysis.fetching.addresses import page_key, plain_address, web_words
from analysis.fetching.network import is_public


@pytest.mark.parametrize(
    "other",
    [
        "http://news.example/a?id=5&x=1",
        "https://www.news.example/a/?x=1&id=5",
        "https://NEWS.example:443/a?id=5&x=1#top",
        "https://news.example/a?utm_source=feed&id=5&x=1&fbclid=9",
        "https://news.example/%61?id=5&x=1",
    ],
)
def test_addresses_of_one_page_have_one_key(other: str) -> None:
    assert page_key(other) == page_key("https://news.example/a?id=5&x=1")


@pytest.mark.parametrize(
    "other",
    [
        "https://news.example/a?id=6",
        "https://news.example/A?id=5",
        "https://news.example/a",
        "https://other.example/a?id=5",
        "https://news.example:8080/a?id=5",
        "https://uk.news.example/a?id=5",
    ],
)
def test_addresses_of_other_pages_have_other_keys(other: str) -> None:
    assert page_key(other) != page_key("https://news.example/a?id=5")


@pytest.mark.parametrize("name", web_words()["trackers"]["examples"])
def test_a_tracking_parameter_is_dropped(name: str) -> None:
    assert plain_address(f"https://news.example/a?{name}=1") == "https://news.example/a"


@pytest.mark.parametrize("name", web_words()["trackers"]["rejects"])
def test_another_parameter_stays(name: str) -> None:
    address = f"https://news.example/a?{name}=1"
    assert plain_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "100.100.100.200",
        "168.63.129.16", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
        "::ffff:169.254.169.254", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:a00:1::", "::", "::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_told_apart(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_a_public_address_is_one(address: str) -> None:
    assert is_public(address)
