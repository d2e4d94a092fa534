"""The machine that turns docs and snippets into the site. It names no lesson."""
