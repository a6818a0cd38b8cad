"""Stage 4, conclusion drawing and verification: findings, their evidence and states, and the tactics that test them."""
