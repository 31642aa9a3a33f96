// A payment server that pays as often as it is asked.
const http = require('node:http');
const { randomUUID } = require('node:crypto');

const UPSTREAM = process.env.UPSTREAM || 'http://127.0.0.1:9000';

const server = http.createServer(async (request, response) => {
  try {
    const body = await text(request);
    const route = `${request.method} ${request.url}`;
    if (route === 'GET /') {
      answer(response, 200, { name: 'payments' });
    } else if (route === 'POST /payments') {
      await pay(JSON.parse(body), response);
    } else {
      answer(response, 404, { title: 'Not Found', status: 404 });
    }
  } catch (error) {
    console.error(error);
    answer(response, 500, { title: 'Internal Server Error', status: 500 });
  }
});

async function pay(payment, response) {
  const charged = await call('POST', '/charges', payment);
  const paid = { id: randomUUID(), ...payment, charge: JSON.parse(charged.body).charge };
  answer(response, 201, paid, { Location: `/payments/${paid.id}` });
}

/** Calls the upstream; what comes is its status and its body. */
function call(method, path, value, fields = {}) {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', ...fields };
    const request = http.request(UPSTREAM + path, { method, headers }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode, body }), reject);
    });
    request.on('error', reject);
    request.end(JSON.stringify(value));
  });
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
