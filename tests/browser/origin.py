"""What a page's origin stores: secrets put there, all of it as text, what has changed.

These are texts of JavaScript, for either browser; an attacker never sees them.
"""

from __future__ import annotations

# put a secret wherever a page can keep one, and speak of it on a channel from then on;
# takes {name: secret} and the address of a neighbour, a site on the same origin
PLANT = """async ([secrets, neighbour]) => {
  localStorage.setItem("secret", secrets.local)
  sessionStorage.setItem("secret", secrets.session)
  document.cookie = `secret=${secrets.cookie}; path=/`
  for (const [name, words] of [["secret", secrets.cache], [neighbour, secrets.beside]])
    await (await caches.open(name)).put(`${neighbour}secret`, new Response(words))
  await new Promise((done, fail) => {
    const asked = indexedDB.open("secret")
    asked.onupgradeneeded = () =>
      asked.result.createObjectStore("x").put(secrets.database, "x")
    asked.onsuccess = () => done(asked.result.close())
    asked.onerror = () => fail(asked.error)
  })
  const folder = await navigator.storage.getDirectory()
  const file = await folder.getFileHandle("secret", {create: true})
  const stream = await file.createWritable()
  await stream.write(secrets.files)
  await stream.close()
  if (navigator.storageBuckets) {
    const bucket = await navigator.storageBuckets.open("secret")
    const words = new Response(secrets.bucket)
    await (await bucket.caches.open("x")).put(`${neighbour}secret`, words)
  }
}"""

# say a secret on the page's channel, and keep what is heard there
SPEAK = """async (secret) => {
  self.heard = []
  self.page = new BroadcastChannel("page")
  page.onmessage = ({data}) => heard.push(String(data))
  self.speaking = setInterval(() => page.postMessage(secret), 100)
}"""
HEARD = "async () => self.heard"

# all that is stored, as {what and where: a digest or a text}
SNAPSHOT = """async () => {
  const found = {}
  const digest = async (bytes) => {
    const raw = new Uint8Array(await sha(bytes))
    const digits = (each) => each.toString(16).padStart(2, "0")
    return [...raw.slice(0, 8)].map(digits).join("")
  }
  const sha = (bytes) => crypto.subtle.digest("SHA-256", bytes)
  const cached = async (where, kept) => {
    for (const name of await kept.keys()) {
      found[`${where} ${name}`] = "there"
      const cache = await kept.open(name)
      for (const request of await cache.keys()) {
        const response = await cache.match(request, {ignoreVary: true})
        if (!response) continue // deleted since, by the service worker
        const kind = response.headers.get("content-type")
        const bytes = await response.arrayBuffer()
        found[`${where} ${name} ${request.url}`] = `${kind} ${await digest(bytes)}`
      }
    }
  }
  const databases = async (where, factory) => {
    for (const {name, version} of await factory.databases()) {
      found[`${where} ${name}`] = `version ${version}`
      const there = await new Promise((done, fail) => {
        const asked = factory.open(name)
        asked.onsuccess = () => done(asked.result)
        asked.onerror = asked.onblocked = () => fail(asked.error)
      })
      for (const store of there.objectStoreNames)
        found[`${where} ${name} ${store}`] = await new Promise((done) => {
          const asked = there.transaction(store).objectStore(store).getAll()
          asked.onsuccess = () => done(JSON.stringify(asked.result))
        })
      there.close()
    }
  }
  const files = async (where, folder) => {
    for await (const [name, each] of folder.entries()) {
      const path = `${where}/${name}`
      if (each.kind === "directory") {
        found[path] = "a folder"
        await files(path, each)
      } else found[path] = await (await each.getFile()).text()
    }
  }
  await cached("cache", caches)
  await databases("database", indexedDB)
  await files("file ", await navigator.storage.getDirectory())
  if (navigator.storageBuckets)
    for (const name of await navigator.storageBuckets.keys()) {
      found[`bucket ${name}`] = "there"
      const bucket = await navigator.storageBuckets.open(name)
      await cached(`bucket ${name}`, bucket.caches)
      await databases(`bucket ${name} database`, bucket.indexedDB)
    }
  if (self.webkitRequestFileSystem)
    await new Promise((done) => webkitRequestFileSystem(0, 1, ({root}) =>
      root.createReader().readEntries((all) => {
        for (const each of all) found[`temporary file ${each.name}`] = "there"
        done()
      }, done), done))
  for (const [where, kept] of [["local", localStorage], ["session", sessionStorage]])
    for (const key of Object.keys(kept)) found[`${where} ${key}`] = kept.getItem(key)
  for (const each of document.cookie.split("; ")) found[`cookie ${each}`] = "there"
  for (const each of await navigator.serviceWorker.getRegistrations())
    for (const which of ["installing", "waiting", "active"])
      if (each[which]) found[`worker ${each.scope} ${which}`] = each[which].scriptURL
  for (const each of (await navigator.locks.query()).held)
    found[`lock ${each.name}`] = each.mode
  return found
}"""


def changes(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Return what came, went or became another, each as a line."""
    told = []
    for place in sorted({*before, *after}):
        old, new = before.get(place), after.get(place)
        if old != new:
            told.append(f"{place}: {old} became {new}")
    return told
