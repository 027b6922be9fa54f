/* Loaded before the C library: strikes the nth operation of a program that changes files. FAULT is `KIND:N`:
   kill (the process ends before it), torn (a write is half done, then the process ends), full and readonly (it fails so).
   With KIND `count` nothing is struck. Says nothing; FAULT_COUNT names a file that tells how many operations there were. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int operations;

#define REAL(type, name) ((type)dlsym(RTLD_NEXT, name))

/* Whether the operation that comes is to fail; `half` is called before the process ends within a write. */
static int struck(void (*half)(int, const void *, size_t), int fd, const void *bytes, size_t count) {
  const char *fault = getenv("FAULT");
  if (fault == NULL) return 0;
  int number = __atomic_add_fetch(&operations, 1, __ATOMIC_SEQ_CST);
  const char *colon = strchr(fault, ':');
  if (colon == NULL || atoi(colon + 1) != number) return 0;
  if (strncmp(fault, "torn", 4) == 0 && half != NULL) half(fd, bytes, count / 2);
  if (strncmp(fault, "kill", 4) == 0 || strncmp(fault, "torn", 4) == 0) _exit(99);
  errno = strncmp(fault, "full", 4) == 0 ? ENOSPC : EROFS;
  return 1;
}

static void write_half(int fd, const void *bytes, size_t count) {
  ssize_t done = REAL(ssize_t(*)(int, const void *, size_t), "write")(fd, bytes, count);
  (void)done;
}

/* Terminals and pipes are not what is tried here. */
static int is_file(int fd) {
  struct stat about;
  return fd > 2 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
}

static int writes(int flags) { return (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT) != 0; }

#define OPEN(name)                                                                    \
  int name(const char *path, int flags, ...) {                                        \
    va_list rest;                                                                     \
    va_start(rest, flags);                                                            \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;    \
    va_end(rest);                                                                     \
    if (writes(flags) && strncmp(path, "/dev/", 5) != 0 && struck(NULL, 0, NULL, 0)) return -1; \
    return REAL(int (*)(const char *, int, ...), #name)(path, flags, mode);           \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                  \
  int name(int folder, const char *path, int flags, ...) {                            \
    va_list rest;                                                                     \
    va_start(rest, flags);                                                            \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;    \
    va_end(rest);                                                                     \
    if (writes(flags) && struck(NULL, 0, NULL, 0)) return -1;                         \
    return REAL(int (*)(int, const char *, int, ...), #name)(folder, path, flags, mode); \
  }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int fd, const void *bytes, size_t count) {
  if (is_file(fd) && struck(write_half, fd, bytes, count)) return -1;
  return REAL(ssize_t(*)(int, const void *, size_t), "write")(fd, bytes, count);
}

#define ONE(name, type, argument, applies)                                            \
  int name(type argument) {                                                           \
    if ((applies) && struck(NULL, 0, NULL, 0)) return -1;                             \
    return REAL(int (*)(type), #name)(argument);                                      \
  }
ONE(fsync, int, fd, is_file(fd))
ONE(fdatasync, int, fd, is_file(fd))
ONE(unlink, const char *, path, 1)
ONE(rmdir, const char *, path, 1)

#define TWO(name, one, first, two, second)                                            \
  int name(one first, two second) {                                                   \
    if (struck(NULL, 0, NULL, 0)) return -1;                                          \
    return REAL(int (*)(one, two), #name)(first, second);                             \
  }
TWO(rename, const char *, from, const char *, to)
TWO(link, const char *, from, const char *, to)
TWO(mkdir, const char *, path, mode_t, mode)
TWO(fchmod, int, fd, mode_t, mode)
TWO(ftruncate, int, fd, off_t, length)
TWO(ftruncate64, int, fd, off64_t, length)

__attribute__((destructor)) static void tell(void) {
  const char *path = getenv("FAULT_COUNT"), *fault = getenv("FAULT");
  if (path == NULL || fault == NULL) return;
  char text[16];
  int length = 0, number = operations;
  do text[length++] = (char)('0' + number % 10); while ((number /= 10) != 0);
  for (int at = 0; at < length / 2; at++) {
    char other = text[at];
    text[at] = text[length - 1 - at], text[length - 1 - at] = other;
  }
  int fd = REAL(int (*)(const char *, int, ...), "open")(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  write_half(fd, text, (size_t)length);
  close(fd);
}
