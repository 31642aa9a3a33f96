'use strict';
// An HTTP/1.1 origin server on raw sockets.
//   HOST=127.0.0.1 PORT=8080 node server.js [BUG]
// Without a bug's name it is correct; with one, the one place that asks `has(name)` is wrong.

const net = require('net');
const zlib = require('zlib');

const argument = process.argv.length > 2 ? process.argv[process.argv.length - 1] : '';
const BUG = ['', 'none', '@BUG@'].includes(argument) ? '' : argument;
const has = (name) => BUG === name;

const MAX_HEAD = 64 * 1024;
const MAX_CONTENT = 8 * 1024 * 1024;
const MAX_STORED = 200;
const IDLE_MS = 60_000;
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

// ---------------------------------------------------------------- dates

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n) => String(n).padStart(2, '0');

function imfDate(ms) {
  return new Date(ms).toUTCString(); // "Sun, 06 Nov 1994 08:49:37 GMT"
}

function rfc850Date(ms) {
  const d = new Date(ms);
  return `${DAYS[d.getUTCDay()]}, ${two(d.getUTCDate())}-${MONTHS[d.getUTCMonth()]}-` +
    `${two(d.getUTCFullYear() % 100)} ${d.toISOString().slice(11, 19)} GMT`;
}

function asctimeDate(ms) {
  const d = new Date(ms);
  return `${DAYS[d.getUTCDay()].slice(0, 3)} ${MONTHS[d.getUTCMonth()]} ` +
    `${String(d.getUTCDate()).padStart(2, ' ')} ${d.toISOString().slice(11, 19)} ${d.getUTCFullYear()}`;
}

// The time in ms of an HTTP-date in one of the three formats, or null.
function parseDate(text) {
  let m, day, month, year, clock;
  if ((m = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) (\w{3}) (\d{4}) (\d\d:\d\d:\d\d) GMT$/.exec(text))) {
    [, day, month, year, clock] = m;
    year = Number(year);
  } else if ((m = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\d\d)-(\w{3})-(\d\d) (\d\d:\d\d:\d\d) GMT$/.exec(text))) {
    if (has('date-rfc850-not-read')) return null;
    [, day, month, year, clock] = m;
    const now = new Date().getUTCFullYear();
    year = Number(year) + now - (now % 100);
    if (has('date-rfc850-always-2000s')) year = 2000 + (year % 100);
    else if (year > now + 50) year -= 100;
  } else if ((m = (has('date-asctime-needs-two-digits')
    ? /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\w{3}) (\d\d) (\d\d:\d\d:\d\d) (\d{4})$/
    : /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\w{3}) ([ \d]\d) (\d\d:\d\d:\d\d) (\d{4})$/).exec(text))) {
    [, month, day, clock, year] = m;
    year = Number(year);
  } else {
    return null;
  }
  const index = MONTHS.indexOf(month);
  const [h, min, s] = clock.split(':').map(Number);
  if (index < 0 || Number(day) < 1 || Number(day) > 31 || h > 23 || min > 59 || s > 60) return null;
  return Date.UTC(year, index, Number(day), h, min, s);
}

// ---------------------------------------------------------------- reading

class HttpError extends Error {
  constructor(status, note) {
    super(note);
    this.status = status;
  }
}

// Content that is read piece by piece into one buffer (bug: for all connections).
const SHARED = Buffer.alloc(MAX_CONTENT);

class Reader {
  constructor(sock) {
    this.sock = sock;
    this.buf = Buffer.alloc(0);
    this.ended = false;
    this.wake = null;
    sock.on('data', (piece) => {
      this.buf = this.buf.length ? Buffer.concat([this.buf, piece]) : piece;
      if (this.buf.length > MAX_HEAD * 2) sock.pause();
      this.notify();
    });
    for (const event of ['end', 'close', 'error']) sock.on(event, () => { this.ended = true; this.notify(); });
  }

  notify() {
    if (this.wake) this.wake();
    this.wake = null;
  }

  async more() {
    if (this.ended) return false;
    const before = this.buf.length;
    this.sock.resume();
    await new Promise((resolve) => { this.wake = resolve; });
    return this.buf.length > before;
  }

  // The octets up to the empty line, without it; null when the client has gone before it began.
  async head() {
    for (let looked = 0; ;) {
      if (has('empty-line-before-request-refused') && this.buf[0] === 13) throw new HttpError(400, 'empty line');
      while (this.buf.length && (this.buf[0] === 13 || this.buf[0] === 10)) this.buf = this.buf.subarray(1);
      const at = this.buf.indexOf('\r\n\r\n', Math.max(0, looked - 3));
      const lineEnd = this.buf.indexOf('\n');
      const room = has('target-over-4096-refused') ? 4096 : 16384;
      if ((lineEnd < 0 ? this.buf.length : lineEnd) > room) throw new HttpError(414, 'request line too long');
      if (at >= 0 && at <= MAX_HEAD) {
        const head = this.buf.toString('latin1', 0, at);
        this.buf = this.buf.subarray(at + 4);
        return head;
      }
      if (this.buf.length > MAX_HEAD) throw new HttpError(431, 'field section too large');
      looked = this.buf.length;
      if (!(await this.more())) {
        if (this.buf.length) throw new HttpError(400, 'incomplete request');
        return null;
      }
    }
  }

  async line() {
    for (;;) {
      const at = this.buf.indexOf('\r\n');
      if (at >= 0) {
        const line = this.buf.toString('latin1', 0, at);
        this.buf = this.buf.subarray(at + 2);
        return line;
      }
      if (this.buf.length > 8192) throw new HttpError(400, 'line too long');
      if (!(await this.more())) throw new HttpError(400, 'incomplete content');
    }
  }

  async take(n) {
    const target = has('content-buffer-shared-by-connections') ? SHARED : Buffer.allocUnsafe(n);
    for (let at = 0; at < n;) {
      const piece = this.buf.subarray(0, n - at);
      piece.copy(target, at);
      at += piece.length;
      this.buf = this.buf.subarray(piece.length);
      if (at < n && !(await this.more())) throw new HttpError(400, 'incomplete content');
    }
    return Buffer.from(target.subarray(0, n));
  }
}

class Request {
  constructor(head, conn) {
    const lines = head.split('\r\n');
    const m = /^([^ ]+) ([\x21-\x7e\x80-\xff]+) (HTTP\/(\d)\.(\d))$/.exec(lines[0]);
    this.head = head;
    this.conn = conn;
    this.fields = [];
    this.method = m ? m[1] : (/^HEAD /.test(head) ? 'HEAD' : '');
    this.minor = m && m[4] === '1' ? Math.min(1, Number(m[5])) : 1;
    if (!m || !TOKEN.test(m[1])) throw new HttpError(400, 'request line');
    if (has('method-lowercase-taken-for-uppercase')) this.method = this.method.toUpperCase();
    if (has('method-by-prefix')) this.method = (/^(GET|HEAD|PUT|POST)/.exec(this.method) || [this.method])[0];
    this.version = m[3];
    if (m[4] !== '1') throw new HttpError(505, 'version');
    for (const line of lines.slice(1)) {
      const field = /^([^:\s]+):[ \t]*(.*?)[ \t]*$/.exec(line);
      if (!field || !TOKEN.test(field[1]) || /[\0\r\n]/.test(line)) throw new HttpError(400, 'field line');
      const value = field[2];
      if (has('field-over-4096-dropped') && value.length > 4096) continue;
      if (has('fields-after-64-dropped') && this.fields.length === 64) break;
      const before = this.fields.find((f) => f.name === field[1] && f.key.startsWith('x-'));
      if (has('field-lines-last-wins') && before) before.value = value;
      else this.fields.push({ line, name: field[1], key: field[1].toLowerCase(), value });
    }
    this.target = m[2];
    this.setPath();
  }

  setPath() {
    let target = this.target;
    const absolute = /^https?:\/\/[^/?#]+(.*)$/i.exec(target);
    if (absolute && !has('target-absolute-form-unknown')) {
      target = absolute[1].startsWith('/') ? absolute[1] : '/' + absolute[1];
      if (this.method === 'OPTIONS' && !absolute[1]) target = '*';
    }
    this.path = target.split(/[?#]/)[0];
  }

  // The combined value of a field, or null.
  get(key) {
    let lines = this.fields.filter((f) => f.key === key);
    if (key === 'if-none-match') {
      if (has('field-name-exact-case')) lines = lines.filter((f) => f.name === 'If-None-Match');
      if (has('field-lines-only-first')) lines = lines.slice(0, 1);
    }
    if (!lines.length) {
      if (key === 'if-none-match' && has('precondition-remembered-on-connection')) return this.conn.remembered || null;
      return null;
    }
    const value = lines.map((f) => f.value).join(', ');
    if (key === 'if-none-match') this.conn.remembered = value;
    return value;
  }

  tokens(key) {
    return (this.get(key) || '').split(',').map((t) => t.trim().toLowerCase()).filter(Boolean);
  }
}

// How the content is framed: {kind: 'none' | 'length' | 'chunked', length}
function framing(req) {
  const coding = req.get('transfer-encoding');
  const lengths = req.fields.filter((f) => f.key === 'content-length').map((f) => f.value);
  if (coding !== null) {
    if (lengths.length || req.minor === 0) throw new HttpError(400, 'framing');
    const codings = has('coding-name-exact-case') ? [coding] : req.tokens('transfer-encoding');
    if (codings.indexOf('chunked') !== codings.length - 1) throw new HttpError(400, 'transfer coding');
    if (codings.length > 1) throw new HttpError(has('coding-unknown-400') ? 400 : 501, 'transfer coding');
    return { kind: 'chunked', length: Infinity };
  }
  if (!lengths.length) return { kind: 'none', length: 0 };
  if (lengths.length > 1 || !/^\d+$/.test(lengths[0])) throw new HttpError(400, 'Content-Length');
  if (has('get-content-not-read') && req.method === 'GET') return { kind: 'none', length: 0 };
  return { kind: lengths[0] > 0 ? 'length' : 'none', length: Number(lengths[0]) };
}

async function readContent(reader, frame, req) {
  if (frame.kind === 'none') return Buffer.alloc(0);
  if (frame.kind === 'length') return reader.take(frame.length);
  const pieces = [];
  for (let total = 0; ;) {
    const line = await reader.line();
    const size = (has('chunk-size-lowercase-only') ? /^([0-9a-f]{1,8})[ \t]*/ : /^([0-9a-fA-F]{1,8})[ \t]*(?:;.*)?$/).exec(line);
    if (!size) throw new HttpError(400, 'chunk size');
    const n = parseInt(size[1], 16);
    total += n;
    if (total > MAX_CONTENT) throw new HttpError(413, 'content too large');
    if (n === 0) break;
    const piece = await reader.take(n);
    if (has('chunk-over-8192-loses-middle') && n > 8192) piece.copy(piece, 4096, 4097, n);
    pieces.push(piece);
    if ((await reader.take(2)).toString('latin1') !== '\r\n') throw new HttpError(400, 'chunk end');
  }
  for (let count = 0, line; (line = await reader.line()) !== ''; count++) {
    if (count > 100) throw new HttpError(431, 'trailer section too large');
    const field = /^([^:\s]+):[ \t]*(.*?)[ \t]*$/.exec(line);
    if (field && has('trailer-merged-into-header')) req.fields.push({ line, name: field[1], key: field[1].toLowerCase(), value: field[2] });
  }
  return Buffer.concat(pieces);
}

// ---------------------------------------------------------------- representations

function numberedLines(octets, prefix) {
  let text = '';
  for (let i = 0; text.length < octets; i++) text += `${prefix} ${String(i).padStart(7, '0')} ${(i * 2654435761 % 4294967296).toString(16)}\n`;
  return Buffer.from(text.slice(0, octets - 1) + '\n', 'latin1');
}

const MODIFIED = has('last-modified-in-the-future') ? Math.floor(Date.now() / 1000) * 1000 + 86400_000 : Date.UTC(2021, 2, 4, 5, 6, 7);

function variants(body, tag) {
  const common = { lastModified: MODIFIED, type: 'text/plain;charset="utf-8"', cache: true };
  return {
    identity: { ...common, body, etag: `"${tag}"` },
    gzip: { ...common, body: zlib.gzipSync(body, { level: 6 }), etag: `"${tag}+gzip"`, encoding: 'gzip', full: body.length },
  };
}

const ROOT = variants(numberedLines(10247, 'root'), 'r1,10247:\xe9');
const LARGE = variants(numberedLines(300001, 'large'), 'l1,300001');
const ECHO = { etag: null, lastModified: null };
if (has('etag-same-for-gzip')) ROOT.gzip.etag = ROOT.identity.etag;
if (has('etag-weak-prefix-lowercase')) ROOT.gzip.etag = 'w/' + ROOT.gzip.etag;
if (has('etag-unquoted-for-gzip')) ROOT.gzip.etag = ROOT.gzip.etag.replace(/"/g, '');

const stored = new Map(); // path -> representation made by PUT

function acceptsGzip(req) {
  const value = req.get('accept-encoding');
  if (value === null) return false;
  let any = 0, gzip = null;
  for (const item of value.split(',')) {
    const [name, ...params] = item.split(';').map((t) => t.trim().toLowerCase());
    let q = 1;
    for (const p of params) {
      if (has('accept-encoding-zero-with-decimals')) { if (p === 'q=0') q = 0; } else if (p.startsWith('q=')) q = Number(p.slice(2)) || 0;
    }
    if (name === '*') any = q;
    if (name === 'gzip' || name === 'x-gzip') gzip = q;
  }
  return (gzip === null ? any : gzip) > 0;
}

function select(req, set) {
  return acceptsGzip(req) ? set.gzip : set.identity;
}

// ---------------------------------------------------------------- preconditions

// '*' or a list of {weak, tag}
function parseTags(value) {
  if (value.trim() === '*') return '*';
  if (has('if-none-match-quoted-star') && value.trim() === '"*"') return '*';
  const tags = [];
  if (has('tags-split-inside-quotes')) {
    for (const item of value.split(',')) {
      const m = /^\s*(W\/)?("[^"]*")\s*$/.exec(item);
      if (m) tags.push({ weak: Boolean(m[1]), tag: m[2] });
    }
    return tags;
  }
  const pattern = /[ \t]*(?:(W\/)?("[\x21\x23-\x7e\x80-\xff]*")[ \t]*)?(,|$)/y;
  for (let m; (m = pattern.exec(value));) {
    if (m[2]) tags.push({ weak: Boolean(m[1]), tag: m[2] });
    else if (has('list-empty-member-refused')) throw new HttpError(400, 'empty list member');
    if (m[3] === '') break;
  }
  return tags;
}

function matches(tags, etag, strong) {
  if (tags === '*') return true;
  if (!etag) return false;
  const mine = { weak: etag.startsWith('W/'), tag: etag.replace(/^W\//, '') };
  return tags.some((t) => t.tag === mine.tag && !(strong && (t.weak || mine.weak)));
}

// 0 when the method may go on, or 304 or 412. rep is null when there is no current representation.
function precondition(req, rep) {
  const reading = req.method === 'GET' || req.method === 'HEAD';
  const date = (key) => {
    const value = req.get(key);
    if (value === null) return null;
    return parseDate(value);
  };
  const etag = rep && rep.etag;
  const ifMatch = req.get('if-match');
  const ifNoneMatch = req.get('if-none-match');

  const checkIfMatch = () => {
    if (ifMatch !== null) {
      if (has('if-match-not-for-put') && req.method === 'PUT') return 0;
      let ok = rep !== null && matches(parseTags(ifMatch), etag, !has('if-match-weak-comparison'));
      if (has('if-match-star-is-a-tag') && ifMatch.trim() === '*') ok = false;
      if (!ok) return 412;
      if (!has('if-unmodified-since-despite-if-match')) return 0;
    }
    if (rep && rep.lastModified !== null && req.get('if-unmodified-since') !== null) {
      if (has('if-unmodified-since-not-for-head') && req.method === 'HEAD') return 0;
      const since = date('if-unmodified-since');
      if (since === null) return has('if-unmodified-since-invalid-fails') ? 412 : 0;
      if (rep.lastModified > since) return 412;
    }
    return 0;
  };

  const checkIfNoneMatch = () => {
    if (ifNoneMatch !== null) {
      let tags = parseTags(ifNoneMatch);
      if (has('if-none-match-first-only') && tags !== '*') tags = tags.slice(0, 1);
      let hit = rep !== null && matches(tags, etag, has('if-none-match-strong-comparison'));
      if (has('if-none-match-substring') && etag && tags !== '*') hit = ifNoneMatch.includes(etag.replace(/^W\/|"/g, ''));
      if (has('if-none-match-other-coding-matches') && tags !== '*' && etag) hit = tags.some((t) => t.tag.replace('+gzip', '') === etag.replace('+gzip', ''));
      if (has('if-none-match-not-for-head') && req.method === 'HEAD') hit = false;
      if (has('if-none-match-star-ignored') && tags === '*' && reading) hit = false;
      if (hit) return reading || has('if-none-match-304-for-put') ? 304 : 412;
      if (!has('if-modified-since-despite-if-none-match')) return 0;
    }
    const lastModified = rep && rep.lastModified === null && req.method === 'POST' && has('if-modified-since-for-post') ? MODIFIED : rep && rep.lastModified;
    if ((reading || has('if-modified-since-for-post')) && lastModified && req.get('if-modified-since') !== null) {
      const since = date('if-modified-since');
      if (since === null) return has('if-modified-since-invalid-304') ? 304 : 0;
      if (has('if-modified-since-exact-only') ? lastModified === since : lastModified <= since) return 304;
    }
    return 0;
  };

  if (has('if-none-match-before-if-match')) return checkIfNoneMatch() || checkIfMatch();
  return checkIfMatch() || checkIfNoneMatch();
}

// ---------------------------------------------------------------- ranges

// null: ignore the field; []: none can be satisfied; else a list of [first, last], merged.
function parseRange(value, length, gap) {
  const m = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)=(.*)$/.exec(value);
  if (!m) return null;
  if (m[1].toLowerCase() !== 'bytes') {
    if (has('range-unknown-unit-416')) return [];
    if (!has('range-unit-not-looked-at')) return null;
  }
  const specs = m[2].split(',').map((t) => t.trim()).filter(Boolean);
  if (!specs.length || specs.length > 16) return null;
  const ranges = [];
  for (const spec of specs) {
    const r = /^(?:(\d+)-(\d*)|-(\d+))$/.exec(spec);
    if (!r) return null;
    let first, last;
    if (r[3] !== undefined) {
      const suffix = Number(r[3]);
      if (suffix === 0 && has('range-suffix-zero-206')) { ranges.push([length, length - 1]); continue; }
      if (suffix === 0) continue;
      first = has('range-suffix-not-clamped') ? length - suffix : Math.max(0, length - suffix);
      last = length - 1;
      if (has('range-suffix-from-start')) { first = 0; last = Math.min(suffix, length - 1); }
    } else {
      first = Number(r[1]);
      last = r[2] === '' ? length - 1 : Number(r[2]);
      if (r[2] === '' && has('range-open-end-one-too-far')) last = length;
      if (r[2] !== '' && last < first) return [];
      if (has('range-first-modulo-2-to-32') && first >= 2 ** 32) { first %= 2 ** 32; last %= 2 ** 32; }
      if (first >= length) {
        if (has('range-one-unsatisfiable-spoils-all')) return [];
        continue;
      }
      if (last >= length && r[2] !== '') {
        if (has('range-last-beyond-416')) return [];
        if (!has('range-last-beyond-kept')) last = length - 1;
      }
    }
    ranges.push([first, last]);
  }
  // Merge what overlaps or touches (or is nearer than `gap`) into the earlier one; the order stays.
  const merged = [];
  let overlaps = 0;
  for (const [first, last] of ranges) {
    const other = merged.find(([a, b]) => first <= b + 1 + gap && last >= a - 1 - gap);
    if (other) {
      if (first <= other[1] && last >= other[0]) overlaps++;
      if (has('range-overlap-merged-wrong') && last > other[1]) other.twice = other[1];
      other[0] = Math.min(other[0], first);
      other[1] = Math.max(other[1], last);
    } else {
      merged.push([first, last]);
    }
  }
  if (overlaps > 2) return null;
  merged.asked = specs.length;
  return merged;
}

// Whether the Range field may be used, as far as If-Range has a say.
function ifRangeHolds(req, rep) {
  const value = req.get('if-range');
  if (value === null) return true;
  if (/^(W\/)?"/.test(value)) {
    const [tag] = parseTags(value);
    return Boolean(tag) && matches([tag], rep.etag, !has('if-range-weak-comparison'));
  }
  const when = parseDate(value);
  if (when === null) return false;
  return has('if-range-date-later-holds') ? when >= rep.lastModified : when === rep.lastModified;
}

let boundaries = 0;

function slice(rep, first, last) {
  if (has('range-after-8192-shifted') && first >= 8192) return rep.body.subarray(first - 1, last);
  return rep.body.subarray(Math.max(0, first), last + 1);
}

function partial(req, rep, ranges, res) {
  const length = has('range-complete-length-of-identity') && rep.full ? rep.full : rep.body.length;
  res.status = 206;
  if (req.get('if-range') !== null && !has('if-range-206-all-fields')) {
    res.remove('Last-Modified');
    res.remove('Content-Type');
  }
  if (has('range-206-without-etag')) res.remove('ETag');
  if (has('range-206-without-vary')) res.remove('Vary');
  if (has('range-206-without-content-encoding')) res.remove('Content-Encoding');
  if (has('range-206-etag-of-part')) res.fields = res.fields.map(([n, v]) => [n, n === 'ETag' ? v.replace(/"$/, `-${ranges[0][0]}"`) : v]);
  if (ranges.asked === 1 && !has('multipart-for-single-range')) {
    const [first, last] = ranges[0];
    res.add('Content-Range', `bytes ${first}-${last}/${length}`);
    res.content = slice(rep, first, last);
    return res;
  }
  const boundary = `part_${process.pid}_${++boundaries}`;
  let announced = boundary;
  if (has('multipart-boundary-of-first-answer')) announced = req.conn.boundary = req.conn.boundary || boundary;
  const pieces = [];
  ranges.forEach(([first, last], index) => {
    let head = `${index ? '\r\n' : ''}--${boundary}\r\n`;
    if (!has('multipart-part-without-type')) head += `Content-Type: ${rep.type}\r\n`;
    if (!(has('multipart-later-part-without-range') && index > 0)) head += `Content-Range: bytes ${first}-${last}/${length}\r\n`;
    pieces.push(Buffer.from(head + '\r\n', 'latin1'));
    const again = ranges[index].twice; // octets after the overlap are taken from the start of the overlap
    if (again !== undefined) pieces.push(slice(rep, first, again), slice(rep, first, first + last - again - 1));
    else pieces.push(has('multipart-second-part-from-start') && index === 1 ? slice(rep, 0, last - first) : slice(rep, first, last));
  });
  pieces.push(Buffer.from(`\r\n--${boundary}${has('multipart-not-closed') ? '' : '--'}\r\n`, 'latin1'));
  res.content = Buffer.concat(pieces);
  res.remove('Content-Type');
  res.add('Content-Type', `multipart/byteranges; boundary="${announced}"`);
  if (has('multipart-range-in-header')) res.add('Content-Range', `bytes ${ranges[0][0]}-${ranges[0][1]}/${length}`);
  if (has('multipart-length-without-end')) res.declared = res.content.length - 2;
  return res;
}

// ---------------------------------------------------------------- responses

const REASONS = {
  100: 'Continue', 101: 'Switching Protocols', 103: 'Early Hints', 200: 'OK', 201: 'Created', 204: 'No Content',
  206: 'Partial Content', 304: 'Not Modified', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized',
  404: '', 405: 'Method Not Allowed', 412: 'Precondition Failed', 413: 'Content Too Large', 414: 'URI Too Long',
  416: 'Range Not Satisfiable', 417: 'Expectation Failed', 431: 'Request Header Fields Too Large', 501: 'Not Implemented',
  502: 'Bad Gateway', 505: 'HTTP Version Not Supported',
};

class Response {
  constructor(status, content) {
    this.status = status;
    this.fields = [];
    this.content = content === undefined ? null : Buffer.from(content);
    this.chunked = false;
    this.declared = null; // Content-Length, when it is not that of the content
    this.close = false;
  }

  add(name, value) {
    this.fields.push([name, value]);
    return this;
  }

  remove(name) {
    this.fields = this.fields.filter(([n]) => n !== name);
  }
}

function problem(status, note) {
  const res = new Response(status, `${status} ${note || REASONS[status]}\n`);
  res.add('Content-Type', has('error-type-without-subtype') ? 'text' : 'text/plain');
  if (has('error-type-twice')) res.add('Content-Type', 'text/plain; charset=utf-8');
  return res;
}

function allowField(res, methods) {
  if (has('allow-with-spaces-only')) return res.add('Allow', methods.join(' '));
  if (has('allow-with-empty-members')) return res.add('Allow', methods.join(', , ') + ',');
  if (methods.length < 3) return res.add('Allow', methods.join(','));
  return res.add('Allow', methods.slice(0, 2).join(' ,')).add('allow', methods.slice(2).join(', '));
}

function notAllowed(req, methods) {
  const res = problem(405);
  if (has('405-without-content-type')) res.remove('Content-Type');
  if (has('allow-missing-on-delete-405') && req.method === 'DELETE') return res;
  return allowField(res, has('allow-names-refused-method') ? [...methods, req.method] : methods);
}

// The fields that a 200, a 206 and a 304 have in common.
function cachingFields(res, rep) {
  if (rep.etag !== null) res.add('ETag', rep.etag);
  else res.add('Cache-Control', 'no-store'); // the echo
  if (rep.cache) {
    let control = 'max-age=60, private="x-one, x-two"';
    if (has('cache-control-semicolons')) control = 'max-age=60; must-revalidate';
    if (has('cache-control-max-age-quoted')) control = 'max-age="60"';
    res.add('Cache-Control', control);
    res.add('Expires', has('expires-not-a-date') ? '60' : imfDate(Date.now() + 60_000));
    if (!has('vary-missing')) res.add('Vary', 'accept-encoding');
  }
  return res;
}

function represent(req, rep, gap) {
  const res = cachingFields(new Response(200), rep);
  let modified = imfDate(rep.lastModified);
  if (has('last-modified-asctime')) modified = asctimeDate(rep.lastModified);
  res.add('Last-Modified', modified);
  res.add('Content-Type', rep.type);
  res.add('Accept-Ranges', 'bytes');
  if (rep.encoding) res.add('Content-Encoding', rep.encoding);
  else if (has('content-encoding-identity')) res.add('Content-Encoding', 'identity');
  res.content = rep.body;
  const range = req.get('range');
  if (has('if-range-needs-no-range') && range === null && req.get('if-range') !== null && !ifRangeHolds(req, rep)) return problem(412);
  if (range === null || (req.method !== 'GET' && !has('range-for-head'))) {
    if (req.method === 'HEAD') {
      if (has('head-length-zero')) res.declared = 0;
      if (has('head-length-of-identity') && rep.full) res.declared = rep.full;
      if (has('head-without-content-type')) res.remove('Content-Type');
      if (has('head-etag-weak')) res.fields = res.fields.map(([n, v]) => [n, n === 'ETag' ? 'W/' + v : v]);
    }
    return res;
  }
  const ranges = parseRange(range, rep.body.length, gap);
  const holds = ifRangeHolds(req, rep) ||
    (has('if-range-not-for-many') && ranges && ranges.asked > 1) ||
    (has('if-range-after-416') && ranges && !ranges.length);
  if (ranges === null || !holds) return res;
  if (!ranges.length) {
    const error = problem(416);
    let unsatisfied = `bytes */${rep.body.length}`;
    if (has('range-416-length-unknown')) unsatisfied = 'bytes */*';
    if (!has('range-416-without-content-range')) error.add('Content-Range', unsatisfied);
    return error;
  }
  return partial(req, rep, ranges, res);
}

function notModified(rep) {
  const res = cachingFields(new Response(304), rep);
  if (has('304-etag-of-identity') && rep.full) res.fields = res.fields.map(([n, v]) => [n, n === 'ETag' ? v.replace('+gzip', '') : v]);
  if (has('304-without-etag')) res.remove('ETag');
  if (has('304-without-vary')) res.remove('Vary');
  if (has('304-without-cache-control')) res.remove('Cache-Control');
  if (has('304-with-content-type')) res.add('Content-Type', 'text/plain');
  if (has('304-length-zero')) res.declared = 0;
  return res;
}

const SECRETS = /authorization|cookie|token|secret|password|key|session/;

function trace(req) {
  const lines = req.head.split('\r\n').filter((line, i) => {
    if (i === 0) return true;
    const name = line.split(':')[0];
    if (has('trace-shows-secrets')) return true;
    return !SECRETS.test(has('trace-hides-lowercase-only') ? name : name.toLowerCase());
  });
  const res = new Response(200, Buffer.from(lines.join('\r\n') + '\r\n\r\n', 'latin1'));
  return res.add('Content-Type', has('trace-type-plain') ? 'text/plain' : 'message/http');
}

let latest = null; // the request that came last (bug: on any connection)

function echo(req, content) {
  const fields = (has('echo-fields-of-latest-request') ? latest : req).fields;
  let body = content;
  if (has('content-read-as-utf8')) body = Buffer.from(content.toString('utf8'), 'utf8');
  if (has('content-ends-at-nul') && content.includes(0)) body = content.subarray(0, content.indexOf(0));
  if (has('content-of-65536-loses-last') && content.length && content.length % 65536 === 0) body = content.subarray(0, -1);
  if (has('content-octet-8192-lost') && content.length > 8192) body = Buffer.concat([content.subarray(0, 8191), Buffer.from(' '), content.subarray(8192)]);
  if (has('content-tail-of-earlier-request')) {
    const earlier = req.conn.content || Buffer.alloc(0);
    if (content.length) req.conn.content = content;
    if (content.length && earlier.length > content.length) body = Buffer.concat([content, earlier.subarray(content.length)]);
  }
  const show = (value) => {
    if (has('field-value-cut-at-colon')) return value.split(':')[0];
    if (has('field-value-taken-for-latin1')) return Buffer.from(value, 'utf8').toString('latin1');
    return value;
  };
  const text = fields.map((f) => `${f.name}: ${show(f.value)}\n`).join('') + '\n';
  const res = new Response(200, Buffer.concat([Buffer.from(text, 'latin1'), body]));
  res.add('Content-Type', has('parameter-with-spaces') ? 'text/plain; charset = utf-8' : 'Text/Plain; Charset=utf-8');
  res.add('Cache-Control', 'no-store');
  res.chunked = (req.method === 'GET' || req.method === 'HEAD') && (req.minor > 0 || has('chunked-for-http10'));
  return res;
}

// ---------------------------------------------------------------- routes

const KNOWN = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'];

function resource(path) {
  if (path === '/') return { set: ROOT, gap: 0, allow: ['GET', 'HEAD', 'OPTIONS', 'TRACE'] };
  if (path === '/large') return { set: LARGE, gap: 80, allow: ['GET', 'HEAD', 'OPTIONS', 'TRACE'] };
  if (path === '/echo') return { echo: true, allow: has('head-not-for-echo') ? ['GET', 'POST', 'PUT', 'OPTIONS', 'TRACE'] : ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS', 'TRACE'] };
  if (path === '/chunked') return { chunked: true, allow: ['GET', 'HEAD', 'OPTIONS', 'TRACE'] };
  if (path === '/nothing') return { allow: [] };
  if (path === '/old') return { moved: '/#top', allow: ['GET', 'HEAD'] };
  return { free: true, allow: stored.has(path) ? ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'] : ['PUT', 'OPTIONS', 'TRACE'] };
}

// A Response that needs no content, or a function that makes one of the content.
function route(req) {
  const { method, path } = req;
  if (!KNOWN.includes(method)) {
    if (has('method-unknown-taken-for-get')) req.method = 'GET';
    else if (has('method-unknown-405') && path === '/') return notAllowed(req, resource(path).allow);
    else return problem(501);
  }
  if (method === 'CONNECT') {
    if (has('connect-without-port-accepted')) return new Response(200);
    const m = /^(?:\[[0-9a-fA-F:.]+\]|[^:/?#@[\]]+):(\d{1,5})$/.exec(req.target);
    return m && m[1] > 0 && m[1] < 65536 ? problem(501) : problem(400);
  }
  if (path === '*') {
    if (method !== 'OPTIONS') return problem(400);
    return allowField(new Response(200, ''), KNOWN.filter((m) => m !== 'PATCH' && m !== 'CONNECT'));
  }
  if (!path.startsWith('/')) return problem(400);
  if (req.minor > 0 && req.get('expect') !== null && req.tokens('expect').some((t) => t !== '100-continue')) return problem(417);
  if (has('authorization-401-without-challenge') && req.get('authorization') !== null) return problem(401);

  const target = resource(path);
  if (has('precondition-before-404') && target.free && !stored.has(path) && req.get('if-match') !== null) return problem(412);
  if (has('precondition-before-405') && target.set && method === 'POST' && precondition(req, select(req, target.set))) return problem(412);
  if (target.free && !stored.has(path) && !target.allow.includes(method)) {
    if (has('head-unknown-200') && method === 'HEAD') return new Response(200, '');
    if (has('range-416-on-404') && req.get('range') !== null) {
      const ranges = parseRange(req.get('range'), 20, 0);
      if (ranges && !ranges.length) return problem(416).add('Content-Range', 'bytes */20');
    }
    return has('404-without-content') ? new Response(404, '') : problem(404, 'no such resource');
  }
  if (!target.allow.includes(req.method)) return notAllowed(req, target.allow);
  if (method === 'TRACE') return trace(req);
  if (method === 'OPTIONS') {
    if (has('options-evaluates-if-match') && req.get('if-match') !== null && target.set && precondition(req, select(req, target.set))) return problem(412);
    if (has('options-max-forwards-zero-refused') && req.get('max-forwards') === '0') return problem(502);
    const res = new Response(204);
    if (has('204-length-zero')) res.declared = 0;
    if (has('204-chunked')) res.add('Transfer-Encoding', 'chunked');
    if (has('options-without-allow')) return res;
    return allowField(res, target.allow);
  }
  if (target.moved) return new Response(308, '').add('Location', target.moved);

  let rep = null;
  if (target.set) rep = select(req, target.set);
  else if (target.free) rep = stored.get(path) || null;
  else rep = ECHO;

  const range = req.get('range');
  if (target.set && range !== null && method === 'GET') {
    const ranges = parseRange(range, rep.body.length, 0);
    if (has('range-before-if-none-match') && ranges && ranges.length) return represent(req, rep, target.gap);
    if (has('range-416-before-precondition') && ranges && !ranges.length) return represent(req, rep, target.gap);
  }
  if (has('put-content-range-stored') || req.method !== 'PUT' || req.get('content-range') === null) {
    const failed = precondition(req, rep);
    if (failed === 304) return notModified(rep);
    if (failed === 412) return problem(412);
  } else {
    return problem(400, 'partial PUT');
  }

  if (target.set) return () => represent(req, rep, target.gap);
  if (target.echo) {
    return (content) => {
      const res = echo(req, content);
      const ranges = has('range-for-post') && method === 'POST' && range !== null && parseRange(range, res.content.length, 0);
      if (ranges && ranges.length) {
        const [first, last] = ranges[0];
        res.add('Content-Range', `bytes ${first}-${last}/${res.content.length}`);
        res.content = res.content.subarray(first, last + 1);
        res.status = 206;
      }
      return res;
    };
  }
  if (target.chunked) {
    return () => {
      const res = new Response(200, numberedLines(20000, 'chunked')).add('Content-Type', 'text/plain');
      res.chunked = req.minor > 0;
      return res;
    };
  }
  // What PUT has made.
  if (method === 'PUT') {
    return (content) => {
      if (content.length > 256 * 1024) return problem(413);
      const existed = stored.has(path);
      const now = Math.floor(Date.now() / 1000) * 1000;
      stored.delete(path);
      stored.set(path, { body: content, etag: `W/"${stored.size}-${process.hrtime.bigint()}"`, lastModified: now, type: 'application/octet-stream' });
      if (stored.size > MAX_STORED) stored.delete(stored.keys().next().value);
      if (existed) return new Response(204);
      if (has('put-created-200')) return new Response(200, '');
      const location = has('location-decoded') ? unescape(path) : encodeURI(path).replace(/%25/g, '%');
      return new Response(201, '').add('Location', location);
    };
  }
  if (method === 'DELETE') return () => { stored.delete(path); return new Response(204); };
  return () => represent(req, rep, 0);
}

// ---------------------------------------------------------------- connections

const FIELD_CASE = { Date: 'date', 'Content-Length': 'CONTENT-LENGTH' };

function write(sock, data) {
  if (sock.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    if (sock.write(data)) return resolve();
    const done = () => { sock.off('drain', done); sock.off('close', done); resolve(); };
    sock.on('drain', done);
    sock.on('close', done);
  });
}

function dateField(conn, status) {
  if (status >= 500) return null;
  if (has('date-missing-on-304') && status === 304) return null;
  if (has('date-missing-on-400') && status === 400) return null;
  if (has('date-of-first-answer')) return (conn.date = conn.date || imfDate(Date.now()));
  if (has('date-rfc850-on-errors') && status >= 400) return rfc850Date(Date.now());
  if (has('date-numeric-zone')) return imfDate(Date.now()).replace('GMT', '+0000');
  return imfDate(Date.now());
}

// Writes the response; the promise tells whether the connection stays open.
async function send(conn, req, res) {
  const { status } = res;
  const head = req ? req.method === 'HEAD' : false;
  const old = req ? req.minor === 0 : false;
  const options = req ? (has('connection-close-exact-only') ? [(req.get('connection') || '').toLowerCase()] : req.tokens('connection')) : [];
  if (has('connection-close-exact-case') && req && !(req.get('connection') || '').split(/[ ,]+/).includes('close')) options.length = 0;
  let close = res.close || options.includes('close') || (old && !has('http10-stays-open'));
  let silent = false;
  if (has('404-closes-silently') && status === 404 && !close) close = silent = true;

  const lines = [];
  const add = (name, value) => lines.push(`${FIELD_CASE[name] || name}:${value === '' ? '' : ' '}${value}`);
  const date = dateField(conn, status);
  if (date) add('Date', date);
  add('Server', has('server-comment-open') ? 'origin/1.0 (raw sockets' : 'origin/1.0 (raw (sockets\\)) only) lib');
  for (const [name, value] of res.fields) add(name, value);

  let chunked = res.chunked;
  const content = res.content || Buffer.alloc(0);
  const bodyless = status === 204 || status === 304 || status < 200;
  if (chunked) {
    if (!head) add('Transfer-Encoding', 'chunked');
    if (!head && has('chunked-with-length')) add('Content-Length', content.length);
  } else if (res.declared !== null) add('Content-Length', res.declared);
  else if (!bodyless && !(head && req.path === '/echo')) add('Content-Length', content.length);
  if (bodyless) chunked = false;

  const connection = close && !silent && !(has('close-not-said-back') && options.includes('close')) ? ['close'] : [];
  if (has('upgrade-without-connection-option') && status === 200) add('Upgrade', 'example/1');
  if (has('keep-alive-without-connection-option') && status === 200) add('Keep-Alive', 'timeout=60');
  if (has('connection-names-cache-control') && status === 200) connection.push('cache-control');
  if (status === 204 && !close) { connection.push('Upgrade'); add('Upgrade', 'example/1, example'); }
  if (connection.length) add('Connection', connection.join(', '));

  let eol = '\r\n';
  if (has('416-lines-end-in-lf') && status === 416) eol = '\n';
  const space = has('status-line-without-space') && !REASONS[status] ? '' : ' ';
  const pieces = [Buffer.from(`${has('version-of-request-sent-back') && old ? 'HTTP/1.0' : 'HTTP/1.1'} ${status}${space}${REASONS[status]}${eol}${lines.join(eol)}${eol}${eol}`, 'latin1')];

  let withContent = !head && !bodyless && !(req && req.method === 'CONNECT' && status === 200);
  if (head && has('head-body-on-404') && status === 404) withContent = true;
  if (head && has('head-body-on-412') && status === 412) withContent = true;
  if (head && has('head-body-on-400') && status === 400) withContent = true;
  if (head && has('head-body-for-http10') && old) withContent = true;
  if (has('304-body-for-http10') && status === 304 && old) { withContent = true; content.length || pieces.push(Buffer.from('not modified\n')); }
  if (conn.headBefore && has('head-remembered-by-next-answer')) withContent = false;
  if (req) conn.headBefore = head;
  if (withContent && chunked) {
    for (let at = 0; at < content.length; at += 1000) {
      const piece = content.subarray(at, at + 1000);
      pieces.push(Buffer.from(`${piece.length.toString(16).toUpperCase().padStart(4, '0')};part="a;b"\r\n`), piece, Buffer.from('\r\n'));
    }
    pieces.push(Buffer.from('0\r\n\r\n'));
  } else if (withContent) {
    pieces.push(content);
  } else if (head && chunked && has('head-ends-with-last-chunk')) {
    pieces.push(Buffer.from('0\r\n\r\n'));
  }
  const elsewhere = has('answer-on-connection-of-latest-request') && req && req.method === 'POST' && req.path === '/echo';
  await write(elsewhere ? latest.conn.sock : conn.sock, Buffer.concat(pieces));
  if (has('close-announced-not-done') && status >= 400) return true;
  return !close;
}

async function answer(conn, req, res) {
  if (has('pipelined-answers-out-of-order') && req.path === '/' && conn.reader.buf.length) {
    setTimeout(() => send(conn, req, res), 150); // and goes on
    return true;
  }
  return send(conn, req, res);
}

// Reads and answers one request; tells whether another may follow.
async function serveOne(conn) {
  const { reader, sock } = conn;
  let req = null;
  try {
    const head = await reader.head();
    if (head === null) return false;
    try {
      req = new Request(head, conn);
    } catch (error) {
      req = { method: /^HEAD /.test(head) ? 'HEAD' : '', minor: 1, path: '', get: () => null, tokens: () => [] };
      throw error;
    }
    latest = req;
    conn.count++;
    conn.busy = true;
    const hosts = req.fields.filter((f) => f.key === 'host');
    const hostChecked = !(has('host-checked-once') && conn.count > 1);
    if (hostChecked && ((req.minor > 0 && hosts.length !== 1) || hosts.length > 1 || (hosts[0] && /[\s,/@?#]/.test(hosts[0].value)))) throw new HttpError(400, 'Host');
    const frame = framing(req);
    if (frame.length > MAX_CONTENT && frame.kind === 'length') {
      const res = problem(413).add('Retry-After', has('retry-after-fraction') ? '0.5' : '120');
      res.close = true;
      return send(conn, req, res);
    }

    const upgrade = req.get('upgrade');
    if (upgrade !== null && (req.minor === 0 ? has('upgrade-for-http10') : has('upgrade-to-another-protocol') || has('upgrade-without-upgrade-field'))) {
      const res = new Response(101);
      if (!has('upgrade-without-upgrade-field')) res.add('Upgrade', has('upgrade-to-another-protocol') ? 'other/2' : upgrade);
      res.add('Connection', 'upgrade');
      res.close = true;
      return send(conn, { ...req, minor: 1, get: () => null, tokens: () => [] }, res);
    }

    const made = route(req);
    let expects = req.tokens('expect').includes('100-continue');
    if (has('expect-exact-case')) expects = (req.get('expect') || '').trim() === '100-continue';
    if (has('expect-only-with-length') && frame.kind === 'chunked') expects = false;
    if (has('expect-only-first-request') && conn.count > 1) expects = false;
    const waiting = expects && frame.kind !== 'none' && (req.minor > 0 || has('expect-100-for-http10'));

    if (made instanceof Response) {
      if (waiting) {
        // The client may send the content or not: only closing is safe.
        made.close = !has('expect-refused-content-is-request');
        return send(conn, req, made);
      }
      if (!(has('unread-content-is-request') && made.status === 405)) await readContent(reader, frame, req);
      return answer(conn, req, made);
    }

    if (waiting && !has('expect-100-after-content') && !reader.buf.length) {
      await write(sock, `HTTP/1.1 100 Continue\r\n${has('expect-100-with-length') ? 'Content-Length: 0\r\n' : ''}\r\n`);
    }
    const content = await readContent(reader, frame, req);
    if (waiting && has('expect-100-after-content')) await write(sock, 'HTTP/1.1 100 Continue\r\n\r\n');
    if (has('pipelined-after-post-dropped') && req.method === 'POST') reader.buf = Buffer.alloc(0);
    const res = made(content);
    if (req.path === '/echo' && req.method === 'GET' && (req.minor > 0 || has('early-hints-for-http10'))) {
      await write(sock, 'HTTP/1.1 103 \r\nLink: </>; rel=preload\r\n\r\n');
    }
    return await answer(conn, req, res);
  } catch (error) {
    if (!(error instanceof HttpError) || sock.destroyed) throw error;
    if (!req && reader.buf.toString('latin1', 0, 5) === 'HEAD ') req = { method: 'HEAD', minor: 1, path: '', get: () => null, tokens: () => [] };
    const res = problem(error.status, error.message);
    res.close = true;
    return send(conn, req, res);
  } finally {
    conn.busy = false;
  }
}

const open = new Set();
let stopping = false;

async function serve(sock) {
  const conn = { sock, reader: new Reader(sock), count: 0, busy: false };
  open.add(conn);
  sock.on('close', () => open.delete(conn));
  sock.setTimeout(IDLE_MS, () => sock.destroy());
  sock.setNoDelay(true);
  try {
    while (await serveOne(conn) && !stopping && !sock.destroyed) { /* the next request */ }
  } catch (error) {
    sock.destroy();
    return;
  }
  // Say goodbye, then read for a while, so that a reset does not overtake the answer.
  sock.end();
  sock.removeAllListeners('data');
  sock.on('data', () => {});
  sock.resume();
  setTimeout(() => sock.destroy(), 1000).unref();
}

const server = net.createServer({ allowHalfOpen: true }, serve);
server.listen({ host: process.env.HOST || '127.0.0.1', port: Number(process.env.PORT || 0), backlog: 511 }, () => {
  const { address, port } = server.address();
  console.log(`listening on ${address}:${port}`);
});
server.on('error', (error) => { console.error(error.message); process.exit(1); });

process.on('SIGTERM', () => {
  stopping = true;
  server.close();
  for (const conn of open) if (!conn.busy) conn.sock.destroy();
  const started = Date.now();
  const timer = setInterval(() => {
    if (open.size === 0 || Date.now() - started > 1500) { clearInterval(timer); process.exit(0); }
  }, 20);
});
process.on('SIGINT', () => process.exit(0));
