"""May and should: each rule a pure function that yields findings."""
