// What a page gets for what it asks of this site: from the network, or from the shelf.

// where not one page that is kept is whole
const {offline: OFFLINE, nothing_kept: NOTHING_KEPT} = en.page.worker
const NOTHING = `<!doctype html><meta name="viewport" content="width=device-width"><title>${OFFLINE}</title>
<h1>${OFFLINE}</h1><p>${NOTHING_KEPT}</p>`
const PLAIN = {"content-type": HTML, "content-security-policy": "default-src 'none'"}

/**
 * A page: from the network; without one, what was kept, or a page that says so.
 * @param {FetchEvent} event
 * @param {string} path
 */
async function page(event, path) {
  try {
    // whatever a host lets browsers keep, a page is asked for anew
    const response = await fetch(event.request.url, {cache: "no-cache", redirect: "manual", credentials: "same-origin"})
    if (response.ok) event.waitUntil(store(path, response.clone()).catch(() => {}))
    return response
  } catch {
    const folder = `${path.replace(/(^|\/)index\.html$|\/$/, "")}/`.replace(/^\/$/, "")
    for (const each of new Set([path, folder])) {
      const found = await kept(each).catch(() => undefined)
      // elsewhere, what the page names beside itself would not be found
      if (found) return each === path ? found : Response.redirect(scope + each)
    }
    return offline().catch(() => new Response(NOTHING, {status: 503, headers: PLAIN}))
  }
}

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The page that says that there is no network, with what is kept. */
async function offline() {
  const found = await kept("503.html")
  if (!found) throw new Error("not even that page is kept whole")
  const {pages} = await listed()
  const there = await paths(EDITION)
  const items = Object.entries(pages)
    .filter(([path]) => there.has(path))
    // without the site's own name, which is the first page's title
    .map(([path, title]) => `<li><a href="${escaped(scope + path)}">${escaped(title.replace(` – ${pages[""]}`, ""))}</a></li>`)
  const html = (await found.text()).replace(/<ul data-kept[^>]*>/, (/** @type {string} */ start) => start + items.join(""))
  return new Response(html, {status: 503, headers: {"content-type": HTML}})
}

/**
 * A file of the release: what is kept of it, or what the network has.
 * @param {FetchEvent} event
 * @param {string} path
 */
async function file(event, path) {
  const found = await kept(path).catch(() => undefined)
  if (found) return found
  const response = await fetch(event.request)
  event.waitUntil(store(path, response.clone()).catch(() => {}))
  return response
}

/**
 * Answer what a page asks of this site, where that is for keeping.
 * @param {FetchEvent} event
 */
function answer(event) {
  const {request} = event
  const path = pathOf(request.url)
  if (request.method !== "GET" || path === undefined) return
  // nothing in static/ is a page, and what `make serve` asks is not for keeping
  if (request.mode === "navigate") {
    if (!path.startsWith("static/")) event.respondWith(page(event, path))
  } else if (!path.startsWith("-/") && request.cache !== "no-store" && request.cache !== "reload") event.respondWith(file(event, path))
}
