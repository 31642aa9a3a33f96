// A server that takes notes, and cannot find them again.
const http = require('node:http');

const notes = [];

const server = http.createServer(async (request, response) => {
  try {
    const body = await text(request);
    const route = `${request.method} ${request.url}`;
    if (route === 'GET /') {
      answer(response, 200, { name: 'notes' });
    } else if (route === 'POST /notes') {
      create(JSON.parse(body), response);
    } else {
      answer(response, 404, { title: 'Not Found', status: 404 });
    }
  } catch (error) {
    console.error(error);
    answer(response, 500, { title: 'Internal Server Error', status: 500 });
  }
});

function create(note, response) {
  notes.push(note);
  answer(response, 201, { id: String(notes.length), text: note.text });
}

async function text(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

function answer(response, status, value, fields = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', ...fields });
  response.end(JSON.stringify(value));
}

server.listen(Number(process.env.PORT || 8080), process.env.HOST || '127.0.0.1');
