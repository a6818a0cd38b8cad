"""Stage 1, data collection: files read as sources of data, with their header, speakers and blocks."""
