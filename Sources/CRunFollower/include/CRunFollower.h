// A library that is preloaded into a command and, through the environment, into all that it starts.
// In the first Swift program among them it starts that program again, with the library that watches.
// It offers nothing to call.
#pragma once
