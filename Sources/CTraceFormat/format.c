// SwiftPM wants one source file in a target of headers; this one checks that they compile alone.
#include "CTraceFormat.h"
