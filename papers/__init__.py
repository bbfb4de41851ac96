"""What an office's papers bear: stationery, signatures, numbers; and the files that it keeps."""
