/**
 * A service worker: the pages and the package load without a network too. The lists are not its business, they are kept
 * by the element. Network first, so that nothing old is shown where something newer can be had.
 */

const CACHE = "pages";
const PAGES = ["./", "procurement.html", "tender.html", "approval.html", "site.css", "site.js", "samples.js", "words.js"];
const OTHERS = ["icon.svg", "publisher.pub"];
const LISTS = /\/lists\//;

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method === "GET" && origin === self.location.origin && !LISTS.test(pathname)) {
    event.respondWith(newestOf(request));
  }
});

async function keepAll() {
  const listed = await fetch("jrp/integrity.json");
  const files = Object.keys(await listed.json()).map((file) => `jrp/${file}`);
  const cache = await caches.open(CACHE);
  await cache.addAll([...PAGES, ...OTHERS, ...files]);
}

async function newestOf(request) {
  try {
    const response = await fetch(request);
    if (response.ok) {
      const cache = await caches.open(CACHE);
      await cache.put(request, response.clone());
    }
    return response;
  } catch (error) {
    const kept = await caches.match(request, { ignoreSearch: true });
    if (kept) {
      return kept;
    }
    throw error;
  }
}
