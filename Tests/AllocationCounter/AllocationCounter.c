// The heap's functions of this program, in the place of those of the C library, which they call: an executable's symbols
// come first. Only the thread that wants it is counted, so that tests beside each other do not see one another.
#include "AllocationCounter.h"

#include <errno.h>
#include <stddef.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static __thread long bytes;
static __thread int is_counting;

void allocated_bytes_begin(void) {
    bytes = 0;
    is_counting = 1;
}

long allocated_bytes_end(void) {
    is_counting = 0;
    return bytes;
}

static void note(size_t size) {
    if (is_counting) bytes += (long)size;
}

void *malloc(size_t size) {
    note(size);
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    note(number * size);
    return __libc_calloc(number, size);
}

void *realloc(void *old, size_t size) {
    note(size);
    return __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    note(size);
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
    note(size);
    void *memory = __libc_memalign(alignment, size);
    if (!memory) return ENOMEM;
    *result = memory;
    return 0;
}
