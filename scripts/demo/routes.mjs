import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { catalogue } from './catalogue.mjs';
import { picture } from './picture.mjs';
import { prices } from './prices.mjs';
import { serveFile } from './serve-file.mjs';

const files = path.join(import.meta.dirname, 'public');

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export async function answer(request, response) {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  response.setHeader('access-control-allow-origin', '*');
  const [, folder, name = ''] = url.pathname.split('/');
  if (folder === 'prices') return sendCompressed(response, prices(Date.now()));
  if (folder === 'catalogue') return sendCompressed(response, catalogue());
  if (folder === 'upload') return takeUpload(request, response);
  if (folder === 'picture') {
    const body = picture(Number.parseInt(name, 10) || 0);
    response.writeHead(200, {
      'content-type': 'image/png',
      'content-length': body.length,
      'cache-control': 'public, max-age=3600',
    });
    return void response.end(body);
  }
  const page = `${url.hostname.split('.')[0]}.html`;
  return serveFile(request, response, path.join(files, url.pathname === '/' ? page : path.basename(url.pathname)));
}

/**
 * Sends gzip in chunks, without a Content-Length: the meter must find the size itself, as with most APIs.
 *
 * @param {import('node:http').ServerResponse} response
 * @param {unknown} value
 */
async function sendCompressed(response, value) {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    'cache-control': 'no-store',
  });
  await pipeline([JSON.stringify(value)], createGzip(), response);
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function takeUpload(request, response) {
  let bytes = 0;
  for await (const chunk of request) bytes += chunk.length;
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ bytes }));
}
