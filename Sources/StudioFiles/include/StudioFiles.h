// The studio's pages, embedded (#embed, C23 §6.10.4), so that the program is one file.
#ifndef STUDIO_FILES_H
#define STUDIO_FILES_H

#include <stddef.h>

struct studio_file {
  // Its path below web/, as in "editor/canvas.js".
  const char *name;
  const unsigned char *bytes;
  size_t byte_count;
};

// All of them, in the order of their names.
const struct studio_file *studio_files(void);
size_t studio_file_count(void);

#endif
