"""The settlement written down as TOML files → rows of the database, verified against the print."""
