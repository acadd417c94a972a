"""Mode Latihan: prepared offices, participants, exercises, and what the program sees of them."""
