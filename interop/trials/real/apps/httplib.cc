// cpp-httplib: its file handler, and an echo: httplib PORT SITE
#include <httplib.h>

int main(int, char **argv) {
  httplib::Server server;
  auto echo = [](const httplib::Request &request, httplib::Response &response) {
    std::string text;
    for (const auto &[name, value] : request.headers) {
      text += name + ": " + value + "\n";
    }
    response.set_content(text + "\n" + request.body, "text/plain");
  };
  server.Get("/echo", echo).Post("/echo", echo).Put("/echo", echo);
  server.set_mount_point("/", argv[2]);
  return server.listen("127.0.0.1", std::stoi(argv[1])) ? 0 : 1;
}
