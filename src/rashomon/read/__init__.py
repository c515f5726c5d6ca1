"""Read: pages and files in, documents out."""
