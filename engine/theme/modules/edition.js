// Which release of the site this page is of, and what to do where the site has a newer one.
export const root = new URL("../../", import.meta.url).href
const NAMED = /<meta name="?release"? content="?(\w+)/
export const release = document.querySelector("meta[name=release]")?.content || ""

/** Whether the site has another release by now than this page. */
export async function isOld() {
  try {
    const response = await fetch(location.href.split("#")[0], {cache: "no-store"})
    const found = NAMED.exec(await response.text())
    return Boolean(found) && found[1] !== release
  } catch {
    return false // nobody is there to say so
  }
}

/** What keeps a reader's text over a reload, and tells whether it could; `live/page.js` adds itself. */
export const keepers = []
export const DRAFTS = `${new URL(root).pathname}.drafts`

let notice

/** Say that there is a new edition, and offer to load it; once a page. */
export function offerNew() {
  if (notice) return
  const load = document.createElement("button")
  load.type = "button"
  load.textContent = "Load it"
  load.addEventListener("click", () => {
    if (keepers.every((keep) => keep())) location.reload()
    else notice.replaceChildren("This browser can store nothing here: copy what you have typed, then reload the page.")
  })
  notice = document.createElement("p")
  notice.className = "edition tools"
  notice.setAttribute("role", "alert")
  notice.append("This site has a new edition, and this page is of the one before. ", load, " What you have typed stays.")
  document.body.append(notice)
}

/** After something did not come: offer the new edition if that is why. Tells whether it is. */
export async function explained() {
  const old = await isOld()
  if (old) offerNew()
  return old
}

// another release's service worker may take over while this page is open
try {
  if (navigator.serviceWorker?.controller) navigator.serviceWorker.addEventListener("controllerchange", explained)
} catch {
  // in somebody's sandboxed frame there is none, and not even asking is allowed
}
