"""One view a page, and one that takes every act."""
