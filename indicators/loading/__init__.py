"""A plan written down as TOML files → rows of the database, verified and never over staff's work."""
