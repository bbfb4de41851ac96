"""Printed documents: plain data in, PDF out. No models, no database."""
