import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * What a server has under a path. Everything is optional but what the response is about.
 *
 * @typedef {object} Answer
 * @property {number} [status] default 200
 * @property {string} [type] media type
 * @property {Buffer} [body] as encoded
 * @property {'gzip' | 'br'} [encoding]
 * @property {boolean} [declared] whether Content-Length is sent
 * @property {Record<string, string | string[]>} [headers]
 * @property {boolean} [ranges] answer Range with 206
 * @property {number} [holdAfter] send that many bytes, then keep the response open until the other side leaves
 * @property {Buffer[] | ((n: number) => Buffer | undefined)} [stream] sent one by one, each after the one before has gone
 * @property {number} [everyMs] between two pieces of a stream
 * @property {(sent: number) => void} [onSent] after each piece, with the bytes of this response so far
 *
 * @typedef {object} Ask
 * @property {string} method
 * @property {URL} url
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {number} received bytes of the request's body
 *
 * @typedef {(ask: Ask) => Answer} Handler
 */

const PIECE_BYTES = 65_536;

/**
 * Compresses text as servers do: brotli at 5 and gzip at 6, the levels of on-the-fly compression.
 *
 * @param {string | Buffer} body
 * @param {'gzip' | 'br' | undefined} encoding
 * @param {Answer} rest
 * @returns {Answer}
 */
export function encoded(body, encoding, rest) {
  const plain = Buffer.from(body);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
  const packed = encoding === 'br' ? brotliCompressSync(plain, quality) : encoding ? gzipSync(plain) : plain;
  return { ...rest, ...(encoding ? { encoding } : {}), body: packed };
}

/**
 * The headers that a response of the web carries besides those about its body, so that their cost is the usual one.
 *
 * @param {Answer} answer
 */
function headersOf(answer) {
  /** @type {Record<string, string | string[]>} */
  const headers = {
    date: new Date().toUTCString(),
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-request-id': createHash('md5').update(String(Math.random())).digest('hex'),
  };
  if (answer.type) headers['content-type'] = answer.type;
  if (answer.encoding) Object.assign(headers, { 'content-encoding': answer.encoding, vary: 'Accept-Encoding' });
  if (answer.ranges) headers['accept-ranges'] = 'bytes';
  return { ...headers, ...answer.headers };
}

/** @param {string | undefined} range @param {number} size @returns {[number, number] | undefined} both ends included */
function rangeOf(range, size) {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  return from === undefined || Number(from) >= size
    ? undefined
    : [Number(from), Math.min(Number(to || size), size - 1)];
}

/** @param {import('node:http').IncomingHttpHeaders} headers @returns {Answer} */
const preflight = (headers) => ({
  status: 204,
  headers: {
    'access-control-allow-methods': 'GET, POST, PUT, DELETE',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '5',
  },
});

/**
 * Reads a request to its end and sends what its host has for it. Both Node's HTTP/1 and HTTP/2 (compatibility) objects.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {Handler} handle
 * @param {{ down: number, up: number }} counts added to as bytes pass
 */
export async function answerRequest(request, response, handle, counts) {
  response.on('error', () => {});
  let received = 0;
  request.on('data', (/** @type {Buffer} */ piece) => {
    received += piece.length;
    counts.up += piece.length;
  });
  const whole = await new Promise((done) =>
    request
      .on('end', () => done(true))
      .on('close', () => done(false))
      .on('error', () => done(false)),
  );
  if (!whole) return;

  const { method = 'GET', headers } = request;
  const ask = { method, url: new URL(request.url ?? '/', 'https://bench'), headers, received };
  const cors = method === 'OPTIONS' && headers['access-control-request-method'];
  const answer = cors ? preflight(headers) : handle(ask);
  const sent = headersOf(answer);
  if (headers.origin && !sent['access-control-allow-origin']) {
    sent['access-control-allow-origin'] = headers.origin;
    sent['access-control-allow-credentials'] = 'true';
  }
  if (sent.etag && headers['if-none-match'] === sent.etag) {
    delete sent['content-encoding'];
    response.writeHead(304, sent).end();
    return;
  }

  let { status = 200, body } = answer;
  const range = answer.ranges && body ? rangeOf(headers.range, body.length) : undefined;
  if (range && body) {
    sent['content-range'] = `bytes ${range[0]}-${range[1]}/${body.length}`;
    body = body.subarray(range[0], range[1] + 1);
    status = 206;
  }
  if (body && (answer.declared || range)) sent['content-length'] = String(body.length);
  response.writeHead(status, sent);
  if (method === 'HEAD' || (!body && !answer.stream)) return void response.end();
  const holds = answer.holdAfter !== undefined && answer.holdAfter < (body?.length ?? Infinity);
  await sendPieces(response, pieces(body, answer), { ...answer, holds }, counts);
}

/** @param {Buffer | undefined} body @param {Answer} answer */
function* pieces(body, { stream, holdAfter = Infinity }) {
  if (typeof stream === 'function') for (let n = 0, piece; (piece = stream(n)) !== undefined; n++) yield piece;
  else if (stream) yield* stream;
  const end = Math.min(body?.length ?? 0, holdAfter);
  for (let at = 0; at < end; at += PIECE_BYTES)
    yield /** @type {Buffer} */ (body).subarray(at, Math.min(at + PIECE_BYTES, end));
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {Iterable<Buffer>} parts
 * @param {Answer & { holds: boolean }} answer `holds`: there would be more, and it does not come
 * @param {{ down: number }} counts
 */
async function sendPieces(response, parts, { everyMs = 0, onSent, holds }, counts) {
  let gone = false;
  const left = new Promise((done) => response.once('close', () => done((gone = true))));
  let sent = 0;
  for (const piece of parts) {
    if (gone) return;
    const room = response.write(piece);
    counts.down += piece.length;
    sent += piece.length;
    if (!room) await Promise.race([left, new Promise((done) => response.once('drain', done))]);
    onSent?.(sent);
    if (everyMs) await Promise.race([left, new Promise((done) => setTimeout(done, everyMs))]);
  }
  if (!holds) response.end();
}
