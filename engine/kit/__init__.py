"""What `make` does for those who teach with this: lessons, forks, newer engines."""
