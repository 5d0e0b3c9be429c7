"""What goes into every pack as it stands here: the program that checks it, and what it says of itself."""
