"""Rows become console, plain text, JSON, CSV and SVG."""
