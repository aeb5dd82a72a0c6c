// Locks: taken at once or not at all, as far as the system knows; waiting for one is ours.
#include "../races/races.h"
#include "../real.h"
#include "calls.h"
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

typedef int (*mutex_call)(pthread_mutex_t *);
typedef int (*mutex_timed_call)(pthread_mutex_t *, const struct timespec *);
typedef int (*mutex_clock_call)(pthread_mutex_t *, clockid_t, const struct timespec *);
typedef int (*lock_call)(pthread_rwlock_t *);
typedef int (*lock_timed_call)(pthread_rwlock_t *, const struct timespec *);
typedef int (*once_call)(pthread_once_t *, void (*)(void));
typedef int (*barrier_call)(pthread_barrier_t *);
typedef int (*spin_call)(pthread_spinlock_t *);
typedef int (*barrier_init)(pthread_barrier_t *, const pthread_barrierattr_t *, unsigned int);

// Mutexes

int asynclab_mutex_take(pthread_mutex_t *mutex, uint64_t deadline) {
    mutex_call try = (mutex_call)ASYNCLAB_REAL(pthread_mutex_trylock);
    int error;
    while ((error = try(mutex)) == EBUSY) {
        // One that checks for errors tells the owner so; any other waits for itself for ever.
        if (__builtin_expect(mutex->__data.__kind == PTHREAD_MUTEX_ERRORCHECK_NP, 0) &&
            mutex->__data.__owner == (int)asynclab_real_thread_id()) {
            return EDEADLK;
        }
        if (!asynclab_wait_for(mutex, deadline, asynclab_call_mutex, 0)) {
            error = try(mutex) == 0 ? 0 : ETIMEDOUT;
            break;
        }
    }
    if (error == 0) {
        asynclab_races_mutex_taken(mutex);
    }
    return error;
}

int asynclab_mutex_give(pthread_mutex_t *mutex) {
    asynclab_races_mutex_given(mutex);
    int error = ((mutex_call)ASYNCLAB_REAL(pthread_mutex_unlock))(mutex);
    asynclab_wake(mutex, 1);
    return error;
}

/// The real call, told where it has to wait. What trying does not settle, the call itself does.
static int lock_really(pthread_mutex_t *mutex) {
    mutex_call real = (mutex_call)ASYNCLAB_REAL(pthread_mutex_lock);
    if (!asynclab_task_is_here()) {
        return real(mutex);
    }
    int error = ((mutex_call)ASYNCLAB_REAL(pthread_mutex_trylock))(mutex);
    if (error == 0) {
        return 0;
    }
    return error == EBUSY ? ASYNCLAB_BLOCKING(asynclab_call_mutex, real(mutex)) : real(mutex);
}

int pthread_mutex_lock(pthread_mutex_t *mutex) {
    if (asynclab_managed_self() == NULL) {
        return lock_really(mutex);
    }
    return asynclab_mutex_take(mutex, ASYNCLAB_NEVER);
}

int pthread_mutex_unlock(pthread_mutex_t *mutex) {
    if (asynclab_managed_self() == NULL) {
        return ((mutex_call)ASYNCLAB_REAL(pthread_mutex_unlock))(mutex);
    }
    return asynclab_mutex_give(mutex);
}

int pthread_mutex_timedlock(pthread_mutex_t *restrict mutex, const struct timespec *restrict time) {
    if (asynclab_managed_self() == NULL) {
        return ASYNCLAB_BLOCKING(
            asynclab_call_mutex,
            ((mutex_timed_call)ASYNCLAB_REAL(pthread_mutex_timedlock))(mutex, time));
    }
    return asynclab_mutex_take(mutex, asynclab_virtual_deadline(CLOCK_REALTIME, time));
}

int pthread_mutex_clocklock(pthread_mutex_t *restrict mutex, clockid_t clock,
                            const struct timespec *restrict time) {
    if (asynclab_managed_self() == NULL) {
        return ASYNCLAB_BLOCKING(
            asynclab_call_mutex,
            ((mutex_clock_call)ASYNCLAB_REAL(pthread_mutex_clocklock))(mutex, clock, time));
    }
    return asynclab_mutex_take(mutex, asynclab_virtual_deadline(clock, time));
}

// Locks for reading and writing

static int take_lock(pthread_rwlock_t *lock, lock_call try, uint64_t deadline) {
    int error;
    while ((error = try(lock)) == EBUSY) {
        if (!asynclab_wait_for(lock, deadline, asynclab_call_rwlock, 0)) {
            return try(lock) == 0 ? 0 : ETIMEDOUT;
        }
    }
    return error;
}

static int lock_rw_really(pthread_rwlock_t *lock, lock_call try, lock_call real) {
    if (!asynclab_task_is_here()) {
        return real(lock);
    }
    int error = try(lock);
    if (error == 0) {
        return 0;
    }
    return error == EBUSY ? ASYNCLAB_BLOCKING(asynclab_call_rwlock, real(lock)) : real(lock);
}

int pthread_rwlock_rdlock(pthread_rwlock_t *lock) {
    if (asynclab_managed_self() == NULL) {
        return lock_rw_really(lock, (lock_call)ASYNCLAB_REAL(pthread_rwlock_tryrdlock),
                              (lock_call)ASYNCLAB_REAL(pthread_rwlock_rdlock));
    }
    return take_lock(lock, (lock_call)ASYNCLAB_REAL(pthread_rwlock_tryrdlock), ASYNCLAB_NEVER);
}

int pthread_rwlock_wrlock(pthread_rwlock_t *lock) {
    if (asynclab_managed_self() == NULL) {
        return lock_rw_really(lock, (lock_call)ASYNCLAB_REAL(pthread_rwlock_trywrlock),
                              (lock_call)ASYNCLAB_REAL(pthread_rwlock_wrlock));
    }
    return take_lock(lock, (lock_call)ASYNCLAB_REAL(pthread_rwlock_trywrlock), ASYNCLAB_NEVER);
}

int pthread_rwlock_timedrdlock(pthread_rwlock_t *restrict lock,
                               const struct timespec *restrict time) {
    if (asynclab_managed_self() == NULL) {
        return ASYNCLAB_BLOCKING(
            asynclab_call_rwlock,
            ((lock_timed_call)ASYNCLAB_REAL(pthread_rwlock_timedrdlock))(lock, time));
    }
    return take_lock(lock, (lock_call)ASYNCLAB_REAL(pthread_rwlock_tryrdlock),
                     asynclab_virtual_deadline(CLOCK_REALTIME, time));
}

int pthread_rwlock_timedwrlock(pthread_rwlock_t *restrict lock,
                               const struct timespec *restrict time) {
    if (asynclab_managed_self() == NULL) {
        return ASYNCLAB_BLOCKING(
            asynclab_call_rwlock,
            ((lock_timed_call)ASYNCLAB_REAL(pthread_rwlock_timedwrlock))(lock, time));
    }
    return take_lock(lock, (lock_call)ASYNCLAB_REAL(pthread_rwlock_trywrlock),
                     asynclab_virtual_deadline(CLOCK_REALTIME, time));
}

int pthread_rwlock_unlock(pthread_rwlock_t *lock) {
    int error = ((lock_call)ASYNCLAB_REAL(pthread_rwlock_unlock))(lock);
    if (asynclab_managed_self() != NULL) {
        asynclab_wake(lock, UINT32_MAX);
    }
    return error;
}

// What is done once, and meeting points

int pthread_once(pthread_once_t *once, void (*body)(void)) {
    once_call real = (once_call)ASYNCLAB_REAL(pthread_once);
    if (asynclab_managed_self() == NULL) {
        return real(once, body);
    }
    // Bits of glibc's: 1 under way, 2 done (nptl/pthread_once.c).
    const int under_way = 1, done = 2;
    while ((__atomic_load_n(once, __ATOMIC_ACQUIRE) & (under_way | done)) == under_way) {
        asynclab_wait_for(once, ASYNCLAB_NEVER, asynclab_call_once, 0);
    }
    bool is_first = (*once & done) == 0;
    int error = real(once, body);
    if (is_first) {
        asynclab_wake(once, UINT32_MAX);
    }
    return error;
}

/// The barriers in use: how many are to come, and how many have.
typedef struct {
    const pthread_barrier_t *_Nullable barrier;
    unsigned int wanted, arrived, round;
} known_barrier;

static known_barrier *barriers;
static size_t barrier_count;

/// What is known of a barrier; null: nothing. Of no barrier: a place for one, or null.
static known_barrier *find_barrier(const pthread_barrier_t *barrier) {
    for (size_t index = 0; index < barrier_count; index++) {
        if (barriers[index].barrier == barrier) {
            return &barriers[index];
        }
    }
    return NULL;
}

static known_barrier *place_for_barrier(void) {
    known_barrier *found = find_barrier(NULL);
    if (found != NULL) {
        return found;
    }
    size_t larger = barrier_count == 0 ? 16 : barrier_count * 2;
    barriers = realloc(barriers, larger * sizeof *barriers);
    if (barriers == NULL) {
        abort();
    }
    memset(barriers + barrier_count, 0, (larger - barrier_count) * sizeof *barriers);
    found = &barriers[barrier_count];
    barrier_count = larger;
    return found;
}

int pthread_barrier_init(pthread_barrier_t *restrict barrier,
                         const pthread_barrierattr_t *restrict attributes, unsigned int count) {
    if (asynclab_managed_self() != NULL) {
        known_barrier *known = find_barrier(barrier);
        known = known != NULL ? known : place_for_barrier();
        *known = (known_barrier){.barrier = barrier, .wanted = count};
    }
    return ((barrier_init)ASYNCLAB_REAL(pthread_barrier_init))(barrier, attributes, count);
}

int pthread_barrier_destroy(pthread_barrier_t *barrier) {
    known_barrier *known = asynclab_managed_self() != NULL ? find_barrier(barrier) : NULL;
    if (known != NULL) {
        known->barrier = NULL;
    }
    return ((barrier_call)ASYNCLAB_REAL(pthread_barrier_destroy))(barrier);
}

int pthread_barrier_wait(pthread_barrier_t *barrier) {
    known_barrier *known = asynclab_managed_self() != NULL ? find_barrier(barrier) : NULL;
    if (known == NULL) {
        return ASYNCLAB_BLOCKING(asynclab_call_barrier,
                                 ((barrier_call)ASYNCLAB_REAL(pthread_barrier_wait))(barrier));
    }
    unsigned int round = known->round;
    if (++known->arrived == known->wanted) {
        known->arrived = 0;
        known->round++;
        asynclab_wake(barrier, UINT32_MAX);
        return PTHREAD_BARRIER_SERIAL_THREAD;
    }
    // The table may move meanwhile, and who came last may destroy the barrier at once.
    while ((known = find_barrier(barrier)) != NULL && known->round == round) {
        asynclab_wait_for(barrier, ASYNCLAB_NEVER, asynclab_call_barrier, 0);
    }
    return 0;
}

// A lock that spins would do so for ever: its holder waits for its turn.
int pthread_spin_lock(pthread_spinlock_t *lock) {
    asynclab_managed *self = asynclab_managed_self();
    if (self == NULL) {
        return ((spin_call)ASYNCLAB_REAL(pthread_spin_lock))(lock);
    }
    while (((spin_call)ASYNCLAB_REAL(pthread_spin_trylock))(lock) != 0) {
        sched_yield();
    }
    return 0;
}
