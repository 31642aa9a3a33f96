/* libsoup: one page, and an echo: soup PORT PAGE */
#include <libsoup/soup.h>
#include <stdlib.h>

static char *page;
static gsize page_size;

static void show(SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer unused) {
  (void)server, (void)query, (void)unused;
  const char *method = soup_server_message_get_method(message);
  gboolean reads = g_str_equal(method, "GET") || g_str_equal(method, "HEAD");
  if (!g_str_equal(path, "/")) {
    soup_server_message_set_status(message, 404, NULL);
  } else if (!reads) {
    soup_message_headers_append(soup_server_message_get_response_headers(message), "Allow", "GET, HEAD");
    soup_server_message_set_status(message, 405, NULL);
  } else {
    soup_server_message_set_status(message, 200, NULL);
    soup_server_message_set_response(message, "text/html", SOUP_MEMORY_STATIC, page, page_size);
  }
}

static void append(const char *name, const char *value, gpointer text) {
  g_string_append_printf(text, "%s: %s\n", name, value);
}

static void echo(SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer unused) {
  (void)server, (void)path, (void)query, (void)unused;
  GString *text = g_string_new(NULL);
  soup_message_headers_foreach(soup_server_message_get_request_headers(message), append, text);
  g_string_append_c(text, '\n');
  SoupMessageBody *body = soup_server_message_get_request_body(message);
  g_string_append_len(text, body->data, (gssize)body->length);
  gsize size = text->len;
  soup_server_message_set_status(message, 200, NULL);
  soup_server_message_set_response(message, "text/plain", SOUP_MEMORY_TAKE, g_string_free(text, FALSE), size);
}

int main(int argc, char **argv) {
  (void)argc;
  SoupServer *server = soup_server_new(NULL, NULL);
  soup_server_add_handler(server, "/", show, NULL, NULL);
  soup_server_add_handler(server, "/echo", echo, NULL, NULL);
  if (!g_file_get_contents(argv[2], &page, &page_size, NULL)
      || !soup_server_listen_local(server, (guint)atoi(argv[1]), SOUP_SERVER_LISTEN_IPV4_ONLY, NULL)) {
    return 1;
  }
  g_main_loop_run(g_main_loop_new(NULL, FALSE));
  return 0;
}
