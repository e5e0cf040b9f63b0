"""Files: YAML whose text is preserved, records by id, the disposable index."""
