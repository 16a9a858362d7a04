#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// cairo, opened at run time: nothing of it is needed to build, and programs that draw nothing never load it.
///
/// Names carry the prefix `pen_`, so that they are never mistaken for the library's own symbols. Every function but
/// `pen_open` needs `pen_open` to have returned true. Coordinates are in the current transform's units.

typedef struct pen_context pen_context;
typedef struct pen_surface pen_surface;

/// x' = xx·x + xy·y + x0, y' = yx·x + yy·y + y0 (cairo_matrix_t).
typedef struct {
    double xx, yx, xy, yy, x0, y0;
} pen_matrix;

/// Width of a text's advance and the extents of its ink, in the font's size.
typedef struct {
    double advance, left, top, width, height;
} pen_extents;

/// Opens the library once; safe from any thread. False if it is not installed.
bool pen_open(void);

/// A surface in memory: 32 bits a pixel, 0xAARRGGBB, colours multiplied by alpha, cleared.
pen_surface *_Nullable pen_image_surface(int width, int height);
/// A surface that becomes an SVG or PDF file, sizes in points; NULL if this cairo or the file system cannot.
pen_surface *_Nullable pen_svg_surface(const char *_Nonnull path, double width, double height);
pen_surface *_Nullable pen_pdf_surface(const char *_Nonnull path, double width, double height);
/// The pixels of a surface in memory, and bytes per row.
uint32_t *_Nullable pen_surface_pixels(pen_surface *_Nonnull surface);
int pen_surface_stride(pen_surface *_Nonnull surface);
/// Tells cairo that pixels were written by somebody else.
void pen_surface_touched(pen_surface *_Nonnull surface);
/// Writes a surface in memory as a PNG file; false if it could not.
bool pen_write_png(pen_surface *_Nonnull surface, const char *_Nonnull path);
/// Ends a file surface; false if something went wrong on the way.
bool pen_surface_finish(pen_surface *_Nonnull surface);
void pen_surface_destroy(pen_surface *_Nonnull surface);

pen_context *_Nullable pen_create(pen_surface *_Nonnull surface);
void pen_destroy(pen_context *_Nonnull context);
/// False if something failed since the context was made (out of memory, a transform without inverse).
bool pen_is_well(pen_context *_Nonnull context);
void pen_save(pen_context *_Nonnull context);
void pen_restore(pen_context *_Nonnull context);
void pen_transform(pen_context *_Nonnull context, pen_matrix matrix);
pen_matrix pen_current_transform(pen_context *_Nonnull context);
void pen_reset_transform(pen_context *_Nonnull context);

/// Begins an empty path.
void pen_new_path(pen_context *_Nonnull context);
/// Adds to the path: one verb a step (0 move, 1 line, 2 curve of three points, 3 close), points as x, y pairs.
void pen_append_path(
    pen_context *_Nonnull context, const uint8_t *_Nonnull verbs, size_t verb_count, const double *_Nonnull points);
/// Narrows drawing to the path (non-zero winding).
void pen_clip(pen_context *_Nonnull context);
/// Sets what the next fill or stroke paints with: a colour, or a fade between two colours along a line or outwards.
void pen_set_colour(pen_context *_Nonnull context, double r, double g, double b, double a);
void pen_set_linear_fade(
    pen_context *_Nonnull context, double x0, double y0, double x1, double y1, const double *_Nonnull rgba0,
    const double *_Nonnull rgba1);
void pen_set_radial_fade(
    pen_context *_Nonnull context, double x, double y, double radius, const double *_Nonnull rgba0,
    const double *_Nonnull rgba1);
void pen_fill(pen_context *_Nonnull context);
/// cap and join: 0 butt or mitre, 1 round, 2 square or bevel. `dashes` may be empty.
void pen_stroke(
    pen_context *_Nonnull context, double width, int cap, int join, const double *_Nullable dashes, int dash_count);
/// Draws what follows aside, and then all of it at once with `opacity`.
void pen_begin_layer(pen_context *_Nonnull context);
void pen_end_layer(pen_context *_Nonnull context, double opacity);
/// Replaces everything by the colour (paint with operator source).
void pen_clear(pen_context *_Nonnull context, double r, double g, double b, double a);
/// Copies an image so that its upper left pixel lies at (x, y) of the current transform; smooth or by nearest pixel.
void pen_draw_image(pen_context *_Nonnull context, pen_surface *_Nonnull image, double x, double y, bool smooth);

void pen_set_font(pen_context *_Nonnull context, const char *_Nonnull family, bool bold, double size);
pen_extents pen_text_extents(pen_context *_Nonnull context, const char *_Nonnull text);
/// Draws text whose base line begins at (x, y), in the colour set last.
void pen_show_text(pen_context *_Nonnull context, const char *_Nonnull text, double x, double y);
/// Makes the outline of a text the path.
void pen_text_path(pen_context *_Nonnull context, const char *_Nonnull text, double x, double y);
