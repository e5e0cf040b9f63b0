"""What follows from many records: pure functions to named rows."""
