// Pages are copied once, and then protected: the first write to one is a fault, at which the page is
// noted and freed from its protection, for good. So only pages that some run has written to are
// restored, and each costs one fault in all.
//
// What is kept for this is in shared mappings, which no snapshot holds. What the system itself writes
// to, such as a buffer for read(2), it would refuse where it is protected: programs that read are not
// run this way.
#include "snapshot.h"
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "../futex.h"

#define PAGE 4096u
#define MOST_REGIONS 512u
/// More memory than this is not worth it.
#define MOST_BYTES ((size_t)96 << 20)
#define MOST_WRITTEN 8192u

typedef struct {
    char *start;
    size_t pages;
    /// A copy, one page after the other; and of each page, whether it has been written to.
    char *copy;
    bool *is_written;
} region;

static struct snapshot {
    region regions[MOST_REGIONS];
    size_t count;
    struct {
        char *page;
        const char *copy;
    } written[MOST_WRITTEN];
    size_t written_count;
    /// Of these, those that are known to be free from protection in this process.
    size_t free_count;
    /// What is above `stack` on the stack, and its copy.
    char *stack;
    size_t stack_size;
    char *stack_copy;
    /// The end of the heap.
    long heap_end;
    bool is_taken;
    bool is_full;
} *snapshot;

void *asynclab_snapshot_memory(size_t size) {
    void *memory = (void *)asynclab_real_syscall(SYS_mmap, 0, (long)size, PROT_READ | PROT_WRITE,
                                                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return (uintptr_t)memory > (uintptr_t)-4096 ? NULL : memory;
}

static void allow(char *page) {
    asynclab_real_syscall(SYS_mprotect, (long)page, PAGE, PROT_READ | PROT_WRITE, 0, 0, 0);
}

static void note_written(region *found, size_t index) {
    if (found->is_written[index]) {
        return;
    }
    // A child that begins may note pages too.
    size_t place = __atomic_fetch_add(&snapshot->written_count, 1, __ATOMIC_RELAXED);
    if (place >= MOST_WRITTEN) {
        snapshot->written_count = MOST_WRITTEN;
        snapshot->is_full = true;
        return;
    }
    found->is_written[index] = true;
    snapshot->written[place].page = found->start + index * PAGE;
    snapshot->written[place].copy = found->copy + index * PAGE;
}

// Reading /proc/self/maps, without the C library's help, which would allocate.

static uintptr_t hexadecimal(const char **text) {
    uintptr_t value = 0;
    for (;; (*text)++) {
        char digit = **text;
        if (digit >= '0' && digit <= '9') {
            value = value * 16 + (uintptr_t)(digit - '0');
        } else if (digit >= 'a' && digit <= 'f') {
            value = value * 16 + (uintptr_t)(digit - 'a' + 10);
        } else {
            return value;
        }
    }
}

static bool take_stack(char *end, const void *stack) {
    snapshot->stack = (char *)(uintptr_t)stack;
    snapshot->stack_size = (size_t)(end - snapshot->stack);
    snapshot->stack_copy = asynclab_snapshot_memory(snapshot->stack_size);
    if (snapshot->stack_copy != NULL) {
        memcpy(snapshot->stack_copy, snapshot->stack, snapshot->stack_size);
    }
    return snapshot->stack_copy != NULL;
}

static bool take_region(char *start, char *end, size_t *total) {
    size_t size = (size_t)(end - start), pages = size / PAGE;
    *total += size;
    if (snapshot->count == MOST_REGIONS || *total > MOST_BYTES) {
        return false;
    }
    region *added = &snapshot->regions[snapshot->count++];
    added->start = start;
    added->pages = pages;
    added->copy = asynclab_snapshot_memory(size);
    added->is_written = asynclab_snapshot_memory(pages * sizeof *added->is_written);
    if (added->copy == NULL || added->is_written == NULL) {
        return false;
    }
    memcpy(added->copy, start, size);
    return true;
}

/// One line of the list: `start-end rwxp offset device inode name`.
static bool take_line(const char *line, const void *kept, const void *stack, size_t *total) {
    const char *rest = line;
    char *from = (char *)hexadecimal(&rest);
    rest++;
    char *to = (char *)hexadecimal(&rest);
    if (rest[1] != 'r' || rest[2] != 'w' || rest[4] != 'p' || from == kept) {
        return true;
    }
    if ((char *)(uintptr_t)stack >= from && (char *)(uintptr_t)stack < to) {
        return take_stack(to, stack);
    }
    return take_region(from, to, total);
}

static char *read_maps(size_t *size) {
    size_t room = (size_t)1 << 20;
    char *text = asynclab_snapshot_memory(room);
    int file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    long count = 0;
    *size = 0;
    while (text != NULL && file >= 0 && *size < room &&
           (count = asynclab_real_syscall(SYS_read, file, (long)(text + *size), (long)(room - *size),
                                          0, 0, 0)) > 0) {
        *size += (size_t)count;
    }
    if (file >= 0) {
        close(file);
    }
    return file >= 0 && count == 0 ? text : NULL;
}

/// Pages next to what the system keeps for each thread: it writes there at any time (rseq(2)), and ends
/// a program in which it can't.
#define THREAD_PAGES 16u

static void free_thread_pages(void) {
    const char *self = (const char *)pthread_self();
    for (size_t index = 0; index < snapshot->count; index++) {
        region *found = &snapshot->regions[index];
        for (size_t page = 0; page < found->pages; page++) {
            const char *start = found->start + page * PAGE;
            if (start < self + THREAD_PAGES * PAGE && self < start + THREAD_PAGES * PAGE) {
                note_written(found, page);
            }
        }
    }
}

static void protect(char *start, size_t pages, int protection) {
    asynclab_real_syscall(SYS_mprotect, (long)start, (long)(pages * PAGE), protection, 0, 0, 0);
}

/// Never, even for a moment, what the system writes to.
static void protect_unwritten(void) {
    for (size_t index = 0; index < snapshot->count; index++) {
        region *taken = &snapshot->regions[index];
        size_t first = 0;
        for (size_t page = 0; page <= taken->pages; page++) {
            if (page == taken->pages || taken->is_written[page]) {
                if (page > first) {
                    protect(taken->start + first * PAGE, page - first, PROT_READ);
                }
                first = page + 1;
            }
        }
    }
}

bool asynclab_snapshot_take(const void *kept, const void *stack) {
    snapshot = asynclab_snapshot_memory(sizeof *snapshot);
    size_t size, total = 0;
    char *maps = snapshot != NULL ? read_maps(&size) : NULL;
    if (maps == NULL) {
        return false;
    }
    snapshot->heap_end = asynclab_real_syscall(SYS_brk, 0, 0, 0, 0, 0, 0);
    for (const char *line = maps; line < maps + size;) {
        const char *end = memchr(line, '\n', (size_t)(maps + size - line));
        end = end != NULL ? end : maps + size;
        if (!take_line(line, kept, stack, &total)) {
            return false;
        }
        line = end + 1;
    }
    free_thread_pages();
    snapshot->is_taken = snapshot->stack_copy != NULL;
    if (snapshot->is_taken) {
        protect_unwritten();
    }
    return snapshot->is_taken;
}

bool asynclab_snapshot_admits(void *address) {
    if (snapshot == NULL || !snapshot->is_taken) {
        return false;
    }
    for (size_t index = 0; index < snapshot->count; index++) {
        region *found = &snapshot->regions[index];
        size_t offset = (size_t)((char *)address - found->start);
        if ((char *)address >= found->start && offset < found->pages * PAGE) {
            if (found->is_written[offset / PAGE]) {
                return false;
            }
            note_written(found, offset / PAGE);
            allow(found->start + offset / PAGE * PAGE);
            return true;
        }
    }
    return false;
}

void asynclab_snapshot_restore(void) {
    for (; snapshot->free_count < snapshot->written_count; snapshot->free_count++) {
        allow(snapshot->written[snapshot->free_count].page);
    }
    for (size_t index = 0; index < snapshot->written_count; index++) {
        memcpy(snapshot->written[index].page, snapshot->written[index].copy, PAGE);
    }
    memcpy(snapshot->stack, snapshot->stack_copy, snapshot->stack_size);
    asynclab_real_syscall(SYS_brk, snapshot->heap_end, 0, 0, 0, 0, 0);
}

void asynclab_snapshot_release(void) {
    for (size_t index = 0; index < snapshot->count; index++) {
        region *taken = &snapshot->regions[index];
        protect(taken->start, taken->pages, PROT_READ | PROT_WRITE);
    }
}

bool asynclab_snapshot_is_full(void) {
    return snapshot->is_full;
}
