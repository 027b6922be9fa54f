/** A web server whose lists the tests change while it runs. Every answer carries the strict policy. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { TAGS } from "./bundles.mjs";

export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "worker-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types jrp";

const PAGES = fileURLToPath(new URL("../pages", import.meta.url));
const KINDS = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

export class Site {
  /** Path → bytes, or a function that answers by itself */
  served = new Map();
  /** Path → another policy */
  policies = new Map();
  /** Path of a folder → where it is */
  folders = new Map();
  /** Paths asked for, in order */
  asked = [];

  /** @param {string} dist the built package */
  constructor(dist) {
    this.folders.set("/jrp/", dist);
    this.server = createServer((request, response) => this.#answer(request, response));
  }

  async listen() {
    await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${this.server.address().port}`;
    return this;
  }

  async close() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** How often a path was asked for. */
  count(path) {
    return this.asked.filter((asked) => asked === path).length;
  }

  /**
   * A page with the form of `pages/form.html` around an element with these attributes. `how` it is built, under which
   * `policy`, and a last `change` of its text.
   */
  formPage(path, attributes, { how = "modules", policy, change = (html) => html } = {}) {
    const text = Object.entries(attributes)
      .map(([name, value]) => ` ${name}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`)
      .join("");
    const form = readFileSync(join(PAGES, "form.html"), "utf8");
    const html = form.replace("<jrp-check>", `<jrp-check${text}>`).replace(TAGS.modules, TAGS[how]);
    this.served.set(path, Buffer.from(change(html)));
    if (policy !== undefined) {
      this.policies.set(path, policy);
    }
    return `${this.url}${path}`;
  }

  /** A page of its own, under the strict policy or another. */
  page(path, body, policy = POLICY) {
    this.served.set("/favicon.ico", Buffer.alloc(0));
    this.served.set(path, Buffer.from(`<!doctype html><html lang="en"><meta charset="utf-8"><title>报名</title>${body}`));
    this.policies.set(path, policy);
    return `${this.url}${path}`;
  }

  #answer(request, response) {
    const path = new URL(request.url, "http://localhost").pathname;
    this.asked.push(path);
    const found = this.served.get(path) ?? this.#file(path);
    response.setHeader("Content-Security-Policy", this.policies.get(path) ?? POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-cache");
    if (found === undefined) {
      response.writeHead(404).end("not found");
    } else if (typeof found === "function") {
      found(request, response);
    } else {
      const kind = KINDS[extname(path)] ?? (path.startsWith("/form") ? KINDS[".html"] : "application/octet-stream");
      const tag = `"${createHash("sha256").update(found).digest("hex").slice(0, 16)}"`;
      response.writeHead(200, { "Content-Type": kind, "Content-Length": found.length, ETag: tag }).end(found);
    }
  }

  #file(path) {
    const [prefix, folder] = [...this.folders].find(([prefix]) => path.startsWith(prefix)) ?? ["/", PAGES];
    const file = normalize(join(folder, path.slice(prefix.length)));
    if (!file.startsWith(folder)) {
      return undefined;
    }
    try {
      return readFileSync(file);
    } catch {
      return undefined;
    }
  }
}
