// What is kept of a release, and how that is filled, looked through and emptied.

const HANDS = 6 // files that are brought at a time

let forgotten = 0 // how often the reader has had all deleted

/**
 * What is kept of a path, as it is. To open the shelf would make it, were it not there.
 * @param {string} path
 */
const shelved = (path) => caches.match(scope + path, {cacheName: EDITION})

/**
 * What is kept of a path; what was changed is deleted.
 * @param {string} path
 */
async function kept(path) {
  const found = await shelved(path)
  if (!found) return undefined
  const whole = found.headers.get("content-type") === typeOf(path) ? await sound(path, found) : undefined
  if (!whole && (await caches.has(EDITION))) await (await caches.open(EDITION)).delete(scope + path)
  return whole
}

/**
 * Keep what the list vouches for, where anything is kept.
 * @param {string} path
 * @param {Response} response
 */
async function store(path, response) {
  const before = forgotten
  if (!(await caches.has(EDITION))) return
  const whole = await sound(path, response)
  if (whole && forgotten === before) await (await caches.open(EDITION)).put(scope + path, whole)
}

/** The caches of this site, and of no site below it, but for the release's own. */
const others = async () => (await caches.keys()).filter((name) => name.startsWith(scope) && !name.slice(scope.length).includes("/") && name !== EDITION)

/**
 * The paths of what a cache holds.
 * @param {string} name
 */
const paths = async (name) => new Set((await (await caches.open(name)).keys()).flatMap(({url}) => pathOf(url) ?? []))

/**
 * Bring files to the shelf; returns how many could not be had as they are listed.
 * @param {Iterable<string>} wanted
 * @param {(path: string) => void} onone
 */
async function bring(wanted, onone = () => {}) {
  await listed() // without it nothing can be kept, and nothing need be fetched
  const before = forgotten
  // opened once: when the reader has all deleted, what is still on its way goes nowhere
  const shelf = await caches.open(EDITION)
  const older = await others()
  /** @param {string} path */
  const one = async (path) => {
    if (await kept(path)) return true
    // what did not change is in the older edition
    const ways = older.map((cacheName) => () => caches.match(scope + path, {cacheName}))
    for (const way of [...ways, ...network(path)]) {
      const whole = await sound(path, await way().catch(() => undefined))
      if (!whole) continue
      await shelf.put(scope + path, whole)
      return true
    }
    return false
  }
  const left = [...new Set([...wanted, LIST])]
  let failed = 0
  const work = async () => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      const there = forgotten === before && (await caches.has(EDITION))
      if (there && (await one(path).catch(() => false))) onone(path)
      else failed += 1
    }
  }
  await Promise.all(Array.from({length: HANDS}, work))
  return failed
}

/**
 * Look through what else is kept: what is not as it is listed is fetched again, or goes.
 * @param {Set<string>} seen
 */
async function sweep(seen) {
  const before = forgotten
  const {files} = await listed()
  // to look into what the reader has had deleted would make it again
  for (const path of (await caches.has(EDITION)) ? await paths(EDITION) : []) {
    if (forgotten !== before) return
    if (path === LIST || seen.has(path) || (await kept(path).catch(() => true))) continue
    if (Object.hasOwn(files, path)) await bring([path])
    else await (await caches.open(EDITION)).delete(scope + path)
  }
}

/** Where a reader keeps an older edition, keep this one as far, whole, before it goes. */
async function carry() {
  const older = await others()
  if (!older.length) return
  const there = new Set()
  for (const name of older) for (const path of await paths(name)) there.add(path)
  const {files, pages, runtime} = await listed()
  let whole = false
  for (const name of older) {
    // by its own list: this release may have pages that no older one had
    const list = `static/${name.slice(scope.length).replace("edition", "release")}.json`
    // whoever has written it, it only says how much is wanted
    const own = await caches.match(scope + list, {cacheName: name}).then((found) => found?.json()).catch(() => null)
    whole ||= Object.keys(own?.pages ?? pages).every((path) => there.has(path))
  }
  const switching = "Suspending" in WebAssembly
  const unfit = Object.entries(runtime?.files ?? {}).filter(([, kind]) => kind !== null && kind !== switching)
  const left = new Set(unfit.map(([path]) => path))
  const wanted = Object.keys(files).filter((path) => !left.has(path) && (whole || there.has(path) || !(path in pages)))
  if (await bring(wanted)) throw new Error("some files of this release could not be had")
}

/** Delete what older editions have left, now that this one is in charge. */
async function tidy() {
  for (const name of await others()) await caches.delete(name)
}

/** Delete all that is kept. */
async function forgetAll() {
  forgotten += 1
  for (const name of [EDITION, ...(await others())]) await caches.delete(name)
}
