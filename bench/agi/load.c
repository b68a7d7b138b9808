// Load: plays Asterisk's side of FastAGI, many calls at once, and checks every name. Build: cc -O2 -o load load.c
//
//   load PORT CALLS SECONDS NAMES PID
//
// Keeps CALLS sessions open for SECONDS after half a second that does not count. Each asks for one of NAMES numbers,
// answers every command with 200, and is right when it was given the number's name and PLUGTONE_CALLER. PID is the
// server, whose CPU time is told. Prints one line of JSON; times in milliseconds, from connect() to the server's end.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct session {
  int fd;
  int asked;
  uint64_t began;
  unsigned who;
  int named;
  int marked;
  size_t length;
  char text[1024];
};

static struct sockaddr_in server;
static int poller;
static unsigned names;
static uint64_t finished, failed, wrong;
static int counting;
static double *times;
static size_t count, room;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static double cpu(int pid) {
  char path[64], line[1024];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  FILE *file = fopen(path, "r");
  if (!file) return 0;
  size_t length = fread(line, 1, sizeof line - 1, file);
  fclose(file);
  line[length] = 0;
  unsigned long user = 0, system = 0;
  char *rest = strrchr(line, ')');
  if (rest) sscanf(rest + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
  return (user + system) * 1e3 / sysconf(_SC_CLK_TCK);
}

static unsigned next(void) {
  static uint32_t seed = 2463534242u;
  seed ^= seed << 13, seed ^= seed >> 17, seed ^= seed << 5;
  return seed % names;
}

static void begin(struct session *s) {
  s->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  s->asked = s->named = s->marked = 0;
  s->length = 0;
  s->who = next();
  s->began = (uint64_t)(now() * 1e6);
  if (connect(s->fd, (void *)&server, sizeof server) < 0 && errno != EINPROGRESS) perror("connect"), exit(1);
  struct epoll_event event = {.events = EPOLLOUT, .data.ptr = s};
  epoll_ctl(poller, EPOLL_CTL_ADD, s->fd, &event);
}

static void end(struct session *s, int bad) {
  close(s->fd);
  s->fd = -1;
  if (bad) failed++;
  else if (!s->named || !s->marked) wrong++;
  finished++;
  if (!counting) return;
  if (count == room) times = realloc(times, (room = room ? room * 2 : 1 << 16) * sizeof *times);
  times[count++] = now() - s->began / 1e6;
}

static int ask(struct session *s) {
  char env[2048];
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(s->fd, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error) return -1;
  int length = snprintf(env, sizeof env,
    "agi_network: yes\nagi_network_script: caller-name\nagi_request: agi://127.0.0.1/caller-name\n"
    "agi_channel: PJSIP/trunk-%08x\nagi_language: en\nagi_type: PJSIP\nagi_uniqueid: 1795455128.%u\n"
    "agi_version: 22.10.1\nagi_callerid: %llu\nagi_calleridname: unknown\nagi_callingpres: 0\n"
    "agi_callingani2: 0\nagi_callington: 0\nagi_callingtns: 0\nagi_dnid: 2565550100\nagi_rdnis: unknown\n"
    "agi_context: inbound\nagi_extension: 2565550100\nagi_priority: 4\nagi_enhanced: 0.0\nagi_accountcode: \n"
    "agi_threadid: 140608218040000\n\n",
    s->who, s->who, 12122000000ull + 7ull * s->who);
  s->asked = 1;
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = s};
  epoll_ctl(poller, EPOLL_CTL_MOD, s->fd, &event);
  return send(s->fd, env, length, MSG_NOSIGNAL) == length ? 0 : -1;
}

static void obey(struct session *s, const char *line) {
  char name[64];
  snprintf(name, sizeof name, "SET VARIABLE CALLERID(name) \"Name %u\"", s->who);
  if (!strcmp(line, name)) s->named = 1;
  if (!strncmp(line, "SET VARIABLE PLUGTONE_CALLER ", 29) && strstr(line + 29, "hit")) s->marked = 1;
  send(s->fd, "200 result=1\n", 13, MSG_NOSIGNAL);
}

/** 1 when the server has ended, -1 on trouble. */
static int hear(struct session *s) {
  for (;;) {
    ssize_t got = recv(s->fd, s->text + s->length, sizeof s->text - 1 - s->length, 0);
    if (got == 0) return 1;
    if (got < 0) return errno == EAGAIN ? 0 : s->marked ? 1 : -1;
    s->text[s->length += got] = 0;
    char *line = s->text, *stop;
    while ((stop = strchr(line, '\n'))) {
      *stop = 0;
      obey(s, line);
      line = stop + 1;
    }
    s->length -= line - s->text;
    memmove(s->text, line, s->length + 1);
    if (s->length == sizeof s->text - 1) return -1;
  }
}

static int order(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv) {
  if (argc != 6) return fprintf(stderr, "load PORT CALLS SECONDS NAMES PID\n"), 2;
  int calls = atoi(argv[2]), pid = atoi(argv[5]), open = calls;
  names = atoi(argv[4]);
  server = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
  inet_pton(AF_INET, "127.0.0.1", &server.sin_addr);
  poller = epoll_create1(0);
  struct session *sessions = calloc(calls, sizeof *sessions);
  for (int i = 0; i < calls; i++) begin(sessions + i);
  double from = now() + 500, to = from + atof(argv[3]) * 1e3, used = 0;
  uint64_t before = 0;
  while (open > 0) {
    double t = now();
    if (!counting && t >= from && t < to) counting = 1, from = t, before = finished, used = cpu(pid);
    if (counting && t >= to) counting = 0, to = t, before = finished - before, used = cpu(pid) - used;
    if (t > to + 10e3) { failed += open; break; }
    struct epoll_event events[1024];
    int ready = epoll_wait(poller, events, 1024, 50);
    for (int i = 0; i < ready; i++) {
      struct session *s = events[i].data.ptr;
      int over = s->asked ? hear(s) : ask(s);
      if (!over) continue;
      end(s, over < 0);
      if (t < to) begin(s);
      else open--;
    }
  }
  qsort(times, count, sizeof *times, order);
  printf("{\"rate\":%.1f,\"p50\":%.3f,\"p99\":%.3f,\"cpu\":%.1f,\"failed\":%llu,\"wrong\":%llu}\n",
    before * 1e3 / (to - from), count ? times[count / 2] : 0, count ? times[(size_t)((count - 1) * .99)] : 0,
    before ? used * 1e3 / before : 0, (unsigned long long)failed, (unsigned long long)wrong);
  return 0;
}
