#include "output_hash.h"
#include "../futex.h"
#include "../virtual/random.h"
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/// FNV-1a, 64 bits (Fowler, Noll, Vo).
#define HASH_START 0xcbf29ce484222325u
#define HASH_FACTOR 0x100000001b3u

static void keep_beginning(asynclab_explored_run *run, const unsigned char *bytes, uint64_t offset,
                           uint64_t count) {
    if (offset < sizeof run->output) {
        uint64_t room = sizeof run->output - offset;
        memcpy(run->output + offset, bytes, count < room ? count : room);
    }
}

void asynclab_hash_output(int file, unsigned char *bytes, size_t room, asynclab_explored_run *run) {
    uint64_t all = HASH_START, line = HASH_START, lines = 0, size = 0;
    long count;
    while ((count = asynclab_real_syscall(SYS_pread64, file, (long)bytes, (long)room, (long)size, 0,
                                          0)) > 0) {
        keep_beginning(run, bytes, size, (uint64_t)count);
        for (long index = 0; index < count; index++) {
            all = (all ^ bytes[index]) * HASH_FACTOR;
            line = (line ^ bytes[index]) * HASH_FACTOR;
            if (bytes[index] == '\n') {
                lines += asynclab_mix(line);
                line = HASH_START;
            }
        }
        size += (uint64_t)count;
    }
    run->output_hash = all;
    run->lines_hash = lines + asynclab_mix(line);
    run->output_size = size;
    if (size > 0 && ftruncate(file, 0) == 0) {
        lseek(file, 0, SEEK_SET);
    }
}
