#pragma once
#include "CTraceFormat.h"
