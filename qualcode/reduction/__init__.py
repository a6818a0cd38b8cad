"""Stage 2, data reduction (reduksi, kondensasi data): codebooks, coding and what is found in codings."""
