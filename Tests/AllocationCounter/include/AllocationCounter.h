#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

/// Counts what this thread asks the heap for from now on.
void allocated_bytes_begin(void);

/// Bytes that it has asked for since then; counting ends.
long allocated_bytes_end(void);

#endif
