"""`python -m claimwire` is the command line."""

from claimwire.cli import main

main()
