// What a page says once something was pressed.
import en from "../../messages/en.json" with {type: "json"}

export const words = en.page.live
