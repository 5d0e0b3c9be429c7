"""What people do from end to end, in a browser, without JavaScript where they have none."""
