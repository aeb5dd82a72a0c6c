// What the program prints.
#pragma once

/// Notes where the program's outputs lead. Called once, before `main`.
void asynclab_output_start(void);
