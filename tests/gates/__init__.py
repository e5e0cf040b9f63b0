"""Gates: who may decide, which approvals count, and what a change may do."""
