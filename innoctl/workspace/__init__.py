"""One portfolio at work: gather records, let the pure floors decide, apply, commit."""
