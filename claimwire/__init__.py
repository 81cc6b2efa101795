"""Claimwire: live blogs become a checked, published warehouse of claims."""

__version__ = "0.1.0"
