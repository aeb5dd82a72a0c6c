#include "supervisor.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option option_table[] = {
    {"control", required_argument, NULL, 'c'},
    {"status", required_argument, NULL, 's'},
    {"stdin", required_argument, NULL, 'i'},
    {"cwd", required_argument, NULL, 'd'},
    {"time", required_argument, NULL, 't'},
    {"memory", required_argument, NULL, 'm'},
    {"processes", required_argument, NULL, 'p'},
    {"env", required_argument, NULL, 'e'},
    {"fixed-addresses", no_argument, NULL, 'a'},
    {NULL, 0, NULL, 0},
};

static bool complain(const char *what, const char *value) {
    fprintf(stderr, "asynclab-supervisor: %s%s\n", what, value);
    return false;
}

/// Reads a whole number from 1 to `most`.
static bool parse_count(const char *text, uint64_t most, uint64_t *count) {
    char *end = NULL;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    bool valid = text[0] >= '0' && text[0] <= '9' && *end == '\0' && errno == 0;
    if (!valid || value == 0 || value > most) return false;
    *count = value;
    return true;
}

/// Reads a positive number of seconds, at most a hundred years.
static bool parse_seconds(const char *text, int64_t *nanoseconds) {
    const double longest = 100.0 * 366 * 86400;
    char *end = NULL;
    double seconds = strtod(text, &end);
    if (end == text || *end != '\0' || !(seconds > 0) || seconds > longest) return false;
    *nanoseconds = (int64_t)(seconds * 1e9);
    if (*nanoseconds == 0) *nanoseconds = 1;
    return true;
}

static bool parse_descriptor(const char *text, int *descriptor) {
    uint64_t value = 0;
    if (strcmp(text, "0") != 0 && !parse_count(text, INT_MAX, &value)) return false;
    *descriptor = (int)value;
    return true;
}

/// Takes one option. False if its value makes no sense.
static bool take(struct asynclab_supervisor_options *options, int name, char *value) {
    uint64_t count = 0;
    switch (name) {
    case 'c': return parse_descriptor(value, &options->control);
    case 's': options->status = value; return true;
    case 'i': options->input = value; return true;
    case 'd': options->directory = value; return true;
    case 't': return parse_seconds(value, &options->time_ns);
    case 'm': return parse_count(value, UINT64_MAX, &options->memory_bytes);
    case 'p':
        if (!parse_count(value, SIZE_MAX, &count)) return false;
        options->processes = (size_t)count;
        return true;
    case 'e':
        options->environment[options->environment_count++] = value;
        return strchr(value, '=') != NULL;
    case 'a': options->fixed_addresses = true; return true;
    default: return false;
    }
}

bool asynclab_supervisor_parse(
    int argc, char **argv, struct asynclab_supervisor_options *options) {
    *options = (struct asynclab_supervisor_options){.control = -1, .input = "/dev/null"};
    options->environment = calloc((size_t)argc + 1, sizeof *options->environment);
    if (options->environment == NULL) return complain("out of memory", "");

    int name = 0;
    // The leading '+' ends the options at the program, whose own options are not ours.
    while ((name = getopt_long(argc, argv, "+", option_table, NULL)) != -1) {
        if (name == '?') return false;
        if (!take(options, name, optarg)) return complain("not a valid value: ", optarg);
    }
    options->command = argv + optind;
    if (options->control < 0) return complain("--control is missing", "");
    if (options->command[0] == NULL) return complain("the program is missing", "");
    return true;
}
