#pragma once
// First, as a module: cairo's and glib's types must be that door's and not twice in one room.
#include "../CCairo/shim.h"
#include <librsvg/rsvg.h>

/// Draws the document into a rectangle of `width` × `height` at the origin of `cairo`; 0 when librsvg
/// could not, and then its words are in `error`.
static inline int placard_svg_draw(
    RsvgHandle *handle, cairo_t *cairo, double width, double height, GError **error) {
  RsvgRectangle viewport = {0, 0, width, height};
  return rsvg_handle_render_document(handle, cairo, &viewport, error) ? 1 : 0;
}

/// What the root element says about its size.
struct placard_svg_size {
  int has_width, has_height, has_view_box;
  RsvgLength width, height;
  double box_width, box_height;
};

// librsvg answers into seven places, of which the flags are gboolean.
static inline struct placard_svg_size placard_svg_measure(RsvgHandle *handle) {
  struct placard_svg_size size = {0};
  gboolean has_width = 0, has_height = 0, has_view_box = 0;
  RsvgRectangle box = {0, 0, 0, 0};
  rsvg_handle_get_intrinsic_dimensions(
      handle, &has_width, &size.width, &has_height, &size.height, &has_view_box, &box);
  size.has_width = has_width != 0;
  size.has_height = has_height != 0;
  size.has_view_box = has_view_box != 0;
  size.box_width = box.width;
  size.box_height = box.height;
  return size;
}
