// Waits on the loop, computes in a worker, and appends its log one record after the other.
const http = require('node:http');
const fs = require('node:fs');
const path = require('node:path');
const { createHash } = require('node:crypto');
const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');

if (isMainThread) {
  serve();
} else {
  let octets = Buffer.alloc(0);
  for (let i = 0; i < workerData; i++) octets = createHash('sha256').update(octets).digest();
  parentPort.postMessage(octets.toString('hex'));
}

function serve() {
  const log = openLog();
  const agent = new http.Agent({ keepAlive: true });

  async function handle(request, body, response) {
    const [route, query] = request.url.split(/\?(.*)/s);
    switch (`${request.method} ${route}`) {
      case 'GET /':
        return send(response, 200, { name: 'aggregator' });
      case 'GET /fanout': {
        const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((name) => ask(name, query)));
        return send(response, 200, { a, b, c });
      }
      case 'GET /wait':
        return send(response, 200, { slow: await ask('slow', query) });
      case 'GET /compute': {
        const text = new URLSearchParams(query).get('n') ?? '';
        const n = /^\d{1,9}$/.test(text) ? Number(text) : 0;
        if (n < 1 || n > 100_000_000) throw refusal(400);
        return send(response, 200, { n, sha256: await compute(n) });
      }
      case 'GET /log':
        return send(response, 200, { records: log.records });
      case 'POST /log': {
        const sync = new URLSearchParams(query).get('sync') ?? 'false';
        if (sync !== 'true' && sync !== 'false') throw refusal(400);
        const { text } = json(request, body);
        if (typeof text !== 'string' || text === '' || [...text].length > 65536) throw refusal(422);
        return send(response, 201, log.add(text, sync === 'true'));
      }
      default:
        throw refusal(404);
    }
  }

  function ask(name, query) {
    const url = `${process.env.UPSTREAM}/${name}${query ? '?' + query : ''}`;
    return new Promise((resolve, reject) => {
      http
        .get(url, { agent }, async (response) => {
          try {
            const body = await whole(response);
            if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
            resolve(body.toString('utf8'));
          } catch {
            reject(refusal(502));
          }
        })
        .on('error', () => reject(refusal(502)));
    });
  }

  const server = http.createServer(async (request, response) => {
    try {
      await handle(request, await whole(request), response);
    } catch (error) {
      if (!error.status) console.error(error);
      const status = error.status ?? 500;
      send(response, status, { title: http.STATUS_CODES[status], status }, 'application/problem+json');
    }
  });
  server.listen(Number(process.env.PORT), process.env.HOST);
  process.on('SIGTERM', () => {
    server.close(() => process.exit());
    server.closeIdleConnections();
  });
}

function compute(n) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(__filename, { workerData: n });
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}

/** A JSON object in a line for each record; one thread numbers and appends. */
function openLog() {
  const file = path.join(process.env.STATE_DIR, 'log');
  const fd = fs.openSync(file, 'a+');
  const kept = fs.readFileSync(file, 'utf8');
  const end = kept.lastIndexOf('\n') + 1;
  fs.ftruncateSync(fd, Buffer.byteLength(kept.slice(0, end)));
  const records = kept.slice(0, end).split('\n').filter(Boolean).map((line) => JSON.parse(line));
  let last = records.length;
  return {
    records,
    add(text, durable) {
      const record = { id: String(++last), text };
      fs.writeSync(fd, JSON.stringify(record) + '\n');
      if (durable) fs.fsyncSync(fd);
      records.push(record);
      return record;
    },
  };
}

function json(request, body) {
  const type = request.headers['content-type'];
  if (type && !type.startsWith('application/json')) throw refusal(415);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) ?? {};
  } catch {
    throw refusal(400);
  }
}

async function whole(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

function refusal(status) {
  return Object.assign(new Error(http.STATUS_CODES[status]), { status });
}

function send(response, status, value, type = 'application/json') {
  response.writeHead(status, { 'Content-Type': type });
  response.end(JSON.stringify(value));
}
