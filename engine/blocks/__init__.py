"""Build time: draws what stands in the fences and questions of a page, a file a kind.

`engine.blocks` is a Python-Markdown extension, so it is all that mkdocs.yml names.
"""

from engine.blocks.extension import WeaveExtension


def makeExtension(**settings: object) -> WeaveExtension:  # noqa: N802
    """Return the extension; Python-Markdown asks for it by this name."""
    return WeaveExtension(**settings)
