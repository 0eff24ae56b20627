"""What each public page of finance shows: one dataclass per page."""
