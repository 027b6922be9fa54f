/** The examples of docs/FRAMEWORKS.md, by their heading. They are what is built here. */

import { readFileSync } from "node:fs";

const page = readFileSync(new URL("../../../docs/FRAMEWORKS.md", import.meta.url), "utf8");
const TRUST = "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAE…";

/** The one example below a heading, on these lists. */
export function example(heading, { lists, trust }) {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  const found = section?.match(/^```\w+\n([\s\S]*?)^```$/m)?.[1];
  if (!found?.includes(TRUST) || !found.includes('"/lists/"')) {
    throw new Error(`docs/FRAMEWORKS.md has no example below "${heading}" that names lists and trust`);
  }
  return found.replace(TRUST, trust.replaceAll("\n", "&#10;").replaceAll('"', "&quot;")).replace('"/lists/"', `"${lists}"`);
}

/** In JSX and in SFC alike a key in PEM would be a text of several lines: here its base64 alone. */
export const keyOf = (pem) => pem.replace(/-----[^-]+-----|\s/g, "");
