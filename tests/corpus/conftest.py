"""The programs are material: pytest must not import, and so run, them."""

collect_ignore = ["programs"]
