#include "sanitizer.h"
#include <dlfcn.h>

asynclab_sanitizer_calls asynclab_sanitizer;

static bool find(const char *name, void *target) {
    *(void **)target = dlsym(RTLD_DEFAULT, name);
    return *(void **)target != NULL;
}

bool asynclab_sanitizer_find(void) {
    asynclab_sanitizer_calls *calls = &asynclab_sanitizer;
    const struct {
        const char *name;
        void *target;
    } wanted[] = {
        {"__tsan_acquire", &calls->acquire},
        {"__tsan_release", &calls->release},
        {"__tsan_create_fiber", &calls->create_fiber},
        {"__tsan_get_current_fiber", &calls->current_fiber},
        {"__tsan_switch_to_fiber", &calls->switch_to_fiber},
        {"__tsan_destroy_fiber", &calls->destroy_fiber},
        {"__tsan_set_fiber_name", &calls->set_fiber_name},
        {"__tsan_java_init", &calls->java_init},
        {"__tsan_java_move", &calls->java_move},
        {"__tsan_java_alloc", &calls->java_alloc},
        {"__tsan_java_free", &calls->java_free},
        {"_ZN6__tsan8OnReportEPKNS_10ReportDescEb", &calls->on_report},
        {"__tsan_get_report_data", &calls->report_data},
        {"__tsan_get_report_mop", &calls->report_access},
        {"__tsan_get_report_loc", &calls->report_location},
        {"__tsan_get_report_thread", &calls->report_thread},
    };
    for (size_t index = 0; index < sizeof wanted / sizeof wanted[0]; index++) {
        if (!find(wanted[index].name, wanted[index].target)) {
            return false;
        }
    }
    return true;
}
