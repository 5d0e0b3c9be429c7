"""What has been published of plans, edition by edition."""

from governance.published.comparison import comparison_of_editions
from governance.published.editions import Edition, editions_of, record_of_edition, with_changes

__all__ = ["Edition", "comparison_of_editions", "editions_of", "record_of_edition", "with_changes"]
