import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.webm': 'video/webm',
};

/**
 * Serves a file, or a single range of it (RFC 9110, section 14); films are fetched in ranges.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} file
 */
export async function serveFile(request, response, file) {
  const size = await stat(file).then(
    (entry) => entry.size,
    () => null,
  );
  if (size === null) return void response.writeHead(404, { 'content-length': 0 }).end();
  const headers = { 'content-type': types[path.extname(file)], 'cache-control': 'no-store', 'accept-ranges': 'bytes' };
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  if (first === undefined) {
    response.writeHead(200, { ...headers, 'content-length': size });
    return pipeline(createReadStream(file), response);
  }
  const start = Number(first);
  const end = Math.min(last ? Number(last) : size - 1, size - 1);
  if (start > end) return void response.writeHead(416, { 'content-range': `bytes */${size}` }).end();
  response.writeHead(206, {
    ...headers,
    'content-range': `bytes ${start}-${end}/${size}`,
    'content-length': end - start + 1,
  });
  await pipeline(createReadStream(file, { start, end }), response);
}
