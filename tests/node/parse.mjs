// Reads a JSON list of Mermaid sources from stdin, prints a JSON list: null where Mermaid's parser takes it, else why not.
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><body></body>");
globalThis.window = window;
globalThis.document = window.document;

const { default: mermaid } = await import("mermaid");

let text = "";
for await (const piece of process.stdin) text += piece;

const answers = [];
for (const source of JSON.parse(text)) {
  try {
    await mermaid.parse(source);
    answers.push(source.length > 50000 ? "longer than 50,000 characters" : null);
  } catch (error) {
    answers.push(String(error.message ?? error));
  }
}
process.stdout.write(JSON.stringify(answers));
