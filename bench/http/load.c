// Load: asks a server on 127.0.0.1 for a list of paths, as fast as it answers, and prints what it saw as JSON.
// load PORT REQUESTS CONNECTIONS SECONDS close|keep|pace
// REQUESTS is a file with a path, a tab and a user agent a line; `HEAD ` or `PUT ` may stand before the path.
// `close` makes a connection for each request. `pace` does, too, and spreads all requests once over the seconds,
// whether or not the ones before are answered: a time is then counted from when its request was due.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { most = 1 << 20, buffer = 64 * 1024, uploaded = 2048 };

struct client {
  int fd;
  int which;      // request
  struct client *next_free;
  double began;
  int got;        // bytes of the reply so far
  long expected;  // head and body, 0 while the head is incomplete
  int status;
  char head[2048];
};

static char *requests[most];
static int lengths[most];
static char methods[most];
static int count, next_request, port, keep, pace, epoll;
static struct client *unused;
static long done, puts_done, failed, statuses[6];
static float *latencies;
static double bytes;
static char scratch[buffer];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void read_requests(const char *name) {
  FILE *file = fopen(name, "r");
  char line[2048], text[8192], body[uploaded + 1];
  memset(body, '.', uploaded);
  body[uploaded] = 0;
  if (!file) { perror(name); exit(3); }
  while (count < most && fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = 0;
    char *agent = strchr(line, '\t');
    if (!agent) continue;
    *agent++ = 0;
    char *path = line[0] == '/' ? line : strchr(line, ' ') + 1, length[64] = "";
    methods[count] = path == line ? 'G' : line[0];
    if (methods[count] == 'P') snprintf(length, sizeof length, "Content-Length: %d\r\n", uploaded);
    lengths[count] = snprintf(text, sizeof text,
      "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUser-Agent: %s\r\nAccept: */*\r\n%s%s\r\n%s",
      methods[count] == 'G' ? "GET" : methods[count] == 'H' ? "HEAD" : "PUT", path, port, agent, length,
      keep ? "" : "Connection: close\r\n", methods[count] == 'P' ? body : "");
    requests[count++] = strdup(text);
  }
  fclose(file);
}

static void send_request(struct client *c) {
  if (!pace) c->which = next_request++ % count;
  int which = c->which;
  c->got = 0;
  c->expected = 0;
  c->status = 0;
  c->head[0] = 0;
  if (keep) c->began = now();
  if (write(c->fd, requests[which], lengths[which]) != lengths[which]) c->status = -1;
}

// Sources are spread over 127.0.0.0/8, so that closed connections do not use up the ports of one address.
static void open_client(struct client *c) {
  static unsigned source;
  struct sockaddr_in from = { .sin_family = AF_INET }, to = { .sin_family = AF_INET, .sin_port = htons(port) };
  int on = 1;
  from.sin_addr.s_addr = htonl(0x7f000002u + source++ % 200);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  setsockopt(c->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  bind(c->fd, (struct sockaddr *)&from, sizeof from);
  if (!pace) c->began = now();
  connect(c->fd, (struct sockaddr *)&to, sizeof to);
  struct epoll_event event = { .events = EPOLLOUT, .data.ptr = c };
  epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &event);
}

static void finish(struct client *c) {
  int whole = c->expected > 0 && c->got == c->expected && c->status >= 200 && c->status < 500;
  if (!whole) failed++;
  else if (methods[c->which] == 'P') puts_done++;
  else {
    if (done < (1 << 24)) latencies[done] = now() - c->began;
    done++;
    bytes += c->got;
    statuses[c->status / 100]++;
  }
  if (keep && whole) { send_request(c); return; }
  close(c->fd);
  if (!pace) { open_client(c); return; }
  c->next_free = unused;
  unused = c;
}

static void read_head(struct client *c, int before, int n) {
  int room = (int)sizeof c->head - 1 - before;
  if (room > 0) memcpy(c->head + before, scratch, n < room ? n : room);
  c->head[before + (n < room ? n : room)] = 0;
  char *end = strstr(c->head, "\r\n\r\n");
  if (!end) return;
  char *length = strcasestr(c->head, "\r\ncontent-length:");
  c->status = atoi(c->head + 9);
  int silent = methods[c->which] == 'H' || c->status == 204 || c->status == 304;
  c->expected = end + 4 - c->head + (length && !silent ? atol(length + 17) : 0);
}

static void receive(struct client *c) {
  for (;;) {
    int n = read(c->fd, scratch, buffer);
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) { finish(c); return; }
    if (!c->expected) read_head(c, c->got, n);
    c->got += n;
    if (keep && c->expected && c->got >= c->expected) { finish(c); return; }
    if (n < buffer && keep) return;
  }
}

static int by_value(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return (x > y) - (x < y);
}

// Opens what is due; a request that finds no free connection is a failed one.
static void open_due(double elapsed, double seconds) {
  for (; next_request < count && next_request <= elapsed / seconds * count; next_request++) {
    struct client *c = unused;
    if (!c) { failed++; continue; }
    unused = c->next_free;
    c->which = next_request;
    c->began = now() - (elapsed - next_request * seconds / count);
    open_client(c);
  }
}

int main(int argc, char **argv) {
  if (argc < 6) { fprintf(stderr, "load PORT REQUESTS CONNECTIONS SECONDS close|keep|pace\n"); return 2; }
  port = atoi(argv[1]);
  keep = strcmp(argv[5], "keep") == 0;
  pace = strcmp(argv[5], "pace") == 0;
  read_requests(argv[2]);
  if (!count) { fprintf(stderr, "no requests in %s\n", argv[2]); return 2; }
  int connections = atoi(argv[3]);
  double seconds = atof(argv[4]);
  latencies = malloc(sizeof(float) << 24);
  epoll = epoll_create1(0);
  struct client *clients = calloc(connections, sizeof *clients);
  for (int i = 0; i < connections; i++) {
    if (!pace) { open_client(&clients[i]); continue; }
    clients[i].next_free = unused;
    unused = &clients[i];
  }
  struct epoll_event events[256];
  double start = now(), time = start; // what came before touched all memory, which takes its time
  while ((time = now()) - start < (pace ? seconds + 10 : seconds)) {
    if (pace && next_request == count && done + puts_done + failed >= count) break;
    if (pace) open_due(time - start, seconds);
    int ready = epoll_wait(epoll, events, 256, pace ? 1 : 100);
    for (int i = 0; i < ready; i++) {
      struct client *c = events[i].data.ptr;
      if (events[i].events & EPOLLOUT) {
        struct epoll_event event = { .events = EPOLLIN, .data.ptr = c };
        epoll_ctl(epoll, EPOLL_CTL_MOD, c->fd, &event);
        send_request(c);
      } else receive(c);
    }
  }
  long kept = done < (1 << 24) ? done : (1 << 24);
  qsort(latencies, kept, sizeof *latencies, by_value);
  printf("{\"requests\":%ld,\"puts\":%ld,\"failed\":%ld,\"perSecond\":%.0f,\"p50\":%.3f,\"p99\":%.3f,\"ok\":%ld,\"notFound\":%ld,\"megabytes\":%.1f}\n",
    done, puts_done, pace ? failed + count - done - puts_done - failed : failed, done / (time - start), kept ? latencies[kept / 2] * 1e3 : 0, kept ? latencies[kept * 99 / 100] * 1e3 : 0,
    statuses[2], statuses[4], bytes / 1e6);
  return 0;
}
