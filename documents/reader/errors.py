"""What a reader says when a file is no report it can read."""


class Unreadable(Exception):
    """A file that cannot be read as a report; `sentence` says why to the person who sent it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
