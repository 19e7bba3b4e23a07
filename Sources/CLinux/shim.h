#pragma once
// What Swift's Glibc module lacks: headers it does not list, and calls behind _GNU_SOURCE.
#include <sched.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/types.h>

// Declared by glibc only under _GNU_SOURCE, which the Clang importer does not define.
int accept4(int fd, struct sockaddr *address, socklen_t *bytes, int flags);
int pthread_setname_np(pthread_t thread, const char *name);
const char *strerrordesc_np(int code);
int memfd_create(const char *name, unsigned int flags);
int fallocate(int fd, int mode, off_t offset, off_t bytes);

// `struct flock` hides the function of the same name from Swift.
static inline int placard_flock(int fd, int operation) { return flock(fd, operation); }

// The `which` of setpriority is an enum or an int, depending on _GNU_SOURCE. On Linux, 0 is the
// calling thread, not the process.
static inline int placard_set_thread_niceness(int niceness) {
  return setpriority(PRIO_PROCESS, 0, niceness);
}

// Function-like or cast macros, which Swift does not import.
static inline int placard_ignore_signal(int number) {
  return signal(number, SIG_IGN) == SIG_ERR ? -1 : 0;
}

// ioctl is variadic; columns of a terminal, or 0.
static inline int placard_terminal_columns(int fd) {
  struct winsize size;
  return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
