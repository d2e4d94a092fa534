// In a script that is no module: what it says, which the build puts in.
declare const en: typeof import("../messages/en.json")
