"""What making all files of a photo takes, here and with what others use."""
