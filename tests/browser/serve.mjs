/**
 * A static server that behaves as GitHub Pages does: the site lies under a base path, a folder
 * answers with its `index.html`, and what is not there answers with `404.html` and status 404.
 *
 * By hand: `node tests/browser/serve.mjs FOLDER [BASE [PORT]]`.
 */
import { createReadStream, statSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".bib": "application/x-bibtex; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

/**
 * Serves a folder under a base path on a free port of this machine.
 *
 * @param {string} folder the built site
 * @param {string} base the path under which it appears; begins and ends with a slash
 * @param {number} port 0 takes a free one
 * @returns {Promise<{home: string, close: () => Promise<void>}>} the address of the site
 */
export async function serve(folder, base = "/", port = 0) {
  const root = path.resolve(folder);
  const server = http.createServer((request, response) => answer(root, base, request, response));
  await new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return { home: `http://127.0.0.1:${server.address().port}${base}`, close: () => close(server) };
}

function close(server) {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}

function answer(root, base, request, response) {
  const file = fileAt(root, base, request.url);
  const sent = file ?? (isFile(path.join(root, "404.html")) ? path.join(root, "404.html") : null);
  if (sent === null) {
    response.writeHead(404, { "content-type": TYPES[".txt"] }).end("not found\n");
    return;
  }
  const type = TYPES[path.extname(sent)] ?? "application/octet-stream";
  response.writeHead(file === null ? 404 : 200, { "content-type": type });
  createReadStream(sent)
    .on("error", () => response.destroy())
    .pipe(response);
}

function fileAt(root, base, address) {
  let pathname;
  try {
    pathname = decodeURIComponent(new URL(address, "http://site").pathname);
  } catch {
    return null;
  }
  if (!pathname.startsWith(base)) return null;
  const file = path.join(root, pathname.slice(base.length), pathname.endsWith("/") ? "index.html" : "");
  return file.startsWith(root + path.sep) && isFile(file) ? file : null;
}

function isFile(file) {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = "public", base = "/", port = "8123"] = process.argv.slice(2);
  const { home } = await serve(folder, base, Number(port));
  console.log(`${folder} is served at ${home}`);
}
