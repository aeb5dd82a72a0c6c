#include "CTraceRuntime.h"
