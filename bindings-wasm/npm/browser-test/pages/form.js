/** What the tests want to know of a page. */
import * as jrp from "/jrp/element/index.js";

window.jrp = jrp;

window.seen = { events: [], violations: [] };
document.addEventListener("securitypolicyviolation", (event) => {
  window.seen.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});
for (const type of ["jrp-ready", "jrp-progress", "jrp-error", "jrp-comparison", "jrp-warning", "jrp-problem", "jrp-evidence", "jrp-reason"]) {
  document.addEventListener(type, ({ detail }) => {
    const error = detail.error && { code: detail.error.code, message: detail.error.message, reason: detail.error.reason };
    // An input in a detail would not survive the way to the test.
    const problems = detail.problems && detail.problems.map(({ code, role, name }) => ({ code, role, name }));
    window.seen.events.push({ type, detail: problems ? { problems } : error ? { ...detail, error } : detail });
  });
}
const check = document.querySelector("jrp-check");
window.setNow = (text) => {
  check.clock = () => new Date(text);
};
window.setNow(window.now ?? "2026-11-21T10:00:00+08:00");
