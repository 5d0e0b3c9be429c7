"""How the story goes on after 22 January 2001, in chapters: each ends on its day, with what the visitor finds then."""
