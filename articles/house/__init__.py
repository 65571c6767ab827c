"""Pages of the house: how they are kept, what readers see of them, and where they are named."""
