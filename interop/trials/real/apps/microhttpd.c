/* GNU libmicrohttpd: one page, and an echo: microhttpd PORT PAGE */
#include <arpa/inet.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct text {
  char *octets;
  size_t size;
};

static void append(struct text *text, const char *octets, size_t size) {
  text->octets = realloc(text->octets, text->size + size + 1);
  memcpy(text->octets + text->size, octets, size);
  text->size += size;
}

static enum MHD_Result field(void *text, enum MHD_ValueKind kind, const char *name, const char *value) {
  (void)kind;
  append(text, name, strlen(name));
  append(text, ": ", 2);
  append(text, value == NULL ? "" : value, value == NULL ? 0 : strlen(value));
  append(text, "\n", 1);
  return MHD_YES;
}

static enum MHD_Result reply(struct MHD_Connection *connection, unsigned code, struct MHD_Response *response, const char *type) {
  MHD_add_response_header(response, "Content-Type", type);
  if (code == 405) {
    MHD_add_response_header(response, "Allow", "GET, HEAD");
  }
  enum MHD_Result queued = MHD_queue_response(connection, code, response);
  MHD_destroy_response(response);
  return queued;
}

static enum MHD_Result answer(void *name, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *upload, size_t *upload_size, void **context) {
  (void)version;
  if (*context == NULL) {
    *context = calloc(1, sizeof(struct text));
    return MHD_YES;
  }
  struct text *content = *context;
  if (*upload_size != 0) {
    append(content, upload, *upload_size);
    *upload_size = 0;
    return MHD_YES;
  }
  if (strcmp(url, "/echo") == 0) {
    struct text shown = {NULL, 0};
    MHD_get_connection_values(connection, MHD_HEADER_KIND, field, &shown);
    append(&shown, "\n", 1);
    append(&shown, content->octets == NULL ? "" : content->octets, content->size);
    return reply(connection, 200, MHD_create_response_from_buffer(shown.size, shown.octets, MHD_RESPMEM_MUST_FREE), "text/plain");
  }
  if (strcmp(url, "/") != 0) {
    return reply(connection, 404, MHD_create_response_from_buffer(9, "not here\n", MHD_RESPMEM_PERSISTENT), "text/plain");
  }
  if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
    return reply(connection, 405, MHD_create_response_from_buffer(7, "not so\n", MHD_RESPMEM_PERSISTENT), "text/plain");
  }
  int file = open(name, O_RDONLY);
  struct stat status;
  fstat(file, &status);
  return reply(connection, 200, MHD_create_response_from_fd((uint64_t)status.st_size, file), "text/html");
}

static void completed(void *unused, struct MHD_Connection *connection, void **context, enum MHD_RequestTerminationCode code) {
  (void)unused, (void)connection, (void)code;
  struct text *content = *context;
  if (content != NULL) {
    free(content->octets);
    free(content);
  }
}

int main(int argc, char **argv) {
  (void)argc;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1]))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  struct MHD_Daemon *daemon =
      MHD_start_daemon(MHD_USE_AUTO_INTERNAL_THREAD, 0, NULL, NULL, answer, argv[2], MHD_OPTION_SOCK_ADDR, &address,
                       MHD_OPTION_NOTIFY_COMPLETED, completed, NULL, MHD_OPTION_END);
  if (daemon == NULL) {
    return 1;
  }
  pause();
  return 0;
}
