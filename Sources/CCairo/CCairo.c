#include "CCairo.h"
#include <dlfcn.h>
#include <pthread.h>

// The few types of cairo's interface that cross it by value; its layout is fixed since cairo 1.0.
typedef struct {
    double x_bearing, y_bearing, width, height, x_advance, y_advance;
} text_extents;
typedef struct pen_pattern pen_pattern;

enum { STATUS_SUCCESS = 0, FORMAT_ARGB32 = 0, OPERATOR_SOURCE = 1, OPERATOR_OVER = 2 };
enum { FILTER_GOOD = 1, FILTER_NEAREST = 3 };

// Everything that is used of cairo: result, name, parameters. Those of files may be missing in a small build of cairo.
#define NEEDED(F)                                                                                                      \
    F(pen_surface *, image_surface_create, (int, int, int))                                                            \
    F(unsigned char *, image_surface_get_data, (pen_surface *))                                                        \
    F(int, image_surface_get_stride, (pen_surface *))                                                                  \
    F(void, surface_flush, (pen_surface *))                                                                            \
    F(void, surface_mark_dirty, (pen_surface *))                                                                       \
    F(void, surface_finish, (pen_surface *))                                                                           \
    F(void, surface_destroy, (pen_surface *))                                                                          \
    F(int, surface_status, (pen_surface *))                                                                            \
    F(pen_context *, create, (pen_surface *))                                                                          \
    F(int, status, (pen_context *))                                                                                    \
    F(void, destroy, (pen_context *))                                                                                  \
    F(void, save, (pen_context *))                                                                                     \
    F(void, restore, (pen_context *))                                                                                  \
    F(void, transform, (pen_context *, const pen_matrix *))                                                            \
    F(void, get_matrix, (pen_context *, pen_matrix *))                                                                 \
    F(void, identity_matrix, (pen_context *))                                                                          \
    F(void, new_path, (pen_context *))                                                                                 \
    F(void, move_to, (pen_context *, double, double))                                                                  \
    F(void, line_to, (pen_context *, double, double))                                                                  \
    F(void, curve_to, (pen_context *, double, double, double, double, double, double))                                 \
    F(void, close_path, (pen_context *))                                                                               \
    F(void, clip, (pen_context *))                                                                                     \
    F(void, set_source_rgba, (pen_context *, double, double, double, double))                                          \
    F(void, set_source_surface, (pen_context *, pen_surface *, double, double))                                        \
    F(void, set_source, (pen_context *, pen_pattern *))                                                                \
    F(pen_pattern *, get_source, (pen_context *))                                                                      \
    F(pen_pattern *, pattern_create_linear, (double, double, double, double))                                          \
    F(pen_pattern *, pattern_create_radial, (double, double, double, double, double, double))                          \
    F(void, pattern_add_color_stop_rgba, (pen_pattern *, double, double, double, double, double))                      \
    F(void, pattern_set_filter, (pen_pattern *, int))                                                                  \
    F(void, pattern_destroy, (pen_pattern *))                                                                          \
    F(void, fill, (pen_context *))                                                                                     \
    F(void, stroke, (pen_context *))                                                                                   \
    F(void, set_line_width, (pen_context *, double))                                                                   \
    F(void, set_line_cap, (pen_context *, int))                                                                        \
    F(void, set_line_join, (pen_context *, int))                                                                       \
    F(void, set_dash, (pen_context *, const double *, int, double))                                                    \
    F(void, push_group, (pen_context *))                                                                               \
    F(void, pop_group_to_source, (pen_context *))                                                                      \
    F(void, paint, (pen_context *))                                                                                    \
    F(void, paint_with_alpha, (pen_context *, double))                                                                 \
    F(void, set_operator, (pen_context *, int))                                                                        \
    F(void, select_font_face, (pen_context *, const char *, int, int))                                                 \
    F(void, set_font_size, (pen_context *, double))                                                                    \
    F(void, text_extents, (pen_context *, const char *, text_extents *))                                               \
    F(void, show_text, (pen_context *, const char *))                                                                  \
    F(void, text_path, (pen_context *, const char *))
#define OPTIONAL(F)                                                                                                    \
    F(int, surface_write_to_png, (pen_surface *, const char *))                                                        \
    F(pen_surface *, svg_surface_create, (const char *, double, double))                                               \
    F(pen_surface *, pdf_surface_create, (const char *, double, double))

#define DECLARE(result, name, parameters) result(*name) parameters;
static struct {
    NEEDED(DECLARE)
    OPTIONAL(DECLARE)
} cairo;
static bool is_open;

static void open_library(void) {
    void *library = dlopen("libcairo.so.2", RTLD_NOW | RTLD_LOCAL);
    if (!library) return;
    bool complete = true;
#define FIND(result, name, parameters) cairo.name = (result(*) parameters)dlsym(library, "cairo_" #name);
#define REQUIRE(result, name, parameters) complete = complete && cairo.name;
    NEEDED(FIND)
    OPTIONAL(FIND)
    NEEDED(REQUIRE)
    is_open = complete;
}

bool pen_open(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_library);
    return is_open;
}

static pen_surface *checked(pen_surface *surface) {
    if (surface && cairo.surface_status(surface) == STATUS_SUCCESS) return surface;
    if (surface) cairo.surface_destroy(surface);
    return NULL;
}

pen_surface *pen_image_surface(int width, int height) {
    return checked(cairo.image_surface_create(FORMAT_ARGB32, width, height));
}

pen_surface *pen_svg_surface(const char *path, double width, double height) {
    return cairo.svg_surface_create ? checked(cairo.svg_surface_create(path, width, height)) : NULL;
}

pen_surface *pen_pdf_surface(const char *path, double width, double height) {
    return cairo.pdf_surface_create ? checked(cairo.pdf_surface_create(path, width, height)) : NULL;
}

uint32_t *pen_surface_pixels(pen_surface *surface) {
    cairo.surface_flush(surface);
    return (uint32_t *)(void *)cairo.image_surface_get_data(surface);
}

int pen_surface_stride(pen_surface *surface) { return cairo.image_surface_get_stride(surface); }

void pen_surface_touched(pen_surface *surface) { cairo.surface_mark_dirty(surface); }

bool pen_write_png(pen_surface *surface, const char *path) {
    return cairo.surface_write_to_png && cairo.surface_write_to_png(surface, path) == STATUS_SUCCESS;
}

bool pen_surface_finish(pen_surface *surface) {
    cairo.surface_finish(surface);
    return cairo.surface_status(surface) == STATUS_SUCCESS;
}

void pen_surface_destroy(pen_surface *surface) { cairo.surface_destroy(surface); }

pen_context *pen_create(pen_surface *surface) {
    pen_context *context = cairo.create(surface);
    if (context && cairo.status(context) == STATUS_SUCCESS) return context;
    if (context) cairo.destroy(context);
    return NULL;
}

void pen_destroy(pen_context *context) { cairo.destroy(context); }
bool pen_is_well(pen_context *context) { return cairo.status(context) == STATUS_SUCCESS; }
void pen_save(pen_context *context) { cairo.save(context); }
void pen_restore(pen_context *context) { cairo.restore(context); }
void pen_transform(pen_context *context, pen_matrix matrix) { cairo.transform(context, &matrix); }
void pen_reset_transform(pen_context *context) { cairo.identity_matrix(context); }

pen_matrix pen_current_transform(pen_context *context) {
    pen_matrix matrix;
    cairo.get_matrix(context, &matrix);
    return matrix;
}

void pen_new_path(pen_context *context) { cairo.new_path(context); }

void pen_append_path(pen_context *context, const uint8_t *verbs, size_t verb_count, const double *points) {
    for (size_t index = 0; index < verb_count; index++) {
        switch (verbs[index]) {
        case 0: cairo.move_to(context, points[0], points[1]); points += 2; break;
        case 1: cairo.line_to(context, points[0], points[1]); points += 2; break;
        case 2:
            cairo.curve_to(context, points[0], points[1], points[2], points[3], points[4], points[5]);
            points += 6;
            break;
        default: cairo.close_path(context); break;
        }
    }
}

void pen_clip(pen_context *context) { cairo.clip(context); }

void pen_set_colour(pen_context *context, double r, double g, double b, double a) {
    cairo.set_source_rgba(context, r, g, b, a);
}

static void use_fade(pen_context *context, pen_pattern *pattern, const double *rgba0, const double *rgba1) {
    cairo.pattern_add_color_stop_rgba(pattern, 0, rgba0[0], rgba0[1], rgba0[2], rgba0[3]);
    cairo.pattern_add_color_stop_rgba(pattern, 1, rgba1[0], rgba1[1], rgba1[2], rgba1[3]);
    cairo.set_source(context, pattern);
    cairo.pattern_destroy(pattern);
}

void pen_set_linear_fade(
    pen_context *context, double x0, double y0, double x1, double y1, const double *rgba0, const double *rgba1) {
    use_fade(context, cairo.pattern_create_linear(x0, y0, x1, y1), rgba0, rgba1);
}

void pen_set_radial_fade(
    pen_context *context, double x, double y, double radius, const double *rgba0, const double *rgba1) {
    use_fade(context, cairo.pattern_create_radial(x, y, 0, x, y, radius), rgba0, rgba1);
}

void pen_fill(pen_context *context) { cairo.fill(context); }

void pen_stroke(pen_context *context, double width, int cap, int join, const double *dashes, int dash_count) {
    cairo.set_line_width(context, width);
    cairo.set_line_cap(context, cap);
    cairo.set_line_join(context, join);
    cairo.set_dash(context, dashes, dash_count, 0);
    cairo.stroke(context);
}

void pen_begin_layer(pen_context *context) { cairo.push_group(context); }

void pen_end_layer(pen_context *context, double opacity) {
    cairo.pop_group_to_source(context);
    cairo.paint_with_alpha(context, opacity);
}

void pen_clear(pen_context *context, double r, double g, double b, double a) {
    cairo.set_operator(context, OPERATOR_SOURCE);
    cairo.set_source_rgba(context, r, g, b, a);
    cairo.paint(context);
    cairo.set_operator(context, OPERATOR_OVER);
}

void pen_draw_image(pen_context *context, pen_surface *image, double x, double y, bool smooth) {
    cairo.set_source_surface(context, image, x, y);
    cairo.pattern_set_filter(cairo.get_source(context), smooth ? FILTER_GOOD : FILTER_NEAREST);
    cairo.paint(context);
}

void pen_set_font(pen_context *context, const char *family, bool bold, double size) {
    cairo.select_font_face(context, family, 0, bold ? 1 : 0);
    cairo.set_font_size(context, size);
}

pen_extents pen_text_extents(pen_context *context, const char *text) {
    text_extents extents;
    cairo.text_extents(context, text, &extents);
    return (pen_extents){extents.x_advance, extents.x_bearing, extents.y_bearing, extents.width, extents.height};
}

void pen_show_text(pen_context *context, const char *text, double x, double y) {
    cairo.new_path(context);
    cairo.move_to(context, x, y);
    cairo.show_text(context, text);
}

void pen_text_path(pen_context *context, const char *text, double x, double y) {
    cairo.new_path(context);
    cairo.move_to(context, x, y);
    cairo.text_path(context, text);
}
