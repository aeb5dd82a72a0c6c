// ExampleRunner
