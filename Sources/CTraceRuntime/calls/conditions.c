// Conditions and semaphores.
//
// A condition's own state is not used between our threads: who waits is known here. Signals go on to
// the real one as well, for a thread that does not take turns.
#include "../races/races.h"
#include "../real.h"
#include "calls.h"
#include <dlfcn.h>
#include <errno.h>
#include <semaphore.h>

typedef int (*condition_call)(pthread_cond_t *);
typedef int (*condition_wait)(pthread_cond_t *, pthread_mutex_t *);
typedef int (*condition_timed_wait)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
typedef int (*condition_clock_wait)(pthread_cond_t *, pthread_mutex_t *, clockid_t,
                                    const struct timespec *);
typedef int (*semaphore_call)(sem_t *);
typedef int (*semaphore_timed_call)(sem_t *, const struct timespec *);
typedef int (*semaphore_clock_call)(sem_t *, clockid_t, const struct timespec *);

// glibc has conditions in two versions, and `dlsym` may find the older, whose objects are others
// (GLIBC_2.2.5 and GLIBC_2.3.2 on x86-64; one version only elsewhere).
static void *find_condition_call(const char *name, void **kept) {
    void *found = asynclab_races_find_version(name, "GLIBC_2.3.2");
    if (found == NULL) {
        return asynclab_real_find(name, kept);
    }
    __atomic_store_n(kept, found, __ATOMIC_RELEASE);
    return found;
}

#define REAL_CONDITION(name)                                                                       \
    ({                                                                                             \
        static void *kept;                                                                         \
        void *found = __atomic_load_n(&kept, __ATOMIC_ACQUIRE);                                    \
        found != NULL ? found : find_condition_call(#name, &kept);                                 \
    })

static int wait_on(pthread_cond_t *condition, pthread_mutex_t *mutex, uint64_t deadline) {
    int error = asynclab_mutex_give(mutex);
    if (error != 0) {
        return error;
    }
    bool woken = asynclab_wait_for(condition, deadline, asynclab_call_condition, 0);
    asynclab_mutex_take(mutex, ASYNCLAB_NEVER);
    return woken ? 0 : ETIMEDOUT;
}

/// The clock of a condition's deadlines: a bit of glibc's (nptl/internaltypes.h,
/// __PTHREAD_COND_CLOCK_MONOTONIC_MASK).
static clockid_t clock_of(const pthread_cond_t *condition) {
    return (condition->__data.__wrefs & 2u) != 0 ? CLOCK_MONOTONIC : CLOCK_REALTIME;
}

int pthread_cond_wait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex) {
    if (asynclab_managed_self() == NULL) {
        return ASYNCLAB_BLOCKING(
            asynclab_call_condition,
            ((condition_wait)REAL_CONDITION(pthread_cond_wait))(condition, mutex));
    }
    return wait_on(condition, mutex, ASYNCLAB_NEVER);
}

int pthread_cond_timedwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
                           const struct timespec *restrict time) {
    if (asynclab_managed_self() == NULL) {
        condition_timed_wait real = (condition_timed_wait)REAL_CONDITION(pthread_cond_timedwait);
        return ASYNCLAB_BLOCKING(asynclab_call_condition, real(condition, mutex, time));
    }
    return wait_on(condition, mutex, asynclab_virtual_deadline(clock_of(condition), time));
}

int pthread_cond_clockwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
                           clockid_t clock, const struct timespec *restrict time) {
    if (asynclab_managed_self() == NULL) {
        condition_clock_wait real = (condition_clock_wait)REAL_CONDITION(pthread_cond_clockwait);
        return ASYNCLAB_BLOCKING(asynclab_call_condition, real(condition, mutex, clock, time));
    }
    return wait_on(condition, mutex, asynclab_virtual_deadline(clock, time));
}

int pthread_cond_signal(pthread_cond_t *condition) {
    if (asynclab_managed_self() != NULL) {
        asynclab_wake(condition, 1);
    }
    return ((condition_call)REAL_CONDITION(pthread_cond_signal))(condition);
}

int pthread_cond_broadcast(pthread_cond_t *condition) {
    if (asynclab_managed_self() != NULL) {
        asynclab_wake(condition, UINT32_MAX);
    }
    return ((condition_call)REAL_CONDITION(pthread_cond_broadcast))(condition);
}

// Semaphores

static int take_semaphore(sem_t *semaphore, uint64_t deadline) {
    semaphore_call try = (semaphore_call)ASYNCLAB_REAL(sem_trywait);
    while (try(semaphore) != 0) {
        if (errno != EAGAIN) {
            return -1;
        }
        if (!asynclab_wait_for(semaphore, deadline, asynclab_call_semaphore, 0)) {
            if (try(semaphore) == 0) {
                return 0;
            }
            errno = ETIMEDOUT;
            return -1;
        }
    }
    return 0;
}

/// Under the live clock, where somebody wants to know: true where it need not wait.
static bool takes_at_once(sem_t *semaphore) {
    int error = errno;
    bool taken = asynclab_task_is_here() && ((semaphore_call)ASYNCLAB_REAL(sem_trywait))(semaphore) == 0;
    errno = error;
    return taken;
}

int sem_wait(sem_t *semaphore) {
    if (asynclab_managed_self() == NULL) {
        semaphore_call real = (semaphore_call)ASYNCLAB_REAL(sem_wait);
        return takes_at_once(semaphore)
                   ? 0
                   : ASYNCLAB_BLOCKING(asynclab_call_semaphore, real(semaphore));
    }
    return take_semaphore(semaphore, ASYNCLAB_NEVER);
}

int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict time) {
    if (asynclab_managed_self() == NULL) {
        semaphore_timed_call real = (semaphore_timed_call)ASYNCLAB_REAL(sem_timedwait);
        return takes_at_once(semaphore)
                   ? 0
                   : ASYNCLAB_BLOCKING(asynclab_call_semaphore, real(semaphore, time));
    }
    return take_semaphore(semaphore, asynclab_virtual_deadline(CLOCK_REALTIME, time));
}

int sem_clockwait(sem_t *restrict semaphore, clockid_t clock,
                  const struct timespec *restrict time) {
    if (asynclab_managed_self() == NULL) {
        semaphore_clock_call real = (semaphore_clock_call)ASYNCLAB_REAL(sem_clockwait);
        return takes_at_once(semaphore)
                   ? 0
                   : ASYNCLAB_BLOCKING(asynclab_call_semaphore, real(semaphore, clock, time));
    }
    return take_semaphore(semaphore, asynclab_virtual_deadline(clock, time));
}

int sem_post(sem_t *semaphore) {
    int result = ((semaphore_call)ASYNCLAB_REAL(sem_post))(semaphore);
    if (asynclab_managed_self() != NULL) {
        asynclab_wake(semaphore, 1);
    }
    return result;
}
