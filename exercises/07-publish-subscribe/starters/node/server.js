// A broker for topics without wildcards, whose consumers ask again and again.
const http = require('node:http');
const { randomUUID } = require('node:crypto');

const offsets = new Map(); // topic: the next offset
const subscriptions = new Map(); // name: { filter, queue }

const server = http.createServer(async (request, response) => {
  try {
    const body = await text(request);
    const url = new URL(request.url, 'http://broker');
    const [first, name, last] = url.pathname.split('/').slice(1).map(decodeURIComponent);
    const route = `${request.method} ${first}${last ? `/${last}` : ''}`;
    if (route === 'GET ') {
      answer(response, 200, { name: 'broker' });
    } else if (route === 'POST topics/messages') {
      answer(response, 202, publish(name, JSON.parse(body)));
    } else if (route === 'PUT subscriptions') {
      answer(response, 201, subscribe(name, JSON.parse(body)));
    } else if (route === 'GET subscriptions/messages') {
      const messages = subscriptions.get(name).queue.splice(0, 100);
      if (messages.length) answer(response, 200, { messages });
      else response.writeHead(204).end();
    } else {
      answer(response, 404, { title: 'Not Found', status: 404 });
    }
  } catch (error) {
    console.error(error);
    answer(response, 500, { title: 'Internal Server Error', status: 500 });
  }
});

function publish(topic, { key, body }) {
  const offset = offsets.get(topic) ?? 0;
  offsets.set(topic, offset + 1);
  for (const { filter, queue } of subscriptions.values()) {
    if (filter === topic) {
      queue.push({ tag: randomUUID(), topic, offset, redelivered: false, key, body });
    }
  }
  return { id: randomUUID(), offset };
}

function subscribe(name, { filter }) {
  subscriptions.set(name, { filter, queue: [] });
  return { name, filter };
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

server.listen(Number(process.env.PORT || 8080), process.env.HOST || '127.0.0.1');
