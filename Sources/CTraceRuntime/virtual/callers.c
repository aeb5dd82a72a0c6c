// Where in the program's own code a call came from.
#include "scheduler.h"
#include "../explore/in_place.h"
#include <dlfcn.h>
#include <execinfo.h>
#include <link.h>
#include <string.h>

#define MOST_FRAMES 64

/// Where the program itself is loaded, and its code.
static struct {
    bool is_known;
    uintptr_t base, start, end;
} program;

static int find_program(struct dl_phdr_info *info, size_t size, void *unused) {
    (void)size;
    (void)unused;
    program.base = info->dlpi_addr;
    for (int index = 0; index < info->dlpi_phnum; index++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[index];
        if (part->p_type == PT_LOAD && (part->p_flags & PF_X) != 0) {
            program.start = program.base + part->p_vaddr;
            program.end = program.start + part->p_memsz;
        }
    }
    // The program comes first: no other is wanted.
    return 1;
}

static void find_out(void) {
    if (!program.is_known) {
        dl_iterate_phdr(find_program, NULL);
        program.is_known = true;
    }
}

bool asynclab_is_of_program(const void *address) {
    find_out();
    Dl_info found, own;
    return dladdr(address, &found) != 0 && dladdr((const void *)program.start, &own) != 0 &&
           found.dli_fbase == own.dli_fbase;
}

uint64_t asynclab_program_caller(void) {
    find_out();
    void *frames[MOST_FRAMES];
    int count = backtrace(frames, MOST_FRAMES);
    for (int index = 0; index < count; index++) {
        uintptr_t address = (uintptr_t)frames[index];
        if (address >= program.start && address < program.end) {
            return address - program.base;
        }
    }
    return 0;
}

bool asynclab_is_in_library(const void *address, const char *name) {
    Dl_info info;
    return dladdr(address, &info) != 0 && info.dli_fname != NULL &&
           strstr(info.dli_fname, name) != NULL;
}

/// What was recorded already.
#define MOST_RECORDED 64u

void asynclab_record_uncontrolled(asynclab_call call, uint64_t caller, uint32_t task) {
    static struct {
        asynclab_call call;
        uint64_t caller;
    } recorded[MOST_RECORDED];
    static size_t count;
    asynclab_in_place_leave();
    asynclab_trace->course.uncontrolled = 1;
    for (size_t index = 0; index < count; index++) {
        if (recorded[index].call == call && recorded[index].caller == caller) {
            return;
        }
    }
    if (count < MOST_RECORDED) {
        recorded[count].call = call;
        recorded[count].caller = caller;
        count++;
        asynclab_record(asynclab_kind_uncontrolled, task, call, caller);
    }
}
