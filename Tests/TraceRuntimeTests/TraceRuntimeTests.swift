// TraceRuntime
