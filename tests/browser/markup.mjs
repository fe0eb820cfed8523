/** Validates the HTML of every page with html-validate, after `.htmlvalidate.json`. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { HtmlValidate } from "html-validate";
import { htmlFiles } from "./site.mjs";

const RULES = JSON.parse(readFileSync(new URL(".htmlvalidate.json", import.meta.url), "utf8"));

/**
 * @param {string} folder the built site
 * @returns {Promise<string[]>} what is wrong, one line each
 */
export async function validate(folder) {
  const validator = new HtmlValidate(RULES);
  const faults = [];
  for (const file of htmlFiles(folder)) {
    const html = readFileSync(path.join(folder, file), "utf8");
    const report = await validator.validateString(html, file);
    for (const { line, column, message, ruleId } of report.results.flatMap(({ messages }) => messages)) {
      faults.push(`${file}:${line}:${column}: ${message} (${ruleId})`);
    }
  }
  return faults;
}
