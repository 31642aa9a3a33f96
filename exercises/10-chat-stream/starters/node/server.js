// A chat server that waits until the model has said everything.
const http = require('node:http');
const { randomUUID } = require('node:crypto');

const UPSTREAM = process.env.UPSTREAM || 'http://127.0.0.1:9000';

const server = http.createServer(async (request, response) => {
  try {
    const body = await text(request);
    if (request.url === '/') {
      answer(response, 200, { name: 'chat' });
    } else if (request.url === '/v1/chat/completions') {
      await complete(body, response);
    } else {
      answer(response, 404, { title: 'Not Found', status: 404 });
    }
  } catch (error) {
    console.error(error);
    answer(response, 500, { title: 'Internal Server Error', status: 500 });
  }
});

async function complete(asked, response) {
  const said = await text(await call('/tokens', asked));
  const lines = said.split('\n').filter((line) => line !== ''); // each a JSON text: one token
  const content = lines.map((line) => JSON.parse(line)).join('');
  answer(response, 200, {
    id: `cc-${randomUUID()}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: JSON.parse(asked).model,
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  });
}

/** Calls the upstream; what comes is its answer, as soon as its head is there. */
function call(path, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json' };
    const request = http.request(UPSTREAM + path, { method: 'POST', headers }, resolve);
    request.on('error', reject);
    request.end(body);
  });
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
