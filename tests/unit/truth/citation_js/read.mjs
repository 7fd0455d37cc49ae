// Reads a bibliography from the standard input with Citation.js and prints it as CSL-JSON: node read.mjs <@biblatex/text | @bibtex/text | @ris/file | @csl/list+object>
import { readFileSync } from "node:fs";
import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";

const text = readFileSync(0, "utf-8");
const data = process.argv[2].startsWith("@csl") ? JSON.parse(text) : text;
process.stdout.write(JSON.stringify(plugins.input.chain(data, { forceType: process.argv[2] }), null, 1));
