#pragma once
#include <lmdb.h>
#include <sys/vfs.h>

// The magic number of the file system `path` is on, 0 when it cannot be told. LMDB must not be
// used on remote ones; Swift's Glibc module does not list <sys/vfs.h>.
static inline unsigned int placard_file_system_magic(const char *path) {
  struct statfs status;
  return statfs(path, &status) == 0 ? (unsigned int)status.f_type : 0;
}
