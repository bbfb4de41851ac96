"""The steps of an import on the screen: the file, its columns, the check, the report."""
