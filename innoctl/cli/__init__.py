"""The command line: parse, call, say; the one place that prints errors and sets exit codes."""
