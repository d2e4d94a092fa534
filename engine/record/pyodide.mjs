// The Python that readers' browsers run, under Node: a line of JSON for a line of JSON.
//
//     node pyodide.mjs FOLDER_OF_PYODIDE ROOT_OF_THE_REPOSITORY
//
// in   ["module:function", argument, …]
// out  {"ready": version}, then {"value": …} or {"error": traceback} or {"died": why}
import {createInterface} from "node:readline"
import {pathToFileURL} from "node:url"

const [home, root] = process.argv.slice(2)
const {loadPyodide} = await import(pathToFileURL(`${home}/pyodide.mjs`))
const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`)

const python = await loadPyodide({indexURL: `${home}/`, stdout: console.error})
const {FS} = python
const {NODEFS} = FS.filesystems
const refuse = () => {
  throw new FS.ErrnoError(69) // EROFS: nothing here changes the tree
}
for (const name of ["mknod", "rename", "rmdir", "setattr", "symlink", "unlink"])
  NODEFS.node_ops[name] = refuse
NODEFS.stream_ops.write = refuse
FS.mkdirTree("/site")
FS.mount(NODEFS, {root}, "/site")

python.runPython(`import os, platform, sys
os.chdir("/site")
sys.path.insert(0, "/site")
sys.path += [f"/site/.cache/packages/{each}" for each in os.listdir("/site/.cache/packages")] if os.path.isdir("/site/.cache/packages") else []
sys.dont_write_bytecode = True`)
const answer = python.pyimport("engine.record.bridge").answer
say({ready: python.runPython("platform.python_version()")})

for await (const line of createInterface({input: process.stdin})) {
  try {
    say(JSON.parse(answer(line)))
  } catch (error) {
    say({died: String(error.stack || error)})
    process.exit(1)
  }
}
