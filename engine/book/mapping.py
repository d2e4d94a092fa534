"""YAML in which a key stands once: PyYAML takes the last of two, and says nothing."""

from __future__ import annotations

from collections.abc import Iterator

import yaml


class Loader(yaml.SafeLoader):
    """Reads plain values; raises yaml.MarkedYAMLError at the line of a twin key."""

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[object, object]:
        """Return the mapping of a node."""
        known = set[str]()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value != "<<":
                if key.value in known:
                    what = f"the key {key.value!r} is there twice"
                    raise yaml.MarkedYAMLError(None, None, what, key.start_mark)
                known.add(key.value)
        found: dict[object, object] = super().construct_mapping(node, deep)
        return found


def leaves(source: str, key: str) -> list[tuple[str, int]]:
    """Return the texts below a key of a text of YAML, each with its line, in order."""

    def within(node: yaml.Node) -> Iterator[tuple[str, int]]:
        if isinstance(node, yaml.ScalarNode):
            yield node.value, node.start_mark.line + 1
        elif isinstance(node, yaml.MappingNode):
            yield from (leaf for _, value in node.value for leaf in within(value))
        elif isinstance(node, yaml.SequenceNode):
            yield from (leaf for value in node.value for leaf in within(value))

    whole = yaml.compose(source, Loader=Loader)
    pairs = whole.value if isinstance(whole, yaml.MappingNode) else ()
    return [leaf for name, node in pairs if name.value == key for leaf in within(node)]


def line_of(source: str, *keys: str) -> int:
    """Return the line of a key within others in a text of YAML; 0 for none there."""
    node, line = yaml.compose(source, Loader=Loader), 0
    for key in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        found = next((each for each in pairs if each[0].value == key), None)
        if found is None:
            return 0
        line, node = found[0].start_mark.line + 1, found[1]
    return line
