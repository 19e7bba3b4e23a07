#pragma once
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jpeglib.h>
#include <jerror.h>

// jpeglib leaves an error only by longjmp, and Swift cannot call setjmp: so a whole encode and a
// whole decode are one function each, which returns 0 or jpeglib's message code and fills `words`.
#define PLACARD_JPEG_WORDS JMSG_LENGTH_MAX

/// What error_exit needs to get out of jpeglib. `manager` comes first: jpeglib knows only it.
struct placard_jpeg_trouble {
  struct jpeg_error_mgr manager;
  jmp_buf escape;
  char words[PLACARD_JPEG_WORDS];
};

/// The way out of every error: keeps the words, then jumps, for jpeglib would call exit().
static inline void placard_jpeg_exit(j_common_ptr codec) {
  struct placard_jpeg_trouble *trouble = (struct placard_jpeg_trouble *)codec->err;
  trouble->manager.format_message(codec, trouble->words);
  longjmp(trouble->escape, 1);
}

/// A warning means missing or damaged pixels, which jpeglib would fill with grey; the three kept
/// here say nothing about pixels and are common in sound files.
static inline void placard_jpeg_warn(j_common_ptr codec, int level) {
  int code = codec->err->msg_code;
  if (level >= 0 || code == JWRN_EXTRANEOUS_DATA || code == JWRN_ADOBE_XFORM ||
      code == JWRN_JFIF_MAJOR)
    return;
  placard_jpeg_exit(codec);
}

static inline void placard_jpeg_catch(struct placard_jpeg_trouble *trouble) {
  jpeg_std_error(&trouble->manager);
  trouble->manager.error_exit = placard_jpeg_exit;
  trouble->manager.emit_message = placard_jpeg_warn;
  trouble->words[0] = 0;
}

/// Encodes BGRX rows without padding as 4:2:0 YCbCr with the accurate integer DCT. `*out` comes
/// with `*out_count` bytes of room and may be replaced by a larger block of malloc: the caller
/// frees that one when the pointer has changed, also after an error.
static inline int placard_jpeg_encode(
    const uint8_t *bgrx, unsigned width, unsigned height, int quality, int optimised,
    int progressive, uint8_t **out, unsigned long *out_count, char *words) {
  struct jpeg_compress_struct codec;
  struct placard_jpeg_trouble trouble;
  memset(&codec, 0, sizeof codec);
  placard_jpeg_catch(&trouble);
  codec.err = &trouble.manager;
  if (setjmp(trouble.escape)) {
    int code = trouble.manager.msg_code;
    memcpy(words, trouble.words, sizeof trouble.words);
    jpeg_destroy_compress(&codec);
    return code ? code : -1;
  }
  jpeg_create_compress(&codec);
  jpeg_mem_dest(&codec, out, out_count);
  codec.image_width = width;
  codec.image_height = height;
  codec.input_components = 4;
  codec.in_color_space = JCS_EXT_BGRX;
  jpeg_set_defaults(&codec);
  jpeg_set_quality(&codec, quality, TRUE);
  codec.optimize_coding = optimised ? TRUE : FALSE;
  if (progressive) jpeg_simple_progression(&codec);
  jpeg_start_compress(&codec, TRUE);
  while (codec.next_scanline < height) {
    JSAMPROW row = (JSAMPROW)(bgrx + (size_t)codec.next_scanline * width * 4);
    jpeg_write_scanlines(&codec, &row, 1);
  }
  jpeg_finish_compress(&codec);
  jpeg_destroy_compress(&codec);
  return 0;
}

/// What the caller found in the file's markers, and what it allows.
struct placard_jpeg_plan {
  unsigned width, height;  // of the file; the decoder must find the same
  unsigned denominator;    // 1, 2, 4 or 8
  int scans_max;
};

/// Stops a decode past the allowed number of scans, whatever a walk over the markers has counted.
static inline void placard_jpeg_count_scans(j_common_ptr codec) {
  j_decompress_ptr decoder = (j_decompress_ptr)codec;
  const struct placard_jpeg_plan *plan = (const struct placard_jpeg_plan *)codec->client_data;
  if (decoder->input_scan_number > plan->scans_max) {
    codec->err->msg_code = JERR_BAD_PROGRESSION;
    placard_jpeg_exit(codec);
  }
}

/// Decodes into rows of ceil(width / denominator) pixels of four bytes without padding: BGRA, or
/// the file's four inks (`*inks` 1).
static inline int placard_jpeg_decode(
    const uint8_t *bytes, size_t count, const struct placard_jpeg_plan *plan, uint8_t *out,
    int *inks, char *words) {
  struct jpeg_decompress_struct codec;
  struct jpeg_progress_mgr progress;
  struct placard_jpeg_trouble trouble;
  memset(&codec, 0, sizeof codec);
  memset(&progress, 0, sizeof progress);
  placard_jpeg_catch(&trouble);
  codec.err = &trouble.manager;
  if (setjmp(trouble.escape)) {
    int code = trouble.manager.msg_code;
    memcpy(words, trouble.words, sizeof trouble.words);
    jpeg_destroy_decompress(&codec);
    return code ? code : -1;
  }
  jpeg_create_decompress(&codec);
  progress.progress_monitor = placard_jpeg_count_scans;
  codec.progress = &progress;
  codec.client_data = (void *)plan;
  jpeg_mem_src(&codec, bytes, (unsigned long)count);
  jpeg_read_header(&codec, TRUE);
  if (codec.image_width != plan->width || codec.image_height != plan->height)
    ERREXIT((j_common_ptr)&codec, JERR_SOF_DUPLICATE);
  *inks = codec.num_components == 4;
  codec.out_color_space = *inks ? JCS_CMYK : JCS_EXT_BGRA;
  codec.scale_num = 1;
  codec.scale_denom = plan->denominator;
  jpeg_calc_output_dimensions(&codec);
  unsigned width = (plan->width + plan->denominator - 1) / plan->denominator;
  unsigned height = (plan->height + plan->denominator - 1) / plan->denominator;
  if (codec.output_width != width || codec.output_height != height)
    ERREXIT((j_common_ptr)&codec, JERR_BAD_LENGTH);
  jpeg_start_decompress(&codec);
  while (codec.output_scanline < height) {
    JSAMPROW row = out + (size_t)codec.output_scanline * width * 4;
    jpeg_read_scanlines(&codec, &row, 1);
  }
  jpeg_finish_decompress(&codec);
  jpeg_destroy_decompress(&codec);
  return 0;
}

// A string macro made of numbers does not import.
#define PLACARD_JPEG_TEXT(x) #x
#define PLACARD_JPEG_SPELL(x) PLACARD_JPEG_TEXT(x)
/// The headers' version: the library itself names none at run time.
static inline const char *placard_jpeg_version(void) {
  return PLACARD_JPEG_SPELL(LIBJPEG_TURBO_VERSION);
}
