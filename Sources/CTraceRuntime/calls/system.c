// Calls that libraries make through syscall(2): futexes (libdispatch's locks and groups, Swift's
// Mutex and its runtime's locks) and random numbers.
//
// Those of the kind that hands over ownership (FUTEX_LOCK_PI, which Swift and libdispatch use) work
// here as the system does it, but for the priorities: the word has the owner's thread id, and a bit
// where others wait, which makes its owner call when it lets go.
#include "../futex.h"
#include "../real.h"
#include "calls.h"
#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <stdarg.h>
#include <sys/random.h>
#include <sys/syscall.h>

typedef ssize_t (*random_read)(void *, size_t, unsigned int);
typedef int (*entropy_read)(void *, size_t);

long asynclab_real_thread_id(void) {
    static _Thread_local long kept __attribute__((tls_model("initial-exec")));
    if (kept == 0) {
        kept = asynclab_real_syscall(SYS_gettid, 0, 0, 0, 0, 0, 0);
    }
    return kept;
}

static long failed(int error) {
    errno = error;
    return -1;
}

/// The deadline of a futex call: a duration for FUTEX_WAIT, else an instant.
static uint64_t deadline_of(int operation, bool is_real_time, const struct timespec *time) {
    if (time == NULL) {
        return ASYNCLAB_NEVER;
    }
    if (operation == FUTEX_WAIT) {
        return asynclab_virtual_after(asynclab_nanoseconds(time));
    }
    return asynclab_virtual_deadline(is_real_time ? CLOCK_REALTIME : CLOCK_MONOTONIC, time);
}

static long wait_at(uint32_t *word, uint32_t value, uint64_t deadline) {
    if (__atomic_load_n(word, __ATOMIC_ACQUIRE) != value) {
        return failed(EAGAIN);
    }
    return asynclab_wait_for(word, deadline, asynclab_call_futex, 0) ? 0 : failed(ETIMEDOUT);
}

static long take_owned(uint32_t *word, uint64_t deadline, bool may_wait) {
    uint32_t self = (uint32_t)asynclab_real_thread_id();
    while (true) {
        uint32_t value = __atomic_load_n(word, __ATOMIC_ACQUIRE);
        if ((value & FUTEX_TID_MASK) == 0) {
            __atomic_store_n(word, (value & FUTEX_WAITERS) | self, __ATOMIC_RELEASE);
            return 0;
        }
        if ((value & FUTEX_TID_MASK) == self) {
            return failed(EDEADLK);
        }
        if (!may_wait) {
            return failed(EAGAIN);
        }
        __atomic_store_n(word, value | FUTEX_WAITERS, __ATOMIC_RELEASE);
        if (!asynclab_wait_for(word, deadline, asynclab_call_futex, 0)) {
            return failed(ETIMEDOUT);
        }
    }
}

static long give_owned(uint32_t *word) {
    // The bit stays while others wait: who takes it next must call as well.
    unsigned int woken = asynclab_wake(word, 1);
    __atomic_store_n(word, woken > 0 ? FUTEX_WAITERS : 0, __ATOMIC_RELEASE);
    return 0;
}

static bool waits_for_futex(long code) {
    int operation = (int)code & FUTEX_CMD_MASK;
    return operation == FUTEX_WAIT || operation == FUTEX_WAIT_BITSET ||
           operation == FUTEX_LOCK_PI || operation == FUTEX_LOCK_PI2;
}

/// True where the call was a futex operation that is ours to carry out; its result in `*result`.
static bool futex(long *result, uint32_t *word, long code, uint32_t value,
                  const struct timespec *time) {
    int operation = (int)code & FUTEX_CMD_MASK;
    // Calls that do not wait are made without a time: what is there then is anything.
    bool is_real_time = (code & FUTEX_CLOCK_REALTIME) != 0 || operation == FUTEX_LOCK_PI;
    uint64_t deadline = waits_for_futex(code) ? deadline_of(operation, is_real_time, time)
                                              : ASYNCLAB_NEVER;
    switch (operation) {
    case FUTEX_WAIT:
    case FUTEX_WAIT_BITSET:
        *result = wait_at(word, value, deadline);
        return true;
    case FUTEX_WAKE:
    case FUTEX_WAKE_BITSET:
        *result = (long)asynclab_wake(word, value);
        return true;
    case FUTEX_LOCK_PI:
    case FUTEX_LOCK_PI2:
        *result = take_owned(word, deadline, true);
        return true;
    case FUTEX_TRYLOCK_PI:
        *result = take_owned(word, deadline, false);
        return true;
    case FUTEX_UNLOCK_PI:
        *result = give_owned(word);
        return true;
    default:
        return false;
    }
}

long syscall(long number, ...) {
    va_list list;
    va_start(list, number);
    long a = va_arg(list, long), b = va_arg(list, long), c = va_arg(list, long);
    long d = va_arg(list, long), e = va_arg(list, long), f = va_arg(list, long);
    va_end(list);
    if (__builtin_expect(asynclab_virtual_is_on, 0)) {
        long result;
        if (number == SYS_futex && asynclab_managed_self() != NULL &&
            futex(&result, (uint32_t *)a, b, (uint32_t)c, (const struct timespec *)d)) {
            return result;
        }
        if (number == SYS_getrandom && a != 0) {
            asynclab_strategy_random((void *)a, (size_t)b);
            return b;
        }
        if (number == SYS_clock_gettime && b != 0) {
            return clock_gettime((clockid_t)a, (struct timespec *)b);
        }
    }
    if (number == SYS_futex && waits_for_futex(b) && asynclab_task_is_here()) {
        return ASYNCLAB_BLOCKING(asynclab_call_futex,
                                 asynclab_real_syscall(number, a, b, c, d, e, f));
    }
    return asynclab_real_syscall(number, a, b, c, d, e, f);
}

ssize_t getrandom(void *bytes, size_t count, unsigned int flags) {
    if (__builtin_expect(asynclab_virtual_is_on, 0)) {
        asynclab_strategy_random(bytes, count);
        return (ssize_t)count;
    }
    return ((random_read)ASYNCLAB_REAL(getrandom))(bytes, count, flags);
}

int getentropy(void *bytes, size_t count) {
    if (__builtin_expect(asynclab_virtual_is_on, 0)) {
        asynclab_strategy_random(bytes, count);
        return 0;
    }
    return ((entropy_read)ASYNCLAB_REAL(getentropy))(bytes, count);
}

// arc4random came with glibc 2.36: where it is missing, nobody calls these.

uint32_t arc4random(void) {
    uint32_t number;
    getrandom(&number, sizeof number, 0);
    return number;
}

void arc4random_buf(void *bytes, size_t count) {
    getrandom(bytes, count, 0);
}

uint32_t arc4random_uniform(uint32_t bound) {
    // Without the bias of a plain remainder (as OpenBSD's): numbers below 2^32 mod bound are left out.
    uint32_t least = bound < 2 ? 0 : -bound % bound, number;
    do {
        number = arc4random();
    } while (number < least);
    return bound < 2 ? 0 : number % bound;
}
