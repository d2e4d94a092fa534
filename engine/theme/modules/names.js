// Material wraps each copy button in an unnamed <nav>: a landmark for every listing
const unname = () => {
  for (const nav of document.querySelectorAll(".md-code__nav:not([role])"))
    nav.setAttribute("role", "presentation")
}
unname()
new MutationObserver(unname).observe(document.body, {childList: true, subtree: true})
