// What a stage says.
import en from "../../messages/en.json" with {type: "json"}

export const words = en.page.stage
