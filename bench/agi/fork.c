// Fork: starts a script as Asterisk's AGI(file) does, plays its call, and times it. Build: cc -O2 -o fork fork.c
//
//   fork RUNS NAMES COMMAND ARGS…        NAMES 0: a command that speaks no AGI, only started and ended
//
// Prints one line of JSON: milliseconds from fork() to the end (median), the largest resident size, faults.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static int order(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/** Sends the env, answers each line; whether the name came. */
static int speak(int in, int out, unsigned who) {
  char env[1024], text[4096], name[64];
  int length = snprintf(env, sizeof env,
    "agi_request: names\nagi_channel: PJSIP/trunk-1\nagi_language: en\nagi_type: PJSIP\nagi_uniqueid: 1.%u\n"
    "agi_version: 22.10.1\nagi_callerid: %llu\nagi_calleridname: unknown\nagi_callingpres: 0\n"
    "agi_callingani2: 0\nagi_callington: 0\nagi_callingtns: 0\nagi_dnid: 100\nagi_rdnis: unknown\n"
    "agi_context: inbound\nagi_extension: 100\nagi_priority: 4\nagi_enhanced: 0.0\nagi_accountcode: \n"
    "agi_threadid: 140608218040000\n\n",
    who, 12122000000ull + 7ull * who);
  snprintf(name, sizeof name, "CALLERID(name) \"Name %u\"\n", who);
  if (write(in, env, length) != length) return 0;
  int named = 0;
  for (ssize_t got; (got = read(out, text, sizeof text - 1)) > 0;) {
    text[got] = 0;
    if (strstr(text, name)) named = 1;
    if (write(in, "200 result=1\n", 13) < 0) break;
  }
  return named;
}

int main(int argc, char **argv) {
  if (argc < 4) return fprintf(stderr, "fork RUNS NAMES COMMAND ARGS...\n"), 2;
  int runs = atoi(argv[1]), faults = 0;
  unsigned names = atoi(argv[2]);
  double *times = malloc(runs * sizeof *times);
  long largest = 0;
  signal(SIGPIPE, SIG_IGN);
  for (int i = 0; i < runs; i++) {
    int to[2], from[2], status;
    if (pipe(to) || pipe(from)) return perror("pipe"), 1;
    double began = now();
    pid_t child = fork();
    if (!child) {
      dup2(to[0], 0), dup2(from[1], 1);
      close(to[0]), close(to[1]), close(from[0]), close(from[1]);
      execvp(argv[3], argv + 3);
      _exit(127);
    }
    close(to[0]), close(from[1]);
    int right = names == 0 || speak(to[1], from[0], (i * 2654435761u) % names);
    close(to[1]);
    struct rusage usage;
    wait4(child, &status, 0, &usage);
    close(from[0]);
    times[i] = now() - began;
    if (usage.ru_maxrss > largest) largest = usage.ru_maxrss;
    if (!right || status) faults++;
  }
  qsort(times, runs, sizeof *times, order);
  printf("{\"median\":%.3f,\"peak\":%.1f,\"faults\":%d}\n", times[runs / 2], largest / 1024.0, faults);
  return 0;
}
