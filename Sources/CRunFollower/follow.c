// Finds the program to watch among all that a command starts: `swift test` builds, and then starts
// the tests; a script starts a server.
//
// The one idea: each program looks at itself. This library is preloaded into the command, and so into
// its children. When it is loaded, the libraries of the program are too, and nothing of the program
// has run yet. Where Swift's concurrency is among them, the program is executed again in its place,
// same process, same arguments, with asynclab's runtime library preloaded instead of this one. So it
// does not matter how it was started, and no file needs to be looked at.
//
// Left alone are the toolchain's own programs, of which there are many in a build, and whatever starts
// when the trace has its writer. Which of the Swift programs becomes the writer is decided by the
// runtime library: the first in which a task is made that is not the program's own.
//
// Not followed: programs linked statically, which preload nothing, and those started without the
// environment.
#include "CRunFollower.h"
#include "CTraceFormat.h"
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

/// What swiftc puts before its own libraries when it links this file (swift-autolink-extract): so
/// libswiftCore, of which nothing is used here, is not loaded into every program that a command starts.
__attribute__((section(".swift1_autolink_entries"), used)) static const char linked_with[] =
    "-Wl,--as-needed";

static int is_concurrency_library(struct dl_phdr_info *info, size_t size, void *unused) {
    (void)size;
    (void)unused;
    const char *slash = strrchr(info->dlpi_name, '/');
    const char *name = slash != NULL ? slash + 1 : info->dlpi_name;
    return strncmp(name, "libswift_Concurrency.so", strlen("libswift_Concurrency.so")) == 0;
}

/// True where `path` begins with one of the texts between the colons of `list`.
static bool begins_with_one_of(const char *path, const char *list) {
    while (list != NULL && *list != '\0') {
        size_t length = strcspn(list, ":");
        if (length > 0 && strncmp(path, list, length) == 0) {
            return true;
        }
        list += length + (list[length] == ':');
    }
    return false;
}

/// True where the trace has no writer yet.
static bool trace_is_free(void) {
    const char *path = getenv(ASYNCLAB_TRACE_VARIABLE);
    int file = path != NULL ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) {
        return false;
    }
    asynclab_trace_header header;
    bool is_free = pread(file, &header, sizeof header, 0) == (ssize_t)sizeof header &&
                   header.magic == ASYNCLAB_TRACE_MAGIC && header.process == 0;
    close(file);
    return is_free;
}

/// The words by which the program was started, where they still mean it: its name in the list of
/// processes depends on them. Else the file itself.
static const char *words_for(const char *executable) {
    const char *words = (const char *)getauxval(AT_EXECFN);
    struct stat meant, running;
    bool is_same = words != NULL && stat(words, &meant) == 0 && stat(executable, &running) == 0 &&
                   meant.st_dev == running.st_dev && meant.st_ino == running.st_ino;
    return is_same ? words : executable;
}

/// Puts the runtime library into LD_PRELOAD where this one stands; false where it stands nowhere.
static bool take_place(const char *library) {
    Dl_info own;
    const char *preload = getenv("LD_PRELOAD");
    if (preload == NULL || dladdr((void *)take_place, &own) == 0 || own.dli_fname == NULL) {
        return false;
    }
    const char *found = strstr(preload, own.dli_fname);
    char text[2 * PATH_MAX];
    size_t before = found != NULL ? (size_t)(found - preload) : 0;
    if (found == NULL || before + strlen(library) + strlen(found) >= sizeof text) {
        return false;
    }
    memcpy(text, preload, before);
    strcpy(text + before, library);
    strcat(text, found + strlen(own.dli_fname));
    return setenv("LD_PRELOAD", text, 1) == 0;
}

__attribute__((constructor)) static void look_at_program(int count, char **arguments) {
    (void)count;
    const char *library = getenv(ASYNCLAB_FOLLOW_VARIABLE);
    if (library == NULL || dl_iterate_phdr(is_concurrency_library, NULL) == 0) {
        return;
    }
    char executable[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", executable, sizeof executable - 1);
    if (length <= 0) {
        return;
    }
    executable[length] = '\0';
    if (begins_with_one_of(executable, getenv(ASYNCLAB_TOOLCHAIN_VARIABLE)) || !trace_is_free()) {
        return;
    }
    const char *preload = getenv("LD_PRELOAD");
    char *kept = preload != NULL ? strdup(preload) : NULL;
    if (take_place(library)) {
        execve(words_for(executable), arguments, environ);
        // It cannot be executed: it goes on as it is, unwatched.
        setenv("LD_PRELOAD", kept, 1);
    }
    free(kept);
}
