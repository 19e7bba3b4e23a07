#pragma once
#include <cairo.h>
// Pango's Unicode side only: line breaking with libthai's dictionary, and bidi levels. Fonts never
// pass through Pango or fontconfig, so nothing of the machine's font set-up can reach a picture.
#include <pango/pango.h>
#include <pixman.h>
#include <hb.h>
#include <hb-ot.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MULTIPLE_MASTERS_H
#include FT_OUTLINE_H

// Bit fields do not import.
static inline int placard_may_break_before(const PangoLogAttr *attribute) {
  return attribute->is_line_break;
}
static inline int placard_is_grapheme_start(const PangoLogAttr *attribute) {
  return attribute->is_cursor_position;
}

// Pango's `pango_language_from_string` keeps every tag it ever saw; so does HarfBuzz's. Callers
// pass short, checked tags only.

// FT_LOAD_TARGET_LIGHT is a function-like macro, which does not import.
static const FT_Int32 placard_load_light = FT_LOAD_TARGET_LIGHT;

// FT_LOAD_* and the glyph formats are macros over casts.
static inline int placard_is_bitmap(FT_GlyphSlot slot) {
  return slot->format == FT_GLYPH_FORMAT_BITMAP;
}
static inline int placard_is_outline(FT_GlyphSlot slot) {
  return slot->format == FT_GLYPH_FORMAT_OUTLINE;
}

// HB_SCRIPT_*, HB_DIRECTION_* and HB_OT_* enumerations import; HB_TAG and its users do not.
static const hb_tag_t placard_tag_os2 = HB_TAG('O', 'S', '/', '2');
