// A server that takes what is posted to a room, and tells it to nobody.
const http = require('node:http');

let lastId = 0;

const server = http.createServer(async (request, response) => {
  try {
    const body = await text(request);
    const events = /^\/rooms\/([A-Za-z0-9_-]{1,64})\/events$/.exec(request.url);
    if (request.url === '/') {
      answer(response, 200, { name: 'rooms' });
    } else if (events && request.method === 'POST') {
      post(response, events[1], JSON.parse(body));
    } else {
      answer(response, 404, { title: 'Not Found', status: 404 });
    }
  } catch (error) {
    console.error(error);
    answer(response, 500, { title: 'Internal Server Error', status: 500 });
  }
});

function post(response, room, posted) {
  lastId += 1;
  answer(response, 201, { id: String(lastId), text: posted.text });
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
