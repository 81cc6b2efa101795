"""Suites as code that judge a candidate before it is published; `gate.judge` is the only door."""
