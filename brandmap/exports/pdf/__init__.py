"""Write the handout as PDF."""
