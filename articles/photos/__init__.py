"""Photos: how they are let in and kept, whom they are credited to, and the files that readers are sent."""
