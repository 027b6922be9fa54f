/** What the tests want to know of a page. */
import "/jrp/element/index.js";

window.seen = { events: [], violations: [] };
document.addEventListener("securitypolicyviolation", (event) => {
  window.seen.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});
for (const type of ["jrp-ready", "jrp-progress", "jrp-error", "jrp-comparison"]) {
  document.addEventListener(type, ({ detail }) => {
    const error = detail.error && { code: detail.error.code, message: detail.error.message };
    window.seen.events.push({ type, detail: error ? { ...detail, error } : detail });
  });
}
const check = document.querySelector("jrp-check");
window.setNow = (text) => {
  check.clock = () => new Date(text);
};
window.setNow(window.now ?? "2026-11-21T10:00:00+08:00");
