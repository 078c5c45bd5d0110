// Opens the tool without a network, and never an old page with new parts: all files of a build are kept together.
// What a page asks for comes from the network first; where that fails or takes too long, from the build that is kept.
const build = "BUILD";
const files = ["FILES"];
const cacheName = "informed-choice-" + build;
const patience = 4000;

self.addEventListener("install", (event) => {
  // all or nothing: a build of which one file is missing is not kept, and the last one stays
  event.waitUntil(
    caches.open(cacheName)
      .then((cache) => cache.addAll(files.map((name) => new Request(name, { cache: "no-cache" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  // the build before this one stays: a page of it may just be loading its parts
  const old = (names) => names.filter((name) => name.startsWith("informed-choice-") && name !== cacheName).slice(0, -1);
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(old(names).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

// names with a hash never change what they hold
const hashed = (path) => /-[0-9a-f]{14,}(_bg)?\.(js|css|wasm|svg)$/.test(path);

async function answer(request) {
  const cache = await caches.open(cacheName);
  const path = new URL(request.url).pathname;
  // the address of a page carries the scenario's part in a frame; what is kept is the page itself
  const kept = () => cache.match(request, { ignoreSearch: true });
  // a hashed name is the same in whichever build it is kept
  if (hashed(path)) return (await caches.match(request)) || fetch(request);
  const network = fetch(request);
  const late = new Promise((_, give) => setTimeout(give, patience, new Error("late")));
  try {
    const response = await Promise.race([network, late]);
    // a sign-in is never hidden: a redirect of a page, and a server that asks who is there, go through
    if (response.ok || response.type === "opaqueredirect" || response.status === 401 || response.status === 403) return response;
    // a gateway's error page is not the tool
    return (await kept()) || response;
  } catch (error) {
    const found = await kept();
    if (found) return found;
    return network;
  }
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const own = url.origin === location.origin && url.href.startsWith(self.registration.scope);
  if (own && event.request.method === "GET") event.respondWith(answer(event.request));
});
