// Limit: the least that a FastAGI server can do for a caller's name, in C. Build: cc -O2 -o limit limit.c
//
//   limit NAMES
//
// One thread, epoll, an open hash of NAMES numbers; two commands a call, as the app caller-name sends them. Prints its port.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

struct entry { uint64_t number; unsigned name; };
struct call { int step; size_t length; char text[4096]; };

static struct entry *table;
static uint64_t mask;
static struct call *calls[65536];
static int poller;

static uint64_t place(uint64_t number) { return (number * 0x9e3779b97f4a7c15ull) >> 20 & mask; }

static void fill(unsigned names) {
  for (mask = 1; mask < names * 2ull; mask <<= 1);
  table = calloc(mask--, sizeof *table);
  for (unsigned i = 0; i < names; i++) {
    uint64_t number = 12122000000ull + 7ull * i, at = place(number);
    while (table[at].number) at = (at + 1) & mask;
    table[at] = (struct entry){number, i};
  }
}

static int reply(int fd, struct call *call) {
  char line[128];
  if (call->step == 0) {
    if (call->length < 2 || memcmp(call->text + call->length - 2, "\n\n", 2)) return 0;
    const char *found = strstr(call->text, "agi_callerid: ");
    uint64_t number = found ? strtoull(found + 14, 0, 10) : 0, at = place(number);
    while (table[at].number && table[at].number != number) at = (at + 1) & mask;
    snprintf(line, sizeof line, "SET VARIABLE CALLERID(name) \"Name %u\"\n", table[at].name);
  } else if (!memchr(call->text, '\n', call->length)) return 0;
  else if (call->step == 1) strcpy(line, "SET VARIABLE PLUGTONE_CALLER hit\n");
  else return 1;
  call->step++;
  call->length = 0;
  return send(fd, line, strlen(line), MSG_NOSIGNAL) < 0;
}

static void welcome(int listener) {
  for (int fd; (fd = accept4(listener, 0, 0, SOCK_NONBLOCK)) >= 0;) {
    if (fd >= 65536) { close(fd); continue; }
    if (!calls[fd]) calls[fd] = malloc(sizeof **calls);
    calls[fd]->step = calls[fd]->length = 0;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
  }
}

int main(int argc, char **argv) {
  fill(argc > 1 ? atoi(argv[1]) : 100000);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (bind(listener, (void *)&address, size) || listen(listener, 4096)) return perror("listen"), 1;
  getsockname(listener, (void *)&address, &size);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  poller = epoll_create1(0);
  struct epoll_event events[512], event = {.events = EPOLLIN, .data.fd = listener};
  epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
  for (;;) {
    int ready = epoll_wait(poller, events, 512, -1);
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      if (fd == listener) { welcome(listener); continue; }
      struct call *call = calls[fd];
      ssize_t got = recv(fd, call->text + call->length, sizeof call->text - 1 - call->length, 0);
      if (got > 0) call->text[call->length += got] = 0;
      if (got <= 0 || reply(fd, call)) close(fd);
    }
  }
}
