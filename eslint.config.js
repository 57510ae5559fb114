import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["**/.venv/", "build/", "site/", "test-results/"] },
  js.configs.recommended,
  { files: ["brandmap/**/*.js"], languageOptions: { globals: { ...globals.browser, L: "readonly" } } },
  {
    files: ["brandmap/ui/repairs/static/*.js", "brandmap/exports/html/assets/*.js"],
    languageOptions: { sourceType: "script" },
  },
  { files: ["benchmarks/**/*.js"], languageOptions: { globals: globals.browser, sourceType: "script" } },
  { files: ["tests/**/*.js"], languageOptions: { globals: globals.node } },
  {
    rules: {
      eqeqeq: "error",
      "no-control-regex": "off", // the pattern for ASCII
      "no-shadow": "error",
      "no-var": "error",
      "prefer-const": ["error", { destructuring: "all" }],
    },
  },
];
