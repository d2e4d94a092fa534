"""A page as it is heard: what has the focus after each key, and what is said by itself.

No screen reader is needed for it: names, roles and states are those that Chromium hands
to one, and what a live region says is told by the rules of WAI-ARIA for such regions.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

# notes what a screen reader would say of live regions, in order; what is put there with
# its words is told only where it's an alert, and words that stay as they were aren't
LISTEN = """() => {
  const LIVE = "[aria-live], [role=status], [role=alert], [role=log], output"
  const polite = each => each.getAttribute("aria-live")
    ?? (each.getAttribute("role") === "alert" ? "assertive" : "polite")
  const whole = each => (each.getAttribute("aria-atomic")
    ?? String(each.getAttribute("role") !== "log" && !each.hasAttribute("aria-live")
      || ["status", "alert"].includes(each.getAttribute("role")))) === "true"
  const words = node => {
    if (node.nodeType === Node.TEXT_NODE) return node.data
    if (node.nodeType !== Node.ELEMENT_NODE) return ""
    if (node.getAttribute("aria-hidden") === "true" || node.hidden) return ""
    const parts = [...node.childNodes].map(words).join("")
    return getComputedStyle(node).display.startsWith("inline") ? parts : ` ${parts} `
  }
  const told = node => words(node).replace(/\\s+/g, " ").trim()
  const heard = (window.heard = [])
  const last = new WeakMap()
  const seen = node => {
    const modal = document.querySelector("dialog:modal")
    return node.checkVisibility({visibilityProperty: true})
      && (!modal || modal.contains(node))
      && !node.closest("[aria-hidden=true], [inert]")
  }
  const note = (region, text) => {
    if (polite(region) === "off") return
    if (text) heard.push([polite(region), text])
  }
  const look = all => {
    const changed = new Map()
    for (const {type, target, addedNodes} of all) {
      for (const node of addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue
        for (const each of [node, ...node.querySelectorAll(LIVE)]) {
          if (!each.matches(LIVE)) continue
          if (each.matches("[role=alert]") && seen(each)) note(each, told(each))
          last.set(each, told(each))
        }
      }
      const at = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement
      const region = at?.closest(LIVE)
      if (!region) continue
      const added = changed.get(region) ?? changed.set(region, []).get(region)
      added.push(...(type === "characterData" ? [target] : addedNodes))
    }
    for (const [region, added] of changed) {
      const now = told(region)
      if (now === last.get(region)) continue
      last.set(region, now)
      if (!seen(region)) continue
      note(region, whole(region) ? now : added.map(told).join(" ").trim())
    }
  }
  window.came = 0
  addEventListener("focusin", () => (window.came += 1))
  for (const each of document.querySelectorAll(LIVE)) last.set(each, told(each))
  new MutationObserver(look).observe(document.documentElement,
    {subtree: true, childList: true, characterData: true})
}"""

# groups that a screen reader names as the focus comes into them
AROUND = """() => {
  const found = []
  const kinds = "[role=toolbar], [role=group], [role=region], dialog, figure, form, " +
    "section"
  const here = window.focused = document.activeElement
  for (let at = here?.parentElement; at; at = at.parentElement) {
    if (at.matches(kinds)) found.unshift(at)
  }
  const entered = found.filter(each => !(window.around ?? []).includes(each))
  window.around = found
  return entered
}"""

STATES: dict[str, dict[Any, str]] = {
    "pressed": {"true": "pressed", "false": "not pressed"},
    "expanded": {True: "expanded", False: "collapsed"},
    "disabled": {True: "unavailable"},
    "checked": {"true": "checked", "false": "not checked"},
    "selected": {True: "selected"},
    "busy": {True: "busy"},
    "multiline": {True: "multi-line"},
}
CONTROLS = {"button", "edit", "slider", "disclosure", "radio", "checkbox"}
# of no interest beside a name
PLAIN = {"generic", "none", "StaticText", "InlineTextBox"}
NAMED = {
    "DisclosureTriangle": "disclosure",
    "textbox": "edit",
    "WebArea": "document",
    "RootWebArea": "document",
    "Figure": "figure",
}


class Ear:
    """Somebody who hears a page and has its keyboard, and no more."""

    def __init__(self, page: Page) -> None:
        """Take a page that is open."""
        self.page = page
        self.log: list[str] = []
        self._client = page.context.new_cdp_session(page)
        self._client.send("Accessibility.enable")
        self._waited = 0
        page.evaluate(LISTEN)

    def press(self, *keys: str) -> str:
        """Press keys one after another; return what is said of where the focus is."""
        told = ""
        for key in keys:
            self.page.evaluate(
                "() => { window.before = document.activeElement; window.came = 0 }"
            )
            self.page.keyboard.press(key)
            # what gets the focus that it had is read out once more
            again = self.page.evaluate(
                "window.came && window.before === document.activeElement"
            )
            told = self.here() + (" (again)" if again else "")
            self._note(f"{key} → {told}")
        return told

    def leads(self, key: str, name: str, seconds: float = 60) -> None:
        """Press a key, and wait until what has the focus has a name."""
        self.page.keyboard.press(key)
        end = time.monotonic() + seconds
        while not self._focused()["name"].startswith(name):
            assert time.monotonic() < end, f"{name} got no focus: {self.here()}"
            self.page.wait_for_timeout(20)
        self._note(f"{key} → {self.here()}")

    def heading(self, name: str) -> None:
        """Go to a heading, as a screen reader's own keys do; Tab goes on from there."""
        found = self.page.get_by_role("heading", name=name).first
        found.evaluate(
            "node => { node.tabIndex = -1; node.focus(); window.focused = node }"
        )
        self._note(f"H → {spoken(self._node(found.element_handle()))}")

    def type(self, text: str) -> None:
        """Type a text."""
        self.page.keyboard.insert_text(text)
        self._note(f"types: {text!r}")

    def until(self, text: str, seconds: float = 60, whole: bool = False) -> None:
        """Wait until a text is said by itself, which wasn't waited for before.

        With `whole` it is all that is said there.
        """
        wanted = f"   “{text}”" if whole else text
        end = time.monotonic() + seconds
        while not any(
            each == wanted if whole else text in each
            for each in self.log[self._waited :]
            if each.startswith("   ")
        ):
            assert time.monotonic() < end, "\n".join([*self.log, f"unheard: {text}"])
            self.rest(0.05)
        self.rest()
        self._waited = len(self.log)

    def rest(self, seconds: float = 0.6) -> None:
        """Wait a while, for what is said late."""
        self.page.wait_for_timeout(seconds * 1000)
        self._drain()

    def find(self, name: str, key: str = "Tab", most: int = 300) -> str:
        """Press a key until the name of what has the focus begins with a text."""
        for _ in range(most):
            told = self.press(key)
            if self._focused()["name"].startswith(name):
                return told
        raise AssertionError("\n".join([*self.log, f"not reached: {name}"]))

    def here(self) -> str:
        """Return what is said of what has the focus, and of what it has come into."""
        entered = self.page.evaluate_handle(AROUND)
        around = [self._node(each) for each in entered.get_properties().values()]
        named = [
            f"{each['role']} {each['name']}"
            for each in around
            if each["name"] and each["role"] not in PLAIN
        ]
        node = self._focused()
        # the protocol has the number of a slider there
        told = self.page.evaluate("document.activeElement.ariaValueText")
        node["value"] = told or node["value"]
        return " | ".join([*named, spoken(node)])

    def read(self, selector: str) -> list[str]:
        """Return what is read of a part of the page, line by line."""
        handle = self.page.locator(selector).first.element_handle()
        assert handle
        return reading(self._tree(handle))

    def _note(self, text: str) -> None:
        self.log.append(text)
        self.page.wait_for_timeout(30)
        self._drain()

    def _drain(self) -> None:
        """Note what was said since, and where the focus went by itself."""
        if not self.page.evaluate("document.activeElement === window.focused"):
            self.log.append(f"   → {self.here()}")
        for polite, said in self.page.evaluate("window.heard.splice(0)"):
            mark = "!" if polite == "assertive" else ""
            self.log.append(f"   {mark}“{said}”")

    def _focused(self) -> dict[str, Any]:
        return self._node(self.page.evaluate_handle("document.activeElement"))

    def _object(self, handle: Any) -> str:
        """Return a handle's node, as the protocol names it."""
        handle.evaluate("node => { window.pointed = node }")
        found = self._client.send("Runtime.evaluate", {"expression": "window.pointed"})
        return str(found["result"]["objectId"])

    def _node(self, handle: Any) -> dict[str, Any]:
        found = self._client.send(
            "Accessibility.getPartialAXTree",
            {"objectId": self._object(handle), "fetchRelatives": False},
        )["nodes"][0]
        return plain(found)

    def _tree(self, handle: Any) -> dict[str, Any]:
        """Return what is below a handle's node, as Chromium hands it on."""
        described = self._client.send(
            "DOM.describeNode", {"objectId": self._object(handle)}
        )["node"]["backendNodeId"]
        nodes = self._client.send("Accessibility.getFullAXTree")["nodes"]
        by_id = {each["nodeId"]: each for each in nodes}

        def made(node: dict[str, Any]) -> dict[str, Any]:
            children = [by_id[n] for n in node.get("childIds", []) if n in by_id]
            return {**plain(node), "children": [made(each) for each in children]}

        (top,) = (n for n in nodes if n.get("backendDOMNodeId") == described)
        return made(top)


def plain(node: dict[str, Any]) -> dict[str, Any]:
    """Return what matters of a node of the accessibility tree."""

    def value(name: str) -> Any:
        return node.get(name, {}).get("value", "")

    text = value("role") == "StaticText"
    states = {
        each["name"]: each["value"].get("value") for each in node.get("properties", [])
    }
    return {
        "role": NAMED.get(value("role"), value("role")),
        # blanks between pieces of a text count
        "name": value("name") if text else " ".join(str(value("name")).split()),
        "description": " ".join(str(value("description")).split()),
        "value": value("value"),
        "states": states,
    }


def spoken(node: dict[str, Any]) -> str:
    """Return what is said of a control: name, role, states, value and description."""
    states = [
        told[value]
        for name, told in STATES.items()
        if (value := node["states"].get(name)) in told
    ]
    value = str(node["value"])
    if node["role"] == "edit" and value:
        first, *more = value.splitlines()
        counted = f"{1 + len(more)} line{'s' * bool(more)}"
        value = f"[{counted}: {first}]"
    # a title that is the name as well is told once
    about = node["description"] if node["description"] != node["name"] else ""
    parts = [node["name"], node["role"], *states, value, about]
    return ", ".join(part for part in parts if part)


def reading(node: dict[str, Any]) -> list[str]:
    """Return what is read of a tree: a line for each block, and for each control."""
    lines: list[str] = []
    text = ""

    def end() -> None:
        nonlocal text
        if text.strip():
            lines.append(" ".join(text.split()))
        text = ""

    def read(each: dict[str, Any]) -> None:
        nonlocal text
        role = each["role"]
        if role == "StaticText":
            text += each["name"]
        elif role in CONTROLS:
            end()
            lines.append(spoken(each))
        elif role != "InlineTextBox":
            block = role not in {*PLAIN, "code", "strong", "emphasis", "link", "mark"}
            if block:
                end()
            text += "link " if role == "link" else ""
            for child in each["children"]:
                read(child)
            if block:
                end()

    read(node)
    end()
    return lines
