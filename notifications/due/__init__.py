"""What is due: found in the rows of today, told to whoever has to do it, and to others when nothing happens."""
