/* libevent's evhttp: one page, and an echo: evhttp PORT PAGE */
#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/queue.h>
#include <sys/stat.h>
#include <unistd.h>

static void page(struct evhttp_request *request, void *name) {
  struct evbuffer *content = evbuffer_new();
  int file = open(name, O_RDONLY);
  struct stat status;
  fstat(file, &status);
  evbuffer_add_file(content, file, 0, status.st_size);
  evhttp_add_header(evhttp_request_get_output_headers(request), "Content-Type", "text/html");
  evhttp_send_reply(request, 200, "OK", content);
  evbuffer_free(content);
}

static void echo(struct evhttp_request *request, void *unused) {
  (void)unused;
  struct evbuffer *content = evbuffer_new();
  struct evkeyval *field;
  TAILQ_FOREACH(field, evhttp_request_get_input_headers(request), next) {
    evbuffer_add_printf(content, "%s: %s\n", field->key, field->value);
  }
  evbuffer_add_printf(content, "\n");
  evbuffer_add_buffer(content, evhttp_request_get_input_buffer(request));
  evhttp_add_header(evhttp_request_get_output_headers(request), "Content-Type", "text/plain");
  evhttp_send_reply(request, 200, "OK", content);
  evbuffer_free(content);
}

int main(int argc, char **argv) {
  (void)argc;
  struct event_base *base = event_base_new();
  struct evhttp *http = evhttp_new(base);
  evhttp_set_cb(http, "/", page, argv[2]);
  evhttp_set_cb(http, "/echo", echo, NULL);
  if (evhttp_bind_socket(http, "127.0.0.1", (unsigned short)atoi(argv[1])) != 0) {
    return 1;
  }
  return event_base_dispatch(base);
}
