"""What must alter: a record and an intent become edits and a commit subject."""
