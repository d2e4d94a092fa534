"""Python that runs in the tests and in a browser alike: standard library only."""
