"""Runs what pages show, and writes down what it gave."""
