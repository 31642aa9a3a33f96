// Asks three others, one after the other.
const http = require('node:http');

const UPSTREAM = process.env.UPSTREAM || 'http://127.0.0.1:9000';

const server = http.createServer(async (request, response) => {
  try {
    const [path, query = ''] = request.url.split(/\?(.*)/s);
    const route = `${request.method} ${path}`;
    if (route === 'GET /') {
      answer(response, 200, { name: 'aggregator' });
    } else if (route === 'GET /fanout') {
      const said = {};
      for (const name of ['a', 'b', 'c']) said[name] = await ask(name, query);
      answer(response, 200, said);
    } else {
      answer(response, 404, { title: 'Not Found', status: 404 });
    }
  } catch (error) {
    console.error(error);
    answer(response, 500, { title: 'Internal Server Error', status: 500 });
  }
});

/** What the upstream says at this name. */
function ask(name, query) {
  return new Promise((resolve, reject) => {
    http
      .get(`${UPSTREAM}/${name}${query && '?' + query}`, (response) => text(response).then(resolve, reject))
      .on('error', reject);
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
