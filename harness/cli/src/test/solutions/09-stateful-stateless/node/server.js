// A shop whose cookie carries everything: who has logged in, and the cart. Nothing is stored.
const http = require('node:http');
const { createHmac, randomUUID, timingSafeEqual } = require('node:crypto');

const SECRET = process.env.SECRET;

const server = http.createServer(async (request, response) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  try {
    route(request, Buffer.concat(pieces), response);
  } catch (error) {
    if (!error.status) console.error(error);
    const status = error.status ?? 500;
    const fields = status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {};
    send(response, status, { title: http.STATUS_CODES[status], status }, {
      'Content-Type': 'application/problem+json',
      ...fields,
    });
  }
});

function route(request, body, response) {
  const path = request.url.split('?')[0];
  switch (`${request.method} ${path}`) {
    case 'GET /':
      return send(response, 200, { name: 'shop' });
    case 'POST /login': {
      const { user } = json(request, body);
      if (typeof user !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(user)) throw refusal(422);
      const session = { id: randomUUID(), user, items: [] };
      return send(response, 200, { user }, { 'Set-Cookie': cookie(session) });
    }
    case 'GET /cart':
      return send(response, 200, cart(session(request)));
    case 'POST /cart/items': {
      const known = session(request);
      const { sku } = json(request, body);
      if (typeof sku !== 'string' || sku === '' || [...sku].length > 64) throw refusal(422);
      known.items.push(sku);
      return send(response, 201, cart(known), { 'Set-Cookie': cookie(known) });
    }
    default:
      throw refusal(404);
  }
}

function cart({ user, items }) {
  return { user, items };
}

function json(request, body) {
  const type = request.headers['content-type'];
  if (type && !type.startsWith('application/json')) throw refusal(415);
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return value !== null && typeof value === 'object' ? value : {};
  } catch {
    throw refusal(400);
  }
}

/** What the cookie says, if it is ours. */
function session(request) {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith('session='))?.slice('session='.length) ?? '';
  const [said, signed = ''] = value.split('.');
  const right = Buffer.from(signature(said));
  const came = Buffer.from(signed);
  if (right.length !== came.length || !timingSafeEqual(right, came)) throw refusal(401);
  return JSON.parse(Buffer.from(said, 'base64url').toString('utf8'));
}

function cookie(session) {
  const said = Buffer.from(JSON.stringify(session)).toString('base64url');
  return `session=${said}.${signature(said)}; Path=/; HttpOnly; SameSite=Lax`;
}

function signature(said) {
  return createHmac('sha256', SECRET).update(said).digest('base64url');
}

function refusal(status) {
  return Object.assign(new Error(http.STATUS_CODES[status]), { status });
}

function send(response, status, value, fields = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', ...fields });
  response.end(JSON.stringify(value));
}

server.listen(Number(process.env.PORT), process.env.HOST);
process.on('SIGTERM', () => {
  server.close(() => process.exit());
  server.closeIdleConnections();
});
