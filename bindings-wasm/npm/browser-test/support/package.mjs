/** The package as users install it: packed, unpacked, `dist` of that. */

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const npm = fileURLToPath(new URL("../..", import.meta.url));

let unpacked;

export function builtPackage() {
  if (!existsSync(join(npm, "dist/jrp.wasm"))) {
    throw new Error("bindings-wasm/npm/dist is not built; run `cargo xtask wasm`");
  }
  if (!unpacked) {
    unpacked = mkdtempSync(join(tmpdir(), "jrp-pack-"));
    process.on("exit", () => rmSync(unpacked, { recursive: true, force: true }));
    execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", unpacked], { cwd: npm });
    const [tarball] = readdirSync(unpacked);
    execFileSync("tar", ["-xzf", tarball], { cwd: unpacked });
  }
  return join(unpacked, "package/dist");
}
