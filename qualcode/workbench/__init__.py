"""The full-screen coding view: a transcript, its stripes and the codebook; the only importer of textual."""
