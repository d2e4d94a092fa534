// A reader's code in the address itself: a link that needs no server. The code is in
// the part behind `#`, which no browser sends to anybody.
const MARK = "#code="
// bytes; a short link may hold so much more that unpacking it would stop the page
const MOST = 1e6

const bytes = async (stream) => new Uint8Array(await new Response(stream).arrayBuffer())
const through = (data, transform) => bytes(new Blob([data]).stream().pipeThrough(transform).pipeThrough(upTo(MOST)))

/** Return a stream that passes on so many bytes, and fails at one more. */
function upTo(most) {
  return new TransformStream({
    transform(part, passed) {
      most -= part.length
      if (most < 0) throw new RangeError("too long for a link")
      passed.enqueue(part)
    },
  })
}

/** Return this page's address with a text in it; raise where it is too long. */
export async function link(text) {
  const whole = new TextEncoder().encode(text)
  if (whole.length > MOST) throw new RangeError("too long for a link")
  const packed = await through(whole, new CompressionStream("deflate-raw"))
  const letters = btoa(Array.from(packed, (each) => String.fromCharCode(each)).join(""))
  const code = letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
  return location.href.split("#")[0] + MARK + code
}

/** Return the text in this page's address; raise where it is broken or too long. */
export async function shared() {
  const letters = location.hash.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/")
  const packed = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0))
  return new TextDecoder().decode(await through(packed, new DecompressionStream("deflate-raw")))
}
