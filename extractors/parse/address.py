"""Addresses as pages write them, some of which are none (`http://[`): those have no parts and are joined to nothing."""

from __future__ import annotations

import urllib.parse
from urllib.parse import SplitResult


def urlsplit(url: str) -> SplitResult:
    """Parts of an address, all empty where it is none.

    >>> urlsplit("http://[live").hostname is None
    True
    """
    try:
        return urllib.parse.urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


def urljoin(base: str, url: str) -> str:
    """An address relative to another; as it is where one of them is none."""
    try:
        return urllib.parse.urljoin(base, url)
    except ValueError:
        return url
