#pragma once
#include <stdlib.h>
#include <lcms2.h>
#include <lcms2_plugin.h>

// A profile of a few bytes may claim tables of gigabytes. lcms asks a plug-in for memory, whose
// table of functions is a C structure with a macro's numbers in it: hence these.
static const cmsUInt32Number placard_lcms_block_max = 64u << 20;

static inline void *placard_lcms_malloc(cmsContext context, cmsUInt32Number count) {
  (void)context;
  return count > placard_lcms_block_max ? NULL : malloc(count);
}

static inline void placard_lcms_free(cmsContext context, void *block) {
  (void)context;
  free(block);
}

static inline void *placard_lcms_realloc(
    cmsContext context, void *block, cmsUInt32Number count) {
  (void)context;
  return count > placard_lcms_block_max ? NULL : realloc(block, count);
}

static cmsPluginMemHandler placard_lcms_memory = {
    {cmsPluginMagicNumber, 2000, cmsPluginMemHandlerSig, NULL},
    placard_lcms_malloc, placard_lcms_free, placard_lcms_realloc, NULL, NULL, NULL};

/// A context of its own for each transform, with a bound on every block it takes; NULL without
/// memory. Nothing is written to stderr: lcms is silent unless told otherwise.
static inline cmsContext placard_lcms_context(void) {
  return cmsCreateContext(&placard_lcms_memory, NULL);
}

// Pixel formats are function-like macros, which do not import.
static const cmsUInt32Number placard_lcms_bgra = TYPE_BGRA_8;
static const cmsUInt32Number placard_lcms_rgba = TYPE_RGBA_8;
static const cmsUInt32Number placard_lcms_grey = TYPE_GRAY_8;
static const cmsUInt32Number placard_lcms_inks_inverted = TYPE_CMYK_8_REV;
