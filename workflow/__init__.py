"""The engine: one gate through which every governed change passes. Knows no objective and no meeting."""
