// A shop whose cookie says who has logged in; carts are files that are only appended to.
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { createHmac, randomUUID, timingSafeEqual } = require('node:crypto');

const SECRET = process.env.SECRET;
const HEADER = encode({ alg: 'HS256', typ: 'JWT' });

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
  const route = request.url.split('?')[0];
  switch (`${request.method} ${route}`) {
    case 'GET /':
      return send(response, 200, { name: 'shop' });
    case 'POST /login': {
      const { user } = json(request, body);
      if (typeof user !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(user)) throw refusal(422);
      const session = { user, cart: randomUUID() };
      return send(response, 200, { user }, { 'Set-Cookie': cookie(session) });
    }
    case 'GET /cart':
      return send(response, 200, cart(session(request)));
    case 'POST /cart/items': {
      const known = session(request);
      const { sku } = json(request, body);
      if (typeof sku !== 'string' || sku === '' || [...sku].length > 64) throw refusal(422);
      fs.appendFileSync(file(known), JSON.stringify(sku) + '\n');
      return send(response, 201, cart(known));
    }
    default:
      throw refusal(404);
  }
}

function file({ cart }) {
  return path.join(process.env.STATE_DIR, cart);
}

function cart(session) {
  const lines = fs.existsSync(file(session)) ? fs.readFileSync(file(session), 'utf8') : '';
  const items = lines.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  return { user: session.user, items };
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
  const [header, said = '', signed = ''] = value.split('.');
  const right = Buffer.from(signature(`${header}.${said}`));
  const came = Buffer.from(signed);
  if (right.length !== came.length || !timingSafeEqual(right, came)) throw refusal(401);
  return JSON.parse(Buffer.from(said, 'base64url').toString('utf8'));
}

function cookie(session) {
  const said = `${HEADER}.${encode(session)}`;
  return `session=${said}.${signature(said)}; Path=/; HttpOnly; SameSite=Lax`;
}

function encode(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
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
