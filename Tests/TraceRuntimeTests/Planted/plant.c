// Preloaded behind asynclab's library, it makes a process look as if its Swift runtime were another.
//
// PLANT_HIDDEN names what is not there, and PLANT_CHANGED which variables have another value. Only the
// first look at each name is deceived, which is the library's check: later the program itself, which
// was not built for such a runtime, may call what it believes to be there.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static int is_named_by(const char *variable, const char *name) {
    const char *value = getenv(variable);
    static const char *seen;
    if (value == NULL || strcmp(value, name) != 0 || seen == value) {
        return 0;
    }
    seen = value;
    return 1;
}

// The C library's own function, found in its table of symbols: asynclab's library stands before dlvsym(3)
// too, and asks this dlsym for the real one.
static void *find_in_c_library(const char *wanted) {
    struct link_map *library = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
    const ElfW(Sym) *symbols = NULL;
    const char *names = NULL;
    for (const ElfW(Dyn) *entry = library->l_ld; entry->d_tag != DT_NULL; entry++) {
        if (entry->d_tag == DT_SYMTAB) {
            symbols = (const ElfW(Sym) *)entry->d_un.d_ptr;
        } else if (entry->d_tag == DT_STRTAB) {
            names = (const char *)entry->d_un.d_ptr;
        }
    }
    // The names follow the symbols.
    for (; (const char *)symbols < names; symbols++) {
        if (symbols->st_value != 0 && strcmp(names + symbols->st_name, wanted) == 0) {
            return (char *)library->l_addr + symbols->st_value;
        }
    }
    abort();
}

void *dlsym(void *library, const char *name) {
    static unsigned long long other = 77;
    static void *(*real)(void *, const char *);
    if (real == NULL) {
        real = (void *(*)(void *, const char *))find_in_c_library("dlsym");
    }
    if (is_named_by("PLANT_HIDDEN", name)) {
        return NULL;
    }
    return is_named_by("PLANT_CHANGED", name) ? &other : real(library, name);
}

ssize_t process_vm_readv(pid_t process, const struct iovec *to, unsigned long to_count,
                         const struct iovec *from, unsigned long from_count, unsigned long flags) {
    if (is_named_by("PLANT_HIDDEN", "process_vm_readv")) {
        return -1;
    }
    ssize_t (*real)(pid_t, const struct iovec *, unsigned long, const struct iovec *, unsigned long,
                    unsigned long) = dlsym(RTLD_NEXT, "process_vm_readv");
    return real(process, to, to_count, from, from_count, flags);
}

int access(const char *path, int mode) {
    if (is_named_by("PLANT_HIDDEN", path)) {
        return -1;
    }
    int (*real)(const char *, int) = dlsym(RTLD_NEXT, "access");
    return real(path, mode);
}

// Sleeps for a millisecond with a frame pointer that leads to words that are no frame, as in code that
// keeps none. Those words begin like the frame of an async function, with and without one behind it, and
// name a context where no memory is.
void plant_sleep_among_words(int leads_on) {
    unsigned long words[4] = {0x558b4910758b4950, 0x558b4910758b4950, 0, 0};
    if (leads_on) {
        words[1] = (unsigned long)&words[3] | 1ul << 60;
    }
    __asm__ volatile("pushq %%rbp\n\t"
                     "movq %%rsp, %%r12\n\t"
                     "andq $-16, %%rsp\n\t"
                     "movq %0, %%rbp\n\t"
                     "movl $1000, %%edi\n\t"
                     "call usleep@PLT\n\t"
                     "movq %%r12, %%rsp\n\t"
                     "popq %%rbp"
                     :
                     : "r"(&words[1])
                     : "r12", "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "memory",
                       "cc");
}
