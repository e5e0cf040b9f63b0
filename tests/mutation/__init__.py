"""Small changes of the rules of approval, each of which some test must notice."""
