"""Rules of the house: each finds faults, at file and line."""
