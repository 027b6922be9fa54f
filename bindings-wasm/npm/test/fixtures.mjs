// Where the tests find what they open. scripts/test-web writes the snapshots before they run.
import { fileURLToPath } from "node:url";

const root = new URL("../../../", import.meta.url);

/** The conformance vectors. */
export const vectors = fileURLToPath(new URL("tests/vectors/", root));

/** Their snapshots, keys beside them. */
export const snapshots = process.env.JRP_WEB_DATA ?? fileURLToPath(new URL("target/test-web/data/", root));
