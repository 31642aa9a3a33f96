// Node's http: one page, and an echo.
const fs = require('fs');
const http = require('http');
const [port, root] = process.argv.slice(2);
const page = fs.readFileSync(`${root}/index.html`);

http
  .createServer((request, response) => {
    // a target may be in absolute form
    const path = request.url.replace(/^http:\/\/[^/?]*/i, '').replace(/\?.*/, '') || '/';
    if (path === '/echo') {
      const content = [];
      request.on('data', (part) => content.push(part));
      request.on('end', () => {
        let text = '';
        for (let i = 0; i < request.rawHeaders.length; i += 2) {
          text += `${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}\n`;
        }
        response.setHeader('Content-Type', 'text/plain');
        response.end(Buffer.concat([Buffer.from(`${text}\n`, 'latin1'), ...content]));
      });
    } else if (path === '/' && (request.method === 'GET' || request.method === 'HEAD')) {
      response.setHeader('Content-Type', 'text/html');
      response.end(page);
    } else if (path === '/') {
      response.statusCode = 405;
      response.setHeader('Allow', 'GET, HEAD');
      response.end();
    } else {
      response.statusCode = 404;
      response.end();
    }
  })
  .listen(Number(port), '127.0.0.1');
