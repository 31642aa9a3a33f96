// A shop that knows who has logged in, as long as it runs.
const http = require('node:http');
const { randomBytes } = require('node:crypto');

const sessions = new Map(); // the session's id: the user

const server = http.createServer(async (request, response) => {
  try {
    const body = await text(request);
    const route = `${request.method} ${request.url}`;
    if (route === 'GET /') {
      answer(response, 200, { name: 'shop' });
    } else if (route === 'POST /login') {
      login(JSON.parse(body).user, response);
    } else if (route === 'GET /cart') {
      const user = sessions.get(cookie(request, 'session')) ?? 'nobody';
      answer(response, 200, { user, items: [] });
    } else {
      answer(response, 404, { title: 'Not Found', status: 404 });
    }
  } catch (error) {
    console.error(error);
    answer(response, 500, { title: 'Internal Server Error', status: 500 });
  }
});

function login(user, response) {
  const session = randomBytes(8).toString('hex');
  sessions.set(session, user);
  answer(response, 200, { user }, { 'Set-Cookie': `session=${session}; Path=/` });
}

/** The value of a cookie that the client brings, or undefined. */
function cookie(request, name) {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
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
