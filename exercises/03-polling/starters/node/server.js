// Jobs. The work is done first, and 202 is said then.
const http = require('node:http');
const { randomUUID } = require('node:crypto');

const UPSTREAM = process.env.UPSTREAM || 'http://127.0.0.1:9000';
const results = new Map(); // by the job's id

const server = http.createServer(async (request, response) => {
  try {
    const body = await text(request);
    const [, jobs, job, part] = request.url.split('/');
    if (request.url === '/') {
      answer(response, 200, { name: 'jobs' });
    } else if (request.method === 'POST' && request.url === '/jobs') {
      await post(JSON.parse(body), response);
    } else if (jobs === 'jobs' && results.has(job) && part === 'result') {
      answer(response, 200, results.get(job));
    } else if (jobs === 'jobs' && results.has(job)) {
      answer(response, 200, status(job));
    } else {
      answer(response, 404, { title: 'Not Found', status: 404 });
    }
  } catch (error) {
    console.error(error);
    answer(response, 500, { title: 'Internal Server Error', status: 500 });
  }
});

async function post(wanted, response) {
  const done = await call('POST', '/work', { input: wanted.input });
  const job = randomUUID();
  results.set(job, JSON.parse(done.body));
  answer(response, 202, status(job));
}

function status(job) {
  return { id: job, status: 'done', progress: 100, result: `/jobs/${job}/result` };
}

/** Calls the upstream; what comes is its status and its body. */
function call(method, path, value) {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json' };
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

function answer(response, status, value) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
}

server.listen(Number(process.env.PORT || 8080), process.env.HOST || '127.0.0.1', 512);
