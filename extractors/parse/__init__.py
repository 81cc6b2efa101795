"""Pages in, posts out: pure functions of the bytes, the outlet's profile and the capture instant."""

VERSION = "1.3.0"
"""Version of the reading; part of the name of every package file. Raise it when the same bytes may read otherwise."""
