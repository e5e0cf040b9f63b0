"""innoctl: the innovation function of an organisation, run from a git repository."""
