// A server that takes events and tells nobody.
const http = require('node:http');

let lastId = 0;

const server = http.createServer(async (request, response) => {
  try {
    const body = await text(request);
    const [first, room, last] = request.url.split('/').slice(1).map(decodeURIComponent);
    const route = `${request.method} ${first}/${last ?? ''}`;
    if (route === 'GET /') {
      answer(response, 200, { name: 'news' });
    } else if (route === 'POST rooms/events') {
      answer(response, 201, post(room, JSON.parse(body).text));
    } else {
      answer(response, 404, { title: 'Not Found', status: 404 });
    }
  } catch (error) {
    console.error(error);
    answer(response, 500, { title: 'Internal Server Error', status: 500 });
  }
});

function post(room, text) {
  lastId += 1;
  return { id: String(lastId), text };
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
