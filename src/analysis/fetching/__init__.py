"""Articles from the web: pages and the entries of feeds, fetched politely and kept as received."""
