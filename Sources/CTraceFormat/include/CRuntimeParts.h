// What asynclab uses of a Swift runtime, part by part, and what cannot be seen where one is missing.
//
// The preloaded library looks at each part once, before `main`, and writes into the trace's header
// which are missing. Whoever reads the trace takes their names, and what is lost, from here. New parts
// come behind the old ones: their positions are bits in kept traces.
#pragma once

#include <stdint.h>

/// How a part is looked at.
typedef enum : uint32_t {
    /// The process has a symbol of the part's name.
    asynclab_check_symbol = 0,
    /// The variable of the part's name is there, and has the value that belongs to the layout known.
    asynclab_check_layout_version = 1,
    asynclab_check_task_size = 2,
    /// The variable is there, and nobody else has set it: a program built with ThreadSanitizer has.
    asynclab_check_unset = 3,
    /// The process may read its own memory by the system call of the part's name.
    asynclab_check_own_memory = 4,
    /// The folder of the part's name can be read.
    asynclab_check_folder = 5,
} asynclab_part_check;

/// Something of a runtime or of the system.
typedef struct {
    const char *_Nonnull name;
    /// What it is for a reader; null: its name.
    const char *_Nullable title;
    asynclab_part_check check;
    /// asynclab_trace_features that are not there without it.
    uint32_t features;
} asynclab_runtime_part;

/// The part at `index`, which is its bit in the header's `missing_parts`; null behind the last one.
const asynclab_runtime_part *_Nullable asynclab_runtime_part_at(uint32_t index);
