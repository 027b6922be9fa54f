/** `jrp demo --web`, started in the checkout. */

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { JRP } from "./lists.mjs";

const checkout = fileURLToPath(new URL("../../../..", import.meta.url));

/** Resolves with the address once it is served. */
export async function startDemo() {
  const demo = spawn(JRP, ["demo", "--web", "--port", "0"], { cwd: checkout, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const url = await new Promise((resolve, reject) => {
    demo.stdout.on("data", (text) => {
      said += text;
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+\//);
      if (found) {
        resolve(found[0]);
      }
    });
    demo.stderr.on("data", (text) => (said += text));
    demo.on("exit", () => reject(new Error(`jrp demo --web ended: ${said}`)));
  });
  return { url, said: () => said, stop: () => demo.kill() };
}
