// Rooms with events. Whoever asks gets all of them, each time.
const http = require('node:http');

const rooms = new Map(); // the events of each room, by its name

const server = http.createServer(async (request, response) => {
  try {
    const body = await text(request);
    const { pathname } = new URL(request.url, 'http://server');
    const room = pathname.match(/^\/rooms\/([^/]+)\/events$/);
    if (pathname === '/') {
      answer(response, 200, { name: 'rooms' });
    } else if (room && request.method === 'POST') {
      post(room[1], JSON.parse(body), response);
    } else if (room && request.method === 'GET') {
      ask(room[1], response);
    } else {
      answer(response, 404, { title: 'Not Found', status: 404 });
    }
  } catch (error) {
    console.error(error);
    answer(response, 500, { title: 'Internal Server Error', status: 500 });
  }
});

function post(room, event, response) {
  if (!rooms.has(room)) rooms.set(room, []);
  const events = rooms.get(room);
  const stored = { id: String(events.length + 1), text: event.text };
  events.push(stored);
  answer(response, 201, stored);
}

function ask(room, response) {
  const events = rooms.get(room) || [];
  if (events.length > 0) {
    answer(response, 200, { events, next: '?' });
  } else {
    response.writeHead(204);
    response.end();
  }
}

async function text(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

function answer(response, status, value) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
}

server.listen(Number(process.env.PORT || 8080), process.env.HOST || '127.0.0.1', 512);
