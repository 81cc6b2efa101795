"""The invented outlets: one file each, with `OUTLET`, `ADDRESS` and `TECHNOLOGY`."""
