#include "futex.h"
#include "real.h"
#include <linux/futex.h>
#include <sys/syscall.h>

typedef long (*system_call)(long, ...);

long asynclab_real_syscall(long number, long a, long b, long c, long d, long e, long f) {
    return ((system_call)ASYNCLAB_REAL(syscall))(number, a, b, c, d, e, f);
}

void asynclab_futex_wait(uint32_t *word, uint32_t value, const struct timespec *timeout,
                         bool is_shared) {
    long operation = is_shared ? FUTEX_WAIT : FUTEX_WAIT_PRIVATE;
    asynclab_real_syscall(SYS_futex, (long)word, operation, (long)value, (long)timeout, 0, 0);
}

void asynclab_futex_wake(uint32_t *word, int count, bool is_shared) {
    long operation = is_shared ? FUTEX_WAKE : FUTEX_WAKE_PRIVATE;
    asynclab_real_syscall(SYS_futex, (long)word, operation, count, 0, 0, 0);
}
