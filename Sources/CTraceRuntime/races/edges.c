// What Swift promises to happen before what, beyond the life of one task.
//
// `release` adds what a fiber knows to what an address stands for, and `acquire` adds that to what
// another fiber knows. The addresses are those of groups, locks and values that are made once. The
// runtime's calls below are made by the program through its PLT (tried with 6.3.1; stdlib/public/
// Concurrency/TaskGroup.cpp, TaskStatus.cpp, Task.cpp; stdlib/public/Synchronization/Mutex; stdlib/
// public/runtime/Once.cpp). Where one is called otherwise, races are reported that are none.
#include "races.h"
#include "../real.h"
#include "sanitizer.h"
#include <stdlib.h>

static void acquire(const void *address) {
    if (asynclab_races_are_on) {
        asynclab_sanitizer.acquire(address);
    }
}

static void release(const void *address) {
    if (asynclab_races_are_on) {
        asynclab_sanitizer.release(address);
    }
}

// Groups

typedef __attribute__((swiftcall)) void (*group_make)(void *, const void *);
typedef __attribute__((swiftcall)) void (*group_make_with_flags)(size_t, void *, const void *);
typedef __attribute__((swiftcall)) void (*group_make_with_options)(size_t, void *, const void *,
                                                                   const void *);
typedef __attribute__((swiftcall)) void (*group_destroy)(void *);
typedef __attribute__((swiftasynccall)) void (*group_wait_all)(
    void *, __attribute__((swift_async_context)) void *, const char *, void *, void *, void *);

/// Bytes of a group (Builtin.TaskGroup).
#define GROUP_SIZE 256u

/// A group that is not destroyed yet.
typedef struct group {
    const char *address;
    struct group *next;
} group;
static group *groups;

static void add_group(const void *address) {
    group *added = asynclab_races_are_on ? malloc(sizeof *added) : NULL;
    if (added != NULL) {
        *added = (group){address, groups};
        groups = added;
    }
}

static bool is_in_group(const void *address) {
    const group *found = groups;
    while (found != NULL && (size_t)((const char *)address - found->address) >= GROUP_SIZE) {
        found = found->next;
    }
    return found != NULL;
}

__attribute__((swiftcall)) void swift_taskGroup_initialize(void *made, const void *type) {
    add_group(made);
    ((group_make)ASYNCLAB_REAL(swift_taskGroup_initialize))(made, type);
}

__attribute__((swiftcall)) void swift_taskGroup_initializeWithFlags(size_t flags, void *made,
                                                                    const void *type) {
    add_group(made);
    ((group_make_with_flags)ASYNCLAB_REAL(swift_taskGroup_initializeWithFlags))(flags, made, type);
}

__attribute__((swiftcall)) void swift_taskGroup_initializeWithOptions(size_t flags, void *made,
                                                                      const void *type,
                                                                      const void *options) {
    add_group(made);
    ((group_make_with_options)ASYNCLAB_REAL(swift_taskGroup_initializeWithOptions))(flags, made,
                                                                                     type, options);
}

/// All children have ended.
__attribute__((swiftcall)) void swift_taskGroup_destroy(void *destroyed) {
    acquire(destroyed);
    for (group **link = &groups; *link != NULL; link = &(*link)->next) {
        if ((*link)->address == destroyed) {
            group *found = *link;
            *link = found->next;
            free(found);
            break;
        }
    }
    ((group_destroy)ASYNCLAB_REAL(swift_taskGroup_destroy))(destroyed);
}

__attribute__((swiftasynccall)) void
swift_taskGroup_waitAll(void *result, __attribute__((swift_async_context)) void *context,
                        const char *waited, void *error, void *resume, void *call) {
    acquire(waited);
    if (asynclab_races_are_on) {
        asynclab_races_waits_for(waited);
    }
    group_wait_all real = (group_wait_all)ASYNCLAB_REAL(swift_taskGroup_waitAll);
    __attribute__((musttail)) return real(result, context, waited, error, resume, call);
}

/// Behind a child's parent and sibling lies its group.
void asynclab_races_child_ended(const asynclab_swift_task *task) {
    if ((task->flags & ASYNCLAB_JOB_IS_GROUP_CHILD) != 0) {
        const char *fragment = (const char *)task + ASYNCLAB_SWIFT_TASK_SIZE;
        release(*(const void *const *)(fragment + 16));
    }
}

// Locks that libraries of the runtime take for the program

/// The runtime's own: static, or in a task or a group. Those of tasks can be taken again by who has
/// them, and no other of the runtime's can.
static bool is_of_runtime(const pthread_mutex_t *mutex) {
    return mutex->__data.__kind == PTHREAD_MUTEX_RECURSIVE_NP || is_in_group(mutex) ||
           asynclab_races_is_in_runtime(mutex);
}

void asynclab_races_mutex_taken(const pthread_mutex_t *mutex) {
    if (asynclab_races_are_on && !is_of_runtime(mutex)) {
        acquire(mutex);
    }
}

void asynclab_races_mutex_given(const pthread_mutex_t *mutex) {
    if (asynclab_races_are_on && !is_of_runtime(mutex)) {
        release(mutex);
    }
}

// The quick ways of Synchronization.Mutex are compiled into the program, and the sanitizer sees them.

typedef __attribute__((swiftcall)) void (*mutex_lock)(uint32_t,
                                                      __attribute__((swift_context)) void *);
typedef __attribute__((swiftcall)) bool (*mutex_try)(__attribute__((swift_context)) void *);
typedef __attribute__((swiftcall)) void (*mutex_unlock)(__attribute__((swift_context)) void *);

#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_SLOW "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

#define REAL_NAMED(name)                                                                           \
    ({                                                                                             \
        static void *kept;                                                                         \
        kept != NULL ? kept : asynclab_real_find(name, &kept);                                     \
    })

__attribute__((swiftcall)) void asynclab_mutex_lock_slow(uint32_t value,
                                                         __attribute__((swift_context)) void *mutex)
    __asm__(LOCK_SLOW);
__attribute__((swiftcall)) bool asynclab_mutex_try_slow(__attribute__((swift_context)) void *mutex)
    __asm__(TRY_SLOW);
__attribute__((swiftcall)) void asynclab_mutex_unlock_slow(__attribute__((swift_context)) void *mutex)
    __asm__(UNLOCK_SLOW);

__attribute__((swiftcall)) void
asynclab_mutex_lock_slow(uint32_t value, __attribute__((swift_context)) void *mutex) {
    ((mutex_lock)REAL_NAMED(LOCK_SLOW))(value, mutex);
    acquire(mutex);
}

__attribute__((swiftcall)) bool
asynclab_mutex_try_slow(__attribute__((swift_context)) void *mutex) {
    bool taken = ((mutex_try)REAL_NAMED(TRY_SLOW))(mutex);
    if (taken) {
        acquire(mutex);
    }
    return taken;
}

__attribute__((swiftcall)) void
asynclab_mutex_unlock_slow(__attribute__((swift_context)) void *mutex) {
    release(mutex);
    ((mutex_unlock)REAL_NAMED(UNLOCK_SLOW))(mutex);
}

// What is made once

typedef void (*once_call)(void *, void (*)(void *), void *);

typedef struct {
    const void *token;
    void (*body)(void *);
    void *context;
} making;

static void make(void *argument) {
    const making *made = argument;
    made->body(made->context);
    release(made->token);
}

void swift_once(void *token, void (*body)(void *), void *context) {
    once_call real = (once_call)ASYNCLAB_REAL(swift_once);
    if (!asynclab_races_are_on) {
        real(token, body, context);
        return;
    }
    making made = {token, body, context};
    real(token, make, &made);
    acquire(token);
}

// Handlers of cancellation run where a task is cancelled: behind what came before they were set up, as
// the runtime tells itself (task_events.c), and before what the task does when it goes on.

typedef __attribute__((swiftcall)) void (*task_cancel)(void *, void *, void *, void *);
typedef __attribute__((swiftcall)) void (*runtime_cancel)(void *);

/// Task.cancel(), for a program that calls it in the library.
#define TASK_CANCEL "$sScT6cancelyyF"

__attribute__((swiftcall)) void asynclab_task_cancel(void *task, void *a, void *b, void *c)
    __asm__(TASK_CANCEL);

__attribute__((swiftcall)) void asynclab_task_cancel(void *task, void *a, void *b, void *c) {
    ((task_cancel)REAL_NAMED(TASK_CANCEL))(task, a, b, c);
    release(task);
}

__attribute__((swiftcall)) void swift_task_cancel(void *task) {
    ((runtime_cancel)ASYNCLAB_REAL(swift_task_cancel))(task);
    release(task);
}
