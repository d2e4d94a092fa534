"""Builds the site beside the old one, and swaps it in when it is whole.

    python -m engine.weave.site [folder]

MkDocs makes the pages. What this adds: the gates that need no snippet to run come
first, warnings become one readable line each, what no reader loads is left out, and
the snippets travel along, so that the links to sources work without a repository.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
from pathlib import Path

import click
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from engine.weave import links, provenance
from engine.weave.fault import Fault, listing

# Material says at each build that MkDocs 2 will differ; versions here are pinned
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")

# shipped by the theme, loaded by no page: source maps, other languages' search
UNUSED = ("**/*.map", "assets/javascripts/lunr")


class SiteError(Exception):
    """A site that must not be built; its text says what to mend, a line each."""


class Collector(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        """Start with nothing said."""
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.said.append(record.getMessage().replace("Doc file '", "docs file '"))


def build(root: Path, target: Path, *, gates: bool = True) -> None:
    """Build the site of the tree at `root` into the folder `target`.

    With `gates`, faults of provenance and links stop it before MkDocs starts.

    Raises SiteError, and leaves `target` as it was, when anything is wrong.
    """
    if gates:
        judge(root)
    fresh = target.with_name(f".{target.name}-next")
    shutil.rmtree(fresh, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        pages(root, fresh)
        finish(root, fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    swap(fresh, target)


def judge(root: Path) -> None:
    """Raise SiteError when a gate that runs no snippet finds a fault."""
    try:
        found = provenance.faults(root) + links.faults(root)
    except yaml.YAMLError as error:
        raise SiteError(str(settings_fault(error))) from error
    if found:
        raise SiteError(listing(found))


def settings_fault(error: yaml.YAMLError) -> Fault:
    """Return what is wrong with a mkdocs.yml that is not YAML."""
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Fault("mkdocs.yml", mark.line + 1 if mark else 0, what, "mend the YAML")


def configuration(root: Path, folder: Path) -> MkDocsConfig:
    """Return mkdocs.yml as MkDocs reads it, set to build into `folder`.

    Raises SiteError where it is not YAML, or says what MkDocs does not understand.
    """
    try:
        return load_config(str(root / "mkdocs.yml"), site_dir=str(folder))
    except yaml.YAMLError as error:
        raise SiteError(str(settings_fault(error))) from error
    except (ConfigurationError, Abort) as error:
        cause = error.__cause__
        if isinstance(cause, yaml.YAMLError):
            raise SiteError(str(settings_fault(cause))) from error
        raise SiteError(f"mkdocs.yml: {error} — mend that setting") from error


def pages(root: Path, folder: Path) -> None:
    """Let MkDocs build into `folder`; raise SiteError for what it warns of."""
    logger = logging.getLogger("mkdocs")
    collector = Collector()
    logger.addHandler(collector)
    try:
        mkdocs_build(configuration(root, folder))
    except click.ClickException as error:
        said = [each for each in collector.said if "Aborted with" not in each]
        raise SiteError("\n".join(said) or error.format_message()) from error
    except (Abort, Exception) as error:
        if isinstance(error, SiteError):
            raise
        told = [*collector.said, f"{type(error).__name__}: {error}"]
        raise SiteError("\n".join(told)) from error
    finally:
        logger.removeHandler(collector)


def finish(root: Path, folder: Path) -> None:
    """Leave out what no page loads; add the snippets as readers may read them."""
    for pattern in UNUSED:
        for unused in sorted(folder.glob(pattern)):
            if unused.is_dir():
                shutil.rmtree(unused)
            elif unused.exists():
                unused.unlink()
    for file in sorted((root / "snippets").glob("*.py")):
        copy = folder / "snippets" / file.name
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(file, copy)


def swap(fresh: Path, target: Path) -> None:
    """Put a whole site where the old one stands."""
    old = target.with_name(f".{target.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Build into the folder named, or `site`; return 1 when something is to mend."""
    root = Path.cwd()
    target = Path(arguments[0]).resolve() if arguments else root / "site"
    try:
        build(root, target)
    except SiteError as error:
        print(error, file=sys.stderr)
        print("Not built; what stood there before still stands.", file=sys.stderr)
        return 1
    print(f"Built {os.path.relpath(target, root)}/index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
