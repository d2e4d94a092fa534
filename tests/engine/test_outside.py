"""What a visitor of the repository meets first is valid, and says what is so."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from engine.kit import owned
from engine.site import history
from tests.interpreters import PYTHONS

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.site(
    *("CHANGELOG", "CITATION", "CONTRIBUTING", "README", "SECURITY", "mkdocs.yml")
)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def targets() -> dict[str, str]:
    """The make targets and what each says that it does."""
    return dict(re.findall(r"^([a-z]+): ## (.+)$", text("Makefile"), re.MULTILINE))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("vendor.github-workflows", ".github/workflows/site.yml"),
        ("custom.github-workflows-require-timeout", ".github/workflows/site.yml"),
        ("vendor.dependabot", ".github/dependabot.yml"),
        ("vendor.citation-file-format", "CITATION.cff"),
    ],
)
def test_a_file_for_a_machine_keeps_to_its_schema(schema: str, name: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    done = subprocess.run([*command, name], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflow_tests_on_every_python_that_the_project_supports() -> None:
    jobs = yaml.safe_load(text(".github/workflows/site.yml"))["jobs"]
    matrix = jobs["test"]["strategy"]["matrix"]
    waiting = PYTHONS["waiting"]
    assert matrix["python"] == [v for v in PYTHONS["supported"] if v not in waiting]
    assert matrix["targets"] == ["test"]
    fewer = [{"python": version, "targets": "check site"} for version in waiting]
    assert matrix.get("include", []) == fewer
    assert jobs["test"]["steps"][-1]["run"] == "make ${{ matrix.targets }}"
    assert "test" in jobs["build"]["needs"]


def test_the_workflow_leaves_nothing_out_where_the_repository_says_so() -> None:
    workflow = yaml.safe_load(text(".github/workflows/site.yml"))
    # who has the repository says which index has all of it: no address stands here
    index = {"PIP_EXTRA_INDEX_URL": "${{ vars.PIP_EXTRA_INDEX_URL }}"}
    assert workflow["env"] == index
    env = workflow["jobs"]["test"]["steps"][-1]["env"]
    assert env == {"WHOLE": "${{ vars.WHOLE == matrix.python && '1' || '' }}"}
    for name in (*index, *env):
        assert f"`{name}`" in text("CONTRIBUTING.md")
    plain = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    command = ["make", "--dry-run", "test"]
    for whole in ("1", ""):
        done = subprocess.run(
            command, cwd=ROOT, env={**plain, "WHOLE": whole}, capture_output=True
        )
        asked = re.search(rb"engine\.setup\.optional(.*)", done.stdout)
        assert asked
        assert asked[1].split() == [b"--required"] * bool(whole)


def test_readme_and_setup_name_every_python_that_the_project_supports() -> None:
    first, *between, last = PYTHONS["supported"]
    assert f"Python {', '.join([first, *between])} or {last}" in text("README.md")
    tried = re.findall(r"python(3\.\d+)", text("engine/setup/prepare.sh"))
    assert sorted(set(tried)) == PYTHONS["supported"]
    # else an environment made for `make serve` would not do for `make test`
    tested = [v for v in PYTHONS["supported"] if v not in PYTHONS["waiting"]]
    assert tried[: len(tested)] == tested[::-1]


def test_the_workflow_builds_for_the_address_that_it_publishes_to() -> None:
    jobs = yaml.safe_load(text(".github/workflows/site.yml"))["jobs"]
    steps = jobs["build"]["steps"]
    (step,) = [each for each in steps if "make site" in each.get("run", "")]
    assert "steps.pages.outputs" in step["env"]["SITE_URL"]
    assert "github.repository" in step["env"]["REPO_URL"]
    for name in step["env"]:
        assert f"!ENV [{name}" in text("mkdocs.yml")


def test_the_workflow_builds_with_the_history_that_dates_pages() -> None:
    steps = yaml.safe_load(text(".github/workflows/site.yml"))["jobs"]["build"]["steps"]
    (step,) = [each for each in steps if "checkout" in each.get("uses", "")]
    assert step["with"]["fetch-depth"] == 0


def test_the_workflow_publishes_no_site_whose_code_could_not_run() -> None:
    steps = yaml.safe_load(text(".github/workflows/site.yml"))["jobs"]["build"]["steps"]
    assert [each["run"] for each in steps if "run" in each] == ["make site RUN=1"]
    assert "$(if $(RUN),--node --required)" in text("Makefile")


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=who", "-c", "user.email=who@localhost"]
    command = ["git", "-C", str(folder), *who, *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def engine(folder: Path, version: str) -> Path:
    """A repository with one file of an engine, and where it is pushed to."""
    folder.mkdir()
    git(folder, "init", "--quiet", "--bare", "origin.git")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "remote", "add", "origin", str(folder / "origin.git"))
    (folder / "engine").mkdir()
    (folder / "engine/mark.py").write_text('"""A mark."""\n')
    (folder / ".gitignore").write_text("origin.git\n")
    (folder / "CITATION.cff").write_text(f"cff-version: 1.2.0\nversion: {version}\n")
    (folder / "CHANGELOG.md").write_text(f"# Changes\n\n## {version}\n\n- A mark.\n")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "An engine")
    return folder


def test_the_workflow_tags_a_version_once_and_never_moves_it(tmp_path: Path) -> None:
    job = yaml.safe_load(text(".github/workflows/site.yml"))["jobs"]["version"]
    assert set(job["needs"]) == {"test", "fresh"}
    script = job["steps"][-1]["run"]
    ours = engine(tmp_path / "ours", "1.4.0")

    def run() -> str:
        command = ["bash", "-e", "-c", script]
        done = subprocess.run(command, cwd=ours, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def tags() -> str:
        return git(ours, "ls-remote", "--tags", "origin")

    assert run() == "v1.4.0 is new\n"
    first = git(ours, "rev-parse", "HEAD").strip()
    assert tags() == f"{first}\trefs/tags/v1.4.0\n"
    git(ours, "commit", "--quiet", "--allow-empty", "--message", "More")
    git(ours, "tag", "--delete", "v1.4.0")
    assert run() == "v1.4.0 is there\n"
    assert tags().split()[0] == first
    (ours / "CHANGELOG.md").unlink()
    (ours / "CITATION.cff").write_text("version: 0.1.0\n")
    assert "its own" in run()
    assert len(tags().splitlines()) == 1


def changed_since_its_tag(root: Path) -> list[str]:
    """The engine's files that differ from those that its newest version has."""
    tag = f"v{owned.version(root)}"
    if not (root / owned.CHANGES).is_file() or not history.git(root, "tag", "-l", tag):
        return []
    told = git(root, "diff", "--name-only", tag)
    return [path for path in told.splitlines() if owned.is_engines(path)]


def test_an_engine_that_differs_from_its_version_is_told(tmp_path: Path) -> None:
    ours = engine(tmp_path / "ours", "1.4.0")
    git(ours, "tag", "v1.4.0")
    (ours / "README.md").write_text("Not the engine's\n")
    git(ours, "add", "--all")
    assert changed_since_its_tag(ours) == []
    (ours / "engine/mark.py").write_text('"""Another."""\n')
    assert changed_since_its_tag(ours) == ["engine/mark.py"]
    (ours / "CHANGELOG.md").write_text("# Changes\n\n## 1.5.0\n\n## 1.4.0\n")
    assert changed_since_its_tag(ours) == []


def test_what_a_fork_gets_by_the_name_of_a_version_is_that_version() -> None:
    changed = changed_since_its_tag(ROOT)
    assert not changed, f"{owned.CHANGES}: begin a new version — changed: {changed}"


def test_citation_and_project_name_one_version_and_the_log_knows_it() -> None:
    version = re.search(r"^version: (.+)$", text("CITATION.cff"), re.MULTILINE)
    assert version
    assert f'\nversion = "{version[1]}"\n' in text("pyproject.toml")
    log = ROOT / owned.CHANGES
    assert not log.is_file() or f"\n## {version[1]}\n" in text(owned.CHANGES)


def test_every_action_is_named_by_its_commit_and_its_tag_stands_beside() -> None:
    used = re.findall(r"uses: (.+)$", text(".github/workflows/site.yml"), re.M)
    assert used
    loose = [u for u in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", u)]
    assert not loose
    # one action, one commit: else a renewal was half done
    assert len(set(used)) == len({each.partition("@")[0] for each in used})


def test_every_week_all_is_tested_and_asked_about_and_nothing_is_published() -> None:
    workflow = yaml.safe_load(text(".github/workflows/site.yml"))
    # YAML reads the key `on` as true
    assert re.fullmatch(r"\d+ \d+ \* \* \d", workflow[True]["schedule"][0]["cron"])
    jobs = workflow["jobs"]
    assert "if" not in jobs["test"]
    assert "make audit" in [each.get("run") for each in jobs["audit"]["steps"]]
    assert "github.event_name != 'schedule'" in jobs["build"]["if"]
    assert jobs["deploy"]["needs"] == "build"


def test_what_can_be_renewed_by_a_bot_is() -> None:
    updates = yaml.safe_load(text(".github/dependabot.yml"))["updates"]
    asked = {(each["package-ecosystem"], each["directory"]) for each in updates}
    locks = ROOT.glob("[!.]*/*/package-lock.json")
    npm = {("npm", f"/{file.parent.relative_to(ROOT).as_posix()}") for file in locks}
    assert npm
    assert asked == {("github-actions", "/"), *npm}


def test_the_container_serves_the_site_at_the_port_that_it_forwards() -> None:
    container = json.loads(text(".devcontainer/devcontainer.json"))
    assert container["forwardPorts"] == [8000]
    assert list(container["portsAttributes"]) == ["8000"]
    assert re.search(r"^PORT \?= 8000$", text("Makefile"), re.MULTILINE)
    assert container["postAttachCommand"] == "make serve"
    matrix = yaml.safe_load(text(".github/workflows/site.yml"))["jobs"]["test"]
    version = re.fullmatch(r"python:([\d.]+)-[a-z]+", container["image"])
    assert version
    assert version[1] in matrix["strategy"]["matrix"]["python"]


def test_ci_tries_every_command_of_a_newcomer_in_a_fresh_clone() -> None:
    run, fresh = text(".ci/run"), text(".ci/fresh")
    assert run.index("bash .ci/fresh") < run.index("make test WHOLE=1 </dev/null")
    assert "engine.setup.optional $(if $(WHOLE),--required)" in text("Makefile")
    tried = re.findall(r"^(?:HOME=\S+ )?make ([a-z]+)", fresh, re.MULTILINE)
    assert tried == ["check", "record", "site", "serve"]


def test_who_found_a_weakness_is_told_where_to_go() -> None:
    said = text("SECURITY.md")
    assert "*Security* tab" in said
    assert not re.search(r"://|\S@\S", said)


def test_the_readme_says_what_windows_needs() -> None:
    assert "WSL" in text("README.md")


def test_make_alone_lists_every_target_a_line_each() -> None:
    # as typed, also where these tests run in a make of their own
    plain = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    done = subprocess.run(["make"], cwd=ROOT, env=plain, capture_output=True, text=True)
    lines = done.stdout.splitlines()
    names = [line.split()[1] for line in lines]
    phony = re.search(r"^\.PHONY: help (.+)$", text("Makefile"), re.MULTILINE)
    assert phony
    assert names == phony[1].split() == list(targets())
    assert max(map(len, lines)) <= 88


@pytest.mark.parametrize(
    "name",
    [
        *("README.md", "CONTRIBUTING.md", "SECURITY.md", ".ci/run", ".ci/fresh"),
        *(".github/workflows/site.yml", ".github/dependabot.yml"),
        ".devcontainer/devcontainer.json",
    ],
)
def test_every_command_that_is_named_is_there(name: str) -> None:
    named = set(re.findall(r"""(?:[`"]|\$ |run: |^)make ([a-z]+)""", text(name), re.M))
    assert named
    assert named <= set(targets()), named - set(targets())


def test_the_readme_begins_with_the_two_commands() -> None:
    start = text("README.md").split("```")[1]
    assert re.findall(r"make [a-z]+", start) == ["make serve", "make test"]


NODE = pytest.mark.parametrize(
    "folder", ["tests/browser", "tests/scripts", "lock/runtime"]
)


@NODE
def test_the_node_packages_are_pinned_and_name_no_address(folder: str) -> None:
    lock = json.loads(text(f"{folder}/package-lock.json"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert not [name for name, each in packages.items() if "resolved" in each]
    assert not [name for name, each in packages.items() if "integrity" not in each]
    wanted = json.loads(text(f"{folder}/package.json"))
    assert lock["packages"][""]["dependencies"] == wanted["dependencies"]
    asked = {**wanted["dependencies"], **wanted.get("devDependencies", {})}
    for version in asked.values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)


@NODE
def test_no_new_node_lock_would_name_an_address(folder: str) -> None:
    assert "omit-lockfile-registry-resolved=true" in text(f"{folder}/.npmrc")


@NODE
def test_the_node_lock_rests_on_no_floating_tag(folder: str) -> None:
    package = json.loads(text(f"{folder}/package.json"))
    lock = json.loads(text(f"{folder}/package-lock.json"))
    floating = {
        name
        for each in lock["packages"].values()
        for name, version in each.get("dependencies", {}).items()
        if not re.search(r"\d", version) and version != "*"
    }
    assert floating <= set(package.get("overrides", {}))
