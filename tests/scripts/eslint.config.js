// What a linter sees in the theme's scripts; types, and names that nobody has, are tsc's.
import js from "@eslint/js"
import globals from "globals"

const THEME = "engine/theme"
const CLASSIC = [`${THEME}/modules/disk.js`, `${THEME}/modules/live/{frame,globals,worker}.js`, `${THEME}/sw/*.js`]

// a text that somebody may read begins with a capital letter, or is two words
const SPOKEN = "/^[A-Z][a-z’']+([ .,:!?…]|$)|^[a-z]+( [a-z]+){3,}/"
const message = "Put these words into engine/theme/messages/en.json."
// names of keys and codes that browsers give; Python's own words; what only a developer sees
const GIVEN = "/^(Enter|Escape|Tab|Delete|Backspace|Suspending|Content Security Policy|Python|None)$/"

export default [
  js.configs.recommended,
  {
    files: [`${THEME}/**/*.js`, "tests/scripts/**/*.js", "engine/**/*.mjs"],
    languageOptions: {ecmaVersion: 2025, sourceType: "module"},
    linterOptions: {reportUnusedDisableDirectives: "error"},
    rules: {
      "no-undef": "off", // tsc knows which globals there are
      "array-callback-return": "error",
      eqeqeq: ["error", "always", {null: "ignore"}],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-shadow": "error",
      "no-throw-literal": "error",
      "no-unneeded-ternary": "error",
      "no-useless-concat": "error",
      "no-useless-return": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-promise-reject-errors": "error",
      "prefer-template": "error",
    },
  },
  {
    files: [`${THEME}/**/*.js`],
    rules: {
      "no-restricted-syntax": [
        "error",
        {selector: `:not(ThrowStatement > NewExpression) > Literal[value=${SPOKEN}]:not([value=${GIVEN}])`, message},
        {selector: "TemplateElement[value.raw=/^[^\\n]*[A-Z][a-z]+ [a-z]+ [a-z]/]", message},
      ],
    },
  },
  {
    files: CLASSIC,
    // parts of one script see each other's names
    languageOptions: {sourceType: "script"},
    rules: {"no-unused-vars": ["error", {vars: "local"}]},
  },
  {files: ["tests/scripts/**/*.js", "engine/**/*.mjs"], languageOptions: {globals: globals.node}},
]
