// Answers one request on each connection, if all of it comes in one piece.

const net = require("node:net");

const host = process.env.HOST ?? "127.0.0.1";
const port = Number(process.env.PORT ?? 7000);

const PAGE = "Hello from the other side of the wire.\n";

function serve(client, octets) {
  const text = octets.toString("latin1"); // one character for each octet
  const end = text.indexOf("\r\n\r\n");
  const [requestLine, ...fields] = text.slice(0, end).split("\r\n");
  const [path, query] = (requestLine.split(" ")[1] ?? "").split("?");
  if (path === "/echo") {
    answer(client, "200 OK", fields.join("\n") + "\n" + text.slice(end + 4));
  } else if (path === "/slow") { // /slow?ms=100
    const ms = Number(new URLSearchParams(query).get("ms"));
    setTimeout(() => answer(client, "200 OK", "Here it is.\n"), ms);
  } else if (path === "/") {
    answer(client, "200 OK", PAGE, 'ETag: "page-1"\r\n');
  } else {
    answer(client, "404 Not Found", "There is nothing here.\n");
  }
}

function answer(client, status, body, more = "") {
  const head =
    `HTTP/1.1 ${status}\r\n` +
    `Date: ${new Date().toUTCString()}\r\n` +
    "Content-Type: text/plain\r\n" +
    `Content-Length: ${body.length}\r\n` +
    more +
    "Connection: close\r\n\r\n";
  client.end(head + body, "latin1");
}

net
  .createServer((client) => {
    client.once("data", (octets) => serve(client, octets));
    client.on("error", () => {}); // this client has left
  })
  .listen(port, host);
