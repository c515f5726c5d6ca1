"""Tell: an answer in, pages out."""
