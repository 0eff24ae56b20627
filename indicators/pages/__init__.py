"""What each page shows: one frozen dataclass per page, shared by HTML, PDF and static export."""
