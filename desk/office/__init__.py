"""The office's side of the desk."""
