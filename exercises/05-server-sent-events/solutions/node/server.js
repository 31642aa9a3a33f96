// Rooms whose events are told as they happen.
const http = require('node:http');
const { EventEmitter } = require('node:events');

const KEPT = 1000;
const LONGEST = 65536;
const HEARTBEAT = 400;

class Room extends EventEmitter {
  events = [];
  count = 0;

  constructor() {
    super();
    this.setMaxListeners(0);
  }

  post(text) {
    this.count += 1;
    const event = { number: this.count, id: `e${this.count}`, text };
    this.events.push(event);
    if (this.events.length > KEPT) this.events.shift();
    this.emit('news');
    return event;
  }

  /** The place where a stream begins. */
  place(lastId) {
    if (!lastId) return this.count;
    const known = this.events.find((event) => event.id === lastId);
    return known ? known.number : 0;
  }

  /** The next event behind a place that is still kept. */
  next(place) {
    const first = this.count - this.events.length + 1;
    return this.events[Math.max(place + 1, first) - first];
  }
}

const rooms = new Map();
const streams = new Set();

function roomOf(name) {
  if (!rooms.has(name)) rooms.set(name, new Room());
  return rooms.get(name);
}

class Refusal extends Error {
  constructor(status, title, fields = {}) {
    super(title);
    Object.assign(this, { status, fields });
  }
}

const server = http.createServer(async (request, response) => {
  try {
    const body = await octets(request);
    const path = request.url.split('?')[0];
    const room = /^\/rooms\/([A-Za-z0-9_-]{1,64})\/(events|stream)$/.exec(path);
    if (path === '/') {
      answer(response, 200, { name: 'rooms' });
    } else if (path === '/_lab/stats') {
      answer(response, 200, { openStreams: streams.size });
    } else if (!room) {
      throw new Refusal(404, 'Not Found');
    } else if (room[2] === 'events') {
      only('POST', request);
      post(response, roomOf(room[1]), body);
    } else {
      only('GET', request);
      stream(request, response, roomOf(room[1]));
    }
  } catch (error) {
    const { status = 500, message, fields = {} } = error;
    if (status === 500) console.error(error);
    response.writeHead(status, { 'Content-Type': 'application/problem+json', ...fields });
    response.end(JSON.stringify({ title: message, status }));
  }
});

function only(method, request) {
  if (request.method !== method) throw new Refusal(405, 'Method Not Allowed', { Allow: method });
}

function post(response, room, body) {
  let posted;
  try {
    posted = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new Refusal(400, 'Bad Request');
  }
  const text = posted?.text;
  if (typeof text !== 'string' || text === '' || [...text].length > LONGEST) {
    throw new Refusal(422, 'Unprocessable Content');
  }
  answer(response, 201, { id: room.post(text).id, text });
}

function stream(request, response, room) {
  let place = room.place(request.headers['last-event-id']);
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache',
  });
  response.write('retry: 1000\r\n\r\n');

  let drained = true;
  const send = () => {
    let event;
    while (drained && (event = room.next(place))) {
      place = event.number;
      const lines = event.text.split(/\r\n|\r|\n/).map((line) => `data: ${line}\r\n`);
      drained = response.write(`id: ${event.id}\r\n${lines.join('')}\r\n`);
    }
  };
  const onDrain = () => {
    drained = true;
    send();
  };
  const beat = setInterval(() => drained && response.write(':\n'), HEARTBEAT);
  room.on('news', send);
  response.on('drain', onDrain);
  streams.add(response);
  response.on('close', () => {
    clearInterval(beat);
    room.off('news', send);
    streams.delete(response);
  });
  send();
}

async function octets(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

function answer(response, status, value) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
}

process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  streams.forEach((response) => response.end());
  server.closeIdleConnections();
});

server.listen(Number(process.env.PORT || 8080), process.env.HOST || '127.0.0.1');
