// A reader's code in the address itself: a link that needs no server. The code is in
// the part behind `#`, which no browser sends to anybody.
const MARK = "#code="

const bytes = async (stream) => new Uint8Array(await new Response(stream).arrayBuffer())
const through = (data, transform) => bytes(new Blob([data]).stream().pipeThrough(transform))

/** Return this page's address with a text in it. */
export async function link(text) {
  const packed = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"))
  const letters = btoa(Array.from(packed, (each) => String.fromCharCode(each)).join(""))
  const code = letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
  return location.href.split("#")[0] + MARK + code
}

/** Return the text in this page's address; raise where it is broken. */
export async function shared() {
  const letters = location.hash.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/")
  const packed = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0))
  return new TextDecoder().decode(await through(packed, new DecompressionStream("deflate-raw")))
}
