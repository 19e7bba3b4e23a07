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
#include FT_TRUETYPE_TABLES_H

// Bit fields do not import.
static inline int placard_may_break_before(const PangoLogAttr *attribute) {
  return attribute->is_line_break;
}
static inline int placard_is_grapheme_start(const PangoLogAttr *attribute) {
  return attribute->is_cursor_position;
}

// FT_LOAD_TARGET_LIGHT is a function-like macro, which does not import. Bitmaps in outline fonts
// are for sizes that no card is set in.
static const FT_Int32 placard_load_hinted = FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP;
static const FT_Int32 placard_load_unhinted = FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP;

// The glyph formats are enumerators made by a macro, which do not import.
static inline int placard_is_outline(FT_GlyphSlot slot) {
  return slot->format == FT_GLYPH_FORMAT_OUTLINE;
}
