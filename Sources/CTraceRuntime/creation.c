// Tasks as they are created.
//
// The program calls swift_task_create(flags, options, result type, entry, context) through its PLT,
// so our definition comes first (tried with 6.3.1; swiftcall; stdlib/public/Concurrency/Task.cpp).
// `async let` creates its task inside swift_asyncLet_begin, where we see it as it is enqueued.
// Where either is called otherwise, a task shows up with its first start, without creator or name.
#include "jobs.h"
#include "places.h"
#include "real.h"
#include "recorder.h"
#include "task_layout.h"
#include <string.h>

/// An option of a task's creation: stdlib's TaskOptionRecord.
typedef struct task_option {
    uint64_t flags;
    const struct task_option *parent;
    const char *name;
} task_option;

/// TaskOptionRecordKind::InitialTaskName.
#define OPTION_IS_NAME 7u

typedef struct {
    const asynclab_swift_task *task;
    void *context;
} created_task;

/// A creation under way on this thread.
struct asynclab_creation {
    uint64_t name;
    uint32_t place;
};

typedef __attribute__((swiftcall)) created_task (*task_create)(size_t, const task_option *,
                                                               const void *, void *, void *);
typedef __attribute__((swiftcall)) void (*async_let_begin)(void *, const task_option *,
                                                           const void *, void *, void *, void *);

static uint64_t name_in(const task_option *option) {
    for (; option != NULL; option = option->parent) {
        if ((option->flags & 0xff) == OPTION_IS_NAME && option->name != NULL) {
            return asynclab_string_keep(option->name, strlen(option->name));
        }
    }
    return 0;
}

void asynclab_thread_created_task(uint32_t task, uint32_t job_flags) {
    asynclab_thread_state *thread = &asynclab_this_thread;
    asynclab_creation *creation = thread->creation;
    asynclab_thread_tell_hop();
    thread->creation = NULL;
    const asynclab_trace_record *created =
        asynclab_record(asynclab_kind_created, task, thread->task | (uint64_t)job_flags << 32,
                        creation->name);
    // At the same moment: reading the clock is half of what an event costs.
    asynclab_trace_record *at = asynclab_record_reserve();
    if (created != NULL && at != NULL) {
        asynclab_record_fill_at(at, created->time_ns, created->thread, asynclab_kind_created_at,
                                task, asynclab_with_place(0, creation->place));
    }
}

/// The program's own task is made before any other, on the first thread, outside of all tasks.
static bool may_be_main(void) {
    static _Atomic bool is_made;
    return !atomic_exchange(&is_made, true) && asynclab_this_thread.index == 1 &&
           asynclab_this_thread.task == 0;
}

__attribute__((swiftcall)) created_task swift_task_create(size_t flags, const task_option *options,
                                                          const void *result_type, void *entry,
                                                          void *context) {
    task_create real = (task_create)ASYNCLAB_REAL(swift_task_create);
    if (asynclab_trace == NULL || !asynclab_tasks_are_seen) {
        return real(flags, options, result_type, entry, context);
    }
    bool is_main = may_be_main();
    if (!is_main) {
        asynclab_recorder_claim();
    }
    asynclab_creation creation = {name_in(options), asynclab_place_here()};
    asynclab_this_thread.creation = &creation;
    created_task created = real(flags, options, result_type, entry, context);
    // Most tasks are enqueued within the call, which recorded them (and may have freed them since).
    // Those left are started by the caller: `main`, and Task.immediate.
    if (asynclab_this_thread.creation != NULL) {
        if (is_main) {
            asynclab_recorder_note_main(created.task->id, created.task->flags);
        }
        asynclab_thread_created_task(created.task->id, created.task->flags);
    }
    return created;
}

__attribute__((swiftcall)) void swift_asyncLet_begin(void *let, const task_option *options,
                                                     const void *result_type, void *closure,
                                                     void *context, void *result) {
    asynclab_recorder_claim();
    asynclab_creation creation = {name_in(options), asynclab_place_here()};
    asynclab_this_thread.creation = asynclab_trace != NULL ? &creation : NULL;
    ((async_let_begin)ASYNCLAB_REAL(swift_asyncLet_begin))(let, options, result_type, closure,
                                                           context, result);
    asynclab_this_thread.creation = NULL;
}
