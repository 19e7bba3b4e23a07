#pragma once
#include <setjmp.h>
#include <stddef.h>
#include <stdlib.h>
#include <gumbo.h>

// gumbo frees a tree by recursion, which a deep page turns into the end of the stack, and it takes
// as much memory as a page makes it take. So every block of a parse is kept in a list of ours, which
// is freed as a list, and counted; past the limit the parse is left by a jump, within one C function.

struct placard_gumbo_block {
  struct placard_gumbo_block *previous, *next;
  size_t count;
  size_t padding;  // what follows is aligned to 16 bytes, as malloc's blocks are
};

/// One parse and all its memory.
struct placard_gumbo_room {
  struct placard_gumbo_block list;  // a ring with this as its fixed member
  size_t used, max;
  jmp_buf escape;
  GumboOutput *output;
};

static inline void *placard_gumbo_take(void *userdata, size_t count) {
  struct placard_gumbo_room *room = (struct placard_gumbo_room *)userdata;
  if (count > room->max - room->used) longjmp(room->escape, 1);
  struct placard_gumbo_block *block =
      (struct placard_gumbo_block *)malloc(sizeof(struct placard_gumbo_block) + count);
  if (block == NULL) longjmp(room->escape, 1);
  room->used += count;
  block->count = count;
  block->previous = &room->list;
  block->next = room->list.next;
  block->next->previous = block;
  room->list.next = block;
  return block + 1;
}

static inline void placard_gumbo_give(void *userdata, void *pointer) {
  struct placard_gumbo_room *room = (struct placard_gumbo_room *)userdata;
  if (pointer == NULL) return;
  struct placard_gumbo_block *block = (struct placard_gumbo_block *)pointer - 1;
  room->used -= block->count;
  block->previous->next = block->next;
  block->next->previous = block->previous;
  free(block);
}

static inline void placard_gumbo_free(struct placard_gumbo_room *room) {
  while (room->list.next != &room->list) placard_gumbo_give(room, room->list.next + 1);
  free(room);
}

/// Parses `count` bytes of UTF-8, which must live as long as what is returned; NULL where that
/// takes more than `max` bytes of memory.
static inline struct placard_gumbo_room *placard_gumbo_parse(
    const char *bytes, size_t count, size_t max) {
  struct placard_gumbo_room *room =
      (struct placard_gumbo_room *)malloc(sizeof(struct placard_gumbo_room));
  if (room == NULL) return NULL;
  room->list.previous = room->list.next = &room->list;
  room->list.count = 0;
  room->used = 0;
  room->max = max;
  room->output = NULL;
  if (setjmp(room->escape)) {
    placard_gumbo_free(room);
    return NULL;
  }
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = placard_gumbo_take;
  options.deallocator = placard_gumbo_give;
  options.userdata = room;
  options.max_errors = 0;
  room->output = gumbo_parse_with_options(&options, bytes, count);
  return room;
}
