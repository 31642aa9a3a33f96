// Sends back whatever comes.

const net = require("node:net");

const host = process.env.HOST ?? "127.0.0.1";
const port = Number(process.env.PORT ?? 7000);

net
  .createServer((client) => {
    client.on("data", (octets) => client.write(octets));
    client.on("error", () => {}); // this client has left
  })
  .listen(port, host);
